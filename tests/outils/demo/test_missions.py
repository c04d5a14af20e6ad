"""Missions: those of the guide with their numbers, each special case somewhere, conflicts to show."""

from collections import Counter
from datetime import date

import pytest

AUJOURD_HUI = date(2026, 11, 24)
BELLEVUE = "0310038Y"


@pytest.fixture(scope="module")
def missions(cyclades):
    return {mission["numero"]: mission for mission in cyclades["missions"]}


def jours(cyclades, numero):
    return [ligne["jour"] for ligne in cyclades["dates"] if ligne["mission"] == numero]


def codes(cyclades, table, numero):
    return [ligne["code"] for ligne in cyclades[table] if ligne["mission"] == numero]


def test_la_correction_de_mathematiques_du_guide_attend_ses_correcteurs(missions, cyclades, reprise):
    mission = missions["186253"]
    assert (mission["examen"], mission["specialite"], mission["epreuve_option"]) == ("47A", "BCG", "C010")
    assert (mission["type"], mission["uai_centre"], mission["signataire"]) == ("COEC", BELLEVUE, "ETAB")
    assert mission["ciblee"] == "OUI"
    assert jours(cyclades, "186253") == ["2027-05-31", "2027-06-01", "2027-06-02"]
    assert not [ligne for ligne in reprise if ligne["mission"] == "186253"]


@pytest.mark.parametrize(
    ("numero", "genre", "epreuve", "convoques"),
    [
        ("193653", "JURY", "", 10),
        ("194124", "INTORA", "1-T020-3", 17),
        ("99002", "ORAL2", "", 17),
        ("188120", "INTORA", "3GLVBIESP", 13),
        ("186047", "COEC", "C009-L", 0),
        ("186148", "COEC", "C009-P", 0),
        ("189001", "PRECE", "1-S008-2", 0),
        ("189010", "SURV", "", 0),
        ("189020", "NUM", "", 0),
        ("112164", "INTORA", "A-02", 12),
        ("198001", "VAE", "VAE", 3),
    ],
)
def test_les_missions_du_guide_sont_la(missions, reprise, numero, genre, epreuve, convoques):
    assert (missions[numero]["type"], missions[numero]["epreuve_option"]) == (genre, epreuve)
    assert sum(ligne["mission"] == numero and bool(ligne["convoquee_le"]) for ligne in reprise) == convoques


def test_une_mission_ordinaire_a_venir_attend_bellevue_sur_plusieurs_dates_avec_code_salle(missions, cyclades):
    types = {ligne["code"]: ligne for ligne in cyclades["types_mission"]}
    mission = missions["189100"]
    genre = types[mission["type"]]
    assert (genre["nature"], genre["dematerialisee"], genre["code_salle"]) == ("ORDINAIRE", "NON", "OUI")
    assert (mission["uai_centre"], mission["ciblee"]) == (BELLEVUE, "OUI")
    assert len(jours(cyclades, "189100")) == 4
    assert min(jours(cyclades, "189100")) > str(AUJOURD_HUI)


def test_chaque_forme_de_mission_existe(cyclades):
    assert codes(cyclades, "commissions", "190918") == ["FR-01"]
    assert len(codes(cyclades, "commissions", "191900")) == 6
    assert len(codes(cyclades, "jurys", "193900")) == 3
    assert codes(cyclades, "salles", "189002") == ["LABO-SVT"]
    assert len(codes(cyclades, "salles", "189010")) == 6
    demi_journees = {(d["heure_debut"], d["heure_fin"]) for d in cyclades["dates"] if d["mission"] == "189001"}
    assert demi_journees == {("08:00", "12:00"), ("13:30", "17:30")}
    assert {m["candidats_affectes"] for m in cyclades["missions"] if m["type"] == "ORAL_EC"} == {"OUI", "NON"}


def test_des_professeurs_de_mathematiques_de_bellevue_sont_deja_pris(epp, reprise, cyclades):
    mathematiques = {
        p["numero_agent"] for p in epp if p["uai_principal"] == BELLEVUE and p["discipline"] == "MATHEMATIQUES"
    }
    dates = set(jours(cyclades, "186253"))
    pris = {
        ligne["numero_agent"]
        for ligne in reprise
        if ligne["convoquee_le"] and dates & {creneau[:10] for creneau in ligne["creneaux"].split(",")}
    }
    assert 3 <= len(mathematiques & pris) < len(mathematiques)


def test_personne_d_autre_n_est_a_deux_endroits_le_meme_jour(reprise):
    presences = Counter(
        (ligne["numero_agent"], creneau[:10]) for ligne in reprise for creneau in ligne["creneaux"].split(",")
    )
    assert max(presences.values()) == 1


def test_chaque_affectation_tient_dans_sa_mission(reprise, cyclades, epp):
    connus = {
        table: {(ligne["mission"], ligne["code"]) for ligne in cyclades[table]}
        for table in ("commissions", "jurys", "salles")
    }
    dates = {(ligne["mission"], ligne["jour"]) for ligne in cyclades["dates"]}
    agents = {personne["numero_agent"] for personne in epp}
    for ligne in reprise:
        assert ligne["numero_agent"] in agents
        for colonne, table in (("commission", "commissions"), ("jury", "jurys"), ("salle", "salles")):
            assert not ligne[colonne] or (ligne["mission"], ligne[colonne]) in connus[table]
        assert {(ligne["mission"], creneau[:10]) for creneau in ligne["creneaux"].split(",")} <= dates


def test_les_missions_ne_tombent_ni_le_dimanche_ni_un_jour_ferie(cyclades):
    tombees = {
        jour
        for ligne in cyclades["dates"]
        if (jour := date.fromisoformat(ligne["jour"])).weekday() == 6 or (jour.month, jour.day) in {(7, 14), (5, 1)}
    }
    assert tombees <= {AUJOURD_HUI}


def test_les_epreuves_et_specialites_des_missions_existent(cyclades):
    epreuves = {(e["examen"], e["specialite"], e["code"]) for e in cyclades["epreuves_options"]}
    specialites = {(s["examen"], s["code"]) for s in cyclades["specialites"]}
    for mission in cyclades["missions"]:
        cle = (mission["examen"], mission["specialite"])
        assert not mission["specialite"] or cle in specialites
        assert not mission["epreuve_option"] or (*cle, mission["epreuve_option"]) in epreuves
