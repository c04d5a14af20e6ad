"""Verbs of revisions."""

from imagin.domaine.revisions.actions.marquer import (
    fixer_dates_et_marquer,
    lever_ce_qui_ne_contredit_plus,
    marquer_contredites,
    marquer_indisponibles,
    photographier,
)
from imagin.domaine.revisions.actions.nouvelles_dates import prendre_les_nouvelles_dates
from imagin.domaine.revisions.actions.remedier import garder_telles_quelles

__all__ = [
    "fixer_dates_et_marquer",
    "garder_telles_quelles",
    "lever_ce_qui_ne_contredit_plus",
    "marquer_contredites",
    "marquer_indisponibles",
    "photographier",
    "prendre_les_nouvelles_dates",
]
