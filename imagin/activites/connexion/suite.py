"""Where somebody was going before they were asked who they are."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def adresse_interne(request: HttpRequest) -> str | None:
    """The address `next` of the request, when it is a page of ours: nobody is sent elsewhere."""
    suite = request.POST.get("next") or request.GET.get("next") or ""
    interne = url_has_allowed_host_and_scheme(suite, {request.get_host()}, require_https=request.is_secure())
    return suite if suite and interne else None
