"""Addresses of the details of many lines: the pattern is found once, not at each line."""

from functools import cache

from django.urls import reverse

REPERE = 987_654_321


def lien_vers(nom: str, cle: int) -> str:
    """Address of the URL name `nom`, which takes one number, for this one."""
    avant, apres = _patron(nom)
    return f"{avant}{cle}{apres}"


@cache
def _patron(nom: str) -> tuple[str, str]:
    avant, apres = reverse(nom, args=[REPERE]).split(str(REPERE))
    return avant, apres
