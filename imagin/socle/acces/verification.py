"""Refuses to start with a URL that nobody declared an activity for."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

MARQUES = ("activite", "publique", "machine")


def routes(resolveur: URLResolver | None = None, prefixe: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the project with its full pattern."""
    for element in (resolveur or get_resolver()).url_patterns:
        if isinstance(element, URLResolver):
            yield from routes(element, prefixe + str(element.pattern))
        else:
            yield prefixe + str(element.pattern), element


def verifier_routes() -> None:
    """Raise ImproperlyConfigured naming each bare URL."""
    nues = [motif for motif, element in routes() if not any(hasattr(element.callback, marque) for marque in MARQUES)]
    if nues:
        raise ImproperlyConfigured(f"URL sans activité ni rôle déclarés : {', '.join(sorted(nues))}")
