"""Values as they should have been sent: one line without invisible characters, and each kind written in its one way.

Rewrites only what must be: on a file that is clean, one condition a line.
"""

import re

from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.contrat import Champ, Contrat
from imagin.socle.imports.ecritures import autrement, juste
from imagin.socle.texte.nettete import BLANCS, INVISIBLES, SAUTS

VOISINAGES = (b" ;", b"; ", b" \n", b"\n ", b" \r", b"  ")
VOISINAGES_GUILLEMETS = (b'" ', b' "')
# The first byte of the combining accents (U+0300 to U+036F).
ACCENTS = (b"\xcc", b"\xcd")
# Control characters but the ends of line, and the first bytes of invisible ones and of other blanks than ours.
CONTROLES = bytes(octet for octet in range(0x20) if octet not in b"\n\r") + b"\x7f"
RARES = re.compile(
    b"\xc2[\x80-\xa0\xad]|\xd8\x9c|\xe1\x9a\x80|\xe1\xa0\x8e|\xe2\x80[\x80-\x8f\xa8-\xaf]|\xe2\x81[\x9f-\xaf]"
    b"|\xe3\x80\x80|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
)
PREMIERS_RARES = (b"\xc2", b"\xd8", b"\xe1", b"\xe2", b"\xe3", b"\xef")  # looked for first: ten times faster
# « Ã© »: what UTF-8 becomes when it is read as something else and saved again; and « � ».
ABIMES = re.compile(b"\xc3[\x82\x83](?:\xc2|\xc5|\xc6|\xcb|\xe2)|\xc3\xa2\xe2\x82\xac|\xef\xbf\xbd")
ENTRE_COLONNES = "\ue000"
"""A character of private use, put between the columns of a line to look at them all at once."""


class Indices:
    """What passing blocks tell: is there something to clean, how many ends of line, empty lines, damaged letters."""

    def __init__(self) -> None:
        self.a_nettoyer = False
        self.lignes_creuses = False
        self.abime = False
        self.sauts = 0
        self._fin = b"\n"

    def regarder(self, bloc: bytes) -> None:
        """Look at the next block. Cheap searches only, and none once the answer is yes."""
        bords = self._fin + bloc[:1]
        self.sauts += bloc.count(b"\n")
        self.a_nettoyer = self.a_nettoyer or self._suspect(bloc, bords)
        self.lignes_creuses = self.lignes_creuses or b"\n;" in bloc or bords == b"\n;"
        self.abime = self.abime or ((b"\xc3" in bloc or b"\xef" in bloc) and ABIMES.search(bloc) is not None)
        self._fin = bloc[-1:]

    def terminer(self) -> None:
        """The last line may have no end of line."""
        self.sauts += self._fin != b"\n"

    def _suspect(self, bloc: bytes, bords: bytes) -> bool:
        motifs = VOISINAGES + (VOISINAGES_GUILLEMETS if b'"' in bloc else ())
        if bords in motifs or any(octets in bloc for octets in (*ACCENTS, *motifs)):
            return True
        if len(bloc.translate(None, CONTROLES)) < len(bloc) or bloc.count(b"\r") > bloc.count(b"\r\n") + 1:
            return True
        return any(octet in bloc for octet in PREMIERS_RARES) and RARES.search(bloc) is not None


def nettoyer(atelier: Atelier, contrat: Contrat) -> None:
    """Trim, compose and clean the values that need it, as `socle.texte.nettete.net` does."""
    propres = {champ.colonne: _propre(champ) for champ in contrat.champs}
    suspecte = (
        f"(^|{ENTRE_COLONNES})[{BLANCS}{SAUTS}]|[{BLANCS}{SAUTS}]({ENTRE_COLONNES}|$)"
        f"|[{INVISIBLES}{SAUTS}\\t\\u00a0\\u202f\\u0300-\\u036f]|[{BLANCS}]{{2}}|[\\u1680\\u2000-\\u200a\\u205f\\u3000]"
    )
    atelier.executer(
        sql.SQL("UPDATE {table} SET {affectations} WHERE concat_ws({entre}, {colonnes}) ~ {suspecte}").format(
            table=sql.Identifier(contrat.nom_sql),
            affectations=_affecter(propres),
            entre=sql.Literal(ENTRE_COLONNES),
            colonnes=sql.SQL(", ").join(map(sql.Identifier, propres)),
            suspecte=sql.Literal(suspecte),
        )
    )


