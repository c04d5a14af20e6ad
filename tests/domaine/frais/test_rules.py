"""Which moves an état de frais allows."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.domaine.frais.enums import EtatTraitement, Mouvement
from imagin.domaine.frais.rules import MOUVEMENTS, TRAITES, BaremeMission, ServiceRendu, estimer, mouvement_du_constat

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


TARIFS = {
    "COPIE_5": Decimal(5), "COPIE_1": Decimal("0.75"), "HEURE_3": Decimal("9.60"), "HEURE_1": Decimal("4.11"),
    "HEURE_SURV": Decimal(15), "PART_SPORTIVE": Decimal("0.75"), "COEF_VAE": Decimal(1), "MINUTES_ORAL": Decimal(20),
}  # fmt: skip


BAC, BREVET = ("COPIE_5", "HEURE_3"), ("COPIE_1", "HEURE_1")
TAUX = {"BCG": BAC, "BTN": BAC, "BCP": BAC, "DNB": BREVET, "CAP": BREVET, "BTS": ("", "")}


@pytest.mark.parametrize(
    ("remuneration", "examen", "quantite", "minutes", "montant"),
    [
        ("ECRITE", "BCG", 33, None, "165.00"),
        ("ECRITE", "DNB", 33, None, "24.75"),
        ("ORALE", "BTN", 7, None, "22.40"),
        ("ORALE", "DNB", 1, None, "1.37"),
        ("VAE", "BCP", 3, None, "28.80"),
        ("PRATIQUE", "BCG", None, 450, "72.00"),
        ("SPORTIVE", "BCG", None, 450, "54.00"),
        ("PRATIQUE", "BCG", None, 3 * (220 + 205), "204.00"),
        ("SURVEILLANCE", "CAP", None, 440, "110.00"),
        ("SURVEILLANCE", "CAP", None, 0, "0.00"),
        ("SURVEILLANCE", "CAP", None, 240, "60.00"),
        ("ECRITE", "BCG", None, None, None),
        ("ECRITE", "BTS", 33, None, None),
        ("AUCUNE", "BCG", 33, 240, None),
    ],
)
def test_un_service_fait_s_estime_au_tarif_de_son_examen(remuneration, examen, quantite, minutes, montant) -> None:
    service = ServiceRendu(1, fait=True, quantite=quantite, minutes=minutes)
    bareme = BaremeMission(remuneration, *TAUX[examen], TARIFS)
    estime = estimer(service, bareme)
    assert estime == (Decimal(montant) if montant else None)
    assert estimer(replace(service, fait=False), bareme) is None


@given(
    journees=st.lists(st.integers(0, 1440), max_size=20),
    taux=st.decimals(0, 100, places=2),
    part=st.decimals(0, 2, places=2),
)
def test_des_minutes_au_centime_on_n_arrondit_qu_une_fois(journees, taux, part) -> None:
    """Whatever the days: the exact amount, rounded half-up to the cent, never the sum of rounded days."""
    tarifs = {**TARIFS, "HEURE_3": taux, "PART_SPORTIVE": part}
    service = ServiceRendu(1, fait=True, minutes=sum(journees))
    exact = Fraction(sum(journees), 60) * Fraction(taux)
    for remuneration, attendu in (("PRATIQUE", exact), ("SPORTIVE", exact * Fraction(part))):
        estime = estimer(service, BaremeMission(remuneration, *TAUX["BCG"], tarifs))
        assert Fraction(estime) == Fraction(floor(attendu * 100 + Fraction(1, 2)), 100)
