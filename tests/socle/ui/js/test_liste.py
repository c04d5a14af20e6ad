import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from imagin.socle.listes import presenter
from imagin.socle.listes.recherche import cherchable, mots_cherches
from imagin.socle.texte.repli import replier
from tests.socle.ui.page_demo.donnees import LISTE, personnes

pytestmark = pytest.mark.usefixtures("page_demo")

TEXTES = [
    "BÉNEC'H Loïc", "Bénec’h ‘Loïc’", "DE  LA TOUR\u00a0D'AUVERGNE\u202f!", "ŒUVRE œdème ÆGIR æ",
    "Łódź Đorđe Øster Straße ẞ", "İstanbul ısı", "NGUYỄN Thị Ánh", "Škoda–Přibyl", "FOURNIER\u2011MIRALTO \u2010",
    "ΑΣ Σας", "e\u0301 a\u030a",
    "\t\n a \r b\v\f",
    "31/05/2027 (0310038Y)", "", "  ", "a\u2007b\u2009c", "ﬁn ½ № ǅ", "emoji 🎓 é",
    "".join(map(chr, range(0x20, 0x530))), "".join(map(chr, range(0x1E00, 0x2070))),
]  # fmt: skip
PRETE = "html[data-pret]"


def ouvrir(page, adresse="/"):
    page.goto(adresse)
    page.wait_for_selector(PRETE, state="attached")
    return page


def visibles(page):
    return [nom.strip() for nom in page.locator("tbody tr:visible th").all_inner_texts()]


def attendre_adresse(page, motif):
    page.wait_for_function("motif => new RegExp(motif).test(decodeURIComponent(location.search))", arg=motif)


@pytest.mark.exigence("G1.3-08")
def test_la_page_et_le_serveur_replient_de_meme(navigateur):
    ouvrir(navigateur)
    script = (
        "async textes => { const m = await import('/static/imagin/js/recherche.js'); return textes.map(m.replier); }"
    )
    assert navigateur.evaluate(script, TEXTES) == [replier(texte) for texte in TEXTES]
    textes = [
        *TEXTES,
        "SAINT-MARTIN",
        "ST MARTIN",
        "Sainte-Croix constructor",
        "STEVENS",
        "LYCEE STE ANNE",
        "RIEGEL 06 39 98 41 15",
    ]
    script = script.replace("m.replier", "m.cherchable")
    assert navigateur.evaluate(script, textes) == [cherchable(texte) for texte in textes]
    questions = ["+33 (0)6 39 98 41 15", "0033639984115", "06.39.98.", "emma 06-39", "01/06/2027 1.5 189100"]
    script = script.replace("m.cherchable", "m.motsCherches")
    assert navigateur.evaluate(script, questions) == [mots_cherches(question) for question in questions]


@pytest.mark.exigence("G1.3-08")
def test_la_page_et_le_serveur_trouvent_les_memes_lignes(navigateur):
    ouvrir(navigateur, "/?n=60")
    questions = (
        *("benec'h", "BÉNEC’H", "oeuvr", "0038y  zoé", "02/12/2027", "ǎ?"),
        *("rouquette", "st-sernin", "jeanfrancois", "3gmath2 toulouse"),
    )
    for question in questions:
        navigateur.get_by_label("Filtrer par mot-clé").fill(question)
        attendu = presenter(LISTE, personnes(60), {"q": question})
        assert visibles(navigateur) == [p.nom for p in attendu.objets]
        assert attendu.objets or question in {"ǎ?", "0038y  zoé"}
        assert navigateur.locator("[data-compte]").inner_text() == attendu.compte
    attendre_adresse(navigateur, "q=3gmath2")
    ouvrir(navigateur, navigateur.url)
    assert visibles(navigateur) == [p.nom for p in attendu.objets]


@pytest.mark.exigence("G1.3-09")
def test_la_page_et_le_serveur_trient_de_meme(navigateur):
    ouvrir(navigateur, "/?n=60")
    for colonne in LISTE.colonnes[1:]:
        for sens, aria in (("croissant", "ascending"), ("decroissant", "descending")):
            entete = navigateur.locator(f"th[data-colonne={colonne.cle}]")
            entete.get_by_role("link").click()
            assert entete.get_attribute("aria-sort") == aria
            attendu = presenter(LISTE, personnes(60), {"tri": colonne.cle, "sens": sens})
            assert visibles(navigateur) == [p.nom for p in attendu.objets]
    assert navigateur.locator("th[aria-sort]").count() == 1


@pytest.mark.exigence("G1.3-08")
def test_la_recherche_s_affine_puis_s_efface(navigateur):
    page = ouvrir(navigateur, "/?n=60")
    champ = page.get_by_label("Filtrer par mot-clé")
    champ.press_sequentially("zzz")
    assert page.get_by_text("Aucune ligne ne contient ce mot-clé.").is_visible()
    assert page.locator("[data-compte]").inner_text() == "0 ligne"
    page.get_by_role("link", name="Effacer le mot-clé").click()
    assert len(visibles(page)) == 60
    assert champ.evaluate("champ => champ === document.activeElement")


