"""Columns, filters and words that several lists and papers share."""

import pytest

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.consultation import affectation_convoquee
from imagin.domaine.missions.queries import ChoixMissions, missions_du_centre
from imagin.presentation.affectations import commission_et_jury, salles
from imagin.presentation.listes.missions import COLONNES_MISSION, NUMERO
from imagin.presentation.listes.personnes import DISCIPLINE, NOM
from tests import factories as f
from tests.factories.missions import commission, jury, salle, session

pytestmark = pytest.mark.django_db


def test_commission_jury_et_salle_se_disent_des_memes_mots_partout():
    mission = f.mission()
    faite = f.affectation(mission, f.intervenant(), origine="CENTRE")
    assert (commission_et_jury(faite), salles(faite)) == ([], [])
    lieux = {"commission": commission(mission, "3GMATH1"), "jury": jury(mission, "J1"), "salle": salle(mission, "B204")}
    Affectation.objects.filter(pk=faite.pk).update(**lieux, code_salle="étage 2")
    faite = affectation_convoquee(f.perimetre(), faite.pk)
    assert commission_et_jury(faite) == ["Com. 3GMATH1", "Jury J1"]
    assert commission_et_jury(faite, avec_jury=False) == ["Com. 3GMATH1"]
    assert salles(faite) == ["B204", "étage 2"]


def test_une_mission_se_nomme_des_memes_colonnes_dans_sa_liste_et_dans_celle_des_convocations():
    mission = f.mission()
    affectation = f.affectation(mission, f.intervenant("ALBERT"))
    assert [c.libelle for c in COLONNES_MISSION] == [
        "N°", "Session examen", "Spécialité", "Epreuve-option", "Type de mission", "Début",
    ]  # fmt: skip
    assert NUMERO.de(lambda a: a.mission).valeur(affectation) == NUMERO.valeur(mission) == mission.numero
    assert NOM.de(lambda a: a.intervenant).valeur(affectation) == "ALBERT"
    assert DISCIPLINE.de(lambda a: a.intervenant).libelle == "Discipline de poste"


@pytest.mark.exigence("G4.1-02")
def test_les_filtres_annee_et_examen_gardent_les_memes_missions_en_base_et_deja_lues():
    f.mission(numero=1, session=session("470", annee=2026))
    f.mission(numero=2, session=session("470", annee=2027))
    f.mission(numero=3, session=session("400", annee=2027))
    toutes = missions_du_centre(f.perimetre())
    for choix, attendues in (
        (ChoixMissions(), {1, 2, 3}),
        (ChoixMissions(annees=[2027]), {2, 3}),
        (ChoixMissions(examens=["470"]), {1, 2}),
        (ChoixMissions([2027], ["470"]), {2}),
        (ChoixMissions([2025]), set()),
    ):
        assert {m.numero for m in choix.parmi(toutes)} == attendues
        assert {m.numero for m in toutes if choix.garde(m.session)} == attendues
