"""The same verb on several convocations: what is refused is said, the others are done."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.actions.annuler import annuler_convocation
from imagin.domaine.convocations.rules import ConvocationRefusee


@dataclass(frozen=True)
class Resultat:
    """What became of one affectation: `refus` is the French reason, empty when it was done."""

    affectation: int
    refus: str = ""


@transaction.atomic
def annuler_convocations(perimetre: Perimetre, *, affectations: Collection[int]) -> list[Resultat]:
    """Cancel each as `annuler_convocation` does, in one transaction; a refusal undoes its own only.

    Locked by key, so that two callers with the same people wait for one another instead of blocking.

    Guide: G4.2-04.
    """
    resultats = []
    for cle in sorted(set(affectations)):
        try:
            annuler_convocation(perimetre, affectation=cle)
        except ConvocationRefusee as refus:
            resultats.append(Resultat(cle, str(refus)))
        else:
            resultats.append(Resultat(cle))
    return resultats
