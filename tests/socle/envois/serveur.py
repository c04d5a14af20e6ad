"""An SMTP server that can be told to misbehave, phase by phase."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

COUPER = "couper"


@dataclass
class Serveur:
    """What was received, and what to answer next: replies are consumed one by one, COUPER closes the connection.

    `avant_reponse` is called once a message is taken and before it is acknowledged: the moment of doubt.
    """

    port: int = 0
    recus: list[EmailMessage] = field(default_factory=list)
    enveloppes: list[tuple[str, list[str]]] = field(default_factory=list)
    connexions: int = 0
    lenteur: float = 0
    reponses_mail: list[str] = field(default_factory=list)
    reponses_rcpt: dict[str, list[str]] = field(default_factory=dict)
    reponses_data: list[str] = field(default_factory=list)
    a_l_arrivee: Callable[[str], None] = lambda adresse: None
    avant_reponse: Callable[[], None] = lambda: None

    @property
    def sujets(self) -> list[str]:
        """Subjects received, in order."""
        return [message["Subject"] for message in self.recus]

    @property
    def exemplaires(self) -> Counter[str]:
        """How many times each message came, by Message-ID."""
        return Counter(message["Message-ID"] for message in self.recus)

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connexions += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reponse = self.reponses_mail.pop(0) if self.reponses_mail else "250 OK"
        envelope.mail_from = address
        return self._repondre(server, reponse)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.get_running_loop().run_in_executor(None, self.a_l_arrivee, address)
        suite = self.reponses_rcpt.get(address, [])
        reponse = suite.pop(0) if suite else "250 OK"
        if reponse.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self._repondre(server, reponse)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.lenteur)
        reponse = self.reponses_data.pop(0) if self.reponses_data else "250 OK"
        if reponse.startswith(("250", COUPER)):
            self.recus.append(message_from_bytes(bytes(envelope.content or b""), policy=policy.default))
            self.enveloppes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
            await asyncio.get_running_loop().run_in_executor(None, self.avant_reponse)
        return self._repondre(server, reponse)

    def _repondre(self, server: SMTP, reponse: str) -> str:
        if reponse == COUPER:
            server.transport.abort()
        return reponse


@contextmanager
def servir(**options: Any) -> Iterator[Serveur]:
    """Serve on a free port of this machine for the length of the block."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        serveur = Serveur(port=prise.getsockname()[1])
    controleur = Controller(serveur, hostname="127.0.0.1", port=serveur.port, **options)
    controleur.start()
    try:
        yield serveur
    finally:
        controleur.stop()
