"""Progress bar of an import in a terminal: bytes read with their rate, then the phases as they go."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)
from rich.text import Text


class Octets(DownloadColumn):
    """Bytes read, for the phases that count bytes."""

    def render(self, task: Task) -> Text:
        """Nothing for the others."""
        return super().render(task) if task.fields["en_octets"] else Text("")


class Debit(TransferSpeedColumn):
    """Rate, for the phases that count bytes."""

    def render(self, task: Task) -> Text:
        """Nothing for the others."""
        return super().render(task) if task.fields["en_octets"] else Text("")


class Barre:
    """A line per phase: the current one moves, those before stay with their duration."""

    def __init__(self, affichage: Progress) -> None:
        self._affichage = affichage
        self._tache: TaskID | None = None

    def etape(self, nom: str, total: int | None = None) -> None:
        """Begin a phase; the one before is over."""
        self.terminer()
        self._tache = self._affichage.add_task(nom, total=total, en_octets=total is not None)

    def avancer(self, nombre: int) -> None:
        """Move the bar by `nombre` bytes."""
        if self._tache is not None:
            self._affichage.advance(self._tache, nombre)

    def terminer(self) -> None:
        """Mark the current phase as done."""
        if self._tache is not None:
            tache = self._affichage.tasks[self._tache]
            total = tache.total or 1
            self._affichage.update(self._tache, total=total, completed=total)
            self._affichage.stop_task(self._tache)


@contextmanager
def progression_visible() -> Iterator[Barre]:
    """The bar, on standard error, while the import runs."""
    colonnes = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        Octets(),
        Debit(),
        TimeElapsedColumn(),
    )
    with Progress(*colonnes, console=Console(stderr=True)) as affichage:
        barre = Barre(affichage)
        yield barre
        barre.terminer()
