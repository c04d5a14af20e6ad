"""« Modifier » and « Modifier les dates » in two tabs: the older form undoes nothing and mails nothing."""

import html
import re

import pytest

from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries.versions import etat_de_la_convocation
from tests import factories as f
from tests.factories.missions import jours

pytestmark = pytest.mark.exigence("G4.2-21")
URL = "/convocation-par-mission/"


@pytest.fixture
def convoquee(chef) -> Affectation:
    return f.affectation(f.mission(), f.intervenant("LE GOFF", "Erwan"), origine="CENTRE")


def ouvrir(chef, adresse: str) -> dict[str, str]:
    """The versions that the form is opened on."""
    page = chef.get(adresse).content.decode()
    return dict(re.findall(r'name="(version[_\d]*)"\s+value="([^"]*)"', page))


def saisie(*dates, **champs) -> dict:
    heures = {f"{borne}_{jour}": heure for jour in dates for borne, heure in (("debut", "08:00"), ("fin", "18:00"))}
    return {"dates": [str(jour) for jour in dates], **heures, "observation": "", **champs}


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode())


def test_le_plus_ancien_des_deux_onglets_ne_defait_pas_le_plus_recent(chef, convoquee):
    adresse = f"{URL}affectation/{convoquee.pk}/modifier/"
    onglet_a = ouvrir(chef, adresse)
    recent = saisie(jours()[1], code_salle="B201", **ouvrir(chef, adresse))
    assert chef.post(adresse, recent).status_code == 302
    lettres = Convocation.objects.count()
    refus = chef.post(adresse, saisie(jours()[0], code_salle="A101", observation="Calculatrice.", **onglet_a))
    assert refus.status_code == 422
    page = texte(refus)
    assert "chef.0310038Y a enregistré à" in page
    assert "Code salle : B201" in page
    assert f"Dates : {jours()[1]:%d/%m/%Y} 08:00-18:00" in page
    assert "Calculatrice." in page  # the typing is kept
    assert Convocation.objects.count() == lettres
    convoquee.refresh_from_db()
    assert convoquee.code_salle == "B201"
    [nouvelle] = re.findall(r'name="version" value="([^"]*)"', page)
    assert chef.post(adresse, saisie(jours()[0], code_salle="A101", version=nouvelle)).status_code == 302
    convoquee.refresh_from_db()
    assert convoquee.code_salle == "A101"


def test_une_version_ne_change_pas_tant_que_personne_n_enregistre(chef, convoquee):
    adresse = f"{URL}affectation/{convoquee.pk}/modifier/"
    assert ouvrir(chef, adresse) == ouvrir(chef, adresse)
    assert list(etat_de_la_convocation(convoquee)) == [
        "Dates", "Qualité", "Commission", "Jury", "Salle", "Code salle", "Observation",
    ]  # fmt: skip


def test_les_dates_de_plusieurs_ne_defont_pas_celles_qu_un_autre_vient_de_donner(chef, convoquee):
    numero = convoquee.mission.numero
    autre = f.affectation(convoquee.mission, f.intervenant("EL KADIRI"), origine="CENTRE")
    ouverte = chef.post(f"{URL}{numero}/selection/", {"geste": "dates", "affectations": [convoquee.pk, autre.pk]})
    versions = dict(re.findall(r'name="(version_\d+)"\s+value="([^"]*)"', ouverte.content.decode()))
    assert len(versions) == 2
    adresse = f"{URL}affectation/{convoquee.pk}/modifier/"
    chef.post(adresse, saisie(jours()[1], **ouvrir(chef, adresse)))
    envoi = saisie(*jours(), affectations=[convoquee.pk, autre.pk], **versions)
    refus = chef.post(f"{URL}{numero}/dates/", envoi)
    assert refus.status_code == 422
    assert "LE GOFF Erwan : chef.0310038Y a enregistré à" in texte(refus)
    assert (convoquee.creneaux.count(), autre.creneaux.count()) == (1, 2)
    versions |= dict(re.findall(r'name="(version_\d+)"\s+value="([^"]*)"', refus.content.decode()))
    assert (
        chef.post(f"{URL}{numero}/dates/", saisie(*jours(), affectations=[convoquee.pk], **versions)).status_code == 302
    )
    assert convoquee.creneaux.count() == 2
