"""What a line of the constat may say, row by row, without a database."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from imagin.domaine.services_faits.enums import EtatMission, Saisie
from imagin.domaine.services_faits.rules import (
    CadreConstat,
    Constatation,
    ConstatRefuse,
    Journee,
    candidats_exiges,
    doutes_de,
    etat_de,
    exiger_constatable,
    incomplet,
    minutes_de,
    saisie_attendue,
)

LUNDI, MARDI, MERCREDI = date(2026, 6, 8), date(2026, 6, 9), date(2026, 6, 10)
VEILLE, LOIN = date(2026, 6, 7), date(2026, 5, 31)


def type_(paiement: str) -> SimpleNamespace:
    return SimpleNamespace(paiement=paiement)


def cadre(saisie: Saisie = Saisie.COPIES, etat: EtatMission = EtatMission.EFFECTUEE, *, second_groupe: bool = False):
    return CadreConstat(
        saisie, frozenset({LUNDI, MARDI}), etat, second_groupe, MARDI if etat == "COMMENCEE" else MERCREDI
    )


@pytest.mark.exigence("G4.3-05")
@pytest.mark.parametrize(
    ("paiement", "attendue"),
    [
        ("AUCUNE", Saisie.RIEN),
        ("ECRITE", Saisie.COPIES),
        ("ORALE", Saisie.CANDIDATS),
        ("VAE", Saisie.CANDIDATS),
        ("PRATIQUE", Saisie.HORAIRES),
        ("SPORTIVE", Saisie.HORAIRES),
        ("SURVEILLANCE", Saisie.HEURES),
    ],
)
def test_ce_que_la_mission_paie_decide_de_la_saisie(paiement, attendue):
    assert saisie_attendue(type_(paiement)) == attendue


@pytest.mark.exigence("G4.3-02")
@pytest.mark.parametrize(
    ("remuneration", "jour", "constates", "etat"),
    [
        ("ECRITE", date(2026, 6, 1), 0, EtatMission.NON_EFFECTUEE),
        ("ECRITE", LUNDI, 0, EtatMission.NON_EFFECTUEE),
        ("PRATIQUE", date(2026, 6, 1), 0, EtatMission.NON_EFFECTUEE),
        ("PRATIQUE", LUNDI, 0, EtatMission.COMMENCEE),
        ("SPORTIVE", MARDI, 0, EtatMission.COMMENCEE),
        ("PRATIQUE", MERCREDI, 0, EtatMission.EFFECTUEE),
        ("ECRITE", MERCREDI, 1, EtatMission.EFFECTUEE),
        ("ECRITE", MERCREDI, 2, EtatMission.CONSTATEE),
    ],
)
def test_l_etat_d_une_mission_suit_ses_dates_et_ses_constats(remuneration, jour, constates, etat):
    mission = SimpleNamespace(type=SimpleNamespace(remuneration=remuneration), date_debut=LUNDI)
    assert etat_de(mission, dernier_jour=MARDI, convoques=2, constates=constates, jour=jour) == etat


def journee(*heures: str, jour: date = LUNDI) -> Journee:
    return Journee(jour, *(time.fromisoformat(heure) if heure else None for heure in heures))


@pytest.mark.exigence("G4.3-02", "G4.3-05")
@pytest.mark.parametrize(
    ("ligne", "dans", "phrase"),
    [
        ({"quantite": 1000}, cadre(), "de 0 à 999"),
        ({"quantite": -1}, cadre(), "de 0 à 999"),
        ({"quantite": 3}, cadre(Saisie.HEURES), "ne demande pas"),
        ({"quantite": 3, "resultat": "NON_FAIT"}, cadre(), "n'a pas de nombre de copies"),
        ({"minutes": 420}, cadre(), "ne demande pas de nombre d'heures"),
        ({"minutes": 60_000}, cadre(Saisie.HEURES), "de 0 à 999"),
        ({"resultat": "PEUT-ETRE"}, cadre(), "Service fait"),
        ({"resultat": "FAIT", "motif": "malade"}, cadre(), "Le motif n'accompagne qu'un service non fait"),
        ({"resultat": "FAIT"}, cadre(Saisie.CANDIDATS, second_groupe=True), "ou 0 si vous ne le connaissez pas"),
        ({"resultat": "FAIT"}, cadre(), "Donnez le nombre de copies, ou 0"),
        ({"resultat": "FAIT"}, cadre(Saisie.CANDIDATS), "Donnez le nombre de candidats, ou 0"),
        ({"resultat": "FAIT"}, cadre(Saisie.HEURES), "Donnez le nombre d'heures effectuées, ou 0"),
        ({"resultat": "FAIT"}, cadre(Saisie.HORAIRES), "Donnez d'abord ses dates et ses horaires"),
        ({"resultat": "FAIT", "journees": ()}, cadre(Saisie.HORAIRES), "Donnez d'abord ses dates et ses horaires"),
        ({"resultat": "FAIT"}, cadre(etat=EtatMission.NON_EFFECTUEE), "pas terminée"),
        ({"resultat": "FAIT"}, cadre(Saisie.HORAIRES, EtatMission.COMMENCEE), "pas terminée"),
        ({"journees": (journee("08:00", "12:00", "", "", jour=MERCREDI),)}, cadre(Saisie.HORAIRES), "pas encore passé"),
        (
            {"journees": (journee("08:00", "12:00", "", "", jour=LOIN),)},
            cadre(Saisie.HORAIRES),
            "à plus de 7 jours des",
        ),
        (
            {"journees": (journee("", "", "", ""),)},
            cadre(Saisie.HORAIRES),
            "donnez ses horaires, ou retirez cette date",
        ),
        (
            {"resultat": "NON_FAIT", "journees": (journee("08:00", "12:00", "", ""),)},
            cadre(Saisie.HORAIRES),
            "Un service non fait n'a pas d'horaires",
        ),
        (
            {"journees": (journee("08:00", "12:00", "", "", jour=MARDI),)},
            cadre(Saisie.HORAIRES, EtatMission.COMMENCEE),
            "pas encore passé",
        ),
        ({"journees": (journee("12:00", "08:00", "", ""),)}, cadre(Saisie.HORAIRES), "la fin du matin doit suivre"),
        ({"journees": (journee("08:00", "", "", ""),)}, cadre(Saisie.HORAIRES), "le début et la fin du matin"),
        ({"journees": (journee("08:00", "14:00", "13:00", "18:00"),)}, cadre(Saisie.HORAIRES), "commence avant la fin"),
        ({"journees": (journee("08:00", "12:00", "", ""),)}, cadre(), "ne demande pas d'horaires"),
    ],
)
def test_une_ligne_fausse_dit_ce_qui_ne_va_pas(ligne, dans, phrase):
    with pytest.raises(ConstatRefuse, match=phrase):
        exiger_constatable(Constatation(affectation=1, version=0, **ligne), dans)


@pytest.mark.exigence("G4.3-05")
@pytest.mark.parametrize(
    ("ligne", "dans"),
    [
        ({"quantite": 0, "resultat": "FAIT"}, cadre(Saisie.CANDIDATS, second_groupe=True)),
        ({"resultat": "FAIT", "quantite": 0}, cadre(Saisie.CANDIDATS)),
        ({"resultat": "FAIT", "minutes": 0}, cadre(Saisie.HEURES)),
        ({"resultat": "FAIT"}, cadre(Saisie.RIEN)),
        ({"resultat": "FAIT", "journees": (journee("08:00", "08:01", "", ""),)}, cadre(Saisie.HORAIRES)),
        ({"quantite": 999}, cadre()),
        ({"resultat": "NON_FAIT", "motif": "absente, certificat médical"}, cadre()),
        ({"minutes": 450, "resultat": "FAIT"}, cadre(Saisie.HEURES)),
        ({"journees": (journee("08:00", "12:00", "12:00", "18:00"),)}, cadre(Saisie.HORAIRES, EtatMission.COMMENCEE)),
    ],
)
def test_une_ligne_juste_passe(ligne, dans):
    exiger_constatable(Constatation(affectation=1, version=0, **ligne), dans)


@pytest.mark.exigence("G4.3-05")
def test_le_nombre_de_candidats_n_est_exige_qu_au_second_groupe_du_bac_general_ou_technologique():
    def mission(type_id: str, du_second_groupe: str | None) -> SimpleNamespace:
        regime = None if du_second_groupe is None else SimpleNamespace(type_second_groupe=du_second_groupe)
        return SimpleNamespace(type_id=type_id, session=SimpleNamespace(examen=SimpleNamespace(regime=regime)))

    exiges = [
        candidats_exiges(mission(*cas))
        for cas in (("ORAL2", "ORAL2"), ("INTORA", "ORAL2"), ("ORAL2", ""), ("ORAL2", None))
    ]
    assert exiges == [True, False, False, False]


def test_les_heures_s_additionnent_a_la_minute():
    journees = [journee("08:00", "12:00", "14:00", "17:30"), journee("09:20", "10:00", "", "", jour=MARDI)]
    assert minutes_de(journees) == 8 * 60 + 10


@pytest.mark.exigence("G4.3-05")
def test_les_horaires_deja_donnes_permettent_de_constater_depuis_la_grille():
    sans = Constatation(affectation=1, version=1, resultat="FAIT")
    exiger_constatable(sans, cadre(Saisie.HORAIRES), [journee("08:00", "12:00", "", "")])


@pytest.mark.exigence("G4.3-02")
@pytest.mark.parametrize("saisie", Saisie)
def test_un_service_non_fait_ou_pas_encore_constate_n_a_rien_a_completer(saisie):
    for resultat in ("", "NON_FAIT"):
        assert not incomplet(saisie, resultat=resultat, quantite=None, minutes=None)
    assert incomplet(saisie, resultat="FAIT", quantite=None, minutes=None) == (saisie != Saisie.RIEN)


@pytest.mark.exigence("G4.3-05")
def test_un_jour_hors_des_dates_de_la_mission_se_demande_une_fois():
    autour = cadre(Saisie.HORAIRES)
    assert {VEILLE, LUNDI, MARDI} < autour.jours_possibles
    assert not {LOIN, MERCREDI} & autour.jours_possibles
    hors, dedans = journee("08:00", "12:00", "", "", jour=VEILLE), journee("08:00", "12:00", "", "")
    ligne = Constatation(affectation=1, version=0, resultat="FAIT", journees=(hors, dedans))
    exiger_constatable(ligne, autour)
    [doute] = doutes_de(ligne, autour, personne="ANDORIN Pierrick", gardees=())
    assert (doute.objet, doute.motif_exige) == ("ANDORIN Pierrick", True)
    assert "le 07/06/2026 n'est pas une date de la mission" in doute.phrase
    assert not doutes_de(ligne, autour, personne="ANDORIN Pierrick", gardees=[hors])
