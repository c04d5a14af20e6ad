"""Who may say what of a compétence, when one exists, which buttons are offered. docs/competences.md has the table."""

from collections.abc import Collection
from dataclasses import dataclass

from imagin.domaine.competences.enums import Auteur, Avis
from imagin.domaine.referentiel.enums import Categorie, Personnel

# Of which exams the staff of an établissement may be competent, by its category (G3.3-05).
PERSONNELS = {
    Categorie.COLLEGE: Personnel.COLLEGE,
    Categorie.LYCEE: Personnel.LYCEE,
    Categorie.LYCEE_PRO: Personnel.LYCEE,
    Categorie.EREA: Personnel.LYCEE,
}
# What each author may say: the system and the gestionnaire only ever declare somebody competent (guide § 3.3.1).
AVIS_PERMIS = {
    Auteur.SYSTEME: frozenset({Avis.COMPETENT}),
    Auteur.ETABLISSEMENT: frozenset(Avis),
    Auteur.AGENT: frozenset(Avis),
    Auteur.GESTIONNAIRE: frozenset({Avis.COMPETENT}),
}


class CompetenceRefusee(Exception):
    """What was asked cannot be done; the message says why and what to do. Nothing was written."""


class CompetenceExistante(CompetenceRefusee):
    """The compétence is in the list already (G3.3-06)."""

    def __init__(self) -> None:
        super().__init__(
            "Impossible de créer cette epreuve option. L'épreuve option que vous voulez ajouter existe déjà dans la "
            "liste des compétences."
        )


class SaisieValidee(CompetenceRefusee):
    """The établissement has declared its entry finished (G3.4-01)."""

    def __init__(self) -> None:
        super().__init__(
            "La saisie des compétences de votre établissement est validée : elle ne se modifie plus. Contactez le "
            "service des examens pour la rouvrir."
        )


@dataclass(frozen=True)
class Boutons:
    """What the établissement may press on a compétence."""

    ajouter: bool
    invalider: bool


def boutons(avis_de_l_etablissement: Avis | None) -> Boutons:
    """Only « ✗ » on its own (C), only « + » on its own (I), both when it has said nothing.

    Guide: G3.3-04.
    """
    return Boutons(
        ajouter=avis_de_l_etablissement != Avis.COMPETENT, invalider=avis_de_l_etablissement != Avis.INCOMPETENT
    )


def existe(avis: Collection[Avis]) -> bool:
    """A compétence exists while at least one author holds (C).

    Guide: G3.3-04.
    """
    return Avis.COMPETENT in avis


@dataclass(frozen=True)
class Competence:
    """A compétence of a person as its list shows it; `auteurs`: « 0120006S (C) », one each, établissements first."""

    epreuve_option: int
    examen: str
    specialite: str
    epreuve: str
    auteurs: tuple[str, ...]
    boutons: Boutons
