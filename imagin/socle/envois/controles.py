"""Checks made at start-up."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from imagin.socle.envois.adresses import decomposer
from imagin.socle.envois.erreurs import AdresseInvalide


def controler_expediteur(**_: Any) -> list[CheckMessage]:
    """IMAGIN_EXPEDITEUR must be an address: every mail would fail otherwise, at the worst time."""
    try:
        decomposer(settings.IMAGIN_EXPEDITEUR)
    except AdresseInvalide:
        return [
            Error(
                f"IMAGIN_EXPEDITEUR ({settings.IMAGIN_EXPEDITEUR}) n'est pas une adresse de messagerie.",
                hint="Écrivez par exemple : IMAG'IN <ne-pas-repondre@ac-toulouse.fr>.",
                id="envois.E001",
            )
        ]
    return []
