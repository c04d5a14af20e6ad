"""« Saisie sur la mission » of COEC missions, their default qualité, and the profiles of HLP."""

import html
from dataclasses import replace
from datetime import time

import pytest

from imagin.domaine.convocations.actions import convoquer, modifier_convocation
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries import profils_a_missionner
from imagin.domaine.convocations.rules import ConvocationRefusee, Demande, SaisieAConfirmer
from imagin.domaine.missions.actions import fixer_dates
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.referentiel.enums import Nature
from imagin.domaine.referentiel.models import EpreuveOption
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import epreuve, type_mission

pytestmark = pytest.mark.django_db


def coec(**champs):
    """A correction of EC over two days."""
    return f.mission(type=type_mission("COREC", nature=Nature.COEC), **champs)


def demande(*dates, **choix):
    return Demande(creneaux=tuple(CreneauDuJour(jour, time(9), time(12)) for jour in dates or jours(1)), **choix)


def _convoquer(mission, saisie):
    return convoquer(f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=saisie)


@pytest.mark.exigence("G4.2-07", "G4.2-12")
def test_la_premiere_convocation_d_une_coec_demande_si_l_on_reporte_puis_le_changement_seul():
    mission = coec()
    with pytest.raises(SaisieAConfirmer):
        _convoquer(mission, demande(observation="Salle des professeurs"))
    assert not Affectation.objects.exists()
    (convocation,) = _convoquer(mission, demande(observation="Salle des professeurs", reporter=True))
    _convoquer(mission, demande(observation="Salle des professeurs"))
    for changee in (demande(observation="CDI"), demande(jours()[1], observation="Salle des professeurs")):
        with pytest.raises(SaisieAConfirmer):
            _convoquer(mission, changee)
    assert convocation.affectation.qualite_id == "CORR_S"
    with pytest.raises(SaisieAConfirmer):
        modifier_convocation(f.perimetre(), affectation=convocation.affectation_id, demande=demande(jours()[1]))


@pytest.mark.exigence("G4.2-12")
@pytest.mark.parametrize(("reponse", "reportee"), [("oui", True), ("non", False)])
def test_la_fenetre_se_repond_sans_script_et_oui_prepare_la_prochaine_convocation(chef, reponse, reportee):
    mission, jour = coec(), jours()[0].isoformat()
    adresse = f"/convocation-par-mission/{mission.numero}/convoquer/"
    saisie = {
        "intervenants": [f.intervenant().pk],
        "dates": [jour],
        f"debut_{jour}": "09:00",
        f"fin_{jour}": "12:00",
        "observation": "Apporter les clés USB",
    }
    fenetre = html.unescape(chef.post(adresse, saisie).content.decode())
    assert "Saisie sur la mission" in fenetre
    assert "Vous avez modifié les dates d'affectation." in fenetre
    assert "Souhaitez-vous enregistrer votre saisie sur la mission ?" in fenetre
    assert all(f'name="{nom}"' in fenetre for nom in saisie)
    chef.post(adresse, {**saisie, "reporter": reponse})
    assert Affectation.objects.count() == 1
    suivante = chef.get(adresse).context["form"].initial
    assert (suivante["observation"] == "Apporter les clés USB") is reportee
    assert bool(suivante.get("horaires")) is reportee


@pytest.mark.exigence("G4.2-12")
def test_non_apres_oui_ne_propose_plus_rien_a_la_prochaine_convocation(chef):
    mission, (premier, second) = coec(), jours()
    adresse = f"/convocation-par-mission/{mission.numero}/convoquer/"

    def repondre(jour, reponse, nom):
        heures = {f"debut_{jour}": "09:00", f"fin_{jour}": "12:00", "observation": nom}
        saisie = {"intervenants": [f.intervenant(nom).pk], "dates": [str(jour)], "reporter": reponse, **heures}
        assert chef.post(adresse, saisie).status_code == 302
        return chef.get(adresse).context["form"].initial

    assert list(repondre(premier, "oui", "UN")["horaires"]) == [premier]
    suivante = repondre(second, "non", "DEUX")
    assert not suivante.get("horaires")
    assert suivante["observation"] == ""


@pytest.mark.exigence("G4.2-10")
def test_une_coec_n_ouvre_que_les_dates_que_le_gestionnaire_a_fixees():
    mission = coec()
    premier, second = jours()
    gestionnaire = replace(f.perimetre(), role=Role.GESTIONNAIRE)
    fixer_dates(gestionnaire, mission=mission.numero, creneaux=[CreneauDuJour(second)])
    with pytest.raises(ConvocationRefusee, match="n'a pas lieu à cette date"):
        _convoquer(mission, demande(premier, reporter=False))
    assert len(_convoquer(mission, demande(second, reporter=False))) == 1


@pytest.mark.exigence("G4.2-13")
def test_un_oral_d_ec_attend_cyclades_et_l_ecran_le_dit(chef):
    mission = f.mission(type=type_mission("ORALEC", nature=Nature.ORAL_EC))
    assert "n'est pas achevée dans CYCLADES" in html.unescape(
        chef.get(f"/convocation-par-mission/{mission.numero}/").content.decode()
    )
    with pytest.raises(ConvocationRefusee, match="CYCLADES"):
        _convoquer(mission, demande())


@pytest.mark.exigence("G4.2-14")
def test_l_ecran_dit_quel_profil_manque_pour_hlp_sur_les_deux_parties(chef):
    lettres, philosophie = (_partie(code) for code in ("HLP-L", "HLP-P"))
    ecran = f"/convocation-par-mission/{lettres.numero}/"
    assert [p.code for p in profils_a_missionner(f.perimetre(), lettres)] == ["lettres", "philosophie"]
    f.affectation(philosophie, f.intervenant(enseigne="PHILOSOPHIE"))
    page = chef.get(ecran).content.decode()
    assert "Il manque un professeur de lettres" in page
    assert "Il manque un professeur de philosophie" not in page
    f.affectation(lettres, f.intervenant(enseigne="LETTRES MODERNES"))
    assert "Il manque" not in chef.get(ecran).content.decode()


def _partie(code):
    option: EpreuveOption = epreuve(code=code, libelle=f"Humanités, littérature et philosophie ({code})")
    return coec(epreuve_option=option)
