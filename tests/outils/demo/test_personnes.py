"""People: names as they are, nobody who could exist, the scenes that the guide needs."""

import re
from collections import Counter

BELLEVUE = "0310038Y"


def de(epp, uai):
    return [p for p in epp if p["uai_principal"] == uai or uai in p["uai_secondaires"].split(",")]


def test_bellevue_a_154_personnels_dont_six_secondaires(epp):
    personnels = de(epp, BELLEVUE)
    assert len(personnels) == 154
    assert sum(personne["uai_principal"] != BELLEVUE for personne in personnels) == 6


def test_bellevue_a_de_quoi_convoquer_en_mathematiques(epp):
    mathematiques = [p for p in de(epp, BELLEVUE) if p["discipline"] == "MATHEMATIQUES"]
    assert 12 <= len(mathematiques) <= 20
    assert any(p["uai_principal"] != BELLEVUE for p in mathematiques)
    assert any(not p["mel_professionnel"] and not p["mel_personnel"] for p in mathematiques)
    assert any(p["mel_personnel"] and not p["mel_professionnel"] for p in mathematiques)


def test_les_noms_sont_de_ceux_que_l_on_rencontre(epp):
    noms = {personne["nom"] for personne in epp}
    attendus = {"BÉNEC'H", "LE GOFF", "DE LA TOUR D'AUVERGNE", "NGUYEN-THANH", "EL KADIRI", "KOWALCZYK-ŁUKASZEWSKI"}
    assert attendus <= noms
    assert all(nom == nom.upper() and 2 <= len(nom) <= 80 for nom in noms)
    assert sum("-" in nom for nom in noms) > 100
    assert sum(not nom.isascii() for nom in noms) > 100
    assert {"Marie-Hélène", "Małgorzata", "Yasmina", "Inmaculada", "Linh"} <= {p["prenom"] for p in epp}


def test_un_nom_n_est_pas_partout(epp):
    plus_frequent = Counter(personne["nom"] for personne in epp).most_common(1)[0][1]
    assert plus_frequent < len(epp) * 0.02


def test_des_homonymes_travaillent_ensemble(epp):
    noms = Counter((p["nom"], p["prenom"]) for p in de(epp, BELLEVUE))
    assert noms["MARTIN", "Nathalie"] == 2


def test_numeros_et_numens_sont_uniques(epp):
    assert len({personne["numero_agent"] for personne in epp}) == len(epp)
    assert len({personne["numen"] for personne in epp}) == len(epp)
    forme = re.compile(r"(0[1-9]|[1-3][0-9]|43)[A-Z]\d{2}\d{5}[A-Z]{3}")
    assert all(forme.fullmatch(personne["numen"]) for personne in epp)


def test_rien_ne_mene_a_une_vraie_personne(epp):
    mels = [p[colonne] for p in epp for colonne in ("mel_professionnel", "mel_personnel") if p[colonne]]
    assert all(re.fullmatch(r"[a-z0-9.-]+@(ac-toulouse|courriel)\.example", mel) for mel in mels)
    professionnels = [p["mel_professionnel"] for p in epp if p["mel_professionnel"]]
    assert len(set(professionnels)) == len(professionnels)
    telephones = {p[colonne][:8] for p in epp for colonne in ("tel_personnel", "tel_professionnel")}
    assert telephones == {"", "06 39 98", "05 36 49"}


def test_les_adresses_vont_de_la_plus_simple_a_la_plus_longue(epp):
    longueurs = {personne["adresse"].count(" | ") for personne in epp}
    assert longueurs == {0, 1, 3}
    assert all(len(personne["adresse"]) <= 200 for personne in epp)
