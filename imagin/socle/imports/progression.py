"""How an import tells how far it is; silent unless somebody looks."""

from typing import Protocol


class Progression(Protocol):
    """Told by the import: phases by their French name, with a total (bytes) or None when it cannot be known."""

    def etape(self, nom: str, total: int | None = None) -> None:
        """Begin a phase; the one before is over."""

    def avancer(self, nombre: int) -> None:
        """`nombre` more of the phase's total are done."""


class Silence:
    """The progression that nobody looks at."""

    def etape(self, nom: str, total: int | None = None) -> None:
        """Say nothing."""

    def avancer(self, nombre: int) -> None:
        """Say nothing."""
