"""What contradicts a summons marks it, once, with what changed; what no longer does is lifted."""

from datetime import time

import pytest

from imagin.domaine.convocations.actions import annuler_convocation, convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.revisions.actions import (
    lever_ce_qui_ne_contredit_plus,
    marquer_contredites,
    marquer_indisponibles,
    photographier,
    prendre_les_nouvelles_dates,
)
from imagin.domaine.revisions.enums import MotifRevision
from imagin.domaine.revisions.models import Revision
from imagin.domaine.revisions.queries import a_revoir, missions_a_revoir, nombre_a_revoir
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.missions import jours

pytestmark = pytest.mark.django_db
CYCLADES = systeme("import cyclades")


def convoques(*noms: str) -> list[Affectation]:
    """People whom Bellevue summons to one mission of two days."""
    mission = f.mission()
    convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=[f.intervenant(nom).pk for nom in noms],
        demande=Demande(creneaux=tuple(creneaux_proposes(mission, None))),
    )
    return list(Affectation.objects.filter(mission=mission).order_by("intervenant__nom"))


@pytest.mark.exigence("GX-01")
def test_une_mission_deplacee_marque_chaque_jour_qui_n_est_plus(django_assert_max_num_queries) -> None:
    albert, zola = convoques("ALBERT", "ZOLA")
    photographier(CYCLADES)
    premier = albert.mission.dates.order_by("jour").first()
    premier.jour = jours(1, dans=40)[0]
    premier.save()
    with django_assert_max_num_queries(14):
        marques = marquer_contredites(CYCLADES)
    assert set(Revision.objects.values_list("affectation", "motif")) == {
        (albert.pk, MotifRevision.DATE),
        (zola.pk, MotifRevision.DATE),
    }
    assert len(marques) == 2
    assert nombre_a_revoir(f.perimetre()) == 2
    assert missions_a_revoir(f.perimetre(), [albert.mission_id]) == {albert.mission_id: 2}


@pytest.mark.exigence("GX-01")
def test_ce_qui_n_a_pas_change_n_est_pas_a_revoir() -> None:
    convoques("ALBERT")
    photographier(CYCLADES)
    assert marquer_contredites(CYCLADES) == ()


@pytest.mark.exigence("GX-01")
def test_centre_horaires_et_depart_ont_chacun_leur_phrase() -> None:
    (albert,) = convoques("ALBERT")
    photographier(CYCLADES)
    albert.mission.dates.update(heure_debut=time(14), heure_fin=time(18))
    Mission.objects.filter(pk=albert.mission_id).update(
        centre=f.etablissement("0312267W", "LGT DES ARENES TOULOUSE CEDEX 3")
    )
    Intervenant.objects.filter(pk=albert.intervenant_id).update(retire_le=maintenant())
    marquer_contredites(CYCLADES)
    phrases = {revision.motif: revision.phrase for revision in a_revoir(CYCLADES)}
    assert phrases.keys() == {MotifRevision.HORAIRES, MotifRevision.CENTRE, MotifRevision.PERSONNE}
    assert phrases[MotifRevision.CENTRE].startswith("La mission a lieu à LGT DES ARENES")


@pytest.mark.exigence("GX-01")
def test_ce_qui_revient_comme_avant_n_est_plus_a_revoir_et_le_reste_demeure() -> None:
    (albert,) = convoques("ALBERT")
    photographier(CYCLADES)
    albert.mission.dates.update(heure_debut=time(14), heure_fin=time(18))
    Intervenant.objects.filter(pk=albert.intervenant_id).update(retire_le=maintenant())
    assert len(marquer_contredites(CYCLADES)) == 3
    assert lever_ce_qui_ne_contredit_plus(CYCLADES) == 0
    photographier(CYCLADES)
    Intervenant.objects.filter(pk=albert.intervenant_id).update(retire_le=None)
    assert marquer_contredites(CYCLADES) == ()
    assert dict(Revision.objects.values_list("motif", "etat")) == {"PERSONNE": "LEVEE", "HORAIRES": "A_REVOIR"}


@pytest.mark.exigence("GX-01")
def test_une_convocation_annulee_ou_dont_la_personne_devient_indisponible() -> None:
    (albert,) = convoques("ALBERT")
    creneau = albert.creneaux.first()
    absence = Indisponibilite.objects.create(
        intervenant=albert.intervenant, periode=creneau.plage, motif="Congé", source="EPP"
    )
    marquer_indisponibles(CYCLADES, indisponibilites=[absence.pk], deja_couverts=[])
    assert list(Revision.objects.values_list("motif", "etat")) == [("INDISPO", "A_REVOIR")]
    annuler_convocation(f.perimetre(), affectation=albert.pk)
    assert list(Revision.objects.values_list("etat", "close_par")) == [("CORRIGEE", f.perimetre().auteur)]


@pytest.mark.exigence("GX-01")
def test_une_mission_qui_revient_dans_son_centre_n_est_plus_a_revoir() -> None:
    (albert,) = convoques("ALBERT")
    for centre in (f.etablissement("0312267W", "LGT DES ARENES TOULOUSE CEDEX 3"), albert.mission.centre):
        photographier(CYCLADES)
        Mission.objects.filter(pk=albert.mission_id).update(centre=centre)
        marquer_contredites(CYCLADES)
    assert list(Revision.objects.values_list("motif", "etat")) == [("CENTRE", "LEVEE")]


@pytest.mark.exigence("GX-01")
def test_des_heures_corrigees_par_le_centre_sont_dites_corrigees() -> None:
    albert, zola = convoques("ALBERT", "ZOLA")
    photographier(CYCLADES)
    albert.mission.dates.update(heure_debut=time(14), heure_fin=time(18))
    cles = marquer_contredites(CYCLADES)
    prendre_les_nouvelles_dates(
        f.perimetre(), revisions=Revision.objects.filter(affectation=albert).values_list("pk", flat=True)
    )
    assert len(cles) == 4
    assert set(albert.revisions.values_list("etat", flat=True)) == {"CORRIGEE"}
    assert set(zola.revisions.values_list("etat", flat=True)) == {"A_REVOIR"}


@pytest.mark.exigence("GX-01")
def test_une_convocation_passee_n_est_plus_a_revoir() -> None:
    (albert,) = convoques("ALBERT")
    photographier(CYCLADES)
    Intervenant.objects.filter(pk=albert.intervenant_id).update(retire_le=maintenant())
    assert len(marquer_contredites(CYCLADES)) == 1
    for rang, creneau in enumerate(albert.creneaux.all()):
        creneau.plage = CreneauDuJour(jours(1, dans=-5 - rang)[0]).plage
        creneau.save()
    assert lever_ce_qui_ne_contredit_plus(CYCLADES) == 1
    assert list(Revision.objects.values_list("etat", flat=True)) == ["LEVEE"]
