"""Refuses the file that would take away, empty or change too much at once: it is probably cut, shifted or another one.

A feed is the complete picture of what it owns: what an export forgets is withdrawn. Each target table therefore has a
floor, those that hang on another one too (no mission is gone when all its dates are).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.comparaison import Ecart
from imagin.socle.imports.refus import FichierRefuse

PERMIS = 5
"""Rows in which a field may always change: a few are no sign of a bad file."""
RETRAITS = "il est sans doute incomplet. Vérifiez-le ; s'il est juste, relancez avec --forcer-retraits."
MODIFICATIONS = (
    "ses colonnes sont sans doute décalées. Vérifiez-le ; s'il est juste, relancez avec --forcer-modifications."
)
PARTS = {10: "plus d'un sur dix", 20: "plus d'un sur cinq", 25: "plus d'un quart", 50: "plus de la moitié"}


@dataclass(frozen=True)
class ChampCompte:
    """What becomes of one field in the rows that change: `presents` of them had a value."""

    nom: str
    changes: int
    vides: int
    presents: int


def verifier_planchers(atelier: Atelier, ecarts: Sequence[Ecart]) -> None:
    """Raise FichierRefuse for the first floor that is passed, unless the person said that the file is right."""
    for ecart in ecarts:
        if ecart.premier:
            continue
        if not atelier.forcer_retraits:
            _verifier_retraits(ecart, _pertes(atelier, ecart))
        if ecart.modifies > PERMIS and not (atelier.forcer_retraits and atelier.forcer_modifications):
            _verifier_champs(atelier, ecart)


def _pertes(atelier: Atelier, ecart: Ecart) -> int:
    """Rows that leave, and changed ones that amount to it."""
    if not ecart.modifies or ecart.objet.plancher.perte == "FALSE":
        return ecart.retires
    perdus: int = atelier.valeur(
        sql.SQL("SELECT count(*) FROM {} s JOIN ({}) a ON a.id = s.id WHERE s.sorte = 'M' AND ({})").format(
            sql.Identifier(ecart.objet.ecart), sql.SQL(ecart.objet.actuel), sql.SQL(ecart.objet.plancher.perte)
        )
    )
    return ecart.retires + perdus


def _verifier_retraits(ecart: Ecart, pertes: int) -> None:
    plancher, presents = ecart.objet.plancher, ecart.nb_presents
    trop = pertes > plancher.permis and pertes * 100 > presents * plancher.retraits
    plus_rien = plancher.entier and pertes == presents > 1 and not ecart.nouveaux
    if trop or plus_rien:
        part = "c'est-à-dire tout" if plus_rien else PARTS[plancher.retraits]
        raise FichierRefuse(f"Ce fichier retirerait {pertes} {ecart.objet.nom} sur {presents}, {part} : {RETRAITS}")


def _verifier_champs(atelier: Atelier, ecart: Ecart) -> None:
    plancher, nom, presents = ecart.objet.plancher, ecart.objet.nom, ecart.nb_presents
    for champ in _champs(atelier, ecart):
        vide = champ.vides > PERMIS and champ.vides * 100 > champ.presents * plancher.retraits
        change = champ.changes > PERMIS and champ.changes * 100 > presents * plancher.modifications
        if vide and not atelier.forcer_retraits:
            raise FichierRefuse(
                f"Ce fichier viderait « {champ.nom} » de {champ.vides} {nom} sur les {champ.presents} qui l'ont, "
                f"{PARTS[plancher.retraits]} : {RETRAITS}"
            )
        if change and not atelier.forcer_modifications:
            raise FichierRefuse(
                f"Ce fichier changerait « {champ.nom} » de {champ.changes} {nom} sur {presents}, "
                f"{PARTS[plancher.modifications]} : {MODIFICATIONS}"
            )


def _champs(atelier: Atelier, ecart: Ecart) -> Iterator[ChampCompte]:
    """Each field that may be questioned: how many values change, become empty, and were there."""
    objet = ecart.objet
    noms = [nom for nom in objet.champs if nom not in objet.plancher.sauf]
    if not noms:
        return
    # To fill what was empty is never questioned.
    avant, apres = "coalesce(a.{}::text, '')", "coalesce(s.{}::text, '')"
    comptes = [
        sql.SQL(
            f"count(*) FILTER (WHERE {avant} <> '' AND {apres} NOT IN ('', {avant})),"
            f" count(*) FILTER (WHERE {avant} <> '' AND {apres} = '')"
        ).format(*[sql.Identifier(nom)] * 5)
        for nom in noms
    ]
    ((*lus,),) = atelier.lignes(
        sql.SQL("SELECT {} FROM {} s JOIN ({}) a ON a.id = s.id WHERE s.sorte = 'M'").format(
            sql.SQL(", ").join(comptes), sql.Identifier(objet.ecart), sql.SQL(objet.actuel)
        )
    )
    for nom, changes, vides in zip(noms, lus[::2], lus[1::2], strict=True):
        yield ChampCompte(nom, changes, vides, _presents(atelier, ecart, nom) if vides > PERMIS else vides)


def _presents(atelier: Atelier, ecart: Ecart, nom: str) -> int:
    requete = sql.SQL("SELECT count(*) FROM ({}) a WHERE coalesce(a.{}::text, '') <> ''").format(
        sql.SQL(ecart.objet.actuel), sql.Identifier(nom)
    )
    presents: int = atelier.valeur(requete)
    return presents
