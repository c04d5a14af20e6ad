import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("page_demo")
PRETE = "html[data-pret]"


def ouvrir(page, adresse="/?n=3"):
    page.goto(adresse)
    page.wait_for_selector(PRETE, state="attached")
    return page


@pytest.mark.exigence("G1.3-06")
def test_agrandir_la_zone_de_travail_se_retient_et_se_defait(navigateur):
    page = ouvrir(navigateur)
    page.get_by_role("button", name="Agrandir la zone de travail").click()
    for adresse in ("/?n=3", "/detail/1/"):
        ouvrir(page, adresse)
        assert not page.locator(".tete").is_visible()
        assert not page.locator(".menu").is_visible()
        assert page.get_by_role("log", name="Messages").is_visible()
    page.get_by_role("button", name="Rétablir l'en-tête et le menu").press("Enter")
    assert page.locator(".tete").is_visible()
    assert page.evaluate("document.activeElement.innerText") == "Agrandir la zone de travail"
    ouvrir(page)
    assert page.locator(".menu").is_visible()


@pytest.mark.exigence("G1.3-05")
def test_le_dernier_message_est_visible_et_annonce_une_fois(navigateur):
    page = ouvrir(navigateur)
    alerte = page.locator("[data-annonce=alerte]")
    expect(alerte).to_contain_text("Erreur : FERRER Paul")
    expect(page.locator("[data-annonce=poli]")).to_contain_text("Et 1 autre(s), à lire dans les messages.")
    premier, console = page.locator("[data-console] li").first.bounding_box(), page.locator(".console").bounding_box()
    assert console["y"] <= premier["y"]
    assert premier["y"] + premier["height"] <= 900
    ouvrir(page, "/detail/1/")
    page.wait_for_timeout(300)
    assert alerte.inner_text() == ""


@pytest.mark.exigence("G1.3-05")
@pytest.mark.parametrize("scripts", [True, False])
def test_la_console_ne_montre_que_les_erreurs_quand_on_le_demande(ouvrir_navigateur, scripts):
    page = ouvrir_navigateur(java_script_enabled=scripts)
    page.goto("/?n=3")
    lignes = page.get_by_role("log", name="Messages").get_by_role("listitem")
    assert lignes.count() == 5
    page.get_by_role("radio", name="Erreurs").check()
    assert lignes.all_inner_texts() == [lignes.filter(has_text="FERRER Paul").inner_text()]
    page.get_by_role("radio", name="Tout").check()
    assert lignes.count() == 5


def test_le_menu_se_replie_dans_une_fenetre_etroite(ouvrir_navigateur, axe):
    page = ouvrir(ouvrir_navigateur(viewport={"width": 400, "height": 800}))
    assert not page.get_by_role("link", name="Consultation des personnels").is_visible()
    page.get_by_text("Menu des activités", exact=True).click()
    assert page.get_by_role("link", name="Consultation des personnels").is_visible()
    assert axe(page) == []


def test_les_liens_d_evitement_menent_au_contenu(navigateur):
    page = ouvrir(navigateur)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


@pytest.mark.exigence("G1.3-13")
def test_sans_scripts_le_menu_et_les_messages_restent(ouvrir_navigateur):
    page = ouvrir_navigateur(java_script_enabled=False)
    page.goto("/?n=3")
    assert page.get_by_role("link", name="Consultation des personnels").is_visible()
    assert page.get_by_text("Erreur : FERRER Paul").is_visible()
    assert not page.get_by_role("button", name="Agrandir la zone de travail").is_visible()


def test_un_bouton_grave_demande_confirmation(navigateur, axe):
    page = ouvrir(navigateur, "/?n=8")
    poubelle = page.get_by_role("button", name="Supprimer la convocation de BÉNEC'H")
    poubelle.click()
    dialogue = page.get_by_role("dialog", name="Supprimer la convocation de BÉNEC'H ?")
    assert dialogue.get_by_role("button", name="Annuler").evaluate("b => b === document.activeElement")
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert dialogue.count() == 0
    assert poubelle.evaluate("b => b === document.activeElement")
    poubelle.click()
    dialogue.get_by_role("button", name="Supprimer").click()
    page.wait_for_url("**/?supprimee=1")


@pytest.mark.exigence("G1.3-10")
def test_un_filtre_a_plusieurs_choix_compte_et_se_replie(navigateur):
    page = ouvrir(navigateur)
    resume = page.locator(".multi summary")
    resume.click()
    page.get_by_label("2026").check()
    page.get_by_label("2028").check()
    assert resume.inner_text() == "2 sélectionnée(s)"
    page.keyboard.press("Escape")
    assert not page.get_by_label("2026").is_visible()
    page.get_by_role("button", name="Filtrer").click()
    page.wait_for_url("**annee=2026&annee=2028**")


def test_la_page_de_connexion_est_accessible(ouvrir_navigateur, axe):
    for largeur in (1440, 400):
        page = ouvrir(ouvrir_navigateur(viewport={"width": largeur, "height": 800}), "/connexion/")
        assert page.get_by_label("Identifiant").is_visible()
        assert axe(page) == []
