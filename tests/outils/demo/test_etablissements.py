"""Établissements: valid UAI, those of the guide to the letter, real places."""

import re

LETTRES = "ABCDEFGHJKLMNPRSTUVWXYZ"
DEPARTEMENTS = {"009", "012", "031", "032", "046", "065", "081", "082"}


def test_chaque_uai_a_sa_lettre_de_controle_et_ne_sert_qu_une_fois(annuaire):
    uais = [etab["Identifiant_de_l_etablissement"] for etab in annuaire]
    assert len(set(uais)) == len(uais)
    assert all(re.fullmatch(r"\d{7}[A-HJ-NPR-Z]", uai) and LETTRES[int(uai[:7]) % 23] == uai[7] for uai in uais)


def test_les_etablissements_du_guide_sont_la(annuaire):
    noms = {etab["Identifiant_de_l_etablissement"]: (etab["Nom_etablissement"], etab["Adresse_3"]) for etab in annuaire}
    assert noms["0310001H"] == ("Collège Armand Latour", "31160 ASPET")
    assert noms["0310038Y"] == ("Lycée polyvalent Bellevue", "31031 TOULOUSE CEDEX 4")
    assert noms["0120006S"] == ("Lycée général et technologique La Découverte", "12300 DECAZEVILLE")
    assert noms["0312267W"] == ("Lycée général et technologique des Arènes", "31024 TOULOUSE CEDEX 3")
    assert {"0311147D", "0310039Z", "0650026A", "0460007H", "0811324Z", "0310094J"} <= noms.keys()


def test_les_etablissements_inventes_sont_dans_l_academie(annuaire):
    inventes = [etab for etab in annuaire if etab["Identifiant_de_l_etablissement"][3] == "8"]
    assert {etab["Code_departement"] for etab in inventes} == DEPARTEMENTS
    assert all(etab["Code_commune"][:2] == etab["Code_departement"][1:] for etab in inventes)
    assert all(etab["Adresse_3"].startswith(etab["Code_postal"]) for etab in inventes)
    assert all(etab["Adresse_3"].isascii() for etab in inventes)


def test_deux_etablissements_ne_portent_pas_le_meme_nom_dans_une_commune(annuaire):
    noms = [(etab["Nom_etablissement"], etab["Code_commune"]) for etab in annuaire]
    assert len(set(noms)) == len(noms)


def test_rien_ne_mene_a_une_vraie_adresse(annuaire):
    assert all(etab["Mail"].endswith(".example") for etab in annuaire)
    assert all(etab["Telephone"].startswith("05 36 49 ") for etab in annuaire)
