"""What stands between an instance of the tests and the world: relays by default, fails on demand as networks do."""

import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

MORCEAU = 65_536
DEMANDE = re.compile(rb"(GET|POST|HEAD) (/[^ ?]*)[^ ]* HTTP/1\.1\r\n")
TOUTES_FAITES = {
    "500": (b"500 Internal Server Error", b"<h1>Server Error (500)</h1>"),
    "ordures": (b"200 OK", b"<html>\x00 maintenance \xff\xfe{[</html>"),
}
MODES = ("normal", "mort", "lent", "coupe", *TOUTES_FAITES)


class Entremise:
    """A relay in threads of its own. `mode`, for connections to come; those alive when it changes are cut.

    - « mort »: nobody listens; « lent »: takes the request and says nothing for `attente` seconds, then relays it;
    - « coupe »: relays the request, hangs up in the middle of the answer: the other side has done what was asked;
    - « 500 », « ordures »: answers by itself; the other side sees nothing.

    `vues` counts what was asked, « POST /federation/v1/convocations » → 3, whatever the mode.
    """

    def __init__(self, hote: str, port: int, vers: tuple[str, int]) -> None:
        self.hote, self.port, self.vers = hote, port, vers
        self.attente = 60.0
        self.vues: Counter[str] = Counter()
        self._mode = "normal"
        self._ecoute: socket.socket | None = None
        self._vivantes: set[socket.socket] = set()

    @property
    def mode(self) -> str:
        """How it fails, if it does."""
        return self._mode

    @mode.setter
    def mode(self, mode: str) -> None:
        assert mode in MODES, mode
        self._mode = mode
        self.fermer()
        if mode != "mort":
            self.ouvrir()

    @contextmanager
    def en(self, mode: str) -> Iterator[None]:
        """Be in that mode for the length of the block."""
        avant, self.mode = self.mode, mode
        try:
            yield
        finally:
            self.mode = avant

    def ouvrir(self) -> None:
        """Listen, if it does not yet."""
        if self._ecoute is None:
            self._ecoute = socket.create_server((self.hote, self.port), backlog=64)
            Thread(target=self._accueillir, args=[self._ecoute], daemon=True).start()

    def fermer(self) -> None:
        """Refuse connections, and cut those alive."""
        if self._ecoute is not None:
            _couper(self._ecoute)
            self._ecoute = None
        for prise in list(self._vivantes):
            _couper(prise)

    def _accueillir(self, ecoute: socket.socket) -> None:
        while True:
            try:
                client, _ = ecoute.accept()
            except OSError:
                return
            Thread(target=self._servir, args=[client, self._mode], daemon=True).start()

    def _servir(self, client: socket.socket, mode: str) -> None:
        """One connection, whatever number of requests it carries."""
        self._vivantes.add(client)
        try:
            if mode in TOUTES_FAITES:
                self._repondre(client, *TOUTES_FAITES[mode])
            else:
                self._relayer(client, mode)
        except OSError:
            pass  # either side went away: the other is cut, as by a network
        finally:
            self._oublier(client)

    def _repondre(self, client: socket.socket, etat: bytes, corps: bytes) -> None:
        """The same answer to everything."""
        recu = self._noter(client.recv(MORCEAU))
        entetes, _, debut = recu.partition(b"\r\n\r\n")
        longueur = re.search(rb"(?i)content-length: *(\d+)", entetes)
        reste = int(longueur[1]) - len(debut) if longueur else 0
        while reste > 0 and (lu := client.recv(MORCEAU)):
            reste -= len(lu)
        annonce = b"Content-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(corps)
        client.sendall(b"HTTP/1.1 " + etat + b"\r\n" + annonce + corps)

    def _relayer(self, client: socket.socket, mode: str) -> None:
        serveur = socket.create_connection(self.vers, timeout=5)
        serveur.settimeout(None)
        self._vivantes.add(serveur)
        aller = Thread(target=self._aller, args=[client, serveur, mode], daemon=True)
        aller.start()
        try:
            while recu := serveur.recv(MORCEAU):
                client.sendall(recu[: len(recu) // 2] if mode == "coupe" else recu)
                if mode == "coupe":
                    break
        finally:
            self._oublier(serveur)
            self._oublier(client)
            aller.join()

    def _aller(self, client: socket.socket, serveur: socket.socket, mode: str) -> None:
        with suppress(OSError):
            while recu := self._noter(client.recv(MORCEAU)):
                if mode == "lent":
                    time.sleep(self.attente)
                serveur.sendall(recu)
            serveur.shutdown(socket.SHUT_WR)

    def _noter(self, recu: bytes) -> bytes:
        if demande := DEMANDE.match(recu):
            self.vues[f"{demande[1].decode()} {demande[2].decode()}"] += 1
        return recu

    def _oublier(self, prise: socket.socket) -> None:
        self._vivantes.discard(prise)
        _couper(prise)


def _couper(prise: socket.socket) -> None:
    """Close it for whoever waits on it in another thread too."""
    with suppress(OSError):
        prise.shutdown(socket.SHUT_RDWR)
    prise.close()
