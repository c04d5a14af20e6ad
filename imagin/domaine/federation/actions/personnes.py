"""Who somebody named by another académie is here (package 3)."""

from imagin.domaine.federation.models import PersonneExterne
from imagin.domaine.federation.rules import PersonneNommee
from imagin.domaine.perimetre.rules import Perimetre


def nommer_personne(perimetre: Perimetre, *, nommee: PersonneNommee) -> PersonneExterne:
    """The row of somebody whom the calling partner names, made the first time, recognised when it can be.

    Raises FederationRefusee for a reference that we did not give to this partner.
    """
    raise NotImplementedError


def designer_personne(perimetre: Perimetre, *, personne: int, intervenant: int) -> PersonneExterne:
    """The gestionnaire says who it is: summons that waited, or were another's, become theirs at once.

    Guide: G4.6-06.
    """
    raise NotImplementedError


def ecarter_personne(perimetre: Perimetre, *, personne: int) -> PersonneExterne:
    """The gestionnaire says that it is nobody of ours: their summons make no indisponibilité, listed no more."""
    raise NotImplementedError


def reconnaitre_les_inconnues(perimetre: Perimetre) -> int:
    """Each night, try again those that wait: a feed may have brought them; returns how many were recognised."""
    raise NotImplementedError
