"""What the frame shows on every screen: banner, menu, console (G1.3-02, -04, -05)."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse

from imagin.config.activites import MENU
from imagin.config.porte import refus
from imagin.domaine.acces.rules import Perimetre
from imagin.socle.acces.activite import Activite
from imagin.socle.console.http import messages_de
from imagin.socle.console.models import Message


@dataclass(frozen=True)
class Entree:
    """A line of the menu. `etat`: « fermee », « ouverte » or « courante »; `motif` says why it is closed."""

    libelle: str
    url: str
    etat: str
    motif: str


@dataclass(frozen=True)
class Groupe:
    """A group of the menu: « Etablissement », « Centre Examen »."""

    libelle: str
    activites: list[Entree]


class Cadre:
    """The frame of one request; computed only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._perimetre: Perimetre | None = getattr(request, "perimetre", None)

    @property
    def connecte(self) -> bool:
        """True once a service has been chosen."""
        return self._perimetre is not None

    @property
    def academie(self) -> str:
        return self._perimetre.academie if self._perimetre else ""

    @property
    def etablissement(self) -> str:
        return self._perimetre.etablissement if self._perimetre else ""

    @property
    def identifiant(self) -> str:
        return (self._perimetre.uai or self._perimetre.auteur) if self._perimetre else ""

    @cached_property
    def groupes(self) -> list[Groupe]:
        """The menu of an établissement; « Centre Examen » for centres only."""
        if not self._perimetre or not self._perimetre.est_etablissement:
            return []
        groupes: dict[str, list[Entree]] = {}
        for activite in MENU:
            if not activite.centre_seulement or self._perimetre.est_centre:
                groupes.setdefault(activite.groupe, []).append(self._entree(self._perimetre, activite))
        return [Groupe(libelle, entrees) for libelle, entrees in groupes.items()]

    @cached_property
    def messages(self) -> list[Message]:
        return messages_de(self._request)

    @property
    def liens(self) -> list[tuple[str, str]]:
        """Links of the header that exist already."""
        return []

    def _entree(self, perimetre: Perimetre, activite: Activite) -> Entree:
        motif = refus(perimetre, activite)
        if motif:
            return Entree(activite.libelle, "", "fermee", motif)
        courante = getattr(self._request, "activite", None) is activite
        return Entree(activite.libelle, reverse(activite.accueil), "courante" if courante else "ouverte", "")


def cadre(request: HttpRequest) -> dict[str, Cadre]:
    """Context processor."""
    return {"cadre": Cadre(request)}
