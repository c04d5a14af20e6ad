"""Which moves an état de frais allows."""

import pytest

from imagin.domaine.frais.enums import EtatTraitement, Mouvement
from imagin.domaine.frais.rules import MOUVEMENTS, TRAITES, mouvement_du_constat

E = EtatTraitement


def test_chaque_mouvement_a_son_depart_et_son_arrivee() -> None:
    assert set(MOUVEMENTS) == set(Mouvement)
    for departs, arrivee in MOUVEMENTS.values():
        assert departs
        assert arrivee not in departs


def test_rien_ne_quitte_ce_qui_est_paye() -> None:
    assert not [mouvement for mouvement, (departs, _) in MOUVEMENTS.items() if E.ACCEPTE in departs]


def test_un_constat_ne_touche_pas_a_ce_que_le_gestionnaire_traite() -> None:
    """« Service fait » leaves what is under treatment where it is, or is refused by the table."""
    for etat in TRAITES:
        for fait in (True, False):
            mouvement = mouvement_du_constat(etat, fait=fait)
            assert mouvement is None or etat not in MOUVEMENTS[mouvement][0]


@pytest.mark.exigence("G4.3-07")
@pytest.mark.parametrize(
    ("etat", "fait", "mouvement"),
    [
        (E.INITIALISE, True, Mouvement.CONSTATER),
        (E.INITIALISE, False, Mouvement.ANNULER),
        (E.INITIALISE, None, None),
        (E.A_VALIDER, True, None),
        (E.A_VALIDER, False, Mouvement.ANNULER),
        (E.A_VALIDER, None, Mouvement.RETIRER_LE_CONSTAT),
        (E.ANNULE, True, Mouvement.CONSTATER),
        (E.ANNULE, False, None),
        (E.ANNULE, None, Mouvement.RETABLIR),
        (E.REJETE, True, Mouvement.CONSTATER),
        (E.REJETE, False, Mouvement.ANNULER),
        (E.REJETE, None, None),
    ],
)
def test_ce_que_le_constat_fait_de_l_etat_de_frais(etat, fait, mouvement) -> None:
    assert mouvement_du_constat(etat, fait=fait) == mouvement
