"""A real HTTPS receiver, under a certificate of an authority of its own, that can fail in every way."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

from tests.echanges.santorin.recepteur import Recepteur

JETON = "jeton-31"
COUPER_AVANT, COUPER_APRES = "couper avant", "couper après"


@dataclass
class ServeurHttps:
    """Where it listens and who certifies it; what to answer next, one by one: a code, COUPER_AVANT or COUPER_APRES.

    `avant_reponse` is called once a message is taken and before it is acknowledged: the moment of doubt.
    """

    port: int
    autorite: str
    recepteur: Recepteur = field(default_factory=Recepteur)
    reponses: list[int | str] = field(default_factory=list)
    chemins: list[str] = field(default_factory=list)
    connexions: int = 0
    avant_reponse: Callable[[], object] = lambda: None


class _Guichet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def setup(self) -> None:
        super().setup()
        self.server.etat.connexions += 1

    def do_PUT(self) -> None:
        etat: ServeurHttps = self.server.etat
        octets = self.rfile.read(int(self.headers["Content-Length"]))
        etat.chemins.append(self.path)
        if self.headers["Authorization"] != f"Bearer {JETON}":
            self._repondre(401, {})
            return
        prevu = etat.reponses.pop(0) if etat.reponses else None
        if prevu == COUPER_AVANT:
            self.close_connection = True
        elif prevu in {None, COUPER_APRES}:
            accuse = etat.recepteur.recevoir(octets)
            etat.avant_reponse()
            self.close_connection = prevu == COUPER_APRES
            if not prevu:
                self._repondre(422 if accuse["resultat"] == "REFUSE" else 204, accuse)
        else:
            self._repondre(prevu, {"motif": "panne"})

    def _repondre(self, code: int, corps: dict[str, str]) -> None:
        octets = b"" if code == 204 else json.dumps(corps).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def servir(dossier: Path) -> Iterator[ServeurHttps]:
    """Serve on a free port for the length of the block; the authority's certificate is written in `dossier`."""
    autorite, fichier = trustme.CA(), dossier / "autorite.pem"
    autorite.cert_pem.write_to_path(str(fichier))
    contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    autorite.issue_cert("localhost").configure_cert(contexte)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Guichet) as serveur:
        serveur.socket = contexte.wrap_socket(serveur.socket, server_side=True)
        serveur.handle_error = lambda *_: None
        serveur.etat = ServeurHttps(serveur.server_port, str(fichier))
        fil = threading.Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.01})
        fil.start()
        try:
            yield serveur.etat
        finally:
            serveur.shutdown()
            fil.join(10)
