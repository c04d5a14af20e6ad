"""Crossing to another académie in Chromium: from the button pressed to the page read over there, sign-on included."""

import time
from statistics import median
from typing import TYPE_CHECKING

from bench.base import BASE, base_neuve
from bench.mesure import rapporter

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.outillage.academies import AcademieDEssai

MANCHES = 5
LIMITE = 2000  # ms


def mesurer() -> None:
    """Prints the line; the first crossing, cold, is among those measured."""
    with base_neuve():
        durees = sorted(_traversees())
    rapporter("passer dans une autre académie, médiane", median(durees), LIMITE, "ms", "<= 1")
    rapporter("passer dans une autre académie, la plus lente", durees[-1], LIMITE, "ms", "<= 1")


def _traversees() -> list[float]:
    from django.test import override_settings
    from playwright.sync_api import sync_playwright

    from tests.outillage.academies import academies_reliees
    from tests.outillage.navigateur import Ecoute, lancer_chromium, ouvrir_page

    rapide = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # what the servers of the tests read
    with override_settings(PASSWORD_HASHERS=rapide), academies_reliees(modele=BASE) as toutes:
        toulouse, siec = toutes["16"], toutes["siec"]
        for academie in (toulouse, siec):
            academie.remettre()
        _peupler(toulouse, siec)
        with sync_playwright() as playwright:
            navigateur = lancer_chromium(playwright)
            with ouvrir_page(navigateur, toulouse.adresse, Ecoute()) as page:
                _entrer(page)
                durees = [_traverser(page, siec) for _ in range(MANCHES)]
            navigateur.close()
        return durees


def _peupler(toulouse: "AcademieDEssai", siec: "AcademieDEssai") -> None:
    """Bellevue, where every activity is open in both."""
    from imagin.config.activites import MENU
    from tests import factories as f
    from tests.outillage.academies import designer_centre

    for academie in (toulouse, siec):
        with academie.dedans():
            for activite in MENU:
                f.ouverture(activite.code)
    with toulouse.dedans():
        f.compte()
    designer_centre(siec, toulouse)


def _entrer(page: "Page") -> None:
    from tests.factories.acces import MOT_DE_PASSE

    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill("chef.0310038Y")
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Valider").click()
    page.get_by_role("link", name="Accès autres académies").click()


def _traverser(page: "Page", siec: "AcademieDEssai") -> float:
    """Milliseconds; the place is given back for the next one."""
    bouton = page.get_by_role("link", name="SIEC", exact=True)
    bouton.wait_for()
    debut = time.perf_counter()
    with page.expect_popup() as ouverte:
        bouton.click()
    autre = ouverte.value
    autre.wait_for_url(f"{siec.adresse}/", wait_until="commit")
    autre.get_by_role("heading", level=1).first.wait_for()
    duree = (time.perf_counter() - debut) * 1000
    autre.get_by_role("button", name="Quitter").click()
    autre.get_by_text("Vous pouvez fermer cet onglet").wait_for()
    autre.close()
    return duree
