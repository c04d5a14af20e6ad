"""Who asks, for which établissement, with which rights: the first argument of every query and action."""

from dataclasses import dataclass

from imagin.domaine.perimetre.enums import Role


class AccesRefuse(Exception):
    """The caller's role does not allow this; the message says so in French."""


@dataclass(frozen=True)
class Perimetre:
    """The caller.

    `etablissement_id`, `uai`, `etablissement` are empty for the services of the académie; `academie` is its name;
    `est_centre` is true when missions take place in the établissement; `activites` are the codes opened to it;
    `connexion_id` is the place that the caller holds in the établissement (G2.1-03).
    """

    role: Role
    auteur: str
    academie: str = ""
    compte_id: int | None = None
    etablissement_id: int | None = None
    uai: str = ""
    etablissement: str = ""
    categorie: str = ""
    est_centre: bool = False
    activites: frozenset[str] = frozenset()
    connexion_id: int | None = None

    @property
    def mon_etablissement(self) -> int:
        """Key of the caller's établissement; raises AccesRefuse when they do not act for one."""
        if self.etablissement_id is None:
            raise AccesRefuse("Cette opération est réservée au service établissement.")
        return self.etablissement_id

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
