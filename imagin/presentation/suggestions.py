"""People as the suggestions of a field show them, on every screen that looks for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imagin.domaine.personnes.queries import Suggestion


def suggestion_de_personne(personne: Suggestion) -> dict[str, str]:
    """What suggestions.js expects of a person."""
    naissance = f"nom de naissance {personne.nom_naissance}" if personne.nom_naissance else ""
    detail = " - ".join(filter(None, (personne.discipline, personne.etablissement, naissance, personne.distinction)))
    return {"id": str(personne.cle), "libelle": f"{personne.nom} {personne.prenom}", "detail": detail}
