"""A mission, and the tables of cyclades.zip that describe it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.ecriture import Table, ecrire_zip, oui
from outils.demo.fabrique.etablissements import Etablissement

COLONNES = {
    "missions": (
        "numero", "examen", "session", "specialite", "epreuve_option", "type", "uai_centre", "date_debut",
        "observation", "ciblee", "signataire", "nb_attendus", "nb_inscrits", "candidats_affectes",
    ),
    "dates": ("mission", "jour", "heure_debut", "heure_fin"),
    "commissions": ("mission", "code", "nb_candidats"),
    "dates_commissions": ("mission", "commission", "jour", "heure_debut", "heure_fin"),
    "jurys": ("mission", "code"),
    "salles": ("mission", "code"),
}  # fmt: skip
SESSIONS = ["examen", "session", "libelle", "ouverte", "gestionnaire", "telephone", "mel"]
REGLEMENT = {
    "examens": "code sigle libelle concours",
    "specialites": "examen code libelle",
    "epreuves_options": "examen specialite code libelle",
    "types_mission": "code libelle nature remuneration dematerialisee code_salle observation",
}


@dataclass(slots=True)
class Jour:
    """A day, with hours « HH:MM » that may both be empty."""

    jour: date
    debut: str = ""
    fin: str = ""

    @property
    def creneau(self) -> str:
        """As reprise.csv writes it; 08:00–18:00 when CYCLADES says nothing."""
        return f"{self.jour}T{self.debut or '08:00'}/{self.jour}T{self.fin or '18:00'}"


@dataclass(slots=True)
class Commission:
    """Its code, candidates and days."""

    code: str
    candidats: int
    jours: list[Jour]


@dataclass(slots=True)
class Mission:
    """What CYCLADES says of a mission."""

    numero: int
    examen: str
    session: str
    specialite: str
    epreuve: str
    type: str
    centre: Etablissement
    jours: list[Jour]
    ciblee: bool
    signataire: str
    candidats_affectes: bool = True
    inscrits: int | None = None
    attendus: int | None = None
    observation: str = ""
    commissions: list[Commission] = field(default_factory=list)
    jurys: list[str] = field(default_factory=list)
    salles: list[str] = field(default_factory=list)

    @property
    def debut(self) -> date:
        """First day."""
        return self.jours[0].jour

    @property
    def fin(self) -> date:
        """Last day."""
        return self.jours[-1].jour


class Cyclades:
    """The tables being filled, then zipped."""

    def __init__(self) -> None:
        self.flux = {nom: io.StringIO() for nom in COLONNES}
        self.tables = {nom: Table(self.flux[nom], colonnes) for nom, colonnes in COLONNES.items()}

    def ajouter(self, mission: Mission) -> None:
        """Write a mission with all that hangs from it."""
        tables, numero = self.tables, mission.numero
        tables["missions"].ajouter(*_ligne(mission))
        for jour in mission.jours:
            tables["dates"].ajouter(numero, jour.jour, jour.debut, jour.fin)
        for commission in mission.commissions:
            tables["commissions"].ajouter(numero, commission.code, commission.candidats)
            for jour in commission.jours:
                tables["dates_commissions"].ajouter(numero, commission.code, jour.jour, jour.debut, jour.fin)
        for nom, codes in (("jurys", mission.jurys), ("salles", mission.salles)):
            for code in codes:
                tables[nom].ajouter(numero, code)

    def ecrire(self, chemin: Path, sessions: list[tuple[Any, ...]]) -> None:
        """Write the ZIP: regulation, sessions, then the missions added."""
        fichiers = {f"{nom}.csv": texte for nom, texte in _reglement()}
        fichiers["sessions.csv"] = _csv(SESSIONS, sessions)
        ecrire_zip(chemin, fichiers | {f"{nom}.csv": flux.getvalue() for nom, flux in self.flux.items()})


def _ligne(mission: Mission) -> tuple[Any, ...]:
    return (
        mission.numero, mission.examen, mission.session, mission.specialite, mission.epreuve, mission.type,
        mission.centre.uai, mission.debut, mission.observation, oui(mission.ciblee), mission.signataire,
        mission.attendus, mission.inscrits, oui(mission.candidats_affectes),
    )  # fmt: skip


def _reglement() -> Iterator[tuple[str, str]]:
    for nom, colonnes in REGLEMENT.items():
        noms = colonnes.split()
        yield nom, _csv(noms, [tuple(ligne[colonne] for colonne in noms) for ligne in table(nom)])


def _csv(colonnes: list[str], lignes: list[tuple[Any, ...]]) -> str:
    flux = io.StringIO()
    ecrite = Table(flux, colonnes)
    for ligne in lignes:
        ecrite.ajouter(*ligne)
    return flux.getvalue()
