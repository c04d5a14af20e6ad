"""What may be declared, whose it is, and how its ends are written; no database."""

from datetime import UTC, date, datetime, time

import pytest

from imagin.domaine.disponibilites.enums import SourceIndisponibilite as S
from imagin.domaine.disponibilites.rules import (
    Declarant,
    IndisponibiliteRefusee,
    dates_affichees,
    periode_declaree,
    peut_retirer,
    raison_du_refus,
)

JOUR = date(2027, 6, 1)


@pytest.mark.exigence("G3.2-03")
@pytest.mark.parametrize(
    ("declaree_par", "retirable"),
    [
        (Declarant(S.ETABLISSEMENT, 1), True),
        (Declarant(S.ETABLISSEMENT, 2), False),
        (Declarant(S.EPP), False),
        (Declarant(S.SIRHEN), False),
        (Declarant(S.ACADEMIE), False),
    ],
)
def test_un_etablissement_ne_retire_que_ce_qu_il_a_declare(declaree_par, retirable):
    assert peut_retirer(Declarant(S.ETABLISSEMENT, 1), declaree_par) == retirable
    assert raison_du_refus(declaree_par.source, "SIRHEN").endswith(".")


@pytest.mark.exigence("G3.2-02")
@pytest.mark.parametrize(
    ("debut", "fin", "instants", "ecrites"),
    [
        # A whole day ends at the midnight that follows.
        ((JOUR, time(0)), (JOUR, time(23, 59)), ("2027-05-31T22:00", "2027-06-01T22:00"), "01/06/2027 à 23:59"),
        # A night.
        ((JOUR, time(22)), (date(2027, 6, 2), time(6)), ("2027-06-01T20:00", "2027-06-02T04:00"), "02/06/2027 à 06:00"),
        # The day when clocks go back has 25 hours, the day when they go forward 23.
        (
            (date(2027, 10, 31), time(0)),
            (date(2027, 10, 31), time(23, 59)),
            ("2027-10-30T22:00", "2027-10-31T23:00"),
            "31/10/2027 à 23:59",
        ),
        (
            (date(2027, 3, 28), time(0)),
            (date(2027, 3, 28), time(23, 59)),
            ("2027-03-27T23:00", "2027-03-28T22:00"),
            "28/03/2027 à 23:59",
        ),
    ],
)
def test_une_periode_se_lit_en_heure_de_paris_et_s_ecrit_comme_on_l_a_saisie(debut, fin, instants, ecrites):
    periode = periode_declaree(*debut, *fin)
    attendus = [datetime.fromisoformat(instant).replace(tzinfo=UTC) for instant in instants]
    assert [periode.lower, periode.upper] == attendus
    assert dates_affichees(periode).en_lettres.endswith(ecrites)


@pytest.mark.exigence("G3.2-02")
@pytest.mark.parametrize(
    ("debut", "fin", "phrase"),
    [
        ((JOUR, time(10)), (JOUR, time(10)), "après"),
        ((JOUR, time(10)), (date(2027, 5, 31), time(12)), "après"),
        ((date(27, 6, 1), time(10)), (JOUR, time(12)), "de 2000 à 2099"),
    ],
)
def test_une_fin_qui_ne_suit_pas_son_debut_est_refusee(debut, fin, phrase):
    with pytest.raises(IndisponibiliteRefusee, match=phrase):
        periode_declaree(*debut, *fin)
