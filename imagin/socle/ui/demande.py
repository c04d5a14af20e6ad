"""Asking before what cannot be undone, with or without scripts.

A button that wants a page of its own first is named `demander`: its view answers with the page that asks, whose form
sends the same again without that name. A form `data-volet` shows it in the side sheet.

A button `data-confirme name="question" value="Supprimer|Supprimer … ?"` asks by a dialog, then sends without its name;
without scripts the middleware of `imagin.config.question` asks by a page.
"""

from django.http import QueryDict

DEMANDER, QUESTION = "demander", "question"
JAMAIS_REPRIS = frozenset({DEMANDER, QUESTION, "csrfmiddlewaretoken", "confirme"})


def parametres(donnees: QueryDict) -> list[tuple[str, str]]:
    """What was posted, to be posted again once the answer is yes."""
    return [(nom, v) for nom, valeurs in donnees.lists() if nom not in JAMAIS_REPRIS for v in valeurs]
