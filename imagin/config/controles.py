"""Deployment checks of our own, run by every command and before the server starts."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, run_checks
from django.core.exceptions import ImproperlyConfigured

from imagin.socle.acces.verification import verifier_routes


def controler_routes(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """An error for each URL without an activity and roles."""
    try:
        verifier_routes()
    except ImproperlyConfigured as erreur:
        return [Error(str(erreur), id="imagin.E001")]
    return []


def refuser_les_mauvais_reglages() -> None:
    """Raise ImproperlyConfigured, with all that is wrong, before the site answers: commands check by themselves.

    Nothing here reads the database.
    """
    fautes = [message for message in run_checks() if message.is_serious() and not message.is_silenced()]
    if fautes:
        raise ImproperlyConfigured(" ".join(f"{faute.msg} {faute.hint or ''}".strip() for faute in fautes))
