"""Verbs of revisions."""

from imagin.domaine.revisions.actions.marquer import (
    lever_ce_qui_ne_contredit_plus,
    marquer_contredites,
    marquer_indisponibles,
    photographier,
)
from imagin.domaine.revisions.actions.nouvelles_dates import prendre_les_nouvelles_dates
from imagin.domaine.revisions.actions.remedier import garder_telles_quelles

__all__ = [
    "garder_telles_quelles",
    "lever_ce_qui_ne_contredit_plus",
    "marquer_contredites",
    "marquer_indisponibles",
    "photographier",
    "prendre_les_nouvelles_dates",
]
