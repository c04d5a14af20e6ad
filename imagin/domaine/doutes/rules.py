"""Doubts: what may be right and is so unlikely that somebody must say so, beside what is refused and what conflicts.

The room that knows a doubt states it; this one knows only how it is confirmed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

LONGUEUR_DU_MOTIF = 200


@dataclass(frozen=True)
class Doute:
    """One question: `code` names it for ever, `phrase` states it in French, `objet` is whom or what it is about.

    `motif_exige`: money or law is at stake, so that confirming takes a reason.
    """

    code: str
    phrase: str
    objet: str = ""
    motif_exige: bool = False

    @property
    def jeton(self) -> str:
        """What confirms this very sentence, and no other."""
        return sha256(f"{self.code}\n{self.objet}\n{self.phrase}".encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Confirmation:
    """What the caller confirms: the doubts that they were shown, by their `jeton`, and why."""

    jetons: frozenset[str] = field(default_factory=frozenset)
    motif: str = ""


class DoutesAConfirmer(Exception):
    """Doubts that the caller has not confirmed yet, or not with a reason. Nothing was written."""

    def __init__(self, doutes: Sequence[Doute], *, sans_motif: bool = False) -> None:
        super().__init__(
            "Dites pourquoi vous confirmez : le motif est conservé, et le service des examens le voit."
            if sans_motif
            else "Votre saisie surprend : corrigez-la, ou confirmez-la."
        )
        self.doutes, self.sans_motif = tuple(doutes), sans_motif


def exiger_confirmes(doutes: Collection[Doute], confirmation: Confirmation) -> None:
    """Raise DoutesAConfirmer unless each is confirmed by its own sentence, with a reason where one is required."""
    if any(doute.jeton not in confirmation.jetons for doute in doutes):
        raise DoutesAConfirmer(list(doutes))
    if any(doute.motif_exige for doute in doutes) and not confirmation.motif.strip():
        raise DoutesAConfirmer(list(doutes), sans_motif=True)
