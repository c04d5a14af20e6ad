"""Several convocations at once, from the list of a mission."""

import html
import io
import zipfile

import pytest

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.missions import jours

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    """Three convocations of the centre, one of the examinations service."""
    mission = f.mission()
    personnes = [f.intervenant(nom, "Jean").pk for nom in ("ALBERT", "BERNARD", "CLAUDEL")]
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=personnes, demande=demande)
    f.affectation(mission, f.intervenant("DU GESTIONNAIRE"))
    return mission


def cle(nom: str) -> int:
    return Affectation.objects.get(intervenant__nom=nom).pk


def faire(chef, mission, geste, *noms, **champs):
    adresse = f"/convocation-par-mission/{mission.numero}/selection/"
    return chef.post(adresse, {"geste": geste, "affectations": [cle(nom) for nom in noms], **champs})


def page(reponse) -> str:
    return html.unescape(reponse.content.decode())


@pytest.mark.exigence("G4.2-16")
def test_la_selection_se_telecharge_dans_l_ordre_sans_celles_du_gestionnaire(chef, mission):
    reponse = faire(chef, mission, "telecharger", "CLAUDEL", "ALBERT", "DU GESTIONNAIRE")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content)))
    assert archive.namelist() == ["ALBERT_Jean.pdf", "CLAUDEL_Jean.pdf"]


@pytest.mark.exigence("G4.2-18")
def test_la_selection_part_par_mel(chef, mission):
    assert "1 jamais envoyée" in page(faire(chef, mission, "envoyer", "BERNARD", "DU GESTIONNAIRE"))
    assert not Envoi.objects.exists()
    faire(chef, mission, "envoyer", "BERNARD", "DU GESTIONNAIRE", confirme="1")
    assert "BERNARD" in Envoi.objects.get().destinataire


@pytest.mark.exigence("G4.2-04")
def test_supprimer_la_selection_nomme_chacun_avant_puis_dit_ce_qui_est_refuse(chef, mission):
    Affectation.objects.filter(pk=cle("BERNARD")).update(verrou="frais en cours de traitement")
    confirmation = page(faire(chef, mission, "supprimer", "ALBERT", "BERNARD"))
    assert "Supprimer 2 convocations" in confirmation
    assert "ALBERT Jean" in confirmation
    assert "CLAUDEL Jean" not in confirmation
    assert not Affectation.objects.filter(etat="ANNULEE").exists()
    faire(chef, mission, "supprimer", "ALBERT", "BERNARD", "DU GESTIONNAIRE", confirme="1")
    assert [a.intervenant.nom for a in Affectation.objects.filter(etat="ANNULEE")] == ["ALBERT"]
    dite = page(chef.get(f"/convocation-par-mission/{mission.numero}/"))
    assert "Convocation supprimée : ALBERT Jean" in dite
    assert "BERNARD Jean : Cette convocation ne peut plus être changée : frais en cours de traitement" in dite


@pytest.mark.parametrize("champs", [{}, {"affectations": ["x", "999999"]}])
def test_rien_de_coche_le_dit_et_ne_fait_rien(chef, mission, champs):
    adresse = f"/convocation-par-mission/{mission.numero}/"
    assert chef.post(f"{adresse}selection/", {"geste": "supprimer", **champs})["Location"] == adresse
    assert "Cochez d'abord" in page(chef.get(adresse))
