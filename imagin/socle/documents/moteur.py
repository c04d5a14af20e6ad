"""One document: data in, tagged PDF (PDF/UA-1) out, by Typst.

The compiler is never shared between threads; each thread keeps one per document, since making it costs a few letters.
"""

import json
import os
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import typst

from imagin.socle.documents.caracteres import POLICES, assainir
from imagin.socle.documents.dossiers import ICI, MODELE, dossier_du_document
from imagin.socle.temps import maintenant

PAQUETS = ICI / "paquets"
NORME: Final = "ua-1"

_du_fil = threading.local()


class DocumentInvalide(RuntimeError):
    """A document could not be made; the message is French, `details` is what the compiler said, for the developer."""

    def __init__(self, nom: str, details: str) -> None:
        super().__init__(
            f"Le document « {nom} » n'a pas pu être produit. Recommencez ; si le problème persiste, prévenez "
            "l'administrateur."
        )
        self.nom = nom
        self.details = details
        self.add_note(details)


def rendre(nom: str, donnees: Mapping[str, object], *, horodatage: datetime | None = None) -> bytes:
    """The PDF of the document `nom` filled with `donnees`, tagged for PDF/UA-1, its fonts embedded.

    `donnees` is JSON-able; strings are shown as they are, never read as markup; a
    document says at its end which characters it could not draw. `horodatage` (aware) is the date of
    creation written in the file: by default `donnees["horodatage"]` (ISO 8601), else the present instant. Same data and
    same instant give the same bytes. Raises DocumentInconnu, DocumentInvalide.
    """
    compilateur = _compilateur(dossier_du_document(nom))
    instant = horodatage or _horodatage_des_donnees(donnees) or maintenant()
    if instant.tzinfo is None:
        raise ValueError("horodatage : un instant avec son fuseau est attendu")
    perdus: set[str] = set()
    propres = json.dumps(assainir(donnees, perdus), ensure_ascii=False)
    try:
        pdf, avertissements = compilateur.compile_with_warnings(
            format="pdf",
            sys_inputs={"donnees": propres, "perdus": ", ".join(f"U+{ord(c):04X}" for c in sorted(perdus))},
            pdf_standards=NORME,
            timestamp=int(instant.timestamp()),
        )
    except typst.TypstError as erreur:
        raise DocumentInvalide(nom, erreur.diagnostic) from erreur
    if avertissements or not isinstance(pdf, bytes):
        raise DocumentInvalide(nom, "\n".join(avertissement.diagnostic for avertissement in avertissements))
    return pdf


def _horodatage_des_donnees(donnees: Mapping[str, object]) -> datetime | None:
    """The instant that the data carry, so that a document kept with its data is the same file for ever."""
    valeur = donnees.get("horodatage")
    return datetime.fromisoformat(valeur) if isinstance(valeur, str) and valeur else None


def _compilateur(dossier: Path) -> typst.Compiler:
    """The compiler of this document in this thread, made at its first use."""
    if os.getpid() != _processus():
        raise RuntimeError("Typst a servi avant un fork : le processus fils se figerait. Lancez-le sans préchargement.")
    compilateurs: dict[Path, typst.Compiler] = _du_fil.__dict__.setdefault("compilateurs", {})
    if dossier not in compilateurs:
        compilateurs[dossier] = typst.Compiler(
            input=str(dossier / MODELE),
            root=str(dossier),
            font_paths=_polices(),
            ignore_system_fonts=True,
            package_path=str(PAQUETS),
            package_cache_path=str(PAQUETS),
        )
    return compilateurs[dossier]


@cache
def _processus() -> int:
    """The process that first used the compiler: its threads do not survive a fork."""
    return os.getpid()


@cache
def _polices() -> typst.Fonts:
    """Our fonts and no others: a document is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(POLICES)])
