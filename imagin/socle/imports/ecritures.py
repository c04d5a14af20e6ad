"""The one way in which a value is written, whatever hands and spreadsheets made of it (`ecriture` of a field)."""

from dataclasses import dataclass

from psycopg import sql

from imagin.socle.imports.contrat import Champ


@dataclass(frozen=True)
class Ecriture:
    """SQL over `{c}`: `autrement`, true of the values that may be written otherwise, and their right writing.

    `fautif`: SQL over `{c}` once written, true of what it cannot be; `motif`: why, and what to do, an SQL expression.
    """

    autrement: str
    juste: str
    fautif: str = ""
    motif: str = "''"


# A spreadsheet drops the zero at the head: six digits and the right letter can be nothing else than an UAI of seven.
_UAI = "regexp_replace(upper(translate({c}, ' ', '')), '(^|,)([0-9]{{6}}[A-Z])(?=,|$)', '\\10\\2', 'g')"
ECRITURES = {
    "uai": Ecriture("{c} !~ '^[0-9]{{7}}[A-Z]$'", _UAI),
    "numen": Ecriture(
        # A masked NUMEN is none.
        "{c} ~ '[a-z ]|^X+$'",
        "CASE WHEN upper(translate({c}, ' ', '')) !~ '^X+$' THEN upper(translate({c}, ' ', '')) END",
        fautif="{c} ~ '[^0-9A-Z]'",
        motif="'NUMEN attendu : 13 chiffres ou lettres sans accent'",
    ),
    "code_postal": Ecriture(
        "{c} !~ '^[0-9]{{5}}$'",
        "CASE WHEN translate({c}, ' ', '') ~ '^[0-9]{{4,5}}$' THEN lpad(translate({c}, ' ', ''), 5, '0') ELSE {c} END",
        fautif="{c} !~ '^[0-9]{{5}}$' AND {c} !~* '[a-z]'",
        motif="'code postal attendu : 5 chiffres, ou celui d''un pays étranger avec ses lettres (« B-1400 »)'",
    ),
    "telephone": Ecriture(
        "{c} !~ '^0[1-9]( [0-9]{{2}}){{4}}$'",
        # Ten digits, as most feeds write them, are put in pairs here: three times as fast as the function.
        (
            "CASE WHEN {c} ~ '^0[1-9][0-9]{{8}}$'"
            " THEN regexp_replace({c}, '^(..)(..)(..)(..)(..)$', '\\1 \\2 \\3 \\4 \\5')"
            " ELSE coalesce(imagin_telephone({c}), {c}) END"
        ),
        fautif="{c} !~ '^0[1-9]( [0-9]{{2}}){{4}}$' AND imagin_telephone({c}) IS NULL",
        motif=(
            "CASE WHEN {c} ~* '^[0-9][.,]?[0-9]*e[+]?[0-9]+$'"
            " THEN 'numéro écrasé par un tableur : mettez la colonne au format texte, et refaites l''export'"
            " ELSE 'numéro de téléphone attendu : 10 chiffres (06 39 98 41 15), ou + et l''indicatif du pays' END"
        ),
    ),
}


def juste(champ: Champ) -> sql.Composed | None:
    """Expression of the right writing of a field, over its staging column; None when any writing is right."""
    ecriture, colonne = ECRITURES.get(champ.ecriture), sql.Identifier(champ.colonne)
    if ecriture is None and not champ.absents:
        return None
    expression = sql.SQL(ecriture.juste).format(c=colonne) if ecriture else sql.Composed([colonne])
    for absent in champ.absents:
        expression = sql.SQL("nullif({}, {})").format(expression, sql.Literal(absent))
    return expression


def autrement(champ: Champ) -> sql.Composed:
    """Condition that a field with an `ecriture` or absent values may be written otherwise; cheap, and often false."""
    colonne, conditions = sql.Identifier(champ.colonne), [sql.SQL("FALSE").format()]
    if champ.ecriture in ECRITURES:
        conditions.append(sql.SQL(f"({ECRITURES[champ.ecriture].autrement})").format(c=colonne))
    if champ.absents:
        absents = sql.SQL(", ").join(map(sql.Literal, champ.absents))
        conditions.append(sql.SQL("{} IN ({})").format(colonne, absents))
    return sql.SQL(" OR ").join(conditions)
