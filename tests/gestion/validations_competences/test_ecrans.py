"""The gestionnaire reopens the entry of an établissement that validated too early."""

import html

import pytest

from imagin.domaine.competences.actions import valider_saisie
from imagin.domaine.competences.models import ValidationSaisie
from imagin.domaine.competences.queries import validations_en_cours
from imagin.domaine.perimetre.rules import AccesRefuse
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G3.4-01")]
URL = "/validations-des-competences/"


@pytest.fixture
def gestionnaire(client):
    """Client de test d'un gestionnaire."""
    client.force_login(f.compte("gest", est_gestionnaire=True), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = "gestionnaire"
    session.save()
    return client


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode())


def test_le_gestionnaire_rouvre_la_saisie_d_un_etablissement(gestionnaire):
    f.compte()  # the head of Bellevue
    perimetre = f.perimetre()
    valider_saisie(perimetre)
    liste = gestionnaire.get(URL).context["liste"]
    cellules = [cellule.texte for cellule in liste.lignes[0].cellules]
    assert (cellules[0], cellules[3]) == ("0310038Y", "Hélène DE LA TOUR")
    page = texte(gestionnaire.get(URL))
    assert "Rouvrir la saisie des compétences de LPO BELLEVUE" in page  # asked before it is done
    adresse = f"{URL}{perimetre.etablissement_id}/rouvrir/"
    assert gestionnaire.post(adresse)["Location"] == URL
    page = texte(gestionnaire.get(URL))
    assert "La saisie des compétences est rouverte : LPO BELLEVUE" in page
    assert "Aucun établissement n'a validé" in page
    assert ValidationSaisie.objects.get().rouverte_par == "gest"
    gestionnaire.post(adresse)  # twice, or from an old page: nothing more
    assert "Cette saisie était déjà ouverte" in texte(gestionnaire.get(URL))
    assert ValidationSaisie.objects.count() == 1
    assert valider_saisie(perimetre)


def test_une_validation_dont_le_compte_a_disparu_dit_son_identifiant(gestionnaire):
    valider_saisie(f.perimetre())
    assert [v.nom for v in gestionnaire.get(URL).context["liste"].objets] == ["chef.0310038Y"]


@pytest.mark.parametrize("nombre", [1, 3])
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(gestionnaire, nombre, django_assert_num_queries):
    for rang in range(nombre):
        valider_saisie(f.perimetre(f.etablissement(f"03100{rang}5A")))
    gestionnaire.get(URL)
    with django_assert_num_queries(3):
        gestionnaire.get(URL)


def test_un_chef_d_etablissement_ne_rouvre_rien(chef):
    perimetre = f.perimetre()
    valider_saisie(perimetre)
    assert chef.get(URL).status_code == chef.post(f"{URL}{perimetre.etablissement_id}/rouvrir/").status_code == 403
    with pytest.raises(AccesRefuse):
        validations_en_cours(perimetre)
    assert ValidationSaisie.objects.get().rouverte_le is None
