"""What no browser sends, in an address or in a form, and PostgreSQL neither looks for nor keeps: the null character."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase


class SansNul:
    """Middleware: 400 for an address or a form that holds one, before any view reads it."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the address."""
        _refuser_nul([request.path, request.META.get("QUERY_STRING", "").replace("%00", "\0")], "an address")
        return self.suite(request)

    def process_view(self, request: HttpRequest, vue: Any, *reste: Any) -> None:
        """Look at the form, once there is a view to read it."""
        if request.method == "POST":
            textes = (texte for nom, valeurs in request.POST.lists() for texte in (nom, *valeurs))
            _refuser_nul(textes, "a form")


def _refuser_nul(textes: Iterable[str], lieu: str) -> None:
    if any("\0" in texte for texte in textes):
        raise BadRequest(f"null character in {lieu}")
