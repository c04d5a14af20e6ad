"""The menu: what the rooms of screens (`ecrans`) declare. An activity without `accueil` has no screen: grey."""

from importlib import import_module
from importlib.util import find_spec

from imagin.config.ecrans import ECRANS, Ecrans
from imagin.socle.acces.activite import Activite


def _activites(ecrans: Ecrans) -> tuple[Activite, ...]:
    """The activities of a room, in the order in which its `activity.py` writes them."""
    if not find_spec(f"{ecrans.paquet}.activity"):
        return ()
    module = import_module(f"{ecrans.paquet}.activity")
    return tuple(valeur for valeur in vars(module).values() if isinstance(valeur, Activite))


MENU = tuple(activite for ecrans in ECRANS for activite in _activites(ecrans) if activite.groupe)
