"""A WSGI application that answers the client's address, as our first middleware finds it: run by a real gunicorn."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from imagin.socle.acces.mandataires import adresse_de, provenance


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One line: the address, and whether the request was ciphered on its way to the nearest trusted proxy."""
    request = WSGIRequest(environ)
    provenance(lambda _: HttpResponse())(request)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{adresse_de(request)} {request.META.get('HTTP_X_FORWARDED_PROTO', '-')}".encode()]
