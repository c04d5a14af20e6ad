"""Days, amounts and shares: the guide's own figures, and splits that are exact to the cent."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest

from imagin.domaine.indemnites.enums import Suivi
from imagin.domaine.indemnites.rules import (
    DeclarationIndemnite,
    IndemniteRefusee,
    PartSaisie,
    exiger_declaration,
    jours_par_tranche,
    montant_global,
    repartir,
    suivi_de,
)
from imagin.domaine.referentiel.enums import DomaineIndemnite
from imagin.socle.argent import au_centime

D = Decimal
TARIFS = {
    "ICC_BAC_1_600": D(173), "ICC_BAC_PLUS_600": D(230), "ICC_BAC_SUP": D(173),
    "ICC_BTS_11_50": D(50), "ICC_BTS_51_100": D(80), "ICC_BTS_PLUS_100": D(150),
}  # fmt: skip
JUIN = date(2026, 6, 15)


@pytest.mark.exigence("G4.5-04")
def test_les_chiffres_du_guide() -> None:
    total = montant_global(DomaineIndemnite.BAC, (D(6), D(1), D(0)), TARIFS)
    assert total == D("1268.00")
    parts = [PartSaisie(1, pourcentage=D("5.5")), PartSaisie(2, montant=D(250)), PartSaisie(3, pourcentage=D("5.5"))]
    montants = repartir(total, parts)
    assert montants == [D("69.74"), D(250), D("69.74")]
    assert sum(montants) == D("389.48")
    assert total - sum(montants) == D("878.52")


@pytest.mark.exigence("G4.5-04")
def test_le_bts_a_ses_tranches() -> None:
    assert montant_global(DomaineIndemnite.BTS, (D("0.5"), D(2), D(1)), TARIFS) == D("335.00")


def test_sans_tarif_en_vigueur_rien_ne_se_calcule() -> None:
    with pytest.raises(IndemniteRefusee, match="Aucun tarif"):
        montant_global(DomaineIndemnite.BTS, (D(1), D(0), D(0)), {})


@pytest.mark.exigence("G4.5-03")
@pytest.mark.parametrize(
    ("domaine", "jours", "refus"),
    [
        (DomaineIndemnite.BAC, ("99.9", "0", "3"), ""),
        (DomaineIndemnite.BAC, ("100", "0", "0"), "xx,x < 100"),
        (DomaineIndemnite.BAC, ("0", "0", "3.5"), "x,x <= 3"),
        (DomaineIndemnite.BAC, ("1.25", "0", "0"), "xx,x < 100"),
        (DomaineIndemnite.BAC, ("-1", "0", "0"), "xx,x < 100"),
        (DomaineIndemnite.BAC, ("0", "0", "0"), "au moins un nombre"),
        (DomaineIndemnite.BTS, ("0", "0", "12"), ""),
    ],
)
def test_les_journees_ont_leur_format(domaine, jours, refus) -> None:
    declaration = DeclarationIndemnite(JUIN, tuple(map(D, jours)))
    if not refus:
        exiger_declaration(domaine, declaration)
        return
    with pytest.raises(IndemniteRefusee, match=refus):
        exiger_declaration(domaine, declaration)


@pytest.mark.exigence("G4.5-05")
@pytest.mark.parametrize(
    ("part", "refus"),
    [
        (PartSaisie(1), "en % ou un montant"),
        (PartSaisie(1, pourcentage=D(5), montant=D(5)), "en % ou un montant"),
        (PartSaisie(1, pourcentage=D("100.1")), "jusqu'à 100 %"),
        (PartSaisie(1, pourcentage=D("5.55")), "format x,x"),
        (PartSaisie(1, pourcentage=D(0)), "plus de 0"),
        (PartSaisie(1, montant=D(0)), "plus de 0 euro"),
        (PartSaisie(1, montant=D("1.005")), "format x,xx"),
        (PartSaisie(1, montant=D("1268.01")), "dépasse le montant global"),
    ],
)
def test_une_part_impossible_est_refusee(part, refus) -> None:
    with pytest.raises(IndemniteRefusee, match=refus):
        repartir(D(1268), [part])


@pytest.mark.exigence("G4.5-05")
def test_dix_mille_repartitions_tombent_juste_et_ne_depassent_jamais() -> None:
    """Percentages that make 100 are the total to the cent; fewer are their sum rounded once; amounts stay as typed."""
    hasard = Random(20_260_615)
    for _ in range(10_000):
        total = D(hasard.randint(5_000, 2_000_000)) / 100
        dixiemes = 1000 if hasard.random() < 0.5 else hasard.randint(10, 1000)
        coupes = sorted({0, dixiemes, *(hasard.randint(1, dixiemes) for _ in range(hasard.randint(0, 12)))})
        parts = [PartSaisie(rang, pourcentage=D(b - a) / 10) for rang, (a, b) in enumerate(pairwise(coupes))]
        montants = repartir(total, parts)
        assert sum(montants) == au_centime(total * dixiemes / 1000)
        assert sum(montants) <= total
        for part, montant in zip(parts, montants, strict=True):
            assert abs(montant - total * part.pourcentage / 100) < D("0.01")


@pytest.mark.exigence("G4.5-07", "G4.5-08")
@pytest.mark.parametrize(
    ("etats", "pre_remplie", "suivi"),
    [
        ([], False, None),
        ([], True, Suivi.VALIDE),
        (["INITIALISE", "INITIALISE"], False, Suivi.INITIALISE),
        (["VALIDE", "INITIALISE"], False, Suivi.INITIALISE),
        (["VALIDE", "TRANSMIS"], False, Suivi.VALIDE),
        (["VALIDE", "REJETE"], False, Suivi.REJETE),
        (["ACCEPTE", "TRANSMIS"], False, Suivi.VALIDE),
        (["ACCEPTE", "ACCEPTE"], True, Suivi.ACCEPTE),
    ],
)
def test_le_suivi_vient_des_frais_de_tous(etats, pre_remplie, suivi) -> None:
    assert suivi_de(etats, pre_remplie=pre_remplie) == suivi


@pytest.mark.exigence("G4.5-03")
def test_les_journees_suggerees_suivent_les_candidats_de_chaque_jour() -> None:
    assert jours_par_tranche(DomaineIndemnite.BAC, [1, 600, 601]) == (D(2), D(1), D(0))
    assert jours_par_tranche(DomaineIndemnite.BTS, [10, 11, 51, 100, 101]) == (D(1), D(2), D(1))
