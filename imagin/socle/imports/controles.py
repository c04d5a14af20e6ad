"""Everything that is checked in a staging table, each as two queries: is anything wrong, then which lines and why."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from psycopg import sql

from imagin.socle.imports.atelier import LIGNE
from imagin.socle.imports.connecteur import TOLERANCE, Regle
from imagin.socle.imports.contrat import ECARTER, LAISSER, REFUSER, CleEtrangere, Contrat
from imagin.socle.imports.criteres import Critere, criteres
from imagin.socle.imports.refus import LARGEUR_VALEUR


@dataclass(frozen=True)
class Controle:
    """`soupcon` has rows when something may be wrong. `detail` gives (ligne, colonne, valeur, motif) of each refused
    value, or (ligne, valeur) and perhaps (motif) with `regle`. `suites`: what a fault in a column (« * »: any) does.
    """

    table: str
    soupcon: sql.Composable
    detail: sql.Composable
    suites: Mapping[str, str] = field(default_factory=dict)
    part: int = TOLERANCE
    regle: Regle | None = None


def des_champs(contrat: Contrat, sans_motif: Set[str], *, abime: bool = False) -> Iterator[Controle]:
    """What the descriptor says of the values of one table. The patterns of `sans_motif` are left out."""
    tous = criteres(contrat, sans_motif, abime=abime)
    autres = [critere for critere in tous if not critere.peu_de_valeurs]
    if autres:
        yield _des_valeurs(contrat, autres, sql.Identifier(contrat.nom_sql))
    for colonne in dict.fromkeys(critere.colonne for critere in tous if critere.peu_de_valeurs):
        groupe = [critere for critere in tous if critere.peu_de_valeurs and critere.colonne == colonne]
        yield _des_valeurs(contrat, groupe, _distinctes(contrat, colonne))


def d_unicite(contrat: Contrat) -> Iterator[Controle]:
    """No two lines of the same primary key, nor of the same value of a unique field."""
    for cle in _cles_uniques(contrat):
        yield _de_la_cle(contrat, cle)


def _distinctes(contrat: Contrat, colonne: str) -> sql.Composable:
    requete = "(SELECT DISTINCT {c} FROM {t} WHERE {c} IS NOT NULL)"
    return sql.SQL(requete).format(c=sql.Identifier(colonne), t=sql.Identifier(contrat.nom_sql))


def _des_valeurs(contrat: Contrat, groupe: Sequence[Critere], lues: sql.Composable) -> Controle:
    """One scan for all the criteria of a group."""
    fautif = sql.SQL(" OR ").join(critere.fautif for critere in groupe)
    cas = sql.SQL(", ").join(
        sql.SQL("({fautif}, {nom}, left(t.{colonne}, {largeur}), {motif})").format(
            fautif=critere.fautif,
            nom=sql.Literal(critere.nom),
            colonne=sql.Identifier(critere.colonne),
            motif=critere.motif,
            largeur=sql.Literal(LARGEUR_VALEUR + 1),
        )
        for critere in groupe
    )
    detail = sql.SQL(
        "SELECT t.ligne, c.nom, c.valeur, c.motif FROM {} t"
        " CROSS JOIN LATERAL (VALUES {}) c (fautif, nom, valeur, motif) WHERE ({}) AND c.fautif"
    ).format(sql.Identifier(contrat.nom_sql), cas, fautif)
    # Counted rather than found: the scan can then be shared between workers.
    soupcon = "SELECT FROM (SELECT count(*) AS fautives FROM {} t WHERE {}) c WHERE fautives > 0"
    suites = {champ.nom: champ.si_faux for champ in contrat.champs}
    return Controle(contrat.table, sql.SQL(soupcon).format(lues, fautif), detail, suites)


def _cles_uniques(contrat: Contrat) -> Iterator[tuple[str, ...]]:
    if contrat.cle:
        yield contrat.cle
    for champ in contrat.champs:
        if champ.contraintes.get("unique") and (champ.colonne,) != contrat.cle:
            yield (champ.colonne,)


def _de_la_cle(contrat: Contrat, cle: tuple[str, ...]) -> Controle:
    """Suspected by counting hashes, half as long as grouping the keys themselves."""
    hache = sql.SQL(" # ").join(
        sql.SQL("hashtextextended({}, {})").format(sql.Identifier(nom), sql.Literal(rang))
        for rang, nom in enumerate(cle)
    )
    parties = {
        "t": sql.Identifier(contrat.nom_sql),
        "cle": sql.SQL(", ").join(map(sql.Identifier, cle)),
        "nom": sql.Literal(", ".join(cle)),
        "hache": hache,
        "largeur": sql.Literal(LARGEUR_VALEUR + 1),
        "vraie": sql.SQL(LIGNE),
    }
    soupcon = "SELECT FROM (SELECT count(DISTINCT {hache}) < count({hache}) AS moins FROM {t}) c WHERE moins"
    detail = (
        "SELECT ligne, {nom}, left(concat_ws(' ', {cle}), {largeur}),"
        " 'ligne en double : déjà à la ligne ' || premiere FROM ("
        "  SELECT t.*, first_value({vraie}) OVER w AS premiere, row_number() OVER w AS rang FROM {t} t"
        "  WHERE ({hache}) IS NOT NULL WINDOW w AS (PARTITION BY {cle} ORDER BY ligne)) d WHERE rang > 1"
    )
    suites = {"*": contrat.si_double}
    return Controle(contrat.table, sql.SQL(soupcon).format(**parties), sql.SQL(detail).format(**parties), suites)


def de_presence(contrat: Contrat, cle: CleEtrangere, cible: Contrat) -> Controle:
    """Every value of a foreign key exists in the other table of the feed."""
    egalites = sql.SQL(" AND ").join(
        sql.SQL("c.{} = t.{}").format(sql.Identifier(la_bas), sql.Identifier(ici))
        for ici, la_bas in zip(cle.champs, cle.cibles, strict=True)
    )
    detail = sql.SQL(
        "SELECT ligne, {noms}, concat_ws(' ', {ici}), {motif} FROM {t} t"
        " WHERE {dernier} IS NOT NULL AND NOT EXISTS (SELECT FROM {cible} c WHERE {egalites})"
    ).format(
        noms=sql.Literal(", ".join(cle.champs)),
        ici=sql.SQL(", ").join(sql.Identifier("t", nom) for nom in cle.champs),
        motif=sql.Literal(f"absent de la table {cle.table} du même envoi"),
        t=sql.Identifier(contrat.nom_sql),
        dernier=sql.Identifier("t", cle.champs[-1]),
        cible=sql.Identifier(cible.nom_sql),
        egalites=egalites,
    )
    return Controle(contrat.table, detail, detail)


def de_la_regle(regle: Regle) -> Controle:
    """A check of the connector."""
    detail = sql.SQL(regle.requete)
    suite = REFUSER if regle.ecarte is None else LAISSER if regle.laisse else ECARTER
    soupcon = sql.SQL(regle.si) if regle.si else detail
    return Controle(regle.table, soupcon, detail, {"*": suite}, regle.ecarte or TOLERANCE, regle)
