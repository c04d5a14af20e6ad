"""What an import does without: lines set aside, values left out, up to a threshold; all counted, the first ones named.

Whole lines are kept as JSON in `import_<code>_ecartees` (`table_`, `ligne`, `valeurs`) and the columns left out in
`import_<code>_laissees` (`table_`, `ligne`, `colonne`), for connectors that must leave as it is what they named.
"""

from psycopg import sql

from imagin.socle.imports.atelier import LIGNE, Atelier
from imagin.socle.imports.contrat import ECARTER, LAISSER, REFUSER, nom_sql
from imagin.socle.imports.controles import Controle
from imagin.socle.imports.refus import MAX_REJETS, Rejet

TOUJOURS_PERMIS, A_PARTIR_DE = 3, 10
"""Lines that may be set aside whatever the threshold, in a table of that many lines."""
TABLES = """
CREATE UNLOGGED TABLE {constats} (table_ text, ligne integer, vraie integer, colonne text, valeur text, motif text,
  suite text, part integer, rang integer GENERATED ALWAYS AS IDENTITY);
CREATE UNLOGGED TABLE {ecartees} (table_ text, ligne integer, valeurs jsonb, part integer);
CREATE UNLOGGED TABLE {laissees} (table_ text, ligne integer, colonne text)
"""
# What a former pass took out is found again by rules that read derived tables: it is no news.
CONSTATER = """
INSERT INTO {constats} (table_, ligne, vraie, colonne, valeur, motif, suite, part)
SELECT {table}, d.ligne, {vraie}, d.colonne, d.valeur, d.motif, {suite}, {part}
FROM {detail} d JOIN {lue} t ON t.ligne = d.ligne
WHERE NOT EXISTS (
  SELECT FROM {laissees} l WHERE l.table_ = {table} AND l.ligne = d.ligne AND l.colonne = lower(d.colonne))
ORDER BY 2, 4
"""
# Those set aside before count: a threshold is of the file, not of a pass.
TROP = """
SELECT c.table_, c.part, count(DISTINCT c.ligne)
  + (SELECT count(*) FROM {ecartees} e WHERE e.table_ = c.table_ AND e.part = c.part)
FROM {constats} c WHERE c.suite <> 'refuser' GROUP BY c.table_, c.part
"""


def preparer(atelier: Atelier) -> None:
    """Make the tables of this import, once."""
    noms = _noms(atelier)
    for nom in noms.values():
        atelier.a_ranger(nom)
    atelier.executer(sql.SQL(TABLES).format(**_identifiants(atelier)))


def noter_ecarts(atelier: Atelier, controle: Controle) -> None:
    """Note each value that this check finds wrong, with what it does."""
    regle = controle.regle
    if regle is None:
        detail = sql.SQL("({}) AS d (ligne, colonne, valeur, motif)").format(controle.detail)
        detail = sql.SQL("(SELECT d.ligne, d.colonne, d.valeur::text AS valeur, d.motif FROM {})").format(detail)
    else:
        motif = sql.SQL("r.motif") if _donne_un_motif(atelier, controle) else sql.Literal(regle.motif)
        colonnes = "ligne, valeur, motif" if _donne_un_motif(atelier, controle) else "ligne, valeur"
        detail = sql.SQL(
            "(SELECT r.ligne, {colonne} AS colonne, r.valeur::text AS valeur, {motif} AS motif"
            " FROM ({detail}) AS r (" + colonnes + "))"
        ).format(colonne=sql.Literal(regle.colonne), motif=motif, detail=controle.detail)
    atelier.executer(
        sql.SQL(CONSTATER).format(
            table=sql.Literal(controle.table),
            suite=_suite(controle),
            part=sql.Literal(controle.part),
            vraie=sql.SQL(LIGNE),
            detail=detail,
            lue=sql.Identifier(atelier.tables[controle.table].contrat.nom_sql),
            **_identifiants(atelier),
        )
    )


def decider(atelier: Atelier) -> bool:
    """Refuse what must be, or beyond its threshold; else take out of the tables what is set aside, and say whether."""
    atelier.trop_d_ecarts += _refuser_au_dela_du_seuil(atelier)
    noms = _identifiants(atelier)
    if atelier.valeur(sql.SQL("SELECT count(*) FROM {constats} WHERE suite = {refuser}").format(**noms)):
        total, premiers = _lire(atelier, REFUSER)
        atelier.rejets.ajouter(premiers, total)
        atelier.executer(sql.SQL("TRUNCATE {constats}").format(**noms))
        return False
    for suite, rejets in ((ECARTER, atelier.ecartees), (LAISSER, atelier.laissees)):
        total, premiers = _lire(atelier, suite)
        rejets.ajouter(premiers, total)
    change = sum(_retirer(atelier, table) for table in atelier.tables)
    atelier.executer(sql.SQL("TRUNCATE {constats}").format(**noms))
    return change > 0


def remarquer(atelier: Atelier, remarques: list[Rejet]) -> None:
    """Note what the import did by itself with some lines, without refusing anything of them."""
    atelier.remarques.ajouter(remarques)


