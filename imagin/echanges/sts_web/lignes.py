"""What is read from a STS-WEB file, one row type per staging table; `ligne` is the line of the element's opening tag.

Fields stand in the order of the contract of the same name, `docs/contrats/sts-web/<table>.schema.json`, as texts: what
they must be is said there. Empty text when the file says nothing.
"""

from typing import NamedTuple


class Entete(NamedTuple):
    """Whose file it is: the établissement, and the year of the school year's September."""

    ligne: int
    uai: str
    annee: str


class Libelle(NamedTuple):
    """A label of the file's nomenclatures; `nomenclature` is MATIERE, MODALITE or MEF, which alone has a `type`."""

    ligne: int
    nomenclature: str
    code: str
    libelle: str
    type: str = ""


class Individu(NamedTuple):
    """A person; `type` is « epp » or « local », `enseignant` OUI or NON, `nom` the one in use."""

    ligne: int
    type: str
    identifiant: str
    enseignant: str
    civilite: str
    nom: str
    prenom: str
    nom_naissance: str
    date_naissance: str
    discipline_code: str
    discipline: str


class MefDivision(NamedTuple):
    """A division teaches this module élémentaire de formation."""

    ligne: int
    division: str
    mef: str


class MefGroupe(NamedTuple):
    """A group teaches this module itself, whatever its divisions do."""

    ligne: int
    groupe: str
    mef: str


class DivisionGroupe(NamedTuple):
    """A group takes its pupils from this division."""

    ligne: int
    groupe: str
    division: str


class LigneService(NamedTuple):
    """One teacher of one service; `structure` is D (division) or G (groupe)."""

    ligne: int
    structure: str
    code_structure: str
    matiere: str
    modalite: str
    type: str
    identifiant: str


Ligne = Entete | Libelle | Individu | MefDivision | MefGroupe | DivisionGroupe | LigneService

TABLES: dict[type[Ligne], str] = {
    Entete: "entete",
    Libelle: "libelles",
    Individu: "individus",
    MefDivision: "mefs_divisions",
    MefGroupe: "mefs_groupes",
    DivisionGroupe: "divisions_groupes",
    LigneService: "services",
}
