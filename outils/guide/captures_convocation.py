"""Screenshots of « Convocation par mission »: each case of the side sheet, then what one does with the letters."""

import json
from collections.abc import Callable

from playwright.sync_api import Page

from outils.demo.reglages import DEPOT

URL = "/convocation-par-mission/"
CORRECTION, ORAL, GRAND_ORAL, PRATIQUE = 186_253, 189_100, 191_900, 189_001
VOLET = "dialog[open]"
PAUSE = 600  # milliseconds of the page's clock: suggestions and previews wait for the end of the typing
Prendre = Callable[..., None]


def convocation(page: Page, prendre: Prendre) -> None:
    """The whole chapter."""
    page.goto(f"{URL}{ORAL}/")
    prendre(page, "intervenants")
    _volet(page, CORRECTION)
    prendre(page, "convoquer")
    _proposer(page, "Nom prénom, dans l'académie", "mar")
    prendre(page, "convoquer-nom")
    page.get_by_label("Nom prénom, dans l'académie").fill("")
    page.keyboard.press("Escape")
    _volet(page, CORRECTION)
    _discipline(page, "math", "MATHEMATIQUES")
    prendre(page, "convoquer-discipline")
    _conflits(page, prendre)
    _cas(page, prendre)
    _apres(page, prendre)


def lettre() -> bytes:
    """The letter of the fictitious example, as an image of its first page."""
    import typst

    from imagin.socle.documents.caracteres import POLICES
    from imagin.socle.documents.moteur import PAQUETS

    dossier = DEPOT / "imagin" / "presentation" / "documents" / "convocation"
    donnees = json.loads((dossier / "exemple.json").read_text(encoding="utf-8"))
    compilateur = typst.Compiler(
        input=str(dossier / "modele.typ"),
        root=str(dossier),
        font_paths=[str(POLICES)],
        ignore_system_fonts=True,
        package_path=str(PAQUETS),
        package_cache_path=str(PAQUETS),
    )
    pages = compilateur.compile(format="png", ppi=100, sys_inputs={"donnees": json.dumps(donnees)})
    return pages[0] if isinstance(pages, list) else pages or b""


def _conflits(page: Page, prendre: Prendre) -> None:
    """People of the discipline who are taken on the dates ticked."""
    with page.expect_response("**/conflits/"):
        for case in page.locator(f"{VOLET} .mois label").all()[:2]:
            case.click()
        page.clock.run_for(PAUSE)
    page.locator(f"{VOLET} .avis.alerte").wait_for()
    page.locator(f"{VOLET} .avis.alerte").scroll_into_view_if_needed()
    prendre(page, "conflits", f"{VOLET}")


def _cas(page: Page, prendre: Prendre) -> None:
    """What missions ask for: commission, room, dates."""
    _volet(page, GRAND_ORAL)
    page.locator(VOLET).get_by_label("Commission").select_option(label="GO-02")
    page.clock.run_for(PAUSE)
    page.get_by_text("14 candidats").scroll_into_view_if_needed()
    prendre(page, "commission", VOLET)
    _volet(page, PRATIQUE)
    page.locator(VOLET).get_by_label("Salle").select_option(label="LABO-1")
    prendre(page, "salle", VOLET)
    for rang in (0, 1):
        page.locator(f"{VOLET} .mois label").nth(rang).click()
    page.locator(f"{VOLET} .horaires").scroll_into_view_if_needed()
    prendre(page, "convoquer-dates", VOLET)


def _apres(page: Page, prendre: Prendre) -> None:
    """Summon three people to the oral, then hand their letters over."""
    _volet(page, ORAL)
    _discipline(page, "anglais", "ANGLAIS")
    for case in page.locator(f"{VOLET} #identifies input[name=intervenants]").all()[3:]:
        case.uncheck()
    page.locator(VOLET).get_by_label("Code salle").fill("B204")
    page.locator(f"{VOLET} .mois label").first.click()
    page.clock.run_for(PAUSE)
    page.locator(VOLET).get_by_role("button", name="Convoquer").click()
    page.get_by_text("Convoquée par centre").first.wait_for()
    prendre(page, "convoques")
    prendre(page, "messages", ".console")
    page.get_by_role("button", name="Envoyer convocations par mail").click()
    page.locator(VOLET).wait_for()
    prendre(page, "envoyer")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Supprimer la convocation").first.click()
    page.locator(VOLET).wait_for()
    prendre(page, "supprimer")
    page.keyboard.press("Escape")
    page.goto(f"{URL}{ORAL}/envois/")
    prendre(page, "suivi-envois")
    page.goto(f"{URL}convocations/")
    prendre(page, "convocations-du-centre")


def _volet(page: Page, mission: int) -> None:
    """The side sheet of a mission, freshly opened."""
    page.goto(f"{URL}{mission}/")
    page.wait_for_selector("html[data-pret]", state="attached")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    page.locator(f"{VOLET} form").wait_for()


def _proposer(page: Page, champ: str, texte: str) -> None:
    """Type in a field and wait for its suggestions."""
    page.get_by_label(champ).press_sequentially(texte)
    page.clock.run_for(PAUSE)
    page.get_by_role("option").first.wait_for()


def _discipline(page: Page, texte: str, nom: str) -> None:
    _proposer(page, "Discipline, dans mon établissement", texte)
    page.get_by_role("option", name=nom).first.click()
    page.locator(f"{VOLET} #identifies input[name=intervenants]").first.wait_for()
