"""`/.well-known/security.txt`: whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from imagin.socle.temps import maintenant

VALIDITE = timedelta(days=180)


def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact that the académie gives; 404 while it gives none, since the standard requires one."""
    if not settings.IMAGIN_SECURITE_CONTACT:
        raise Http404
    expire = (maintenant() + VALIDITE).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lignes = (
        f"Contact: {settings.IMAGIN_SECURITE_CONTACT}",
        f"Expires: {expire:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.IMAGIN_ADRESSE}{reverse('accueil:security_txt')}",
    )
    return HttpResponse("\n".join(lignes) + "\n", content_type="text/plain; charset=utf-8")
