"""Order of a list in SQL, and what stands after or before a line in it (« keyset »)."""

from typing import NamedTuple, TypeVar

from django.db.models import BooleanField, ExpressionWrapper, F, Model, Q, Value
from django.db.models.expressions import OrderBy
from django.db.models.lookups import Exact, GreaterThan, GreaterThanOrEqual, IsNull, LessThan, LessThanOrEqual

from imagin.socle.listes.declaration import Liste, Sens, Tri
from imagin.socle.listes.sql import ExpressionSql

M = TypeVar("M", bound=Model)
Valeurs = tuple[object, ...]


class CleSql(NamedTuple):
    """One key of the order; NULL comes last in both directions."""

    expression: ExpressionSql
    decroissante: bool
    vide: bool


def cles_de_tri(liste: Liste[M], tri: Tri) -> list[CleSql]:
    """The column asked for, then the list's own order, then names, then the primary key: no two lines are equal."""
    colonnes = {c.cle: c for c in liste.colonnes}
    ordres = {t.colonne: t for t in (liste.tri, tri)}  # the one asked for wins
    cles: list[CleSql] = []
    for nom in dict.fromkeys((tri.colonne, liste.tri.colonne)):
        sql = colonnes[nom].en_sql()
        if sql is None:
            raise ValueError(f"list {liste.cle!r}: column {nom!r} sorts but has no sql")
        decroissante = ordres[nom].sens is Sens.DECROISSANT
        cles += [CleSql(cle, decroissante, sql.vide) for cle in sql.cles_de_tri(colonnes[nom].genre)]
    semblables = [liste.personne_sql.cle] if liste.personne_sql else []
    return [*cles, *(CleSql(F(nom), decroissante=False, vide=False) for nom in (*semblables, "pk"))]


def ordre(cles: list[CleSql], *, inverse: bool = False) -> list[OrderBy]:
    """ORDER BY of the list, or of the list read from its end."""
    return [_ordre(cle, decroissante=cle.decroissante is not inverse, inverse=inverse) for cle in cles]


def apres(cles: list[CleSql], valeurs: Valeurs) -> Q:
    """Condition « comes after the line whose keys are `valeurs` »."""
    return _au_dela(cles, valeurs, inverse=False)


def avant(cles: list[CleSql], valeurs: Valeurs) -> Q:
    """Condition « comes before the line whose keys are `valeurs` »."""
    return _au_dela(cles, valeurs, inverse=True)


def _ordre(cle: CleSql, *, decroissante: bool, inverse: bool) -> OrderBy:
    """Where NULL goes is said only when there may be some: an index could not serve both directions."""
    if not cle.vide:
        return OrderBy(cle.expression, descending=decroissante)
    return OrderBy(cle.expression, descending=decroissante, nulls_last=not inverse or None, nulls_first=inverse or None)


def _au_dela(cles: list[CleSql], valeurs: Valeurs, *, inverse: bool) -> Q:
    """k1 beyond v1, or equal and the other keys beyond."""
    cle, valeur = cles[0], valeurs[0]
    condition = _plus_loin(cle, valeur, inverse=inverse)
    if len(cles) > 1:
        egale = Q(IsNull(cle.expression, True)) if valeur is None else Q(Exact(cle.expression, valeur))
        condition |= egale & _au_dela(cles[1:], valeurs[1:], inverse=inverse)
    if cle.vide:
        return condition
    # Said apart so that an index can start there.
    borne = LessThanOrEqual if cle.decroissante is not inverse else GreaterThanOrEqual
    return condition & Q(borne(cle.expression, valeur))


def _plus_loin(cle: CleSql, valeur: object, *, inverse: bool) -> Q:
    if valeur is None:
        return Q(IsNull(cle.expression, False)) if inverse else _faux()
    comparer = LessThan if cle.decroissante is not inverse else GreaterThan
    condition = Q(comparer(cle.expression, valeur))
    return condition | Q(IsNull(cle.expression, True)) if cle.vide and not inverse else condition


def _faux() -> Q:
    return Q(ExpressionWrapper(Value(False), output_field=BooleanField()))
