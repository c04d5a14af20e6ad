"""The demo's mail server: takes every mail, delivers none, and lays each where it can be read.

    python -m outils.courrier --port 1025 --dossier var/courrier [--page 8025]

`--prises A B` instead of ports: numbers of the two sockets, mail and page, that who starts it already holds for it.

In the directory, per mail: the message (`.eml`), its text (`.txt`) and its attachments, under names that sort by date
and say the recipient and the subject. `--page` shows the directory in a browser.
"""

import argparse
import asyncio
import re
import signal
import socket
import sys
import threading
import unicodedata
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HOTE = "127.0.0.1"
LONGUEUR_D_UN_NOM = 120


class Casier:
    """Writes each received mail in the directory, and one line about it on the terminal."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.rang = sum(1 for _ in dossier.glob("*.eml"))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail; aiosmtpd calls this once it is complete."""
        octets = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        print(await asyncio.to_thread(self.ranger, octets, envelope.rcpt_tos), flush=True)
        return "250 OK"

    def ranger(self, octets: bytes, destinataires: list[str]) -> str:
        """Write the files of one mail; returns the line to print."""
        message = message_from_bytes(octets, policy=policy.default)
        self.rang += 1
        recu_le = datetime.now().astimezone()
        sujet = str(message.get("Subject", "(sans sujet)"))
        racine = nom_lisible(f"{recu_le:%Y-%m-%d %Hh%M} {self.rang:04} {destinataires[0]} {sujet}")
        pieces = {f"{racine} - {nom_lisible(nom)}": contenu for nom, contenu in pieces_jointes(message)}
        self.dossier.joinpath(f"{racine}.eml").write_bytes(octets)
        for nom, contenu in pieces.items():
            self.dossier.joinpath(nom).write_bytes(contenu)
        self.dossier.joinpath(f"{racine}.txt").write_text(en_clair(message, list(pieces)), encoding="utf-8")
        copies = f" (copie : {', '.join(destinataires[1:])})" if destinataires[1:] else ""
        return f"{recu_le:%H:%M:%S} courrier pour {destinataires[0]}{copies} : {sujet}"


def nom_lisible(texte: str) -> str:
    """A file name for any system, accents dropped, its extension kept when it is cut."""
    ascii_seul = unicodedata.normalize("NFKD", texte).encode("ascii", "ignore").decode()
    propre = " ".join(re.sub(r"[^A-Za-z0-9@._-]+", " ", ascii_seul).split()).strip(". ") or "sans nom"
    racine, point, extension = propre.rpartition(".")
    if not point or len(extension) > 4:
        return propre[:LONGUEUR_D_UN_NOM].strip()
    return f"{racine[: LONGUEUR_D_UN_NOM - 5].strip()}.{extension}"


def pieces_jointes(message: EmailMessage) -> list[tuple[str, bytes]]:
    """Name and content of each attachment."""
    return [
        (piece.get_filename("piece"), bytes(piece.get_payload(decode=True) or b""))
        for piece in message.iter_attachments()
    ]


def en_clair(message: EmailMessage, pieces: list[str]) -> str:
    """The mail as one reads it: who, to whom, about what, the text, the attachments beside."""
    libelles = {"From": "De", "To": "À", "Cc": "Copie", "Reply-To": "Répondre à", "Date": "Date", "Subject": "Objet"}
    entetes = [f"{libelle} : {message[nom]}" for nom, libelle in libelles.items() if message[nom]]
    corps = message.get_body(("plain",))
    texte = corps.get_content() if corps is not None else "(sans texte)"
    jointes = [f"Pièce jointe : {piece}" for piece in pieces]
    return "\n".join([*entetes, *jointes, "", texte.replace("\r\n", "\n")])


class Page(SimpleHTTPRequestHandler):
    """Shows the directory, texts as French reads them, without a word on the terminal."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".txt": "text/plain; charset=utf-8"}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's name)
        """Say nothing."""


def montrer(prise: socket.socket, dossier: Path) -> None:
    """Serve the directory to browsers, in a thread that ends with the process."""
    page = partial(Page, directory=str(dossier))
    serveur = ThreadingHTTPServer(prise.getsockname(), page, bind_and_activate=False)
    serveur.socket.close()
    serveur.socket = prise
    threading.Thread(target=serveur.serve_forever, daemon=True).start()


async def servir(prise: socket.socket, dossier: Path) -> None:
    """Take mails until the process is asked to stop."""
    boucle, fin = asyncio.get_running_loop(), asyncio.Event()
    for signe in (signal.SIGINT, signal.SIGTERM):
        boucle.add_signal_handler(signe, fin.set)
    casier, (hote, port) = Casier(dossier), prise.getsockname()[:2]
    serveur = await boucle.create_server(lambda: SMTP(casier, hostname=hote), sock=prise)
    print(f"Courrier reçu sur {hote}:{port}, rangé dans {dossier}", flush=True)
    await fin.wait()
    serveur.close()


def lire_options(arguments: list[str]) -> argparse.Namespace:
    """The command line."""
    analyse = argparse.ArgumentParser(prog="outils.courrier", description="Reçoit les courriels de la démonstration.")
    analyse.add_argument("--hote", default=HOTE, help="adresse d'écoute (%(default)s)")
    analyse.add_argument("--port", type=int, default=1025, help="port SMTP (%(default)s)")
    analyse.add_argument("--dossier", type=Path, required=True, help="où ranger les courriels")
    analyse.add_argument("--page", type=int, help="port où les lire dans un navigateur")
    analyse.add_argument("--prises", type=int, nargs=2, help="numéros des prises déjà ouvertes : courrier, page")
    return analyse.parse_args(arguments)


def ouvrir(options: argparse.Namespace) -> tuple[socket.socket, socket.socket | None]:
    """The sockets of mail and of the page: handed over, or opened here. Raises OSError."""
    if options.prises:
        recues = [socket.socket(fileno=numero) for numero in options.prises]
        return recues[0], recues[1]
    page = socket.create_server((options.hote, options.page)) if options.page is not None else None
    return socket.create_server((options.hote, options.port)), page


def main(arguments: list[str]) -> int:
    """Run until stopped; returns the exit code."""
    options = lire_options(arguments)
    options.dossier.mkdir(parents=True, exist_ok=True)
    try:
        courrier, page = ouvrir(options)
        if page is not None:
            montrer(page, options.dossier)
        asyncio.run(servir(courrier, options.dossier))
    except OSError as erreur:
        print(f"courrier : impossible d'écouter sur {options.hote} : {erreur.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
