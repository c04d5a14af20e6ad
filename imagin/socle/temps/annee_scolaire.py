"""School years, by the year they begin in."""

from datetime import date

MOIS_DE_LA_RENTREE = 9


def annee_scolaire(jour: date) -> int:
    """School year of a day, by the year it begins in: 2026 for 2026-2027."""
    return jour.year if jour.month >= MOIS_DE_LA_RENTREE else jour.year - 1
