from dataclasses import replace

import pytest
from lxml import html

from imagin.socle.listes import Colonne, Liste, Tri, presenter
from imagin.socle.listes.rendu import corps
from tests.socle.ui.page_demo.donnees import LISTE, personnes

SANS_GABARIT = replace(LISTE, gestes="", colonnes=LISTE.colonnes[:-1])


def lignes_html(presentee):
    return html.fromstring(f"<table>{corps(presentee, {})}</table>").xpath("//tr")


def test_une_ligne_ouvre_son_detail_par_un_vrai_lien():
    premiere = lignes_html(presenter(SANS_GABARIT, personnes(3), {}))[0]
    entete, prenom = premiere[0], premiere[1]
    assert (entete.tag, entete.get("scope"), entete[0].get("href")) == ("th", "row", "/detail/0/")
    assert (prenom.tag, prenom.get("data-label"), prenom.text) == ("td", "Prénom", "Aurélie")
    assert premiere[2][0].text == "0311147D"


def test_les_lignes_que_la_recherche_ecarte_sont_cachees():
    lignes = lignes_html(presenter(SANS_GABARIT, personnes(8), {"q": "benec'h"}))
    assert [ligne.get("hidden") is None for ligne in lignes].count(True) == 1


def test_seul_le_debut_d_une_longue_liste_est_mis_en_page_d_abord():
    lignes = lignes_html(presenter(SANS_GABARIT, personnes(501), {}))
    assert [ligne.get("class") for ligne in lignes].count("ouvrable reste") == 401
    courtes = lignes_html(presenter(SANS_GABARIT, personnes(500), {}))
    assert {ligne.get("class") for ligne in courtes} == {"ouvrable"}


@pytest.mark.parametrize("texte", ['<script>alert("x")</script>', "L'&quot;\"' >", "#\\*{{ x }}"])
def test_tout_texte_est_une_donnee(texte):
    colonne = Colonne[str]("c", 'Libellé "<b>"', str, precision=str)
    presentee = presenter(
        Liste("l", "L", (colonne, replace(colonne, cle="d")), Tri("c"), "Rien.", lien=str), [texte], {}
    )
    [ligne] = lignes_html(presentee)
    assert ligne[0][0].text == texte
    assert ligne[1].text == texte
    assert ligne[1].get("data-label") == 'Libellé "<b>"'
