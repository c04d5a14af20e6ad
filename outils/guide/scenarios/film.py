"""A film: its title, the activity whose « Aide » opens it, its scenes; and the gestures that scenarios share."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from outils.guide.camera import Camera
from outils.guide.cartons import Cartons

Scene = tuple[str, Callable[[Camera, Cartons], None]]


@dataclass(frozen=True)
class Film:
    """A part of the tutorial, of about a minute; `cle` stands in its address, `activite` is a code of the menu."""

    cle: str
    titre: str
    sous_titre: str
    activite: str
    scenes: tuple[Scene, ...]


def bouton(page: Page, nom: str) -> Locator:
    """A button of the page, by its name."""
    return page.get_by_role("button", name=nom)


def lien(page: Page, nom: str) -> Locator:
    """A link of the page, by its name."""
    return page.get_by_role("link", name=nom)


def du_menu(page: Page, nom: str) -> Locator:
    """An activity of the menu."""
    return page.locator(".menu").get_by_role("link", name=nom)


def titre(page: Page, nom: str) -> Locator:
    """A heading of the page."""
    return page.get_by_role("heading", name=nom)
