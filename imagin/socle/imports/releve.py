"""The differences of an import, taken down set-based before anything is written, and kept whole with its report.

They leave the database as one COPY and come back as another: a preview or a refusal rolls back what it read, not these.
No row becomes a Python object, and memory stays flat (120,000 rows: 5 s).
"""

from collections.abc import Iterator, Sequence

from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.comparaison import CACHE, Ecart
from imagin.socle.imports.connecteur import Objet
from imagin.socle.imports.models import Import, Sorte

GARDEES = 250_000
"""Rows kept of each kind of each object: more than any feed brings in a night. The report's counts stay exact."""
PREMIERES = 1_000
"""A first load of more than this names nobody: the file itself does."""
COPIE = "COPY imports_difference (rapport_id, objet, sorte, cle, designation, avant, apres) FROM STDIN"
LOT = 1 << 18
# Of a row that comes or goes, the fields that say something; of one that changes, those that differ.
_DITS = """(SELECT coalesce(jsonb_object_agg(p.key, {p}), '{{}}') FROM jsonb_each({x}) p
            WHERE p.value NOT IN ('null', '""'))"""
_CHANGES = """SELECT coalesce(jsonb_object_agg(p.key, {q}), '{{}}') AS avant,
                     coalesce(jsonb_object_agg(p.key, {p}), '{{}}') AS apres
                FROM (SELECT e.key, e.value, w.a -> e.key AS ancien
                        FROM (SELECT {a} AS a, {x} AS x OFFSET 0) w, jsonb_each(w.x) e) p
               WHERE p.value IS DISTINCT FROM p.ancien"""
# What changed between two reports, either way: same keys, same values.
ECART_DE_RAPPORTS = """
SELECT count(DISTINCT (objet, sorte, cle)) FROM (
  (SELECT objet, sorte, cle, avant, apres FROM imports_difference WHERE rapport_id = %(un)s
   EXCEPT ALL SELECT objet, sorte, cle, avant, apres FROM imports_difference WHERE rapport_id = %(autre)s)
  UNION ALL
  (SELECT objet, sorte, cle, avant, apres FROM imports_difference WHERE rapport_id = %(autre)s
   EXCEPT ALL SELECT objet, sorte, cle, avant, apres FROM imports_difference WHERE rapport_id = %(un)s)) d"""


def relever(atelier: Atelier, ecarts: Sequence[Ecart]) -> None:
    """Take down the differences of every object, withdrawals first, in `atelier.differences`."""
    with atelier.curseur() as curseur:
        for ecart in ecarts:
            for requete in _de_l_objet(ecart):
                with curseur.copy(sql.SQL("COPY ({}) TO STDOUT").format(requete)) as copie:
                    for ligne in copie:
                        atelier.differences.write(ligne)


def garder(atelier: Atelier, bilan: Import) -> None:
    """Keep with the report what `relever` took down."""
    atelier.differences.seek(0)
    rapport = b"%d\t" % bilan.pk
    with atelier.curseur() as curseur, curseur.copy(COPIE) as copie:
        while lot := atelier.differences.readlines(LOT):
            copie.write(b"".join(rapport + ligne for ligne in lot))


def nombre_de_divergences(atelier: Atelier, bilan: Import, attendu: Import) -> int:
    """How many differences of `bilan` are not those of the preview `attendu`, or are no longer there."""
    comptes = [
        [(o["objet"], o["nouveaux"], o["modifies"], o["retires"]) for o in rapport.bilan]
        for rapport in (bilan, attendu)
    ]
    autres: int = atelier.valeur(ECART_DE_RAPPORTS, {"un": bilan.pk, "autre": attendu.pk})
    return autres or int(comptes[0] != comptes[1])


