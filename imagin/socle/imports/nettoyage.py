"""Values as they should have been sent: no blanks around, accents composed. Rewrites only what must be."""

from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.contrat import Contrat

BLANCS = " \t\u00a0\u202f"
VOISINAGES = (b" ;", b"; ", b" \n", b"\n ", b" \r")
VOISINAGES_GUILLEMETS = (b'" ', b' "')
# A tabulation, and the first byte of the combining accents (U+0300 to U+036F).
OCTETS = (b"\t", b"\xcc", b"\xcd")
INSECABLES = (b"\xc2\xa0", b"\xe2\x80\xaf")


class Indices:
    """What passing blocks tell: is there something to clean, how many ends of line."""

    def __init__(self) -> None:
        self.a_nettoyer = False
        self.sauts = 0
        self._fin = b"\n"

    def regarder(self, bloc: bytes) -> None:
        """Look at the next block. Cheap searches only, and none once the answer is yes."""
        self.sauts += bloc.count(b"\n")
        self.a_nettoyer = self.a_nettoyer or self._suspect(bloc)
        self._fin = bloc[-1:]

    def terminer(self) -> None:
        """The last line may have no end of line."""
        self.sauts += self._fin != b"\n"

    def _suspect(self, bloc: bytes) -> bool:
        bords = self._fin + bloc[:1]
        motifs = VOISINAGES + (VOISINAGES_GUILLEMETS if b'"' in bloc else ())
        insecables = any(octets[:1] in bloc and octets in bloc for octets in INSECABLES)  # one byte: ten times faster
        return insecables or any(octets in bloc for octets in (*OCTETS, *motifs)) or bords in motifs


def nettoyer(atelier: Atelier, contrat: Contrat) -> None:
    """Trim and compose the values that need it."""
    colonnes = [sql.Identifier(champ.colonne) for champ in contrat.champs]
    propre = sql.SQL("nullif(btrim(normalize({}, NFC), {}), '')")
    propres = [propre.format(colonne, sql.Literal(BLANCS)) for colonne in colonnes]
    atelier.executer(
        sql.SQL("UPDATE {table} SET {affectations} WHERE ({avant}) IS DISTINCT FROM ({apres})").format(
            table=sql.Identifier(contrat.nom_sql),
            affectations=sql.SQL(", ").join(map(sql.SQL("{} = {}").format, colonnes, propres)),
            avant=sql.SQL(", ").join(colonnes),
            apres=sql.SQL(", ").join(propres),
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
