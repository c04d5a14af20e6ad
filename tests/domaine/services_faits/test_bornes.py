"""Where the rules of the constat turn, and the very words that they say: mutants had survived here."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.domaine.services_faits.enums import EtatMission, Saisie
from imagin.domaine.services_faits.rules import CadreConstat, Constatation, ConstatRefuse, Faits, Journee, doutes_de
from imagin.domaine.services_faits.rules import exiger_constatable as exiger
from imagin.domaine.services_faits.rules.mots import changee_entre_temps, en_lettres, retenue_par

LUNDI = date(2026, 6, 8)
FIN_DE_JUIN = date(2026, 6, 30)
HEURE = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))
NOMBRE = st.integers(0, 999)


def cadre(saisie: Saisie = Saisie.COPIES, *, jours: int = 2, etat: EtatMission = EtatMission.EFFECTUEE) -> CadreConstat:
    """A mission of so many days from a Monday, looked at after its end."""
    dates = frozenset(LUNDI + timedelta(days=rang) for rang in range(jours))
    return CadreConstat(
        saisie, dates, etat, candidats_exiges=False, jour=max(FIN_DE_JUIN, max(dates) + timedelta(days=1))
    )


def journee(*heures: str, jour: date = LUNDI) -> Journee:
    return Journee(jour, *(time.fromisoformat(heure) if heure else None for heure in heures))


HORAIRES, HEURES = cadre(Saisie.HORAIRES), cadre(Saisie.HEURES)
MATIN = journee("08:00", "12:00", "", "")
FAIT, NON_FAIT = {"resultat": "FAIT"}, {"resultat": "NON_FAIT"}
PAS_FINIE = "La mission n'est pas terminée : le service se constate à partir du lendemain de sa dernière date."
INTERROGES = "Donnez le nombre de candidats interrogés, ou 0 si vous ne le connaissez pas."


@pytest.mark.exigence("G4.3-02", "G4.3-05")
@pytest.mark.parametrize(
    ("ligne", "dans", "phrase"),
    [
        ({"resultat": "PEUT-ETRE"}, cadre(), "Choisissez « Service fait » ou « Service non fait »."),
        ({"quantite": 3}, cadre(etat=EtatMission.NON_EFFECTUEE), PAS_FINIE),
        ({"motif": "malade"}, cadre(Saisie.HORAIRES, etat=EtatMission.COMMENCEE), PAS_FINIE),
        (
            FAIT | {"motif": "malade"},
            cadre(),
            "Le motif n'accompagne qu'un service non fait : effacez-le, ou choisissez « Service non fait ».",
        ),
        (FAIT, replace(cadre(Saisie.CANDIDATS), candidats_exiges=True), INTERROGES),
        ({"quantite": 3}, HEURES, "Cette mission ne demande pas de nombre de copies ou de candidats."),
        ({"quantite": 1000}, cadre(), "Le nombre de copies va de 0 à 999."),
        (NON_FAIT | {"quantite": 1}, cadre(), "Un service non fait n'a pas de nombre de copies : effacez-le."),
        ({"minutes": 60}, cadre(), "Cette mission ne demande pas de nombre d'heures."),
        ({"minutes": 999 * 60 + 1}, cadre(Saisie.HEURES, jours=60), "Le nombre d'heures va de 0 à 999."),
        (
            {"minutes": 24 * 60 + 1},
            cadre(Saisie.HEURES, jours=1),
            "24\u00a0h\u00a001 pour une mission d'un jour : une journée n'a que 24 heures.",
        ),
        (
            {"minutes": 48 * 60 + 1},
            HEURES,
            "48\u00a0h\u00a001 pour une mission de 2 jours : une journée n'a que 24 heures.",
        ),
        (NON_FAIT | {"minutes": 60}, HEURES, "Un service non fait n'a pas d'heures effectuées : effacez-les."),
        (NON_FAIT | {"journees": (MATIN,)}, HORAIRES, "Un service non fait n'a pas d'horaires : retirez ses dates."),
        ({"journees": (MATIN,)}, cadre(), "Cette mission ne demande pas d'horaires."),
        ({"journees": (MATIN, MATIN)}, HORAIRES, "Une même date est donnée deux fois : gardez-en une."),
        (
            {"journees": (journee("", "", "14:00", ""),)},
            HORAIRES,
            "Le 08/06/2026 : donnez le début et la fin de l'après-midi, ou effacez les deux.",
        ),
        (
            {"journees": (journee("", "", "14:00", "14:00"),)},
            HORAIRES,
            "Le 08/06/2026 : la fin de l'après-midi doit suivre son début.",
        ),
        (
            {"journees": (journee("08:00", "14:00", "13:59", "18:00"),)},
            HORAIRES,
            "Le 08/06/2026 : l'après-midi commence avant la fin du matin.",
        ),
    ],
)
def test_un_refus_dit_sa_phrase_entiere(ligne, dans, phrase):
    with pytest.raises(ConstatRefuse) as refus:
        exiger(Constatation(affectation=1, version=0, **ligne), dans)
    assert str(refus.value) == phrase


@pytest.mark.exigence("G4.3-05")
@pytest.mark.parametrize(("minutes", "jours"), [(999 * 60, 60), (24 * 60, 1), (48 * 60, 2), (60 * 24 * 41, 41)])
def test_les_heures_vont_jusqu_a_la_borne_comprise(minutes, jours):
    exiger(Constatation(affectation=1, version=0, minutes=minutes, **FAIT), cadre(Saisie.HEURES, jours=jours))


@pytest.mark.exigence("G4.3-05")
@given(debut=HEURE, fin=HEURE)
def test_la_fin_d_une_demi_journee_suit_toujours_son_debut(debut, fin):
    ligne = Constatation(affectation=1, version=0, journees=(Journee(LUNDI, debut, fin),))
    if fin > debut:
        exiger(ligne, HORAIRES)
        return
    with pytest.raises(ConstatRefuse, match="la fin du matin doit suivre son début"):
        exiger(ligne, HORAIRES)


def doutes(ligne: Constatation, dans: CadreConstat, faits: Faits) -> list[tuple[str, str, str, bool]]:
    lus = doutes_de(ligne, dans, personne="ZOLA Émile", gardees=(), faits=faits)
    return [(doute.code, doute.objet, doute.phrase, doute.motif_exige) for doute in lus]


@pytest.mark.exigence("G4.3-05", "G4.2-20")
@given(quantite=NOMBRE, inscrits=st.none() | NOMBRE)
def test_plus_de_copies_ou_de_candidats_que_d_inscrits_se_demande_et_pas_autant(quantite, inscrits):
    ligne = Constatation(affectation=1, version=0, quantite=quantite, **FAIT)
    for saisie, phrase in (
        (Saisie.COPIES, f"{quantite} copies pour {inscrits} candidats inscrits."),
        (Saisie.CANDIDATS, f"{quantite} candidats pour {inscrits} inscrits."),
    ):
        attendu = [("constat-quantite", "ZOLA Émile", phrase, True)]
        surprend = inscrits is not None and quantite > inscrits
        assert doutes(ligne, cadre(saisie), Faits(inscrits=inscrits)) == (attendu if surprend else [])


@pytest.mark.exigence("G4.3-05", "G4.2-20")
@given(heures=st.integers(1, 14), convoquees=st.integers(0, 15 * 60))
def test_plus_d_heures_que_la_convocation_n_en_compte_se_demande_et_pas_autant(heures, convoquees):
    ligne = Constatation(affectation=1, version=0, minutes=heures * 60, **FAIT)
    longue = replace(ligne, minutes=None, journees=(Journee(LUNDI, time(8), time(8 + heures)),))
    for saisie, dite in ((Saisie.HEURES, ligne), (Saisie.HORAIRES, longue)):
        lus = doutes(dite, cadre(saisie), Faits(convoquees=convoquees))
        codes = ["constat-heures"] if convoquees and heures * 60 > convoquees else []
        assert [code for code, *_ in lus] == codes
        assert all(phrase.startswith(f"{heures}\u00a0h constatées pour ") for _, _, phrase, _ in lus)
    assert doutes(replace(ligne, minutes=None), HEURES, Faits(convoquees=1)) == []
    assert doutes(ligne, HEURES, Faits(convoquees=heures * 60)) == [], "autant ne surprend pas"


@pytest.mark.exigence("G4.3-05")
def test_un_jour_hors_des_dates_garde_le_code_sous_lequel_il_a_ete_confirme():
    ligne = Constatation(affectation=1, version=0, journees=(replace(MATIN, jour=LUNDI - timedelta(days=1)),), **FAIT)
    [doute] = doutes(ligne, HORAIRES, Faits())
    assert doute == ("constat-hors-dates", "ZOLA Émile", "le 07/06/2026 n'est pas une date de la mission.", True)


@pytest.mark.exigence("G4.3-05")
@pytest.mark.parametrize(
    ("constat", "dit"),
    [
        ({}, "rien de constaté"),
        ({"resultat": "NON_FAIT"}, "service non fait"),
        ({"resultat": "FAIT", "quantite": 0}, "service fait, nombre de copies : 0"),
        ({"resultat": "FAIT", "quantite": 7, "saisie": Saisie.CANDIDATS}, "service fait, nombre de candidats : 7"),
        ({"quantite": 7, "saisie": Saisie.HEURES}, "rien de constaté"),
        ({"resultat": "FAIT", "minutes": 440}, "service fait, nombre d'heures effectuées : 7\u00a0h\u00a020"),
        ({"resultat": "FAIT", "minutes": 0}, "service fait, nombre d'heures effectuées : 0\u00a0h"),
    ],
)
def test_un_constat_se_dit_en_une_ligne_a_qui_le_trouve_change(constat, dit):
    defauts = {"resultat": "", "quantite": None, "minutes": None, "saisie": Saisie.COPIES}
    assert en_lettres(**(defauts | constat)) == dit


@pytest.mark.exigence("G4.3-05")
def test_le_second_qui_enregistre_la_meme_ligne_sait_par_qui_quand_et_quoi_faire():
    assert changee_entre_temps("Mme VIDAL", datetime(2026, 6, 8, 9, 5), "service fait") == (  # noqa: DTZ001
        "Mme VIDAL a enregistré cette ligne à 09:05 : service fait. Votre saisie n'a rien remplacé ; "
        "enregistrez de nouveau pour la faire passer, ou rechargez la page pour garder la sienne."
    )
    assert retenue_par("ZOLA Émile", 186253) == (
        "ZOLA Émile : son service est constaté, sa convocation ne peut pas être supprimée. Retirez d'abord le constat "
        "(« Constat service fait », mission 186253), puis supprimez-la."
    )
