"""A summons of one of our people by another académie (package 3)."""

from imagin.domaine.federation.rules import ConvocationRecue, Reception
from imagin.domaine.perimetre.rules import Perimetre


def recevoir_convocation_externe(perimetre: Perimetre, *, recue: ConvocationRecue) -> Reception:
    """Take what a partner tells of one of its dossiers: its indisponibilité here is made, changed or withdrawn.

    A sequence at or below the one held changes nothing. The person unknown or ambiguous, it is kept and waits for the
    gestionnaire. One transaction; gestionnaires whose missions it upsets are told as for any indisponibilité.

    Guide: G4.6-04, G3.2-04, G3.2-05.
    """
    raise NotImplementedError