def ecrire_comme_il_faut(atelier: Atelier, contrat: Contrat) -> None:
    """Write the values of each kind (UAI, NUMEN, telephones…) in their one way; absent values become NULL."""
    concernes = [(champ, expression) for champ in contrat.champs if (expression := juste(champ))]
    if concernes:
        atelier.executer(
            sql.SQL("UPDATE {} SET {} WHERE {}").format(
                sql.Identifier(contrat.nom_sql),
                _affecter({champ.colonne: expression for champ, expression in concernes}),
                sql.SQL(" OR ").join(autrement(champ) for champ, _ in concernes),
            )
        )


def _affecter(expressions: "dict[str, sql.Composed]") -> sql.Composable:
    return sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(colonne), expression) for colonne, expression in expressions.items()
    )


def _propre(champ: Champ) -> sql.Composed:
    """`net` in SQL: lines of an address become « | », those of a longer text stay, others a blank."""
    texte = sql.SQL("regexp_replace(normalize({}, NFC), {}, '', 'g')").format(
        sql.Identifier(champ.colonne), sql.Literal(f"[{INVISIBLES}]")
    )
    if champ.lignes:
        texte = sql.SQL("regexp_replace({}, {}, E'\\n', 'g')").format(texte, sql.Literal(f"\\r\\n?|[{SAUTS}]"))
    else:
        saut = " | " if champ.ecriture == "adresse" else " "
        texte = sql.SQL("regexp_replace(btrim({}, {}), {}, {}, 'g')").format(
            texte,
            sql.Literal(" \t\n\r"),
            sql.Literal(f"[{BLANCS}]*[{SAUTS}]+[{BLANCS}{SAUTS}]*"),
            sql.Literal(saut),
        )
    if not champ.espaces:
        texte = sql.SQL("regexp_replace({}, {}, ' ', 'g')").format(texte, sql.Literal(f"[{BLANCS}]+"))
    return sql.SQL("nullif(btrim({}, {}), '')").format(texte, sql.Literal(" \t\n\r\u00a0\u202f"))


def retirer_les_lignes_creuses(atelier: Atelier, contrat: Contrat) -> int:
    """Delete the lines in which nothing is written (« ;;;; »), as spreadsheets leave them; how many."""
    colonnes = sql.SQL(", ").join(sql.Identifier(champ.colonne) for champ in contrat.champs)
    return atelier.executer(
        sql.SQL("DELETE FROM {} WHERE concat({}) ~ {}").format(
            sql.Identifier(contrat.nom_sql), colonnes, sql.Literal(f"^[{BLANCS}{SAUTS}]*$")
        )
    )


def renumeroter(atelier: Atelier, contrat: Contrat) -> int:
    """Make `ligne` the line of the file again when quoted values hold ends of line; return the number of lines."""
    texte = sql.SQL("concat({})").format(sql.SQL(", ").join(sql.Identifier(champ.colonne) for champ in contrat.champs))
    table = sql.Identifier(contrat.nom_sql)
    sauts = sql.SQL("length({texte}) - length(replace({texte}, E'\\n', ''))").format(texte=texte)
    atelier.executer(
        sql.SQL(
            "UPDATE {table} t SET ligne = t.ligne + s.sauts FROM ("
            " SELECT ligne, sum({sauts}) OVER w AS sauts FROM {table}"
            " WINDOW w AS (ORDER BY ligne ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) s"
            " WHERE s.ligne = t.ligne AND s.sauts > 0"
        ).format(table=table, sauts=sauts)
    )
    lues: int = atelier.valeur(sql.SQL("SELECT count(*) + coalesce(sum({}), 0) FROM {}").format(sauts, table))
    return lues
