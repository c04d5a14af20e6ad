"""Where the rules of the centres' indemnity turn, and the very words that they say: mutants had survived here."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.domaine.indemnites.enums import Periode
from imagin.domaine.indemnites.rules import (
    TRANCHES,
    Calendrier,
    DeclarationIndemnite,
    IndemniteChangee,
    IndemniteRefusee,
    PartSaisie,
    domaine_de,
    exiger_date,
    exiger_declaration,
    jours_par_tranche,
    montant_global,
    repartir,
)
from imagin.domaine.referentiel.enums import DomaineIndemnite
from imagin.socle.temps import date_courte

D = Decimal
BAC, BTS = DomaineIndemnite.BAC, DomaineIndemnite.BTS
NORMALE, REMPLACEMENT = Periode.NORMALE, Periode.REMPLACEMENT
AN, FIN = date(2026, 1, 1), date(2026, 12, 31)
JOUR = st.dates(date(2025, 11, 1), date(2027, 2, 28))
TARIFS = {
    "ICC_BAC_1_600": D(173), "ICC_BAC_PLUS_600": D(230), "ICC_BAC_SUP": D(173),
    "ICC_BTS_11_50": D(50), "ICC_BTS_51_100": D(80), "ICC_BTS_PLUS_100": D(150),
}  # fmt: skip


def refus_de(fonction, *args, **nommes) -> IndemniteRefusee:
    with pytest.raises(IndemniteRefusee) as refus:
        fonction(*args, **nommes)
    return refus.value


@pytest.mark.exigence("G4.5-03")
@pytest.mark.parametrize(
    ("periode", "missions", "bornes"),
    [
        (NORMALE, None, (AN, FIN)),
        (NORMALE, (date(2026, 6, 10), date(2026, 6, 20)), (date(2026, 5, 10), date(2026, 7, 21))),
        (REMPLACEMENT, (date(2026, 6, 10), date(2026, 6, 20)), (date(2026, 5, 10), FIN)),
        (NORMALE, (date(2026, 1, 20), date(2026, 12, 10)), (AN, FIN)),
        (NORMALE, (date(2027, 3, 1), date(2027, 3, 2)), (AN, FIN)),
        (NORMALE, (date(2025, 11, 1), date(2025, 12, 1)), (AN, AN)),
        (NORMALE, (date(2025, 11, 1), date(2025, 11, 30)), (AN, FIN)),
    ],
)
def test_la_date_des_epreuves_est_de_l_annee_et_a_un_mois_des_missions(periode, missions, bornes):
    assert Calendrier(2026, periode, missions).bornes == bornes


@pytest.mark.exigence("G4.5-03")
@given(jour=JOUR, premier=JOUR, duree=st.integers(0, 60))
def test_une_date_passe_dans_ses_bornes_comprises_et_le_refus_les_dit(jour, premier, duree):
    calendrier = Calendrier(2026, NORMALE, (premier, premier + timedelta(days=duree)))
    du, au = calendrier.bornes
    for borne in (du, au):
        exiger_date(borne, calendrier)
    if du <= jour <= au:
        exiger_date(jour, calendrier)
        return
    refus = refus_de(exiger_date, jour, calendrier)
    assert refus.champ == "date_debut"
    assert str(refus) == (
        f"Le {date_courte(jour)} n'est pas une date de cette session dans votre centre : donnez le jour de ses "
        f"premières épreuves, entre le {date_courte(du)} et le {date_courte(au)}."
    )


@pytest.mark.exigence("G4.5-03")
@pytest.mark.parametrize("periode", [NORMALE, REMPLACEMENT])
@pytest.mark.parametrize("ecart", [-1, 0, 1])
def test_les_epreuves_de_remplacement_viennent_apres_les_autres_pas_le_meme_jour(periode, ecart):
    normale, remplacement = date(2026, 6, 15), date(2026, 6, 15) + timedelta(days=ecart)
    dite, autre = (normale, remplacement) if periode == NORMALE else (remplacement, normale)
    calendrier = Calendrier(2026, periode, autre=autre)
    if ecart > 0:
        exiger_date(dite, calendrier)
        return
    refus = refus_de(exiger_date, dite, calendrier)
    assert refus.champ == "date_debut"
    assert str(refus) == (
        f"Les épreuves de remplacement ({date_courte(remplacement)}) commencent après celles de la session normale "
        f"({date_courte(normale)}) : les mêmes journées ne se déclarent pas deux fois."
    )


@pytest.mark.exigence("G4.5-03")
@pytest.mark.parametrize("domaine", [BAC, BTS])
@pytest.mark.parametrize("rang", [0, 1, 2])
def test_chaque_tranche_a_sa_borne_son_champ_et_son_format(domaine, rang):
    tranche = TRANCHES[domaine][rang]

    def declarer(nombre: Decimal) -> None:
        jours = [D(0), D(0), D(0)]
        jours[rang] = nombre
        exiger_declaration(domaine, DeclarationIndemnite(date(2026, 6, 15), tuple(jours)))

    maximum = D(3) if tranche.champ == "jours_3" and domaine == BAC else D("99.9")
    declarer(maximum)
    declarer(D("0.1"))
    for trop in (maximum + D("0.1"), maximum + 1, D("0.05"), D("-0.1")):
        refus = refus_de(declarer, trop)
        assert refus.champ == tranche.champ == f"jours_{rang + 1}"
        assert str(refus) == f"{tranche.libelle} : le nombre de journées est au format {tranche.format}."


@pytest.mark.exigence("G4.5-03")
def test_sans_journee_rien_a_repartir():
    refus = refus_de(exiger_declaration, BAC, DeclarationIndemnite(date(2026, 6, 15), (D(0), D(0), D(0))))
    assert str(refus) == "Donnez au moins un nombre de journées : sans elles, il n'y a rien à répartir."
    assert refus.champ == ""
    changee = IndemniteChangee("Changée.", version=4)
    assert (str(changee), changee.version, changee.champ) == ("Changée.", 4, "")


@pytest.mark.exigence("G4.5-04")
@given(jours=st.tuples(*[st.decimals(0, D("99.9"), places=1)] * 3))
def test_le_montant_est_la_somme_des_tranches_chacune_a_son_tarif(jours):
    for domaine, prix in ((BAC, (173, 230, 173)), (BTS, (50, 80, 150))):
        assert montant_global(domaine, jours, TARIFS) == sum(n * p for n, p in zip(jours, prix, strict=True))


@pytest.mark.exigence("G4.5-04")
def test_un_tarif_ne_manque_que_la_ou_il_y_a_des_journees():
    partiels = {"ICC_BTS_11_50": D("50.05")}
    assert montant_global(BTS, (D("0.1"), D(0), D(0)), partiels) == D("5.01")
    refus = refus_de(montant_global, BTS, (D(1), D("0.1"), D(0)), partiels)
    assert str(refus) == (
        "Aucun tarif n'est en vigueur à cette date pour « De 51 à 100 candidats ». Contactez le gestionnaire."
    )


@pytest.mark.exigence("G4.5-05")
def test_une_repartition_va_jusqu_au_total_compris_et_dit_ce_qui_depasse():
    parts = [PartSaisie(1, montant=D(600)), PartSaisie(2, pourcentage=D(40))]
    assert repartir(D(1000), parts) == [D(600), D(400)]
    refus = refus_de(repartir, D(1000), [*parts, PartSaisie(3, montant=D("0.01"))])
    assert str(refus).replace("\u00a0", " ").replace("\u202f", " ") == (
        "La répartition (1 000,01 €) dépasse le montant global (1 000,00 €) : retirez 0,01 €."
    )
    assert repartir(D(1000), [PartSaisie(1, pourcentage=D(100))]) == [D(1000)]
    assert repartir(D(1000), [PartSaisie(1, montant=D("0.01"))]) == [D("0.01")]
    assert repartir(D(1000), [PartSaisie(1, pourcentage=D("0.1"))]) == [D(1)]


@pytest.mark.exigence("G4.5-05")
@pytest.mark.parametrize(
    ("part", "phrase"),
    [
        (PartSaisie(1), "Donnez une répartition en % ou un montant, pas les deux."),
        (PartSaisie(1, pourcentage=D("100.1")), "La répartition est au format x,x, plus de 0 et jusqu'à 100 %."),
        (PartSaisie(1, pourcentage=D(-1)), "La répartition est au format x,x, plus de 0 et jusqu'à 100 %."),
        (PartSaisie(1, montant=D(-1)), "Le montant est au format x,xx, plus de 0 euro."),
    ],
)
def test_une_part_impossible_dit_son_format(part, phrase):
    assert str(refus_de(repartir, D(1000), [part])) == phrase


@pytest.mark.exigence("G4.5-01")
@pytest.mark.parametrize(("regime", "domaine"), [(None, None), ("", None), ("BAC", BAC), ("BTS", BTS)])
def test_le_texte_qui_paie_un_centre_vient_de_son_examen(regime, domaine):
    examen = SimpleNamespace(regime=None if regime is None else SimpleNamespace(domaine_indemnite=regime))
    assert domaine_de(examen) == domaine


@pytest.mark.exigence("G4.5-03")
@given(candidats=st.lists(st.integers(0, 700), max_size=8))
def test_chaque_jour_compte_dans_la_tranche_de_ses_candidats_et_dans_elle_seule(candidats):
    """The additional days of the bac are not deduced from candidates."""
    assert jours_par_tranche(BAC, candidats) == (
        sum(1 <= n <= 600 for n in candidats), sum(n > 600 for n in candidats), 0,
    )  # fmt: skip
    assert jours_par_tranche(BTS, candidats) == (
        sum(11 <= n <= 50 for n in candidats), sum(51 <= n <= 100 for n in candidats), sum(n > 100 for n in candidats),
    )  # fmt: skip
