"""New dates for many people at once: a fixed number of queries, and each refusal said by itself."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imagin.domaine.convocations.actions import convoquer, envoyer_convocations, modifier_dates
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries.versions import etats_des_dates
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from imagin.socle.versions import version_de
from tests import factories as f
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-04")]
MATIN, APRES_MIDI = (time(8), time(12)), (time(14), time(17))


def demande(jour: int = 1, heures: tuple[time, time] = APRES_MIDI, **champs) -> Demande:
    return Demande((CreneauDuJour(jours()[jour], *heures),), **champs)


def convoquees(*noms: str, mission=None) -> dict[str, int]:
    """Keys of the affectations of these people, summoned to one mission on the morning of its first day."""
    mission = mission or f.mission()
    personnes = [f.intervenant(nom, "Jean").pk for nom in noms]
    convoquer(f.perimetre(), mission=mission.numero, intervenants=personnes, demande=demande(0, MATIN))
    siennes = Affectation.objects.filter(mission=mission, etat="CONVOQUEE")
    return dict(siennes.values_list("intervenant__nom", "pk"))


def changer(cles, voulue: Demande | None = None, **champs) -> dict[int, object]:
    resultats = modifier_dates(f.perimetre(), affectations=cles, demande=voulue or demande(), **champs)
    return {resultat.affectation: resultat for resultat in resultats}


def requetes(*noms: str) -> int:
    cles = list(convoquees(*noms).values())
    envoyer_convocations(f.perimetre(), affectations=cles)
    versions = {cle: version_de(etat) for cle, etat in etats_des_dates(Affectation.objects.filter(pk__in=cles)).items()}
    with CaptureQueriesContext(connection) as captees:
        assert not any(resultat.refus for resultat in changer(cles, versions=versions).values())
    return len(captees)


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes():
    seule, plusieurs = requetes("SEUL"), requetes("UN", "DEUX", "TROIS", "QUATRE", "CINQ", "SIX")
    assert seule == plusieurs < 45
    assert Envoi.objects.filter(etat="A_ENVOYER").count() == 7  # the new letters; the former ones do not leave


def test_chacun_a_sa_raison_et_rien_de_ce_qui_est_refuse_n_est_ecrit():
    mission = f.mission()
    cles = convoquees("LIBRE", "PRIS", "REPRISE", "PARTI", "VERROU", "AUTREMENT", mission=mission)
    par_nom = {nom: Affectation.objects.get(pk=cle) for nom, cle in cles.items()}
    f.affectation(f.mission(), par_nom["PRIS"].intervenant, jour=jours()[1])
    Affectation.objects.filter(pk=cles["REPRISE"]).update(origine="GEST")
    Affectation.objects.filter(pk=cles["VERROU"]).update(verrou="frais en cours")
    par_nom["PARTI"].intervenant.retire_le = maintenant()
    par_nom["PARTI"].intervenant.save()
    ouvert_sur = {cles["AUTREMENT"]: "0" * 8}
    resultats = changer([*cles.values(), 0], versions=ouvert_sur)
    refus = {nom: resultats[cle].refus for nom, cle in cles.items()}
    assert refus["LIBRE"] == ""
    assert [conflit.nom for conflit in resultats[cles["PRIS"]].conflits] == ["PRIS Jean"]
    assert "adressez-vous à lui" in refus["REPRISE"]
    assert "n'est plus connue" in refus["PARTI"]
    assert "frais en cours" in refus["VERROU"]
    assert "a enregistré" in refus["AUTREMENT"]
    assert resultats[cles["AUTREMENT"]].version
    assert "n'existe plus" in resultats[0].refus
    versions = Convocation.objects.filter(annulee_le=None, affectation__mission=mission)
    assert {c.affectation.intervenant.nom for c in versions if c.version == 2} == {"LIBRE"}
    ecrits = {
        nom for nom, cle in cles.items() if Affectation.objects.get(pk=cle).creneaux.get().plage != premier_matin()
    }
    assert ecrits == {"LIBRE"}


def premier_matin():
    return CreneauDuJour(jours()[0], *MATIN).plage


def test_qui_est_deux_fois_sur_la_mission_n_y_est_pas_deux_fois_a_la_meme_heure():
    mission, personne = f.mission(), f.intervenant()
    for jour in (0, 1):
        convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande(jour, MATIN))
    cles = sorted(Affectation.objects.values_list("pk", flat=True))
    resultats = changer(cles)
    assert [bool(resultats[cle].refus) for cle in cles] == [False, True]
    assert "est déjà sur cette mission" in resultats[cles[1]].refus
    # Each to a day that the other leaves: the first is still there when the second is asked, not the other way round.
    assert [bool(r.refus) for r in changer(cles, demande(1, MATIN)).values()] == [True, False]


def test_les_memes_dates_pour_deux_missions_se_disent_mission_par_mission():
    une, autre = convoquees("UN"), convoquees("DEUX", mission=f.mission(dates=jours(1)))
    resultats = changer([*une.values(), *autre.values()])
    assert resultats[une["UN"]].refus == ""
    assert "n'a pas lieu à cette date" in resultats[autre["DEUX"]].refus


def test_un_conflit_confirme_ne_l_est_que_pour_sa_personne():
    cles = convoquees("PRIS", "LIBRE")
    pris = Affectation.objects.get(pk=cles["PRIS"])
    f.affectation(f.mission(), pris.intervenant, jour=jours()[1])
    confirmee = demande(confirmes=frozenset({pris.intervenant_id}), motif="Seul disponible")
    assert not any(resultat.refus for resultat in changer(cles.values(), confirmee).values())
    motifs = dict(
        Affectation.objects.filter(pk__in=cles.values()).values_list("intervenant__nom", "motif_confirmation")
    )
    assert motifs == {"PRIS": "Seul disponible", "LIBRE": ""}
