"""Deployment checks of our own, run by every command and before the server starts."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from imagin.socle.acces.verification import verifier_routes


def controler_routes(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """An error for each URL without an activity and roles."""
    try:
        verifier_routes()
    except ImproperlyConfigured as erreur:
        return [Error(str(erreur), id="imagin.E001")]
    return []
