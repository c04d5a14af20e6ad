"""Where documents live: one folder each, holding `modele.typ` and its fictitious `exemple.json`."""

import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ICI = Path(__file__).parent
MODELE = "modele.typ"
NOM_PERMIS = re.compile(r"[a-z][a-z0-9_]*")
REPERTOIRES = (ICI.parents[1] / "presentation" / "documents", ICI / "modeles")


class DocumentInconnu(LookupError):
    """No registered directory holds a document of that name; the message is French."""


def dossier_du_document(nom: str) -> Path:
    """The folder of the document `nom`: the first of settings.IMAGIN_DOCUMENTS that holds `nom`/modele.typ.

    An académie that wants its own letter puts its directory first in the list. Raises DocumentInconnu.
    """
    if NOM_PERMIS.fullmatch(nom):
        for repertoire in _repertoires():
            dossier = Path(repertoire) / nom
            if (dossier / MODELE).is_file():
                return dossier
    raise DocumentInconnu(
        f"Le modèle de document « {nom} » est introuvable : prévenez l'administrateur, qui vérifiera le réglage "
        "IMAGIN_DOCUMENTS."
    )


def _repertoires() -> Iterable[Path | str]:
    """Registered directories in order of search; those of the house when Django is not configured."""
    try:
        return getattr(settings, "IMAGIN_DOCUMENTS", REPERTOIRES)
    except ImproperlyConfigured:
        return REPERTOIRES
