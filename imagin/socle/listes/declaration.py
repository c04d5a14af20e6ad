"""What a list is: its columns, said once for the screen, the spreadsheets and the PDF."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from imagin.socle.listes.chemin import Chemin
from imagin.socle.listes.filtres import Filtres
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.sql import Sql

T = TypeVar("T")
U = TypeVar("U")
# A column of missions serves a list of missions read with more (`socle.lignes`).
T_contra = TypeVar("T_contra", contravariant=True)
Rang = int | float | Decimal | str | None


class Sortie(StrEnum):
    """Where a column shows; `CSV` stands for both spreadsheets, CSV and XLSX."""

    ECRAN = "ecran"
    CSV = "csv"
    PDF = "pdf"


class Sens(StrEnum):
    """Direction of a sort, as in the address of the page."""

    CROISSANT = "croissant"
    DECROISSANT = "decroissant"

    @property
    def inverse(self) -> "Sens":
        """The other direction."""
        return Sens.DECROISSANT if self is Sens.CROISSANT else Sens.CROISSANT


@dataclass(frozen=True)
class Tri:
    """Order of a list: the key of a column and a direction."""

    colonne: str
    sens: Sens = Sens.CROISSANT


@dataclass(frozen=True)
class AutreTri(Generic[T_contra]):
    """A second way to sort by a column, under its header: « Avancement », and « manquants »."""

    cle: str
    libelle: str
    rang: Callable[[T_contra], Rang]


@dataclass(frozen=True)
class Colonne(Generic[T_contra]):
    """One column of a list whose lines are objects of one type.

    `valeur` gives the typed value (text, number, date, aware datetime or None), from which come the displayed text, the
    sort and the exports. `precision` gives a second small line (in exports, between brackets). `gabarit` names a
    template for the screen's cell when it is richer than text: it receives `ligne`, `valeur`, `texte` and must show the
    same words, since the search looks at them. `rang` sorts a column whose words do not: a state by its place in what
    happens, « 3 / 14 » by the share it is; None comes last, `genre_du_rang` is TEXTE when it is a text. `poids` is the
    relative width in the PDF; from 2 on, the column keeps room on screen too. `sql` says the column to the database,
    for lists that page on the server; a path, `chemin("discipline__libelle")`, says value and SQL at once.
    """

    cle: str
    libelle: str
    valeur: Callable[[T_contra], object]
    genre: Genre = Genre.TEXTE
    gabarit: str = ""
    precision: Callable[[T_contra], str] | None = None
    poids: float = 1.0
    sur: frozenset[Sortie] = frozenset(Sortie)
    sql: Sql | None = None
    rang: Callable[[T_contra], Rang] | None = None
    genre_du_rang: Genre = Genre.NOMBRE
    autre_tri: AutreTri[T_contra] | None = None

    def en_sql(self) -> Sql | None:
        """The column for the database: its `sql`, else that of its path; None when it has neither."""
        if self.sql is not None or not isinstance(self.valeur, Chemin):
            return self.sql
        return self.valeur.sql(self.precision)

    @property
    def genre_du_tri(self) -> Genre:
        """What the column is sorted as."""
        return self.genre_du_rang if self.rang else self.genre

    def de(self, lire: "Callable[[U], T_contra]", **autrement: Any) -> "Colonne[U]":
        """The same column for lines that hold what it shows: `NUMERO.de(lambda a: a.mission, poids=1)`.

        `autrement` changes what it says otherwise. A template of its cell would receive the whole line.
        """
        valeur, precision, rang = self.valeur, self.precision, self.rang
        depuis: Any = replace(self, sql=None, autre_tri=None)
        colonne: Colonne[U] = replace(
            depuis,
            valeur=lambda ligne: valeur(lire(ligne)),
            precision=(lambda ligne: precision(lire(ligne))) if precision else None,
            rang=(lambda ligne: rang(lire(ligne))) if rang else None,
        )
        return replace(colonne, **autrement)


class Nomme(NamedTuple):
    """Whom a line names: `cle` who it is, `noms` what another one may share, `autres_noms` what they are looked for by
    as well. Two of the same `noms` are told apart by `details`, of which as many are shown as it takes.
    """

    cle: Hashable
    noms: str
    autres_noms: str
    details: tuple[str, ...]


class NommeSql(NamedTuple):
    """The same for the database, by names of columns: `cle`, the stored key of `noms`, that homonyms share and that
    sorts lines which are otherwise equal; `autres_noms`, what they are looked for by as well.
    """

    cle: str
    autres_noms: str


@dataclass(frozen=True)
class Liste(Generic[T]):
    """A list: `Liste(cle="missions", titre="Liste des missions", colonnes=(…), tri=Tri("debut"), vide="…")`.

    `lien` gives the address of a line's detail, opened in a side sheet when `volet`; `gestes` names the template of a
    line's actions (it receives `ligne`), `titre_gestes` the header of their column when it shows; `filtres` is the form
    that stands above it; `vide` says why there may be no line and what to do. `personne` says whom a line names:
    homonyms are told apart in the first column whose key begins with « nom »; `personne_sql` says it to the database,
    for a list that may be paged by the server. Raises ValueError when two columns share
    a key or when the sort names none.
    """

    cle: str
    titre: str
    colonnes: tuple[Colonne[T], ...]
    tri: Tri
    vide: str
    lien: Callable[[T], str] | None = None
    volet: bool = False
    gestes: str = ""
    titre_gestes: str = ""
    filtres: type[Filtres] | None = None
    personne: Callable[[T], Nomme] | None = None
    personne_sql: NommeSql | None = None

    def __post_init__(self) -> None:
        cles = [c.cle for c in self.colonnes] + [c.autre_tri.cle for c in self.colonnes if c.autre_tri]
        if len(set(cles)) != len(cles):
            raise ValueError(f"list {self.cle!r}: two columns share a key in {cles}")
        if self.tri.colonne not in cles:
            raise ValueError(f"list {self.cle!r}: its sort names no column: {self.tri.colonne!r}")

    def sur(self, sortie: Sortie) -> tuple[Colonne[T], ...]:
        """Columns shown there, in order."""
        return tuple(c for c in self.colonnes if sortie in c.sur)
