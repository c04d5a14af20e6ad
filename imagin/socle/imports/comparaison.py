"""Third verb, comparer: what the file wants against what is there, set-based, by natural key."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Objet

MAX_MODIFIES = 50
MAX_CLES = 20
CACHE = "•••"
"""What the report says of a value that it must not show."""
# The last figure: rows that had been withdrawn and change, which were not among the live ones.
COMPTES = """
SELECT count(*) FILTER (WHERE sorte = 'N'), count(*) FILTER (WHERE sorte = 'M'), count(*) FILTER (WHERE sorte = 'R'),
       count(*) FILTER (WHERE sorte = 'M' AND deja_) FROM {}
"""


@dataclass
class Ecart:
    """Differences of one object, counted, with samples. `premier`: nothing was there, so no table of differences."""

    objet: Objet
    nb_presents: int = 0
    nouveaux: int = 0
    modifies: int = 0
    retires: int = 0
    inchanges: int = 0
    premier: bool = False
    exemples: dict[str, list[Any]] = field(default_factory=dict)

    def en_json(self) -> dict[str, Any]:
        """As the report stores it."""
        return {
            "objet": self.objet.nom,
            "nouveaux": self.nouveaux,
            "modifies": self.modifies,
            "inchanges": self.inchanges,
            "retires": self.retires,
            "exemples": self.exemples,
        }


def comparer(atelier: Atelier, objet: Objet) -> Ecart:
    """Fill the temporary table `ecart_<objet>` with what differs (and nothing else), count and sample it."""
    ecart = Ecart(objet)
    deja = sql.SQL(objet.retrait.deja if objet.retrait else "FALSE")
    actuel = sql.SQL(objet.actuel)
    if not atelier.lignes(sql.SQL("SELECT 1 FROM ({}) a LIMIT 1").format(actuel)):
        ecart.premier = True
        ecart.nouveaux = _compter(atelier, sql.SQL(objet.souhaite))
        ecart.exemples = {"nouveaux": _cles(atelier, objet, sql.SQL(objet.souhaite))}
        return ecart
    atelier.deriver(objet.ecart, _requete_ecart(objet, actuel, deja))
    ((ecart.nouveaux, ecart.modifies, ecart.retires, revenus),) = atelier.lignes(
        sql.SQL(COMPTES).format(sql.Identifier(objet.ecart))
    )
    if objet.retrait:
        ecart.nb_presents = _compter(atelier, sql.SQL("SELECT FROM ({}) a WHERE NOT ({})").format(actuel, deja))
        ecart.inchanges = ecart.nb_presents - ecart.retires - (ecart.modifies - revenus)
    else:
        ecart.inchanges = _compter(atelier, sql.SQL(objet.souhaite)) - ecart.nouveaux - ecart.modifies
        ecart.nb_presents = ecart.inchanges + ecart.modifies
    ecart.exemples = _exemples(atelier, ecart, actuel)
    return ecart


def _requete_ecart(objet: Objet, actuel: sql.Composable, deja: sql.Composable) -> sql.Composed:
    champs = [(sql.Identifier("s", nom), sql.Identifier("a", nom)) for nom in objet.champs]
    differe = sql.SQL("({}) IS DISTINCT FROM ({})").format(
        sql.SQL(", ").join(souhaite for souhaite, _ in champs), sql.SQL(", ").join(present for _, present in champs)
    )
    return sql.SQL(
        "SELECT CASE WHEN a.id IS NULL THEN 'N' WHEN {cle} IS NULL THEN 'R' ELSE 'M' END::\"char\" AS sorte,"
        " a.id, a.deja_, s.*"
        " FROM ({souhaite}) s {jointure} JOIN (SELECT a.*, ({deja}) AS deja_ FROM ({actuel}) a) a ON {egalites}"
        " WHERE a.id IS NULL OR ({cle} IS NULL AND NOT a.deja_ AND NOT ({sauf}))"
        " OR ({cle} IS NOT NULL AND ({differe} OR {revient}))"
    ).format(
        cle=sql.Identifier("s", objet.cle[0]),
        souhaite=sql.SQL(objet.souhaite),
        actuel=actuel,
        deja=deja,
        sauf=sql.SQL(objet.retrait.sauf if objet.retrait else "FALSE"),
        jointure=sql.SQL("FULL" if objet.retrait else "LEFT"),
        egalites=egalites("s", "a", objet.cle),
        differe=differe if champs else sql.SQL("FALSE"),
        revient=sql.SQL("a.deja_" if objet.retrait and objet.retrait.lever else "FALSE"),
    )


def _compter(atelier: Atelier, requete: sql.Composable) -> int:
    nombre: int = atelier.valeur(sql.SQL("SELECT count(*) FROM ({}) s").format(requete))
    return nombre


def egalites(gauche: str, droite: str, cle: Sequence[str]) -> sql.Composable:
    """That two aliases hold the same natural key."""
    return sql.SQL(" AND ").join(
        sql.SQL("{} = {}").format(sql.Identifier(gauche, nom), sql.Identifier(droite, nom)) for nom in cle
    )


def _exemples(atelier: Atelier, ecart: Ecart, actuel: sql.Composable) -> dict[str, list[Any]]:
    objet, table = ecart.objet, sql.Identifier(ecart.objet.ecart)
    exemples: dict[str, list[Any]] = {}
    if ecart.nouveaux:
        exemples["nouveaux"] = _cles(atelier, objet, sql.SQL("SELECT * FROM {} WHERE sorte = 'N'").format(table))
    if ecart.retires:
        retires = sql.SQL("SELECT a.* FROM ({}) a JOIN {} e ON e.id = a.id WHERE e.sorte = 'R'").format(actuel, table)
        exemples["retires"] = _cles(atelier, objet, retires)
    if ecart.modifies:
        exemples["modifies"] = _avant_apres(atelier, objet, actuel)
    return exemples


def _cles(atelier: Atelier, objet: Objet, requete: sql.Composable) -> list[str]:
    cle = sql.SQL(", ").join(sql.Identifier(nom) for nom in objet.cle)
    choix = sql.SQL("SELECT concat_ws(' ', {}) FROM ({}) s LIMIT {}").format(cle, requete, sql.Literal(MAX_CLES))
    return [ligne[0] for ligne in atelier.lignes(choix)]


def _avant_apres(atelier: Atelier, objet: Objet, actuel: sql.Composable) -> list[dict[str, Any]]:
    """First changed rows: key, and for each changed field its value before and after."""
    requete = sql.SQL(
        "SELECT to_jsonb(a)::text, to_jsonb(e)::text"
        " FROM (SELECT * FROM {ecart} WHERE sorte = 'M' LIMIT {nombre}) e JOIN ({actuel}) a ON a.id = e.id"
    ).format(ecart=sql.Identifier(objet.ecart), nombre=sql.Literal(MAX_MODIFIES), actuel=actuel)
    return [_difference(objet, json.loads(avant), json.loads(apres)) for avant, apres in atelier.lignes(requete)]


def _difference(objet: Objet, avant: Mapping[str, Any], apres: Mapping[str, Any]) -> dict[str, Any]:
    changes = {nom: [avant[nom], apres[nom]] for nom in objet.champs if avant[nom] != apres[nom]}
    changes |= {nom: [CACHE, CACHE] for nom in objet.discrets if nom in changes}
    return {"cle": " ".join(str(apres[nom]) for nom in objet.cle), "champs": changes}
