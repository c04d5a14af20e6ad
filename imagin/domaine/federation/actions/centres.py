"""Which établissements are centres for whom (package 5)."""

from collections.abc import Collection

from imagin.domaine.federation.models import CentreOuvert
from imagin.domaine.perimetre.rules import Perimetre


def ouvrir_centre(perimetre: Perimetre, *, partenaire: int, uai: str) -> CentreOuvert:
    """Declare that an établissement of that partner is a centre here; raises FederationRefusee: unknown, or not its.

    Guide: G4.6-01.
    """
    raise NotImplementedError


def fermer_centre(perimetre: Perimetre, *, partenaire: int, uai: str) -> None:
    """It no longer is: its head may enter here no more, those inside are put out at their next request."""
    raise NotImplementedError


def retenir_centres_ailleurs(perimetre: Perimetre, *, partenaire: int, uais: Collection[str]) -> bool:
    """Keep which of our établissements a partner says are its centres; True when that changed. Unknown: left out."""
    raise NotImplementedError
