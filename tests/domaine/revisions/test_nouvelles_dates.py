"""« Prendre les nouvelles dates »: the letter's next version, day for day, and whoever must choose is told so."""

from datetime import time, timedelta

import pytest

from imagin.domaine.convocations.actions import convoquer, envoyer_convocations
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries import creneaux_des
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.models import DateMission, Mission
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.revisions.actions import marquer_contredites, photographier, prendre_les_nouvelles_dates
from imagin.domaine.revisions.models import Revision
from imagin.domaine.revisions.rules import creneaux_suivants
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("GX-01")]
CYCLADES = systeme("import cyclades")
PREMIER, SECOND, TROISIEME = jours(3, dans=40)


def convoquer_a(mission: Mission, nom: str, *creneaux: CreneauDuJour) -> Affectation:
    """Somebody whom Bellevue summons there on these dates."""
    personne = f.intervenant(nom)
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=Demande(creneaux))
    return Affectation.objects.get(mission=mission, intervenant=personne)


def deplacer(mission: Mission, *nouveaux) -> list[int]:
    """CYCLADES gives the mission these days; keys of what is « à revoir »."""
    photographier(CYCLADES)
    mission.dates.all().delete()
    DateMission.objects.bulk_create(DateMission(mission=mission, jour=jour) for jour in nouveaux)
    return list(marquer_contredites(CYCLADES))


def prendre(cles: list[int]) -> dict[int, str]:
    return {r.affectation: r.refus for r in prendre_les_nouvelles_dates(f.perimetre(), revisions=cles)}


def jours_de(affectation: Affectation) -> list[CreneauDuJour]:
    return creneaux_des([affectation.pk])[affectation.pk]


def test_chacun_prend_les_dates_de_sa_mission_et_recoit_la_lettre_suivante():
    mission = f.mission()
    avant = [CreneauDuJour(jour) for jour in jours()]
    albert, zola = convoquer_a(mission, "ALBERT", *avant), convoquer_a(mission, "ZOLA", *avant)
    envoyer_convocations(f.perimetre(), affectations=[albert.pk])
    Envoi.objects.update(etat="ENVOYE", envoye_le=albert.convocations.get().emise_le)
    cles = deplacer(mission, PREMIER, SECOND)
    assert prendre(cles) == {albert.pk: "", zola.pk: ""}
    assert jours_de(albert) == jours_de(zola) == [CreneauDuJour(PREMIER), CreneauDuJour(SECOND)]
    assert list(Convocation.objects.filter(annulee_le=None).values_list("version", flat=True)) == [2, 2]
    assert set(Revision.objects.values_list("etat", flat=True)) == {"CORRIGEE"}
    assert Envoi.objects.filter(objet_type="convocation", etat="A_ENVOYER").count() == 1  # ZOLA had no letter by mail
    assert prendre(cles) == {}


def test_qui_a_ses_heures_les_garde_et_qui_n_avait_qu_un_jour_prend_celui_qui_le_remplace():
    mission = f.mission()
    un, deux = jours()
    matinal = convoquer_a(mission, "MATINAL", *(CreneauDuJour(jour, time(9), time(12)) for jour in (un, deux)))
    second = convoquer_a(mission, "SECOND", CreneauDuJour(deux))
    assert set(prendre(deplacer(mission, PREMIER, TROISIEME)).values()) == {""}
    assert jours_de(matinal) == [CreneauDuJour(jour, time(9), time(12)) for jour in (PREMIER, TROISIEME)]
    assert jours_de(second) == [CreneauDuJour(TROISIEME)]


def test_quand_on_ne_peut_pas_savoir_quel_jour_est_le_sien_il_faut_le_choisir():
    mission = f.mission()
    un, deux = jours()
    seul = convoquer_a(mission, "SEUL", CreneauDuJour(deux))
    entier = convoquer_a(mission, "ENTIER", CreneauDuJour(un), CreneauDuJour(deux))
    refus = prendre(deplacer(mission, PREMIER, SECOND, TROISIEME))
    assert refus[entier.pk] == ""
    assert "choisissez les siens" in refus[seul.pk]
    assert jours_de(seul) == [CreneauDuJour(deux)]
    assert dict(Revision.objects.values_list("affectation", "etat").distinct()) == {
        seul.pk: "A_REVOIR",
        entier.pk: "CORRIGEE",
    }


def test_ce_qui_n_est_pas_au_centre_ou_n_a_plus_de_dates_est_refuse_en_mots():
    mission, autre = f.mission(), f.mission()
    reprise = f.affectation(mission, f.intervenant("REPRISE"))
    sans_dates = convoquer_a(autre, "SANS", *(CreneauDuJour(jour) for jour in jours()))
    refus = prendre([*deplacer(mission, PREMIER, SECOND), *deplacer(autre)])
    assert "adressez-vous à lui" in refus[reprise.pk]
    assert "n'a plus de dates" in refus[sans_dates.pk]


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes(django_assert_max_num_queries):
    mission = f.mission()
    for nom in ("UN", "DEUX", "TROIS", "QUATRE", "CINQ"):
        convoquer_a(mission, nom, *(CreneauDuJour(jour) for jour in jours()))
    cles = deplacer(mission, PREMIER, SECOND)
    with django_assert_max_num_queries(55):
        assert len(prendre(cles)) == 5


def test_des_heures_qui_ne_tiennent_plus_dans_le_jour_prennent_celles_du_calendrier():
    veille = PREMIER - timedelta(days=1)
    calendrier = [CreneauDuJour(PREMIER, time(14), time(18))]
    matin = [CreneauDuJour(veille, time(8), time(12))]
    assert creneaux_suivants(matin, calendrier, rangs={veille: (1, 1)}) == tuple(calendrier)
    assert creneaux_suivants(matin, calendrier, rangs={veille: (1, 1)}, sans_heures=[PREMIER]) == (
        CreneauDuJour(PREMIER, time(8), time(12)),
    )
