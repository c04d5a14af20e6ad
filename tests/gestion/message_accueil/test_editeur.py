"""The rich text editor, in a real browser under the application's content security policy."""

import pytest
from playwright.sync_api import Page, expect

from imagin.domaine.referentiel.models import MessageAccueil
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(connecter, live_server) -> Page:
    """L'administrateur ouvre un nouveau message."""
    f.compte("admin", est_administrateur=True)
    page = connecter("admin")
    page.get_by_role("link", name="Message d'accueil").click()
    page.get_by_role("link", name="Ajouter un message").click()
    # The editor takes the plain field's place once its scripts are there.
    expect(page.get_by_role("group", name="Mise en forme du message")).to_be_visible()
    return page


@pytest.mark.exigence("G2.2-01")
def test_l_administrateur_met_en_forme_au_clavier_et_voit_l_apercu(page, axe):
    page.get_by_label("Titre").fill("Campagne")
    page.get_by_role("textbox", name="Message").focus()
    page.keyboard.type("Convoquez ")
    page.keyboard.press("Control+b")
    expect(page.get_by_role("button", name="Gras")).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("avant juin")
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Liste à puces").press("Enter")
    page.keyboard.type("épreuves, ")
    page.get_by_role("button", name="Lien").press("Enter")
    page.keyboard.type("exemple.fr/epreuves")
    page.keyboard.press("Enter")
    page.keyboard.type(" ici")
    apercu = page.get_by_role("region", name="Aperçu")
    expect(apercu.get_by_role("link", name="exemple.fr/epreuves")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Enregistrer le message").click()
    expect(page.locator("#console")).to_contain_text("Message d'accueil enregistré : Campagne")
    contenu = MessageAccueil.objects.get().contenu.replace("&nbsp;", " ")
    assert "<strong>avant juin</strong>" in contenu
    assert '<li>épreuves, <a href="https://exemple.fr/epreuves" rel="noopener noreferrer">' in contenu


def test_un_collage_perd_ce_qui_n_est_pas_permis(page):
    page.get_by_role("textbox", name="Message").focus()
    page.evaluate(
        """() => {
          const donnees = new DataTransfer();
          donnees.setData("text/html", '<h1 class="x">Gros</h1><p>Texte <b>gras</b><img src="x"></p>');
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: donnees, bubbles: true }));
        }"""
    )
    expect(page.locator("textarea")).to_have_value("<p>Gros</p><p>Texte <b>gras</b></p>")