def _de_l_objet(ecart: Ecart) -> Iterator[sql.Composed]:
    objet, table = ecart.objet, sql.Identifier(ecart.objet.ecart)
    if ecart.premier:
        if ecart.nouveaux <= PREMIERES:
            yield _requete(objet, Sorte.CREATION, sql.SQL("({}) x").format(sql.SQL(objet.souhaite)))
        return
    actuel = sql.SQL(objet.actuel)
    if ecart.retires:
        partis = "(SELECT a.* FROM ({}) a JOIN {} e ON e.id = a.id WHERE e.sorte = 'R') x"
        yield _requete(objet, Sorte.RETRAIT, sql.SQL(partis).format(actuel, table))
    if ecart.modifies:
        changes = "(SELECT * FROM {} WHERE sorte = 'M') x JOIN ({}) a ON a.id = x.id"
        yield _requete(objet, Sorte.MODIFICATION, sql.SQL(changes).format(table, actuel))
    if ecart.nouveaux:
        nouveaux = sql.SQL("(SELECT * FROM {} WHERE sorte = 'N') x").format(table)
        yield _requete(objet, Sorte.CREATION, nouveaux)


def _requete(objet: Objet, sorte: Sorte, source: sql.Composable) -> sql.Composed:
    avant, apres, valeurs = _valeurs(objet, sorte)
    return sql.SQL(
        "SELECT {objet}, {sorte}, left(concat_ws(' ', {cle}), 200), left(coalesce({nom}, ''), 300), {avant}, {apres}"
        " FROM {source} {suite} {valeurs} ORDER BY 3 LIMIT {n}"
    ).format(
        objet=sql.Literal(objet.nom),
        sorte=sql.Literal(sorte.value),
        cle=sql.SQL(", ").join(sql.Identifier("x", nom) for nom in objet.cle),
        nom=sql.SQL(objet.designation or "''"),
        avant=avant,
        apres=apres,
        source=source,
        suite=sql.SQL(objet.designes),
        valeurs=valeurs,
        n=sql.Literal(GARDEES),
    )


def _valeurs(objet: Objet, sorte: Sorte) -> tuple[sql.Composable, sql.Composable, sql.Composable]:
    """`avant` and `apres` of a row, and what must be joined for them; NULL when no field is compared."""
    rien: tuple[sql.Composable, ...] = (sql.SQL("NULL"), sql.SQL("NULL"), sql.SQL(""))
    if not objet.champs:
        return rien[0], rien[1], rien[2]
    if sorte == Sorte.MODIFICATION:
        changes = sql.SQL(_CHANGES).format(
            p=_montre(objet, "value"), q=_montre(objet, "ancien"), a=_jsonb(objet, "a"), x=_jsonb(objet, "x")
        )
        return sql.SQL("v.avant"), sql.SQL("v.apres"), sql.SQL("CROSS JOIN LATERAL ({}) v").format(changes)
    dits = sql.SQL(_DITS).format(p=_montre(objet, "value"), x=_jsonb(objet, "x"))
    return (dits, rien[1], rien[2]) if sorte == Sorte.RETRAIT else (rien[0], dits, rien[2])


def _montre(objet: Objet, valeur: str) -> sql.Composable:
    """A field's value as it may be shown: of the discreet ones, only whether there is one."""
    colonne = sql.Identifier("p", valeur)
    if not objet.discrets:
        return colonne
    gabarit = "CASE WHEN p.key IN ({}) AND {} NOT IN ('null', '\"\"') THEN to_jsonb({}::text) ELSE {} END"
    discrets = sql.SQL(", ").join(map(sql.Literal, objet.discrets))
    return sql.SQL(gabarit).format(discrets, colonne, sql.Literal(CACHE), colonne)


def _jsonb(objet: Objet, alias: str) -> sql.Composable:
    """The compared fields of a row."""
    paires = [sql.SQL("{}, {}").format(sql.Literal(nom), sql.Identifier(alias, nom)) for nom in objet.champs]
    return sql.SQL("jsonb_build_object({})").format(sql.SQL(", ").join(paires))
