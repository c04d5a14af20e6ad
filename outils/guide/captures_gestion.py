"""Screenshots of the chapters of the académie's services: what the centres and établissements did, seen from there."""

from playwright.sync_api import Browser, Page

from outils.guide.captures_activites import Prendre
from outils.guide.navigateur import ADMINISTRATEUR, ouvrir, prete, se_connecter

LARGEUR, HAUTEUR = 1280, 700
LISTES = (
    ("/doutes-confirmes/", "doutes-confirmes"),
    ("/validations-des-competences/", "validations-competences"),
    ("/journal-de-securite/", "journal-securite"),
)


def gestion(navigateur: Browser, adresse: str, chef: Page, prendre: Prendre) -> None:
    """Doubts confirmed, entries of compétences closed, security journal: once there is something to read in them."""
    _valider_les_competences(chef)
    page = ouvrir(navigateur, adresse, LARGEUR, HAUTEUR)
    _se_tromper(page)
    se_connecter(page, ADMINISTRATEUR)
    for adresse_de_la_liste, nom in LISTES:
        page.goto(adresse_de_la_liste)
        prendre(page, nom)
    page.context.close()


def _valider_les_competences(page: Page) -> None:
    """The head of school, signed in on that page, closes the entry of compétences."""
    page.goto("/validation-competences/")
    prete(page)
    page.locator("main").get_by_role("checkbox").check()
    page.locator("main").get_by_role("button", name="Valider").click()
    page.get_by_role("dialog").get_by_role("button", name="Valider").click()
    page.get_by_text("La saisie des compétences a été validée le").first.wait_for()


def _se_tromper(page: Page) -> None:
    """A wrong password, which the security journal keeps."""
    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill(ADMINISTRATEUR)
    page.get_by_label("Mot de passe").fill("ce n'est pas lui")
    page.get_by_role("button", name="Valider").click()
    page.get_by_role("alert").first.wait_for()
