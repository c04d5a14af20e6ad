"""Images of the rows that an import writes: as they were, and a digest of what they became. Undoing reads nothing else.

Rows are the database's own (`to_jsonb`): a connector has no word to say.
"""

from collections.abc import Sequence

from psycopg import sql

from imagin.socle.imports.application import sortes_presentes
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.comparaison import Ecart, egalites
from imagin.socle.imports.models import Import
from imagin.socle.imports.releve import PREMIERES

AVANT = """
INSERT INTO imports_ligneecrite (rapport_id, rang, "table", cle, avant, empreinte)
SELECT {rapport}, {rang}, {nom}, t.{pk}::text, to_jsonb(t), ''
  FROM {table} t JOIN {ecart} e ON e.id = t.{pk} WHERE e.sorte IN ('M', 'R')"""
CREEES = """
INSERT INTO imports_ligneecrite (rapport_id, rang, "table", cle, avant, empreinte)
SELECT {rapport}, {rang}, {nom}, a.id::text, NULL, '' FROM ({actuel}) a {seules}"""
EMPREINTES = """
UPDATE imports_ligneecrite l SET empreinte = md5(to_jsonb(t)::text)
  FROM {table} t WHERE l.rapport_id = {rapport} AND l."table" = {nom} AND l.cle = t.{pk}::text"""


def se_defait(ecart: Ecart) -> bool:
    """Whether rows are kept: not of a large first load, which nobody undoes line by line."""
    return not (ecart.premier and ecart.nouveaux > PREMIERES)


def garder_images(atelier: Atelier, ecarts: Sequence[Ecart], bilan: Import) -> None:
    """Before anything is written: the rows that will change or go, whichever object takes them away first."""
    for rang, ecart in enumerate(ecarts):
        if ecart.modifies or ecart.retires:
            table = sql.Identifier(ecart.objet.ecart)
            atelier.executer(sql.SQL(AVANT).format(ecart=table, **_parties(ecart, bilan, rang)))


def garder_creations(atelier: Atelier, ecart: Ecart, bilan: Import, rang: int) -> None:
    """After an object is written: the keys of those that it created, found again by the natural key."""
    if not ecart.nouveaux or not se_defait(ecart):
        return
    seules: sql.Composable = sql.SQL("")
    if not ecart.premier:
        seules = sql.SQL("JOIN {} e ON {} WHERE e.sorte = 'N'").format(
            sql.Identifier(ecart.objet.ecart), egalites("e", "a", ecart.objet.cle)
        )
    atelier.executer(
        sql.SQL(CREEES).format(actuel=sql.SQL(ecart.objet.actuel), seules=seules, **_parties(ecart, bilan, rang))
    )


def garder_empreintes(atelier: Atelier, ecarts: Sequence[Ecart], bilan: Import) -> None:
    """Once everything is written: what each row became; empty for those that are no more."""
    ecrits = [ecart for ecart in ecarts if sortes_presentes(ecart) and se_defait(ecart)]
    par_table = {ecart.objet.modele._meta.db_table: ecart for ecart in ecrits}
    for ecart in par_table.values():
        atelier.executer(sql.SQL(EMPREINTES).format(**_parties(ecart, bilan, 0)))


def _parties(ecart: Ecart, bilan: Import, rang: int) -> dict[str, sql.Composable]:
    meta = ecart.objet.modele._meta
    return {
        "rapport": sql.Literal(bilan.pk),
        "rang": sql.Literal(rang),
        "nom": sql.Literal(meta.db_table),
        "table": sql.Identifier(meta.db_table),
        "pk": sql.Identifier(str(meta.pk.column)),
    }
