"""What no browser sends in an address, and PostgreSQL cannot look for: the null character."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase


def sans_nul(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: 400 for an address that holds one. Forms refuse theirs field by field, and say so."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("null character in an address")
        return suite(request)

    return intergiciel
