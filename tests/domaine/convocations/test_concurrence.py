"""Two centres, or two clicks, at the same instant: nobody is summoned twice without anyone knowing."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connections

from imagin.domaine.convocations.actions import annuler_convocations, convoquer, envoyer_convocations, modifier_dates
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import ConflitsAConfirmer, ConvocationRefusee, Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai

pytestmark = pytest.mark.django_db(transaction=True)
TOURS = 8


def en_meme_temps(*gestes: Callable[[], object]) -> list[str]:
    """Run these at once, each on a connection of its own; what each ends with: « fait » or the name of its refusal."""
    depart, issues = Barrier(len(gestes)), [""] * len(gestes)

    def jouer(rang: int, geste: Callable[[], object]) -> None:
        depart.wait()
        try:
            geste()
            issues[rang] = "fait"
        except ConvocationRefusee as refus:
            issues[rang] = type(refus).__name__
        finally:
            connections.close_all()

    fils = [Thread(target=jouer, args=(rang, geste)) for rang, geste in enumerate(gestes)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return issues


def demande() -> Demande:
    return Demande(creneaux=(CreneauDuJour(jours()[0]),))


@pytest.mark.exigence("G4.2-19")
def test_deux_centres_qui_veulent_la_meme_personne_le_second_est_averti():
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")
    for _ in range(TOURS):
        personnes = [f.intervenant().pk, f.intervenant("AUTRE").pk]
        ici, la = f.mission(), f.mission(centre=ailleurs)
        issues = en_meme_temps(
            partial(convoquer, f.perimetre(), mission=ici.numero, intervenants=personnes, demande=demande()),
            partial(convoquer, f.perimetre(ailleurs), mission=la.numero, intervenants=personnes, demande=demande()),
        )
        assert sorted(issues) == ["ConflitsAConfirmer", "fait"]


@pytest.mark.exigence("G4.2-19")
def test_un_double_clic_ne_convoque_qu_une_fois():
    for _ in range(TOURS):
        personne, mission = f.intervenant().pk, f.mission()
        cliquer = partial(convoquer, f.perimetre(), mission=mission.numero, intervenants=[personne], demande=demande())
        assert sorted(en_meme_temps(cliquer, cliquer)) == ["CreneauDejaAffecte", "fait"]
        assert Affectation.objects.filter(mission=mission).count() == 1


@pytest.mark.exigence("G4.2-19")
def test_huit_centres_a_la_fois_un_seul_l_emporte_et_chacun_des_autres_sait_qui():
    centres = [f.etablissement(uai(100 + rang), f"LYCEE {rang}") for rang in range(8)]
    for _ in range(5):
        personnes = [f.intervenant().pk for _ in range(3)]
        missions = [f.mission(centre=centre) for centre in centres]
        perdants: list[str] = []

        def vouloir(mission, ordre=personnes, perdants=perdants):
            try:
                centre = f.perimetre(mission.centre)
                convoquer(centre, mission=mission.numero, intervenants=ordre, demande=demande())
            except ConflitsAConfirmer as refus:
                perdants.append(" ".join(c.phrase for c in refus.conflits))
                raise

        issues = en_meme_temps(*(partial(vouloir, mission) for mission in missions))
        assert sorted(issues) == ["ConflitsAConfirmer"] * 7 + ["fait"]
        gagnante = Affectation.objects.filter(intervenant__in=personnes).values_list("mission__numero", flat=True)
        assert len(gagnante) == 3
        assert all(f"mission {gagnante[0]}" in phrase for phrase in perdants)


@pytest.mark.exigence("G4.2-18")
def test_deux_demandes_d_envoi_au_meme_instant_ne_font_partir_qu_un_mel_par_personne():
    for _ in range(TOURS // 2):
        mission, personnes = f.mission(), [f.intervenant().pk for _ in range(3)]
        convoquees = convoquer(f.perimetre(), mission=mission.numero, intervenants=personnes, demande=demande())
        cles = [c.affectation_id for c in convoquees]
        demander = partial(envoyer_convocations, f.perimetre(), affectations=cles)
        assert en_meme_temps(demander, demander) == ["fait", "fait"]
        assert Envoi.objects.filter(objet_id__in=[c.pk for c in convoquees]).count() == 3


@pytest.mark.exigence("G4.2-04")
def test_changer_des_dates_pendant_qu_on_les_envoie_supprime_ou_convoque_ailleurs_ne_bloque_personne():
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")
    for _ in range(TOURS // 2):
        mission, personnes = f.mission(), [f.intervenant(nom).pk for nom in ("ZOLA", "ABOU", "MOREL")]
        convoquees = convoquer(f.perimetre(), mission=mission.numero, intervenants=personnes, demande=demande())
        cles = [c.affectation_id for c in convoquees]
        demain, un_autre_jour = (
            Demande(creneaux=(CreneauDuJour(jour),)) for jour in (jours()[1], jours(1, dans=40)[0])
        )
        autre = f.mission(centre=ailleurs, dates=jours(1, dans=40))
        issues = en_meme_temps(
            partial(modifier_dates, f.perimetre(), affectations=cles, demande=demain),
            partial(envoyer_convocations, f.perimetre(), affectations=cles[::-1]),
            partial(annuler_convocations, f.perimetre(), affectations=cles[:2]),
            partial(
                convoquer, f.perimetre(ailleurs), mission=autre.numero, intervenants=personnes, demande=un_autre_jour
            ),
        )
        assert set(issues) <= {"fait"}
        assert Affectation.objects.filter(mission=mission, etat="CONVOQUEE").count() == 1
