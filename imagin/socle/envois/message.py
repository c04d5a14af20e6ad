"""Composition of a mail, as bytes ready for any server (7 bits, CRLF)."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from imagin.socle.envois.adresses import decomposer, une_ligne
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import en_heure_locale, maintenant

INTERDITS_DANS_UN_NOM = str.maketrans('/\\:*?"<>|', "_" * 9)


def composer_courriel(envoi: Envoi, pieces: Sequence[tuple[str, bytes]], *, copie: str = "") -> bytes:
    """The whole message, with the PDF `pieces` (name, content) attached; `copie` is the Cc actually served.

    Raises AdresseInvalide when the recipient cannot be one.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _entete(settings.IMAGIN_EXPEDITEUR)
    message["To"] = _entete(envoi.destinataire)
    if copie:
        message["Cc"] = _entete(copie)
    if envoi.repondre_a:
        message["Reply-To"] = _entete(envoi.repondre_a)
    message["Subject"] = une_ligne(envoi.sujet)
    message["Date"] = format_datetime(en_heure_locale(maintenant()))
    message["Message-ID"] = envoi.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envoi.corps, charset="utf-8", cte="quoted-printable")
    for nom, contenu in pieces:
        message.add_attachment(contenu, maintype="application", subtype="pdf", filename=nom_de_piece(nom))
    message["Content-Language"] = "fr"
    return message.as_bytes()


def nom_de_piece(nom: str) -> str:
    """A file name that every system accepts: one line, no separator."""
    return une_ligne(nom).translate(INTERDITS_DANS_UN_NOM).strip(". ") or "document.pdf"


def _entete(adresse: str) -> Address:
    """The address as a header value: a name holding commas, quotes or line ends stays a name."""
    nom, courriel = decomposer(adresse)
    return Address(display_name=nom, addr_spec=courriel)
