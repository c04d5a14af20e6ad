"""A partner's server on this machine, that answers as an IMAG'IN would, or as the test says."""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from imagin.echanges.federation.adresses import JETON

Reponse = tuple[int, Any]


@dataclass
class AutreInstance:
    """What it was asked, and what it answers by path: a code and a JSON object, or a function that writes by itself.

    `avance`: seconds that its clock is ahead.
    """

    adresse: str = ""
    avance: int = 0
    demandes: list[tuple[str, str, dict[str, Any], str]] = field(default_factory=list)
    reponses: dict[str, Reponse | Callable[["Guichet"], None]] = field(default_factory=dict)
    jetons: int = 0

    @property
    def chemins(self) -> list[str]:
        """« POST /federation/jeton », in order."""
        return [f"{methode} {chemin}" for methode, chemin, *_ in self.demandes]


class Guichet(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    timeout = 10

    def _servir(self) -> None:
        etat: AutreInstance = self.server.etat
        octets = self.rfile.read(int(self.headers["Content-Length"] or 0))
        formulaire = {nom: valeurs[0] for nom, valeurs in parse_qs(octets.decode()).items()}
        corps = formulaire if self.path == JETON else json.loads(octets or b"{}")
        etat.demandes.append((self.command, self.path, corps, self.headers["Authorization"] or ""))
        reponse = etat.reponses.get(self.path, (404, {"motif": "inconnu ici"}))
        if self.path == JETON and self.path not in etat.reponses:
            etat.jetons += 1
            reponse = (200, {"access_token": f"jeton-{etat.jetons}", "token_type": "Bearer", "expires_in": 300})
        if callable(reponse):
            reponse(self)
        else:
            self.repondre(*reponse)

    do_GET = do_POST = _servir  # noqa: N815

    def repondre(self, code: int, corps: Any, **entetes: str) -> None:
        """JSON, or bytes as they are."""
        octets = corps if isinstance(corps, bytes) else json.dumps(corps).encode()
        self.send_response(code)
        for nom, valeur in {"Content-Length": str(len(octets)), **entetes}.items():
            self.send_header(nom.replace("_", "-"), valeur)
        self.end_headers()
        self.wfile.write(octets)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(time.time() + self.server.etat.avance, usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Serveur(ThreadingHTTPServer):
    """Says nothing of a client that hangs up: the test does."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


@contextmanager
def servir(tls: ssl.SSLContext | None = None) -> Iterator[AutreInstance]:
    """Serve on a free port for the length of the block."""
    etat = AutreInstance()
    serveur = _Serveur(("127.0.0.1", 0), Guichet)
    serveur.etat = etat
    if tls is not None:
        serveur.socket = tls.wrap_socket(serveur.socket, server_side=True)
    etat.adresse = f"http{'s' if tls else ''}://localhost:{serveur.server_port}"
    Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield etat
    finally:
        serveur.shutdown()
        serveur.server_close()
