"""People by the system that manages them: epp.csv, epp_prive.csv, agape.csv, agape_prive.csv, renoirh.csv."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import TypeVar

from outils.demo.fabrique.annuaire import TOULOUSE
from outils.demo.fabrique.ecriture import ouvrir_table
from outils.demo.fabrique.effectifs import PREMIER_DEGRE, SANS_DISCIPLINE
from outils.demo.fabrique.personnes import COLONNES, Personne, lignes_de_personnes

Valeur = TypeVar("Valeur")
NUMEROS = {
    "epp": "numero_agent",
    "epp_prive": "numero_agent",
    "agape": "numero_agape",
    "agape_prive": "numero_agape",
    "renoirh": "matricule",
}
PREFIXES = {"agape": "A", "agape_prive": "P", "renoirh": "R"}
INTENDANCE = "H2100"
ADJOINT = "H0020"
DOUBLES = 5
"""People of EPP whom RenoirH gives too, under the same NUMEN: deputy heads who came from the administration."""


def systeme_de(qui: Personne) -> str:
    """The system that manages somebody. Whom the guide's screens show stay in EPP."""
    etab = qui.etablissement
    if etab is None or etab.uai[3] != "8":
        return "epp"
    if qui.discipline == PREMIER_DEGRE:
        return "agape_prive" if etab.prive else "agape"
    if qui.discipline in {INTENDANCE, SANS_DISCIPLINE}:
        return "renoirh"
    return "epp_prive" if etab.prive and qui.enseigne else "epp"


def ecrire_les_sources(dossier: Path, personnes: list[Personne], annee: int, hasard: Random) -> None:
    """Write everybody in the file of their system, and a few in two."""
    doubles = {id(qui) for qui in _adjoints(personnes)}
    with ExitStack() as pile:
        tables = {
            code: pile.enter_context(ouvrir_table(dossier / f"{code}.csv", _retenues(code, (numero, *COLONNES[1:]))))
            for code, numero in NUMEROS.items()
        }
        lignes = lignes_de_personnes(personnes, annee, hasard, TOULOUSE, {})
        for qui, (numero, *valeurs) in zip(personnes, lignes, strict=True):
            for code in (systeme_de(qui), *(("renoirh",) if id(qui) in doubles else ())):
                tables[code].ajouter(*_retenues(code, (f"{PREFIXES.get(code, '')}{numero}", *valeurs)))


def _adjoints(personnes: Iterable[Personne]) -> list[Personne]:
    return [qui for qui in personnes if qui.discipline == ADJOINT and systeme_de(qui) == "epp"][-DOUBLES:]


def _retenues(code: str, valeurs: Iterable[Valeur]) -> list[Valeur]:
    """RenoirH says no discipline."""
    paires = zip(COLONNES, valeurs, strict=True)
    return [valeur for nom, valeur in paires if code != "renoirh" or not nom.startswith("discipline")]
