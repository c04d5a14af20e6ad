"""The frame with the keyboard alone: from signing in to « Quitter », never touching a pointer."""

import pytest
from playwright.sync_api import Page, expect

from imagin.domaine.referentiel.models import MessageAccueil
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE
from tests.outillage.clavier import aller

pytestmark = pytest.mark.django_db(transaction=True)


def presser(page: Page, role: str, nom: str, *, touche: str = "Enter") -> None:
    """Go to the link or button of that name, and press it."""
    aller(page, page.get_by_role(role, name=nom, exact=True))
    page.keyboard.press(touche)


def s_identifier(page: Page, identifiant: str) -> None:
    page.goto("/connexion/")
    champ = page.get_by_label("Identifiant")
    if not champ.evaluate("e => e === document.activeElement"):
        aller(page, champ)
    page.keyboard.type(identifiant)
    aller(page, page.get_by_label("Mot de passe"))
    page.keyboard.type(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accueil")).to_be_visible()


@pytest.mark.exigence("G1.3-01", "G1.3-04", "G1.3-06", "G1.3-07", "G1.3-08", "G1.3-09", "G2.1-01")
def test_tout_le_cadre_se_parcourt_au_clavier_seul(ouvrir_navigateur, live_server):
    f.ouverture()
    f.compte()
    for _ in range(3):
        f.mission()
    page = ouvrir_navigateur(reduced_motion="reduce")
    s_identifier(page, "chef.0310038Y")
    chercher_trier_ouvrir_revenir(page)
    regler_l_affichage(page)
    lire_l_aide_et_le_guide(page)
    presser(page, "button", "Quitter")
    expect(page.get_by_role("button", name="Valider")).to_be_visible()


def chercher_trier_ouvrir_revenir(page: Page) -> None:
    """From the home to a mission and back to the list as it was."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    presser(page, "link", "Convocation par mission")
    expect(page.get_by_role("heading", name="Liste des missions (3 lignes)")).to_be_visible()

    aller(page, page.get_by_label("Filtrer par mot-clé"))
    page.keyboard.type("oral")
    presser(page, "link", "N°")
    expect(page.locator("th[data-colonne=numero]")).to_have_attribute("aria-sort", "ascending")
    aller(page, page.locator("tbody th a").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Liste des intervenants convoqués (0 ligne)")).to_be_visible()
    presser(page, "link", "Retour")
    expect(page.get_by_label("Filtrer par mot-clé")).to_have_value("oral")


def regler_l_affichage(page: Page) -> None:
    """Choose the reinforced contrast."""
    presser(page, "link", "Accessibilité")
    reglages = page.get_by_role("dialog")
    expect(reglages).to_be_visible()
    aller(page, reglages.get_by_role("radio", name="Normal").first)
    page.keyboard.press("ArrowDown")
    expect(page.locator("html")).to_have_attribute("data-contraste", "renforce")
    aller(page, reglages.get_by_role("button", name="Enregistrer"))
    page.keyboard.press("Enter")
    expect(page.locator("#console")).to_contain_text("Vos réglages d'affichage sont enregistrés.")


def lire_l_aide_et_le_guide(page: Page) -> None:
    """Help in its sheet, the guide and its search, the film."""
    presser(page, "link", "Aide")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="Aide", exact=True)).to_be_focused()
    presser(page, "link", "Guide")
    aller(page, page.get_by_role("searchbox").first)
    page.keyboard.type("signature")
    presser(page, "link", "Tutoriel")
    presser(page, "link", "Convoquer des intervenants")
    video = page.locator("video")
    aller(page, video)
    page.keyboard.press("Space")
    expect(video).to_have_js_property("paused", False)
    page.keyboard.press("Space")
    expect(video).to_have_js_property("paused", True)


@pytest.mark.exigence("G2.2-01", "GG-06")
def test_l_administrateur_ecrit_et_retire_un_message_au_clavier_seul(ouvrir_navigateur, live_server):
    f.compte("admin", est_administrateur=True)
    page = ouvrir_navigateur(reduced_motion="reduce")
    s_identifier(page, "admin")
    presser(page, "link", "Message d'accueil")
    presser(page, "link", "Ajouter un message")
    expect(page.get_by_role("group", name="Mise en forme du message")).to_be_visible()
    aller(page, page.get_by_label("Titre"))
    page.keyboard.type("Campagne 2027")
    aller(page, page.get_by_role("textbox", name="Message"))
    page.keyboard.type("Les convocations partent le 3 mai.")
    presser(page, "button", "Enregistrer le message")
    expect(page.locator("#console")).to_contain_text("Message d'accueil enregistré : Campagne 2027")
    aller(page, page.get_by_role("button", name="Supprimer le message « Campagne 2027 »"))
    page.keyboard.press("Enter")
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_be_visible()
    aller(page, dialogue.get_by_role("button", name="Supprimer"))
    page.keyboard.press("Enter")
    expect(page.locator("#console")).to_contain_text("Message d'accueil supprimé : Campagne 2027.")
    assert not MessageAccueil.objects.exists()
