"""Guards that stand around every test: no network but the loopback, no variable nobody gave, no deceitful Enter."""

import ipaddress
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.forms.renderers import get_default_renderer
from django.template import TemplateDoesNotExist, engines
from django.test import Client
from lxml import html

IMAGIN = Path(__file__).resolve().parent.parent.parent / "imagin"


@contextmanager
def sans_reseau() -> Iterator[None]:
    """Refuse every outgoing connection that is not to this machine."""
    d_origine = socket.socket.connect, socket.socket.connect_ex

    def connect(prise: socket.socket, adresse: Any) -> None:
        _verifier(prise, adresse)
        d_origine[0](prise, adresse)

    def connect_ex(prise: socket.socket, adresse: Any) -> int:
        _verifier(prise, adresse)
        return d_origine[1](prise, adresse)

    socket.socket.connect, socket.socket.connect_ex = connect, connect_ex  # type: ignore[method-assign]
    try:
        yield
    finally:
        socket.socket.connect, socket.socket.connect_ex = d_origine  # type: ignore[method-assign]


def _verifier(prise: socket.socket, adresse: Any) -> None:
    if prise.family not in (socket.AF_INET, socket.AF_INET6):
        return
    hote = adresse[0]
    if hote != "localhost" and not ipaddress.ip_address(hote).is_loopback:
        prise.close()
        raise AssertionError(f"un test a voulu joindre {hote} : seule cette machine est permise")


class VariablesInconnues(logging.Handler):
    """Collect the variables that our templates asked for and no context held, `{% if %}` and `{% for %}` included."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.vues: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not isinstance(record.args, tuple) or len(record.args) != 2:
            return
        variable, gabarit = record.args
        if est_un_gabarit_de_la_maison(str(gabarit)):
            self.vues.append(f"« {variable} » dans {gabarit}")

    @contextmanager
    def a_l_ecoute(self) -> Iterator["VariablesInconnues"]:
        """Be the only one to listen to Django's template journal for the length of the block."""
        journal = logging.getLogger("django.template")
        oreilles, niveau, propage = journal.handlers, journal.level, journal.propagate
        journal.handlers, journal.propagate = [self], False
        journal.setLevel(logging.DEBUG)
        try:
            yield self
        finally:
            journal.handlers = oreilles
            journal.setLevel(niveau)
            journal.propagate = propage


@lru_cache
def est_un_gabarit_de_la_maison(nom: str) -> bool:
    """Say whether a template of this name is ours, not Django's or a library's."""
    if nom == "unknown":
        return False
    for moteur in (engines["django"], get_default_renderer()):
        try:
            origine = moteur.get_template(nom).origin.name  # type: ignore[union-attr]
        except TemplateDoesNotExist:
            continue
        return Path(origine).is_relative_to(IMAGIN)
    return False


ENVOYEURS = './/button[not(@type) or @type="submit"] | .//input[@type="submit" or @type="image"]'
EFFET = ("name", "value", "formaction", "formmethod", "formtarget", "data-confirme")


def entrees_trompeuses(page: str) -> list[str]:
    """Forms of several buttons where Enter, in a field, does something else than the main button that one sees.

    A browser takes the first button of the form for Enter, even one that a style hides. It must be the main one
    (`.fort`), its hidden twin (`{% entree %}`), or disabled, which makes Enter do nothing (`{% entree_sans_effet %}`).
    """
    if page.count("<button") + page.count("<input") < 3:
        return []
    racine = html.fromstring(page)
    return [defaut for formulaire in racine.iter("form") if (defaut := _entree_trompeuse(racine, formulaire))]


def _entree_trompeuse(racine: Any, formulaire: Any) -> str:
    cle = formulaire.get("id")
    envoyeurs = [
        bouton
        for bouton in racine.xpath(ENVOYEURS)
        if (bouton.get("form") == cle if bouton.get("form") else formulaire in bouton.iterancestors("form"))
    ]
    visibles = [bouton for bouton in envoyeurs if "cache" not in bouton.get("class", "").split()]
    if len(visibles) < 2 or not _a_un_champ(racine, formulaire):
        return ""
    premier = envoyeurs[0]
    if premier.get("disabled") is not None:
        return ""
    principaux = [_effet(bouton) for bouton in visibles if "fort" in bouton.get("class", "").split()]
    jumeau = "cache" in premier.get("class", "").split() and not any(_effet(premier))
    if principaux and (jumeau or _effet(premier) in principaux):
        return ""
    return f"Entrée presse « {' '.join(premier.text_content().split())} » ({formulaire.get('action') or 'cette page'})"


def _a_un_champ(racine: Any, formulaire: Any) -> bool:
    """Is there a field in which Enter sends the form?"""
    champs = formulaire.xpath('.//input[not(@type="hidden" or @type="submit")]')
    return bool(champs) or (
        bool(formulaire.get("id")) and bool(racine.xpath(f'//input[@form="{formulaire.get("id")}"]'))
    )


def _effet(bouton: Any) -> tuple[Any, ...]:
    return tuple(bouton.get(nom) for nom in EFFET)


@contextmanager
def entrees_relues() -> Iterator[list[str]]:
    """Read each page that a test client receives for the length of the block; collects what Enter would do wrongly."""
    vues: list[str] = []
    d_origine = Client.request

    def request(self: Client, **demande: Any) -> Any:
        reponse = d_origine(self, **demande)
        if not reponse.streaming and reponse.get("Content-Type", "").startswith("text/html") and reponse.content:
            vues.extend(entrees_trompeuses(reponse.content.decode()))
        return reponse

    Client.request = request  # type: ignore[method-assign]
    try:
        yield vues
    finally:
        Client.request = d_origine  # type: ignore[method-assign]
