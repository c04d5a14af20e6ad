"""The gestionnaire reads what the centres confirmed in spite of a doubt."""

import html
from datetime import timedelta

import pytest

from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.doutes.queries import doutes_confirmes
from imagin.domaine.perimetre.rules import AccesRefuse
from imagin.socle.temps import maintenant
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-20")]
URL = "/doutes-confirmes/"


@pytest.fixture
def gestionnaire(client):
    """Client de test d'un gestionnaire."""
    client.force_login(f.compte("gest", est_gestionnaire=True), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = "gestionnaire"
    session.save()
    return client


def doute(phrase: str, il_y_a: int = 0, **champs):
    defauts = {"code": "convocation.passee", "uai": "0310038Y", "auteur": "chef.0310038Y", "mission": 112440}
    quand = maintenant() - timedelta(hours=il_y_a)
    return DouteConfirme.objects.create(**{**defauts, "phrase": phrase, "confirme_le": quand, **champs})


def test_les_doutes_confirmes_se_lisent_le_plus_recent_d_abord_et_se_telechargent(gestionnaire):
    doute("Le 15/06/2026 à 08:00 est déjà passé.", il_y_a=2, motif="Régularisation", objet="LE GOFF Erwan")
    doute("3 intervenants seraient convoqués pour 2 attendus.", motif="Suppléant")
    page = html.unescape(gestionnaire.get(URL).content.decode())
    assert page.index("3 intervenants seraient convoqués") < page.index("Le 15/06/2026 à 08:00 est déjà passé.")
    [entete, *lignes] = b"".join(gestionnaire.get(f"{URL}doutes.csv?q=goff").streaming_content).decode().splitlines()
    assert entete.lstrip("\ufeff") == "Le;Etablissement;Par;Mission;Objet;Doute;Motif"
    assert len(lignes) == 1
    assert lignes[0].endswith("LE GOFF Erwan;Le 15/06/2026 à 08:00 est déjà passé.;Régularisation")


@pytest.mark.parametrize("nombre", [1, 3])
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_doutes(gestionnaire, nombre, django_assert_num_queries):
    for rang in range(nombre):
        doute(f"Doute {rang}.")
    gestionnaire.get(URL)
    with django_assert_num_queries(4):
        gestionnaire.get(URL)


def test_un_chef_de_centre_ne_lit_pas_les_doutes_des_autres(chef):
    assert chef.get(URL).status_code == 403
    with pytest.raises(AccesRefuse):
        doutes_confirmes(f.perimetre())
