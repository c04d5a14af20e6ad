"""The channel « courriel »: SMTP, over one connection kept from mail to mail.

smtplib speaks the protocol; the phases are called one by one, so that the only step that cannot be taken back, the
final dot, comes alone after the row is committed as EN_COURS. A connection cut before the dot makes the server drop
the message (RFC 5321, 4.1.1.4).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from smtplib import SMTP, SMTPException, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings

from imagin.socle.documents import rendre
from imagin.socle.envois.adresses import decomposer, une_ligne
from imagin.socle.envois.connexion_smtp import joindre
from imagin.socle.envois.erreurs import AdresseInvalide, EchecDuCanal, EchecTemporaire, Refus
from imagin.socle.envois.message import composer_courriel
from imagin.socle.envois.models import Envoi, Piece

# RFC 5321, 4.5.3.2.6: a server may think for ten minutes before it answers the dot.
ATTENTE_APRES_LE_POINT = 600
MESSAGES_PAR_CONNEXION = 100
FERMETURE = 421


class CanalCourriel:
    """An SMTP connection, opened at the first mail and again when the server has closed it."""

    def __init__(self) -> None:
        self._smtp: SMTP | None = None
        self._remis = 0

    def preparer(self, envoi: Envoi) -> bytes:
        """The composed message, attachments rendered; raises Refus for an address that cannot be one."""
        try:
            pieces = [(piece["nom"], _fabriquer(piece, envoi.cree_le)) for piece in envoi.pieces]
            return composer_courriel(envoi, pieces, copie=_copie_servie(envoi))
        except AdresseInvalide as erreur:
            raise Refus(str(erreur)) from erreur

    def remettre(self, envoi: Envoi, contenu: bytes, engager: Callable[[], None]) -> str:
        """Hand the mail over; returns a remark when the copy alone was refused."""
        try:
            smtp, remarque = self._presenter(envoi, contenu)
            engager()
            _conclure(smtp)
        except BaseException:
            self.couper()
            raise
        self._remis += 1
        if self._remis >= MESSAGES_PAR_CONNEXION:
            self.raccrocher()
        return remarque

    def raccrocher(self) -> None:
        """End the connection politely; never in the middle of a message, where QUIT would be text."""
        if self._smtp is not None:
            with suppress(SMTPException, OSError):
                self._smtp.quit()
        self.couper()

    def couper(self) -> None:
        """Drop the connection: a message that has not had its dot is dropped with it."""
        if self._smtp is not None:
            self._smtp.close()
        self._smtp, self._remis = None, 0

    def _presenter(self, envoi: Envoi, contenu: bytes) -> tuple[SMTP, str]:
        """Transmit all but the dot; a kept connection that the server has closed meanwhile is opened again, once."""
        deja_ouverte = self._smtp is not None
        try:
            return self._transmettre(envoi, contenu)
        except EchecDuCanal:
            if not deja_ouverte:
                raise
            self.couper()
            return self._transmettre(envoi, contenu)

    def _transmettre(self, envoi: Envoi, contenu: bytes) -> tuple[SMTP, str]:
        """MAIL, RCPT, DATA and the content; returns the connection used, and the remark about the copy."""
        try:
            smtp = self._connexion()
            code, mots = smtp.mail(decomposer(settings.IMAGIN_EXPEDITEUR)[1])
            if code != 250:
                raise EchecDuCanal(_phrase("L'expéditeur n'est pas accepté", code, mots))
            _juger(*smtp.rcpt(decomposer(envoi.destinataire)[1]))
            remarque = _ajouter_la_copie(smtp, envoi)
            _juger(*smtp.docmd("DATA"), attendu=3)
            smtp.send(_avec_points_doubles(contenu))
        except (SMTPException, OSError) as erreur:
            raise EchecDuCanal(f"Le serveur de messagerie ne répond pas comme il faut : {_mots(erreur)}") from erreur
        return smtp, remarque

    def _connexion(self) -> SMTP:
        """The kept connection, opened if need be."""
        if self._smtp is None:
            self._smtp = joindre()
        return self._smtp


@contextmanager
def ouvrir_courriel() -> Iterator[CanalCourriel]:
    """The mail channel for one round. Connects at the first mail only, so that a closed server is noted on a row."""
    canal = CanalCourriel()
    try:
        yield canal
    except BaseException:
        canal.couper()
        raise
    canal.raccrocher()


def _conclure(smtp: SMTP) -> None:
    """The dot and its answer; a connection lost here leaves a doubt, and the error says so by its class."""
    if smtp.sock is None:
        raise SMTPServerDisconnected("connection lost before the dot")
    smtp.sock.settimeout(ATTENTE_APRES_LE_POINT)
    smtp.send(b".\r\n")
    _juger(*smtp.getreply())
    smtp.sock.settimeout(settings.EMAIL_TIMEOUT)


def _juger(code: int, mots: bytes, *, attendu: int = 2) -> None:
    """Let a reply of the expected hundred pass; otherwise raise what it means, with the server's words.

    Refus (5xx), EchecDuCanal (421), EchecTemporaire (4xx), SMTPResponseException for what is no answer at all.
    """
    if code // 100 == attendu:
        return
    if code // 100 == 5:
        raise Refus(_phrase("Refusé par le serveur de messagerie", code, mots))
    if code // 100 == 4:
        genre = EchecDuCanal if code == FERMETURE else EchecTemporaire
        raise genre(_phrase("Différé par le serveur de messagerie", code, mots))
    raise SMTPResponseException(code, mots)


def _fabriquer(piece: Piece, cree_le: datetime) -> bytes:
    """The attachment, dated by its data or else by its deposit: the same file at each attempt."""
    horodatage = None if piece["donnees"].get("horodatage") else cree_le
    return rendre(piece["document"], piece["donnees"], horodatage=horodatage)


def _ajouter_la_copie(smtp: SMTP, envoi: Envoi) -> str:
    """Ask for the copy too; the recipient is served even if it cannot be, which the returned remark says."""
    if not envoi.copie:
        return ""
    try:
        code, mots = smtp.rcpt(decomposer(envoi.copie)[1])
    except AdresseInvalide as erreur:
        return f"La copie n'est pas partie : {erreur}"
    return "" if 200 <= code < 300 else _phrase(f"La copie à {envoi.copie} n'est pas partie", code, mots)


def _copie_servie(envoi: Envoi) -> str:
    """The copy's address, empty when there is none or it cannot be one."""
    try:
        return envoi.copie if envoi.copie and decomposer(envoi.copie) else ""
    except AdresseInvalide:
        return ""


def _avec_points_doubles(contenu: bytes) -> bytes:
    """The content as DATA wants it: lines that begin with a dot get a second one, and the last line ends."""
    doubles = re.sub(rb"(?m)^\.", b"..", contenu)
    return doubles if doubles.endswith(b"\r\n") else doubles + b"\r\n"


def _phrase(debut: str, code: int, mots: bytes) -> str:
    """« debut : 550 5.1.1 User unknown », in one line of reasonable length."""
    return f"{debut} : {code} {une_ligne(mots.decode('utf-8', 'replace'))[:500]}"


def _mots(erreur: Exception) -> str:
    """What the library says, server's words readable."""
    if isinstance(erreur, SMTPResponseException) and isinstance(erreur.smtp_error, bytes):
        return f"{erreur.smtp_code} {une_ligne(erreur.smtp_error.decode('utf-8', 'replace'))[:500]}"
    return une_ligne(str(erreur))[:500] or type(erreur).__name__
