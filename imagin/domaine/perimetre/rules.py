"""Who asks, for which établissement, with which rights: the first argument of every query and action."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from imagin.domaine.perimetre.enums import Role

Lecture = TypeVar("Lecture", bound=Callable[..., Any])
SANS_ETABLISSEMENT = "Cette opération est réservée au service établissement."


class AccesRefuse(Exception):
    """The caller's role does not allow this; the message says so in French."""


@dataclass(frozen=True)
class PorteeAcademie:
    """The whole académie: its services, commands and jobs."""


@dataclass(frozen=True)
class PorteeExamens:
    """A gestionnaire's exams, by their codes; None when all those of the académie are theirs."""

    codes: frozenset[str] | None = None

    def de(self, chemin: str) -> dict[str, frozenset[str]]:
        """Condition on an exam at the end of a path, for `filter`; none when all are theirs."""
        return {} if self.codes is None else {f"{chemin}__in": self.codes}


@dataclass(frozen=True)
class PorteeEtablissement:
    """One établissement: its personnel, and the missions that take place in it.

    `activites` are the codes opened to it; `connexion_id` is the place that the caller holds in it (G2.1-03);
    `centre_ailleurs`: another académie declared it an exam centre of its own (G4.6-01).
    """

    cle: int
    uai: str = ""
    libelle: str = ""
    categorie: str = ""
    activites: frozenset[str] = frozenset()
    connexion_id: int | None = None
    centre_ailleurs: bool = False


@dataclass(frozen=True)
class PorteeCentre(PorteeEtablissement):
    """An établissement where missions take place."""


@dataclass(frozen=True)
class PorteePersonne:
    """Somebody summoned: what is theirs."""

    intervenant: int


@dataclass(frozen=True)
class PorteePartenaire:
    """Another académie, by its code in the federation: what it told us, and what its people do in this one."""

    academie: str


Portee = PorteeAcademie | PorteeExamens | PorteeEtablissement | PorteePersonne | PorteePartenaire
AUCUN_ETABLISSEMENT = PorteeEtablissement(0)


@dataclass(frozen=True)
class Perimetre:
    """The caller: by which service they came in, who they are, and what they see.

    `academie` is the name of the académie; `portee` bounds every read. What follows is read from it, and is empty for
    the services of the académie.
    """

    role: Role
    auteur: str
    academie: str = ""
    compte_id: int | None = None
    portee: Portee = PorteeAcademie()

    @property
    def etablissement_id(self) -> int | None:
        """Key of the caller's établissement."""
        return self._lieu.cle or None

    @property
    def uai(self) -> str:
        """Its identifier."""
        return self._lieu.uai

    @property
    def etablissement(self) -> str:
        """Its name."""
        return self._lieu.libelle

    @property
    def categorie(self) -> str:
        """Its category."""
        return self._lieu.categorie

    @property
    def activites(self) -> frozenset[str]:
        """Codes of the activities opened to it."""
        return self._lieu.activites

    @property
    def connexion_id(self) -> int | None:
        """The place that the caller holds in it (G2.1-03)."""
        return self._lieu.connexion_id

    @property
    def est_centre(self) -> bool:
        """True when missions take place in it."""
        return isinstance(self.portee, PorteeCentre)

    @property
    def est_centre_ailleurs(self) -> bool:
        """True when another académie declared it a centre (G4.6-01)."""
        return self._lieu.centre_ailleurs

    def avec_place(self, connexion: int) -> "Perimetre":
        """The caller once they hold that place in their établissement; raises AccesRefuse when they act for none."""
        if not isinstance(self.portee, PorteeEtablissement):
            raise AccesRefuse(SANS_ETABLISSEMENT)
        return replace(self, portee=replace(self.portee, connexion_id=connexion))

    @property
    def _lieu(self) -> PorteeEtablissement:
        return self.portee if isinstance(self.portee, PorteeEtablissement) else AUCUN_ETABLISSEMENT

    @property
    def mon_etablissement(self) -> int:
        """Key of the caller's établissement; raises AccesRefuse when they do not act for one."""
        if self.etablissement_id is None:
            raise AccesRefuse(SANS_ETABLISSEMENT)
        return self.etablissement_id

    def exiger_etablissement(self) -> None:
        """Raise AccesRefuse unless the caller acts for an établissement."""
        if self.etablissement_id is None:
            raise AccesRefuse(SANS_ETABLISSEMENT)

    @property
    def mon_compte(self) -> int:
        """Key of the caller's account; raises AccesRefuse when no person is behind the perimeter."""
        if self.compte_id is None:
            raise AccesRefuse("Cette opération demande un compte personnel.")
        return self.compte_id

    @property
    def est_etablissement(self) -> bool:
        """True when the caller acts for one établissement."""
        return self.role == Role.ETABLISSEMENT and self.etablissement_id is not None

    def exiger(self, *roles: Role) -> None:
        """Raise AccesRefuse unless the caller has one of `roles`."""
        if self.role not in roles:
            raise AccesRefuse("Cette opération n'est pas permise au service que vous avez choisi.")

    def exiger_gestion(self) -> None:
        """Raise AccesRefuse unless the caller is a gestionnaire or the administrateur."""
        self.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)

    def exiger_administrateur(self) -> None:
        """Raise AccesRefuse unless the caller is the administrateur."""
        self.exiger(Role.ADMINISTRATEUR)


def systeme(auteur: str) -> Perimetre:
    """Perimeter of a command or a job: the whole académie, in the name of `auteur`."""
    return Perimetre(role=Role.ADMINISTRATEUR, auteur=auteur)


def partenaire(code: str, nom: str) -> Perimetre:
    """Perimeter of another académie that calls our API: nothing but its own portée, whatever the verb."""
    return Perimetre(role=Role.PARTENAIRE, auteur=f"académie {nom}", portee=PorteePartenaire(code))


def hors_perimetre(raison: str) -> Callable[[Lecture], Lecture]:
    """Mark a read that looks beyond what its caller sees, on purpose: `raison` says why, in French.

    The tests of isolation spare those only, and count them.
    """

    def marquer(lecture: Lecture) -> Lecture:
        vars(lecture)["hors_perimetre"] = raison
        return lecture

    return marquer
