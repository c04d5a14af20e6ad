"""What no log may hold: the secret of a link, what somebody searched for, an address that asked for a password."""

import logging
import re

SECRET_D_UN_LIEN = re.compile(r"(/mot-de-passe/choisir/[^/\s?]+/)[^/\s?\"']+")
SAUTS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
QUESTION = re.compile(r"(/[^\s?\"']*)\?[^\s\"']*")


def sans_secret(texte: str) -> str:
    """The text, where links have lost their secret and addresses what follows their question mark."""
    return QUESTION.sub(r"\1", SECRET_D_UN_LIEN.sub(r"\1…", texte))


def sur_une_ligne(texte: str) -> str:
    """The text, its line breaks and control characters spelt out: what is quoted writes no line of its own."""
    return SAUTS.sub(lambda saut: ascii(saut[0])[1:-1], texte)


class SansSecret(logging.Filter):
    """Filter of the handlers: what every log is written through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line, never drop it."""
        texte = record.getMessage()
        if (propre := sur_une_ligne(sans_secret(texte))) != texte:
            record.msg, record.args = propre, None
        return True
