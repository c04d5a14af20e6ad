"""A mail server in a process of its own: `python -m bench.boite FILE` writes in FILE the Message-ID of each mail.

Its port is the first line it prints; it ends when its standard input is closed, hence with who started it.
"""

import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOTE = "127.0.0.1"
IDENTIFIANT = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Boite:
    """Where a server listens, and the file of what it took."""

    port: int
    registre: Path

    @property
    def nombre(self) -> int:
        """How many mails were taken so far."""
        return self.registre.read_bytes().count(b"\n")

    @property
    def exemplaires(self) -> Counter[str]:
        """How many times each mail was taken, by Message-ID."""
        return Counter(self.registre.read_text(encoding="ascii").split())


@contextmanager
def ouvrir_boite(dossier: Path) -> Iterator[Boite]:
    """A server on a free port of the loopback for the length of the block."""
    registre = dossier / "recus"
    registre.touch()
    commande = [sys.executable, "-m", "bench.boite", str(registre)]
    with subprocess.Popen(commande, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as processus:
        assert processus.stdout is not None
        yield Boite(int(processus.stdout.readline()), registre)


class _Reception:
    """Writes a mail down, then acknowledges it: what was acknowledged is written."""

    def __init__(self, registre: IO[bytes]) -> None:
        self.registre = registre

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take everything."""
        trouve = IDENTIFIANT.search(bytes(envelope.content or b""))
        self.registre.write((trouve[1] if trouve else b"?") + b"\n")
        return "250 OK"


def main(registre: Path) -> None:
    """Serve until the standard input is closed."""
    with socket.create_server((HOTE, 0)) as prise:
        port = prise.getsockname()[1]
    with registre.open("ab", buffering=0) as fichier:
        controleur = Controller(_Reception(fichier), hostname=HOTE, port=port)
        controleur.start()
        print(port, flush=True)
        sys.stdin.read()
        controleur.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
