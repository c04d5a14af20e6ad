"""What a connector declares (docs/imports.md): how lines are read, what is checked, which tables they become."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.text import slugify

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.models import Sorte


@dataclass(frozen=True)
class Regle:
    """A check that the contract cannot say. `requete` gives (ligne, valeur) of each refused line, and a third column
    when the reason depends on the line.

    `lit_du_texte`: it casts nothing, so that it runs even when the contract refused lines already. `couvre`: fields
    whose pattern needs no other check than this one. `si`: a cheaper query; without rows, the rule is respected.
    `ecarte`: its lines are set aside instead of refusing the file, as long as they are no more than that per cent of
    the table; with `laisse`, only their value is.
    """

    table: str
    colonne: str
    motif: str
    requete: str
    lit_du_texte: bool = False
    couvre: tuple[str, ...] = ()
    si: str = ""
    ecarte: int | None = None
    laisse: bool = False


@dataclass(frozen=True)
class Retrait:
    """What becomes of a live row that the file no longer has, as SQL. With an empty `poser` the row is deleted.

    `poser`: SET clause; `deja`: condition that it is already so; `lever`: SET clause when the row is in the file again;
    `sauf`: condition over `a` that it stays as it is, its line having been set aside.
    """

    poser: str = ""
    deja: str = "FALSE"
    lever: str = ""
    sauf: str = "FALSE"


SUPPRIMER = Retrait()


@dataclass(frozen=True)
class Plancher:
    """How much of a target table one file may take away or change before somebody must say that it is right.

    `retraits`: per cent of the live rows that may leave, and of a field's values that may become empty;
    `modifications`: per cent of the live rows in which one field may change. Up to `permis` withdrawals pass without
    a question, unless the file leaves nothing at all where there were several rows (`entier`). `perte`: condition over
    `a` (there) and `s` (wanted) that makes a change a withdrawal (a school that closes). `sauf`: fields that change by
    nature.
    """

    retraits: int = 10
    modifications: int = 20
    permis: int = 5
    entier: bool = True
    perte: str = "FALSE"
    sauf: tuple[str, ...] = ()


PLANCHER = Plancher()
TOLERANCE = 5
"""Per cent of a table's lines that may be set aside: beyond, the file itself is wrong."""
STRICT = Plancher(permis=0)
"""For what people work with: missions, people, schools."""


@dataclass(frozen=True)
class Objet:
    """A target table: what the file wants, what is there, by the same natural key (see docs/imports.md).

    `discrets`: fields of which the report says that they change, and no more.
    `essai`: kinds of differences that a preview writes, before it rolls back, to see whom they contradict.
    `designation`: SQL that names a row `x` of either, over its key, its fields and the aliases of `designes`, joins.
    """

    nom: str
    modele: type[Model]
    cle: tuple[str, ...]
    champs: tuple[str, ...]
    souhaite: str
    actuel: str
    colonnes: Mapping[str, str] = field(default_factory=dict)
    jointures: str = ""
    modifies: tuple[str, ...] = ()
    retrait: Retrait | None = None
    plancher: Plancher = PLANCHER
    avant: tuple[str, ...] = ()
    designation: str = ""
    designes: str = ""
    discrets: tuple[str, ...] = ()
    vagues: tuple[str, ...] = ("TRUE",)
    essai: tuple[Sorte, ...] = tuple(Sorte)

    @property
    def ecart(self) -> str:
        """Name of the temporary table of its differences."""
        return "ecart_" + slugify(self.nom).replace("-", "_")


@dataclass(frozen=True)
class Connecteur:
    """A neighbouring system whose files we read.

    `unicite`: a model whose unique constraints say what the contract does of keys and unique fields. While its table is
    empty they are the check, since building them tells duplicates anyway; the lines are looked for only if they fail.
    """

    code: str
    libelle: str
    lire: Callable[[Atelier], object]
    objets: Sequence[Objet] | Callable[[Atelier], Sequence[Objet]]
    regles: Sequence[Regle] | Callable[[Atelier], Sequence[Regle]] = ()
    preparer: Callable[[Atelier], None] | None = None
    conclure: Callable[[Atelier], None] | None = None
    unicite: type[Model] | None = None
