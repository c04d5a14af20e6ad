"""A real SMTP server for the tests that send mail."""

import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Boite:
    """What the server received, oldest first, and where it listens."""

    hote: str
    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    destinataires: list[list[str]] = field(default_factory=list)
    refus: str = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep the message, or refuse it with `refus` (« 451 plus tard ») when a test set it."""
        if self.refus:
            return self.refus
        contenu = envelope.content
        octets = contenu if isinstance(contenu, bytes) else str(contenu).encode()
        self.messages.append(message_from_bytes(octets, policy=policy.default))
        self.destinataires.append(list(envelope.rcpt_tos))
        return "250 OK"


def ouvrir_boite() -> tuple[Boite, Controller]:
    """Start a server on a free port of the loopback; the caller stops the controller."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        port = prise.getsockname()[1]
    boite = Boite("127.0.0.1", port)
    controleur = Controller(boite, hostname=boite.hote, port=port)
    controleur.start()
    return boite, controleur
