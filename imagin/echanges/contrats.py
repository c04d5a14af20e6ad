"""Where the published contracts of the feeds are."""

from pathlib import Path

from imagin.socle.imports.contrat import Contrat, lire_contrat

DOSSIER = Path(__file__).resolve().parents[2] / "docs" / "contrats"


def contrat(connecteur: str, table: str) -> Contrat:
    """The contract `docs/contrats/<connecteur>/<table>.schema.json`. Raises FichierRefuse when it is missing."""
    return lire_contrat(DOSSIER / connecteur / f"{table}.schema.json", connecteur)
