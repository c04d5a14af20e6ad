"""Checks made at start-up."""

from typing import Any

from django.core.checks import CheckMessage, Error

from imagin.echanges.santorin.reglages import ReglageRefuse, controler


def controler_santorin(**_: Any) -> list[CheckMessage]:
    """The settings of SANTORIN, when it is switched on, must be able to work."""
    try:
        controler()
    except ReglageRefuse as refus:
        return [Error(str(refus), hint="Voir docs/exploitation.md, « SANTORIN ».", id="santorin.E001")]
    return []
