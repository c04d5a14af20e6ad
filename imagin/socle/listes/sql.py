"""Columns in SQL, for lists that search, sort and page on the server: the same folding, the same displayed texts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, GeneratedField, Q, TextField, Value
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, Collate, Concat, NullIf
from django.utils.timezone import get_current_timezone_name

from imagin.socle.listes.genre import Genre
from imagin.socle.listes.recherche import SAINTS
from imagin.socle.texte.cle import Cle

ExpressionSql = Expression | F

# What a displayed value may be made of: a word of other signs is not worth looking for in it.
SIGNES_POSSIBLES = {
    Genre.NOMBRE: re.compile(r"[\d,]+"),
    Genre.DATE: re.compile(r"[\d/]+"),
    Genre.DATE_HEURE: re.compile(r"[\d/:]+"),
}


@dataclass(frozen=True)
class Sql:
    """A column for the database: `Sql(F("nom"), tri=F("cle"), repli=F("repli"), vide=False)`.

    `valeur` is the value that the column's own `valeur` returns, `precision` the second small line. `tri` and `repli`
    name stored columns when there are: the key that sorts (by default `imagin_cle` of a text, the value itself
    otherwise) and the folded text that the search looks in (several columns may share one, `champ_replie`). `vide`:
    may it be empty? Empty values come last in both directions; without them one index serves both.
    """

    valeur: ExpressionSql
    precision: ExpressionSql | None = None
    tri: ExpressionSql | None = None
    repli: ExpressionSql | None = None
    vide: bool = True

    def cle_de_tri(self, genre: Genre) -> ExpressionSql:
        """What sorts the column: NULL when it is empty."""
        if genre is not Genre.TEXTE:
            return self.tri or self.valeur
        return self._ou_null(self.tri or Collate(Cle(self.valeur), "C"))

    def cles_de_tri(self, genre: Genre) -> list[ExpressionSql]:
        """The same, then as written: « LE GOFF » before « LE-GOFF ». A stored key stands alone: its index serves."""
        cle = self.cle_de_tri(genre)
        ecrite = genre is Genre.TEXTE and self.tri is None
        return [cle, self._ou_null(Collate(self.valeur, "C"))] if ecrite else [cle]

    def _ou_null(self, texte: ExpressionSql) -> ExpressionSql:
        return NullIf(texte, Value(""), output_field=TextField()) if self.vide else texte

    def replis(self, genre: Genre) -> list[ExpressionSql]:
        """Folded texts in which the search looks."""
        if self.repli is not None:
            return [self.repli]
        precisions = [_Replie(self.precision)] if self.precision is not None else []
        return [_texte_plie(self.valeur, genre), *precisions]

    def mots(self, genre: Genre) -> list[ExpressionSql]:
        """Texts in which a whole word is looked for."""
        if genre is not Genre.TEXTE:
            return []
        if self.repli is not None:
            return [self.repli]
        return [_Nu(self.valeur), *([_Nu(self.precision)] if self.precision is not None else [])]


class _Replie(Func):
    """The folding written out: five times as fast as the function, which the planner cannot unfold."""

    template = (
        "replace(replace(lower(public.unaccent('public.unaccent'::regdictionary, %(expressions)s)), '''', ''), '-', '')"
    )
    output_field = TextField()


class _Nu(Func):
    """Without case or accents, its signs kept, so that words are seen."""

    template = "lower(public.unaccent('public.unaccent'::regdictionary, %(expressions)s))"
    output_field = TextField()


class _Motif(Func):
    """`%word%` for LIKE, folded as the texts are, once for the whole query."""

    template = f"(SELECT '%%%%' || {_Replie.template} || '%%%%')"
    output_field = TextField()


def champ_replie(premier: str, *suivants: str) -> GeneratedField:
    """Stored folded text of one or several text columns, to be named as `repli` by each of them."""
    expression: ExpressionSql = F(premier)
    for champ in suivants:
        expression = Concat(expression, Value(" "), F(champ), output_field=TextField())
    plie = Func(expression, function="imagin_replier", output_field=TextField())
    return GeneratedField(expression=plie, output_field=TextField(db_collation="C"), db_persist=True)


def contient_les_mots(colonnes: Iterable[tuple[Sql, Genre]], mots: Iterable[str]) -> Q:
    """Condition « every word is somewhere in the displayed texts », as `recherche.contient` in Python.

    Words have no space, so that looking in each column is looking in the whole line.
    """
    condition, colonnes = Q(), tuple(colonnes)
    for mot in mots:
        possibles = [(sql, genre) for sql, genre in colonnes if _possible(mot, genre)]
        trouve: Q = Q(Value(False, output_field=BooleanField()))
        for lieu in dict.fromkeys(lieu for sql, genre in possibles for lieu in sql.replis(genre)):
            trouve |= Q(_ressemble(lieu, mot))
        if mot in SAINTS:
            for lieu in dict.fromkeys(lieu for sql, genre in possibles for lieu in sql.mots(genre)):
                trouve |= Q(_a_le_mot(lieu, SAINTS[mot]))
        condition &= trouve
    return condition


def _possible(mot: str, genre: Genre) -> bool:
    signes = SIGNES_POSSIBLES.get(genre)
    return signes is None or bool(signes.fullmatch(mot))


def _ressemble(lieu: ExpressionSql, mot: str) -> Func:
    motif = _Motif(Value(re.sub(r"([\\%_])", r"\\\1", mot)))
    return Func(lieu, motif, template="(%(expressions)s)", arg_joiner=" LIKE ", output_field=BooleanField())


def _a_le_mot(lieu: ExpressionSql, mot: str) -> Func:
    motif = Value(rf"\m{mot}\M")
    return Func(lieu, motif, template="(%(expressions)s)", arg_joiner=" ~ ", output_field=BooleanField())


def _texte_plie(valeur: ExpressionSql, genre: Genre) -> ExpressionSql:
    """The displayed text of a value, folded: dates as JJ/MM/AAAA in local time, numbers with a comma and no sign."""
    if genre is Genre.TEXTE:
        return _Replie(valeur)
    if genre is Genre.NOMBRE:
        return Func(Cast(valeur, TextField()), Value(".-"), Value(","), function="translate", output_field=TextField())
    if genre is Genre.DATE_HEURE:
        locale = Func(Value(get_current_timezone_name()), valeur, function="timezone", output_field=TextField())
        return _ecrite(locale, "DD/MM/YYYY HH24:MI")
    return _ecrite(valeur, "DD/MM/YYYY")


def _ecrite(valeur: ExpressionSql, forme: str) -> ExpressionSql:
    return Func(valeur, Value(forme), function="to_char", output_field=TextField())