@pytest.mark.exigence("G1.3-07")
def test_retour_retrouve_recherche_tri_et_defilement(navigateur):
    page = ouvrir(navigateur, "/?n=200")
    page.locator("th[data-colonne=copies] a").click()
    page.get_by_label("Filtrer par mot-clé").fill("toulouse")
    page.locator(".liste").evaluate("region => { region.scrollTop = 1500; }")
    noms = visibles(page)
    region = page.locator(".liste").bounding_box()
    page.mouse.click(region["x"] + 500, region["y"] + 200)
    page.wait_for_url("**/detail/*/")
    page.wait_for_selector(PRETE, state="attached")
    page.get_by_role("link", name="Retour").click()
    page.wait_for_url(re.compile(r"/\?n=200&tri=copies&sens=croissant&q=toulouse$"))
    page.wait_for_selector(PRETE, state="attached")
    assert visibles(page) == noms
    assert page.locator(".liste").evaluate("region => region.scrollTop") == 1500
    page.reload()
    page.wait_for_selector(PRETE, state="attached")
    assert page.locator(".liste").evaluate("region => region.scrollTop") == 1500
    page.locator("tbody th a:visible").first.click()
    page.wait_for_url("**/detail/*/")
    page.go_back()
    page.wait_for_selector(PRETE, state="attached")
    assert visibles(page) == noms


def test_au_clavier_une_longue_liste_se_passe_d_une_touche(navigateur):
    page = ouvrir(navigateur, "/?n=40")
    passer = page.get_by_role("link", name="Passer la liste")
    passer.focus()
    assert passer.bounding_box()["width"] > 50
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Télécharger la liste")).to_be_focused()
    assert ouvrir(navigateur, "/?n=10").get_by_role("link", name="Passer la liste").count() == 0


@pytest.mark.exigence("G1.3-07")
def test_revenir_par_le_menu_montre_la_liste_du_debut(navigateur):
    page = ouvrir(navigateur, "/?n=40")
    page.locator(".liste").evaluate("region => { region.scrollTop = 500; }")
    page.get_by_role("link", name="Convocation par mission").click()
    page.wait_for_selector(PRETE, state="attached")
    assert page.locator(".liste").evaluate("region => region.scrollTop") == 0


def test_les_exports_suivent_ce_qui_est_affiche(navigateur):
    page = ouvrir(navigateur, "/?n=40")
    page.get_by_label("Filtrer par mot-clé").fill("benec'h")
    page.locator("th[data-colonne=prenom] a").click()
    attendre_adresse(page, "tri=prenom")
    lien = page.get_by_role("link", name="Télécharger la liste").get_attribute("href")
    attendu = {"n": ["40"], "q": ["benec'h"], "tri": ["prenom"], "sens": ["croissant"]}
    assert parse_qs(urlsplit(lien).query) == attendu
    with page.expect_download() as telechargement:
        page.get_by_role("link", name="Télécharger la liste").click()
    texte = telechargement.value.path().read_text("utf-8-sig")
    assert len(texte.splitlines()) == 1 + len(visibles(page))
    page.get_by_role("button", name="Filtrer").click()
    page.wait_for_url("**q=benec%27h**")
    assert parse_qs(urlsplit(page.url).query) == {**attendu, "filtre": ["1"]}


@pytest.mark.exigence("G1.3-07")
def test_une_longue_liste_se_montre_en_defilant(navigateur):
    page = ouvrir(navigateur, "/?n=2000&sans_gestes=1")
    assert page.locator("tbody tr").count() < 300
    assert page.locator("[data-compte]").inner_text() == "2000 lignes"
    for _ in range(3):
        page.locator(".liste").evaluate("region => { region.scrollTop = region.scrollHeight; }")
        page.wait_for_timeout(150)
    assert page.locator("tbody tr").count() >= 400
    entete = page.locator("thead th").first.bounding_box()
    region = page.locator(".liste").bounding_box()
    assert 0 <= entete["y"] - region["y"] <= 2
    page.locator("th[data-colonne=nom] a").click()
    assert visibles(page)[:2] == [
        p.nom for p in presenter(LISTE, personnes(2000), {"sens": "decroissant", "tri": "nom"}).objets[:2]
    ]


@pytest.mark.exigence("G1.3-13")
def test_sans_scripts_recherche_et_tri_passent_par_le_serveur(ouvrir_navigateur):
    page = ouvrir_navigateur(java_script_enabled=False)
    page.goto("/?n=600&sans_gestes=1")
    lignes = page.locator("tbody tr:visible")
    expect(lignes).to_have_count(600)
    page.get_by_label("Filtrer par mot-clé").fill("benec'h")
    page.locator(".recherche").get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("q=benec"))
    page.get_by_role("link", name="Prénom").click()
    expect(page).to_have_url(re.compile("tri=prenom"))
    attendu = presenter(LISTE, personnes(600), {"q": "benec'h", "tri": "prenom"})
    expect(page.locator("[data-compte]")).to_have_text(attendu.compte)
    expect(lignes).to_have_count(len(attendu.objets))
    assert visibles(page) == [p.nom for p in attendu.objets]
    page.get_by_role("link", name="Effacer le mot-clé").click()
    expect(lignes).to_have_count(600)


@pytest.mark.exigence("G1.3-07", "G1.3-09")
def test_la_liste_se_parcourt_au_clavier(navigateur):
    page = ouvrir(navigateur, "/?n=8")
    page.get_by_label("Filtrer par mot-clé").focus()
    page.keyboard.press("Tab")  # the clear cross is hidden: the region that scrolls
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("th[data-colonne=nom]").get_attribute("aria-sort") == "descending"
    for _ in LISTE.colonnes:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/detail/\d+/"))


@pytest.mark.parametrize(("largeur", "nombre"), [(1440, 0), (400, 1), (1024, 3), (1440, 2000), (400, 2000)])
def test_une_liste_est_accessible_et_tient_dans_la_fenetre(ouvrir_navigateur, axe, nombre, largeur):
    page = ouvrir(ouvrir_navigateur(viewport={"width": largeur, "height": 900}), f"/?n={nombre}&sans_gestes=1")
    compte = f"{nombre} ligne{'s' if nombre > 1 else ''}"
    assert page.locator("[data-compte]").inner_text() == compte
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
