"""Each page has a title of its own, that a tab, a history and a screen reader tell from the others (RGAA 8.6)."""

import pytest
from lxml import html

from tests import factories as f
from tests.outillage.ecrans import adresses, un_objet_par_adresse

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-12")]


def titres(client, lieux) -> dict[str, tuple[str, str]]:
    """Document title and first heading of each screen, by its address."""
    lus = {}
    for adresse in lieux:
        reponse = client.get(adresse)
        if reponse.status_code == 200 and b"<main" in reponse.content:
            page = html.fromstring(reponse.content.decode())
            [titre] = page.xpath("//title/text()")
            [niveau1] = page.xpath("//h1")
            lus[adresse] = (titre, " ".join(niveau1.text_content().split()))
    return lus


def test_aucune_page_ne_porte_le_titre_d_une_autre(chef):
    lieux = adresses(un_objet_par_adresse()) + adresses(un_objet_par_adresse("ZOLA", "400"))
    lus = titres(chef, dict.fromkeys(lieux))
    pages: dict[str, list[str]] = {}
    for adresse, (titre, niveau1) in lus.items():
        pages.setdefault(titre, []).append(adresse)
        assert titre.startswith(niveau1), adresse
        assert titre.endswith(" - IMAG'IN"), adresse
    assert {titre: lieux for titre, lieux in pages.items() if len(lieux) > 1} == {}
    assert len(lus) > 50


def test_le_titre_nomme_la_mission_la_personne_et_l_activite(chef):
    valeurs = un_objet_par_adresse()
    numero, personne = valeurs["numero"], valeurs["personne"]
    lus = titres(
        chef,
        (f"/convocation-par-mission/{numero}/", f"/saisie-indisponibilites/{personne}/", "/saisie-indisponibilites/"),
    )
    assert lus[f"/convocation-par-mission/{numero}/"] == (
        f"Mission {numero} · Epreuves orales - Convocation par mission - IMAG'IN",
        f"Mission {numero} · Epreuves orales",
    )
    assert lus[f"/saisie-indisponibilites/{personne}/"][1] == "ALBERT Marie · Indisponibilités"
    assert lus["/saisie-indisponibilites/"][0] == "Saisie d'indisponibilité - IMAG'IN"
    jury = f.mission(epreuve_option=None, specialite=None)
    f.affectation(jury, f.intervenant("ZOLA"), origine="CENTRE")
    assert f"Mission {jury.numero} · {jury.type}" in chef.get(f"/consultation-missions/{jury.numero}/").content.decode()
