"""What makes an import refuse: a line, with its reason, or the whole file."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from imagin.socle.texte.nettete import affichable

MAX_REJETS = 1_000
LARGEUR_VALEUR = 120
LARGEUR_MESSAGE = 1_500


@dataclass(frozen=True)
class Rejet:
    """A refused line: table of the feed, number in its file (1 = the header), column, value, French reason."""

    table: str
    ligne: int
    colonne: str
    valeur: str
    motif: str

    def __post_init__(self) -> None:
        """Only a piece of the value is kept, without what terminals obey to."""
        object.__setattr__(self, "valeur", affichable(self.valeur, LARGEUR_VALEUR))

    def __str__(self) -> str:
        valeur = f" « {self.valeur} »" if self.valeur else ""
        return f"{self.table}, ligne {self.ligne}, {self.colonne}{valeur} : {self.motif}"


class FichierRefuse(Exception):
    """The file as a whole is refused; `str()` is the French sentence to show, `rejets` the lines to blame if any."""

    def __init__(self, message: str, rejets: Sequence[Rejet] = ()) -> None:
        super().__init__(affichable(message, LARGEUR_MESSAGE))
        self.rejets = tuple(rejets)


@dataclass
class Rejets:
    """The refused lines of an import: the first ones in full, the total exact."""

    premiers: list[Rejet] = field(default_factory=list)
    total: int = 0

    def ajouter(self, rejets: Sequence[Rejet], total: int | None = None) -> None:
        """Add refused lines; `total` when there are more of them than those given."""
        self.total += len(rejets) if total is None else total
        self.premiers += rejets[: max(0, MAX_REJETS - len(self.premiers))]

    def en_json(self) -> list[dict[str, str | int]]:
        """As the report stores them: in file order, values cut to a readable width."""
        ordre = sorted(self.premiers, key=lambda r: (r.table, r.ligne))
        return [asdict(rejet) | {"valeur": rejet.valeur[:LARGEUR_VALEUR]} for rejet in ordre]


class ApercuPerime(Exception):
    """The differences that somebody read and applies are no longer those of today: `nombre` of them changed."""

    def __init__(self, nombre: int) -> None:
        super().__init__(nombre)
        self.nombre = nombre
