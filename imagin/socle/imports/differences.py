"""Who and what an import creates, changes or withdraws, by name: kept with its report, shown, written as a CSV file.

Read before anything is written, so that a preview and a refused floor name them too.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import TextField, Value
from django.db.models.functions import Concat
from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.comparaison import CACHE, Ecart
from imagin.socle.imports.connecteur import Objet
from imagin.socle.imports.models import Difference, Import, Sorte
from imagin.socle.listes.recherche import mots_cherches
from imagin.socle.texte.cle import Cle

GARDEES = 20_000
"""Rows kept of each kind of each object: an académie moves fewer in a night. The report's counts stay exact."""
PREMIERES = 1_000
"""A first load of more than this names nobody: the file itself does."""
ENTETE = ("Objet", "Changement", "Clé", "Désignation", "Champ", "Avant", "Après")
COPIE = "COPY imports_difference (rapport_id, objet, sorte, cle, designation, avant, apres) FROM STDIN"


class LigneDifference(NamedTuple):
    """One difference; `avant` and `apres` hold the fields that differ, or those of the row that comes or goes."""

    objet: str
    sorte: str
    cle: str
    designation: str
    avant: dict[str, Any] | None
    apres: dict[str, Any] | None


def relever(atelier: Atelier, ecarts: Sequence[Ecart]) -> list[LigneDifference]:
    """The differences of every object, withdrawals first."""
    return [ligne for ecart in ecarts for ligne in _de_l_objet(atelier, ecart)]


def garder(atelier: Atelier, bilan: Import, lignes: Sequence[LigneDifference]) -> None:
    """Keep them with the report."""
    with atelier.curseur() as curseur, curseur.copy(COPIE) as copie:
        for ligne in lignes:
            copie.write_row((bilan.pk, *ligne[:2], ligne.cle[:200], ligne.designation[:300], *map(_en_json, ligne[4:])))


def chercher(bilan: Import, texte: str) -> list[Difference]:
    """The differences whose key or name holds every word of `texte`, whatever case or accents."""
    mots = Cle(Concat("cle", Value(" "), "designation", output_field=TextField()))
    lignes = bilan.differences.annotate(mots=mots)
    for mot in mots_cherches(texte):
        lignes = lignes.filter(mots__contains=mot)
    return list(lignes.order_by("pk"))


def ecrire_csv(bilan: Import, chemin: Path) -> int:
    """Write what the report keeps, one line a field that differs, and return how many; raises OSError.

    UTF-8 with BOM and `;`, as the spreadsheets expect; nothing that they would take for a formula.
    """
    with chemin.open("w", encoding="utf-8-sig", newline="") as flux:
        sortie = csv.writer(flux, delimiter=";")
        sortie.writerow(ENTETE)
        nombre = 0
        for difference in bilan.differences.order_by("pk").iterator():
            for champ, avant, apres in _champs(difference):
                textes = (difference.objet, Sorte(difference.sorte).label, difference.cle, difference.designation)
                sortie.writerow(map(_sans_formule, (*textes, champ, avant, apres)))
                nombre += 1
    return nombre


def _champs(difference: Difference) -> Iterator[tuple[str, str, str]]:
    avant, apres = difference.avant or {}, difference.apres or {}
    for champ in {**avant, **apres} or {"": None}:
        yield champ, en_texte(avant.get(champ)), en_texte(apres.get(champ))