def reprendre(atelier: Atelier, table: str, cle: str, connues: str) -> None:
    """Give back, to the values left out of `table`, what is known already: `connues` gives (cle, valeurs as jsonb)."""
    colonnes = atelier.lignes(
        sql.SQL("SELECT DISTINCT colonne FROM {laissees} WHERE table_ = {table}").format(
            table=sql.Literal(table), **_identifiants(atelier)
        )
    )
    for (colonne,) in colonnes:
        atelier.executer(
            sql.SQL(
                "UPDATE {lue} t SET {colonne} = nullif(k.valeurs ->> {nom}, '') FROM ({connues}) AS k (cle, valeurs),"
                " {laissees} l WHERE l.table_ = {table} AND l.colonne = {nom} AND l.ligne = t.ligne AND k.cle = t.{cle}"
            ).format(
                lue=sql.Identifier(nom_sql(atelier.code, table)),
                colonne=sql.Identifier(colonne),
                nom=sql.Literal(colonne),
                connues=sql.SQL(connues),
                table=sql.Literal(table),
                cle=sql.Identifier(cle),
                **_identifiants(atelier),
            )
        )


def _suite(controle: Controle) -> sql.Composable:
    """What the fault does, by its column: an SQL expression over `d`."""
    if "*" in controle.suites:
        return sql.Literal(controle.suites["*"])
    cas = [
        sql.SQL("WHEN {} THEN {}").format(sql.Literal(colonne), sql.Literal(suite))
        for colonne, suite in controle.suites.items()
        if suite != REFUSER
    ]
    if not cas:
        return sql.Literal(REFUSER)
    return sql.SQL("CASE d.colonne {} ELSE {} END").format(sql.SQL(" ").join(cas), sql.Literal(REFUSER))


def _donne_un_motif(atelier: Atelier, controle: Controle) -> bool:
    with atelier.curseur() as curseur:
        description = curseur.execute(sql.SQL("SELECT * FROM ({}) r LIMIT 0").format(controle.detail)).description
    return description is not None and len(description) > 2


def _refuser_au_dela_du_seuil(atelier: Atelier) -> int:
    """Turn into refusals what passes its threshold; the greatest share that was allowed, 0 when none was passed."""
    passee = 0
    for table, part, nombre in atelier.lignes(sql.SQL(TROP).format(**_identifiants(atelier))):
        lues = atelier.tables[table].nb_lignes
        if nombre > max(lues * part // 100, TOUJOURS_PERMIS if lues >= A_PARTIR_DE else 0) or nombre == lues:
            passee = max(passee, part)
            atelier.executer(
                sql.SQL("UPDATE {constats} SET suite = {refuser} WHERE table_ = {table} AND part = {part}").format(
                    table=sql.Literal(table), part=sql.Literal(part), **_identifiants(atelier)
                )
            )
    return passee


def _lire(atelier: Atelier, suite: str) -> tuple[int, list[Rejet]]:
    """How many (lines set aside; values otherwise), and the first ones."""
    compte = "count(DISTINCT (table_, ligne))" if suite == ECARTER else "count(*)"
    filtre = sql.SQL("FROM {constats} WHERE suite = {suite}").format(suite=sql.Literal(suite), **_identifiants(atelier))
    total: int = atelier.valeur(sql.SQL("SELECT " + compte + " {}").format(filtre))
    choix = sql.SQL("SELECT table_, vraie, colonne, left(coalesce(valeur, ''), 200), motif {} ORDER BY rang LIMIT {}")
    return total, [Rejet(*ligne) for ligne in atelier.lignes(choix.format(filtre, sql.Literal(MAX_REJETS)))]


def _retirer(atelier: Atelier, table: str) -> int:
    """Take out of one staging table what is set aside, and the values left out."""
    parties = {
        "lue": sql.Identifier(atelier.tables[table].contrat.nom_sql),
        "table": sql.Literal(table),
        **_identifiants(atelier),
    }
    retirees = atelier.executer(
        sql.SQL(
            "WITH retirees AS (DELETE FROM {lue} t USING ("
            "   SELECT ligne, min(part) AS part FROM {constats}"
            "    WHERE table_ = {table} AND suite = {ecarter} GROUP BY 1) c"
            "  WHERE c.ligne = t.ligne RETURNING to_jsonb(t) AS valeurs, t.ligne, c.part)"
            " INSERT INTO {ecartees} SELECT {table}, ligne, valeurs, part FROM retirees"
        ).format(**parties)
    )
    colonnes = sql.SQL("SELECT DISTINCT colonne FROM {constats} WHERE table_ = {table} AND suite = {laisser}")
    for (colonne,) in atelier.lignes(colonnes.format(**parties)):
        nom = colonne.lower()
        choix = sql.SQL(
            "SELECT ligne FROM {constats} WHERE table_ = {table} AND suite = {laisser} AND colonne = {colonne}"
        ).format(colonne=sql.Literal(colonne), **parties)
        atelier.executer(
            sql.SQL("INSERT INTO {laissees} SELECT DISTINCT {table}, ligne, {nom} FROM ({choix}) c").format(
                nom=sql.Literal(nom), choix=choix, **parties
            )
        )
        retirees += atelier.executer(
            sql.SQL("UPDATE {lue} SET {nom} = NULL WHERE {nom} IS NOT NULL AND ligne IN ({choix})").format(
                nom=sql.Identifier(nom), choix=choix, **parties
            )
        )
    return retirees


def _noms(atelier: Atelier) -> dict[str, str]:
    return {nom: nom_sql(atelier.code, nom) for nom in ("constats", "ecartees", "laissees")}


def _identifiants(atelier: Atelier) -> dict[str, sql.Composable]:
    suites = {"refuser": sql.Literal(REFUSER), "ecarter": sql.Literal(ECARTER), "laisser": sql.Literal(LAISSER)}
    return suites | {cle: sql.Identifier(nom) for cle, nom in _noms(atelier).items()}
