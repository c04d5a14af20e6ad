"""Which disciplines an établissement employs, and how many of each."""

from random import Random

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.etablissements import ECOLE, Etablissement
from outils.demo.fabrique.tirage import repartir

SANS_DISCIPLINE = "H0000"
PREMIER_DEGRE = "E0000"
ENCADREMENT = ("H0010", "H0020", "H2100")  # head, deputy, bursar: one of each in every school
COLONNES = {"LYC": "lycee", "LP": "lp", "CLG": "college"}


def libelles() -> dict[str, str]:
    """Label of each discipline de poste by its code."""
    return {ligne["code"]: ligne["libelle"] for ligne in table("disciplines")}


def postes(etablissement: Etablissement, nombre: int) -> list[str]:
    """Codes of the disciplines of `nombre` people posted there, in proportion to what such a school teaches."""
    if etablissement.genre == "AUTRE":
        return [PREMIER_DEGRE if etablissement.nature == ECOLE else SANS_DISCIPLINE] * nombre
    colonne = COLONNES[etablissement.genre]
    lus = {ligne["code"]: int(ligne[colonne]) for ligne in table("disciplines") if ligne["code"] not in ENCADREMENT}
    parts = repartir(max(0, nombre - len(ENCADREMENT)), list(lus.values()))
    return [*ENCADREMENT[:nombre], *(code for code, part in zip(lus, parts, strict=True) for _ in range(part))]


def tailles_ajustees(etablissements: list[Etablissement], personnes: int, hasard: Random) -> list[int]:
    """Staff of each établissement so that the posted ones never exceed `personnes`: the guide's keep theirs."""
    prevus = [etablissement.personnels for etablissement in etablissements]
    exces = sum(prevus) - personnes
    mobiles = [rang for rang, etab in enumerate(etablissements) if etab.uai[3] == "8" and prevus[rang] > 1]
    while exces > 0:
        rang = hasard.choice(mobiles)
        retire = min(exces, max(1, prevus[rang] // 10), prevus[rang] - 1)
        prevus[rang] -= retire
        exces -= retire
    return prevus
