"""How a form asks to confirm doubts, and what it answers: `fragments/doutes.html`, on every screen that raises them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict

from imagin.domaine.doutes.rules import LONGUEUR_DU_MOTIF, Confirmation, Doute

DOUTES, OUI, MOTIF = "doutes", "confirme_doutes", "motif_doutes"


@dataclass(frozen=True)
class DoutesAMontrer:
    """The doubts that a form must have confirmed, and what was answered so far.

    `formulaire`: the id of the form, where the fragment stands outside of it.
    """

    doutes: tuple[Doute, ...]
    confirmes: bool
    motif: str
    formulaire: str = ""
    longueur: int = LONGUEUR_DU_MOTIF

    @property
    def motif_exige(self) -> bool:
        """Must whoever confirms say why?"""
        return any(doute.motif_exige for doute in self.doutes)

    @property
    def sans_motif(self) -> bool:
        """Is it the reason that lacks?"""
        return self.confirmes and self.motif_exige and not self.motif


def confirmation_postee(donnees: QueryDict) -> Confirmation:
    """What a form answers to the doubts that it was shown."""
    jetons = donnees.getlist(DOUTES) if donnees.get(OUI) else []
    return Confirmation(frozenset(jetons), donnees.get(MOTIF, "").strip()[:LONGUEUR_DU_MOTIF])


def doutes_a_montrer(
    doutes: Collection[Doute], confirmation: Confirmation, *, formulaire: str = ""
) -> DoutesAMontrer | None:
    """What the fragment shows, each doubt once; None without doubts. A new sentence unticks the former answer."""
    if not doutes:
        return None
    confirmes = all(doute.jeton in confirmation.jetons for doute in doutes)
    return DoutesAMontrer(tuple(dict.fromkeys(doutes)), confirmes, confirmation.motif, formulaire)
