"""Profiles of correctors that some missions need."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from imagin.socle.texte.repli import replier


@dataclass(frozen=True)
class Profil:
    """A profile: people whose discipline de poste begins by `debut` (no case, no accents) have it."""

    code: str
    libelle: str
    debut: str

    def convient(self, discipline: str) -> bool:
        """Does somebody of that discipline de poste (its label) have the profile?"""
        return replier(discipline).startswith(self.debut)


LETTRES = Profil("lettres", "professeur de lettres", "lettres")
PHILOSOPHIE = Profil("philosophie", "professeur de philosophie", "philosophie")


def profils_manquants(attendus: Iterable[Profil], disciplines: Collection[str]) -> list[Profil]:
    """Those of `attendus` that nobody has, given the disciplines de poste (labels) of the people summoned.

    Guide: G4.2-14.
    """
    return [profil for profil in attendus if not any(profil.convient(discipline) for discipline in disciplines)]
