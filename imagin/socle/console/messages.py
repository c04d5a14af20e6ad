"""Writing, reading and forgetting messages, by connection and without HTTP."""

from collections.abc import Iterable
from datetime import timedelta

from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.models import LONGUEUR_MAXIMALE, Message
from imagin.socle.temps import maintenant

NOMBRE_AFFICHE = 50
# Longer than any working day: the session that read them (30 minutes without activity) is gone.
CONSERVATION = timedelta(hours=24)


def noter(connexion: str, genre: GenreMessage, texte: str) -> Message:
    """Add one message to the console of a connection; a text too long is cut, with « … »."""
    return Message.objects.create(connexion=connexion, genre=genre, texte=_borner(texte))


def noter_tout(connexion: str, lignes: Iterable[tuple[GenreMessage, str]]) -> int:
    """Add many messages in one INSERT, the first being the oldest; returns how many."""
    instant = maintenant()
    messages = [
        Message(connexion=connexion, genre=genre, texte=_borner(texte), cree_le=instant) for genre, texte in lignes
    ]
    Message.objects.bulk_create(messages)
    return len(messages)


def derniers(connexion: str, nombre: int = NOMBRE_AFFICHE) -> list[Message]:
    """The newest messages of a connection, newest first."""
    return list(Message.objects.filter(connexion=connexion).order_by("-id")[:nombre])


def oublier(connexion: str) -> None:
    """Forget the console of a connection that ends."""
    Message.objects.filter(connexion=connexion).delete()


def purger() -> int:
    """Delete what is older than CONSERVATION, left by connections that ended by themselves; returns how many."""
    supprimes, _ = Message.objects.filter(cree_le__lt=maintenant() - CONSERVATION).delete()
    return supprimes


def _borner(texte: str) -> str:
    """One line of at most LONGUEUR_MAXIMALE characters."""
    ligne = " ".join(texte.replace("\x00", "").split())
    return ligne if len(ligne) <= LONGUEUR_MAXIMALE else ligne[: LONGUEUR_MAXIMALE - 1] + "…"
