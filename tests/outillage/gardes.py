"""Guards that stand around every test: no network but the loopback, no template variable that nobody gave."""

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
