"""First load of a table: its keys and indexes are dropped, then rebuilt set-based, in the same transaction.

A foreign key checked line by line costs 5 µs a line, an index filled line by line 2 to 10, the primary key 2; built at
once, on several cores, a tenth of that. Tables that already hold rows are never loaded in this way: meanwhile nobody
reads these tables, nor those that their foreign keys name.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Model
from psycopg import sql

from imagin.socle.imports.atelier import Atelier

SEUIL = 5_000

# Foreign keys from or to the tables first, since they lean on the other constraints, which are rebuilt before them.
CONTRAINTES = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype = 'f' FROM pg_constraint
 WHERE conrelid = ANY (%(tables)s::regclass[]) AND contype IN ('f', 'p', 'u', 'x')
    OR confrelid = ANY (%(tables)s::regclass[]) AND contype = 'f'
 ORDER BY contype = 'f' DESC, contype <> 'p', conname
"""
INDEX = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
 WHERE indrelid = ANY (%(tables)s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
 ORDER BY 1
"""


@contextmanager
def chargement_initial(atelier: Atelier, modeles: Sequence[type[Model]]) -> Iterator[None]:
    """Load the (empty) tables of `modeles` inside this context; what they must respect is checked when it ends."""
    reconstruction = _demonter(atelier, modeles) if modeles else []
    yield
    for requete in reconstruction:
        atelier.executer(requete)


def est_vide(atelier: Atelier, modele: type[Model]) -> bool:
    """Whether the table holds no row at all."""
    return not atelier.lignes(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(modele._meta.db_table)))


def _demonter(atelier: Atelier, modeles: Sequence[type[Model]]) -> list[sql.SQL | sql.Composed]:
    """Drop keys and indexes, and return the statements that build them again, in order: indexes, then foreign keys."""
    atelier.executer("SET CONSTRAINTS ALL IMMEDIATE")  # no table with checks still to come may be altered
    tables = {"tables": [modele._meta.db_table for modele in modeles]}
    index: list[sql.SQL | sql.Composed] = []
    liens: list[sql.SQL | sql.Composed] = []
    for table, contrainte, definition, est_lien in atelier.lignes(CONTRAINTES, tables):
        # `table` comes quoted, where it must be, from the catalogue.
        noms = {"table": sql.SQL(table), "contrainte": sql.Identifier(contrainte), "definition": sql.SQL(definition)}
        atelier.executer(sql.SQL("ALTER TABLE {table} DROP CONSTRAINT {contrainte}").format(**noms))
        ajout = sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {contrainte} {definition}").format(**noms)
        (liens if est_lien else index).append(ajout)
    for indice, definition in atelier.lignes(INDEX, tables):
        atelier.executer(sql.SQL("DROP INDEX {}").format(sql.SQL(indice)))
        index.append(sql.SQL(definition))
    return index + liens