def _de_l_objet(atelier: Atelier, ecart: Ecart) -> Iterator[LigneDifference]:
    objet, table = ecart.objet, sql.Identifier(ecart.objet.ecart)
    if ecart.premier:
        if ecart.nouveaux <= PREMIERES:
            yield from _lire(atelier, objet, Sorte.CREATION, sql.SQL("({}) x").format(sql.SQL(objet.souhaite)))
        return
    actuel = sql.SQL(objet.actuel)
    if ecart.retires:
        partis = "(SELECT a.* FROM ({}) a JOIN {} e ON e.id = a.id WHERE e.sorte = 'R') x"
        yield from _lire(atelier, objet, Sorte.RETRAIT, sql.SQL(partis).format(actuel, table))
    if ecart.modifies:
        changes = "(SELECT * FROM {} WHERE sorte = 'M') x JOIN ({}) a ON a.id = x.id"
        yield from _lire(atelier, objet, Sorte.MODIFICATION, sql.SQL(changes).format(table, actuel))
    if ecart.nouveaux:
        nouveaux = sql.SQL("(SELECT * FROM {} WHERE sorte = 'N') x").format(table)
        yield from _lire(atelier, objet, Sorte.CREATION, nouveaux)


def _lire(atelier: Atelier, objet: Objet, sorte: Sorte, source: sql.Composable) -> Iterator[LigneDifference]:
    valeurs = {
        Sorte.CREATION: (sql.SQL("NULL"), _jsonb(objet, "x")),
        Sorte.RETRAIT: (_jsonb(objet, "x"), sql.SQL("NULL")),
        Sorte.MODIFICATION: (_jsonb(objet, "a"), _jsonb(objet, "x")),
    }[sorte]
    requete = sql.SQL(
        "SELECT concat_ws(' ', {cle}), coalesce({nom}, ''), {avant}::text, {apres}::text"
        " FROM {source} {suite} ORDER BY 1 LIMIT {n}"
    )
    lignes = atelier.lignes(
        requete.format(
            cle=sql.SQL(", ").join(sql.Identifier("x", nom) for nom in objet.cle),
            nom=sql.SQL(objet.designation or "''"),
            avant=valeurs[0],
            apres=valeurs[1],
            source=source,
            suite=sql.SQL(objet.designes),
            n=sql.Literal(GARDEES),
        )
    )
    for cle, nom, *valeurs_lues in lignes:
        avant, apres = _differents(*map(_lus, valeurs_lues))
        yield LigneDifference(objet.nom, sorte, cle, nom, _sans(avant, objet.discrets), _sans(apres, objet.discrets))


def _jsonb(objet: Objet, alias: str) -> sql.Composable:
    """The compared fields of a row; NULL when there are none."""
    if not objet.champs:
        return sql.SQL("NULL")
    paires = [sql.SQL("{}, {}").format(sql.Literal(nom), sql.Identifier(alias, nom)) for nom in objet.champs]
    return sql.SQL("jsonb_build_object({})").format(sql.SQL(", ").join(paires))


def _lus(valeurs: str | None) -> dict[str, Any] | None:
    return None if valeurs is None else json.loads(valeurs)


def _differents(
    avant: Mapping[str, Any] | None, apres: Mapping[str, Any] | None
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Of a changed row, the fields that differ; of one that comes or goes, those that say something."""
    if avant is None or apres is None:
        return _dits(avant), _dits(apres)
    noms = [nom for nom in apres if avant[nom] != apres[nom]]
    return {nom: avant[nom] for nom in noms}, {nom: apres[nom] for nom in noms}


def _sans(valeurs: dict[str, Any] | None, discrets: Sequence[str]) -> dict[str, Any] | None:
    return valeurs and {nom: CACHE if nom in discrets and valeur else valeur for nom, valeur in valeurs.items()}


def _dits(valeurs: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if valeurs is None else {nom: valeur for nom, valeur in valeurs.items() if valeur not in (None, "")}


def _en_json(valeurs: object) -> str | None:
    return None if valeurs is None else json.dumps(valeurs, ensure_ascii=False)


def en_texte(valeur: object) -> str:
    """A value as the report writes it."""
    if isinstance(valeur, bool):
        return "OUI" if valeur else "NON"
    return "" if valeur is None else str(valeur)


def _sans_formule(texte: str) -> str:
    return f"'{texte}" if texte[:1] in {"=", "+", "-", "@", "\t", "\r"} else texte
