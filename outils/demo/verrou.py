"""One demonstration at a time in a checkout, and the memory of what a killed one left running."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from outils.demo.reglages import VAR, ErreurDemo


class Temoin:
    """`var/demo/lanceur.json`: who runs, and whether it is for the launcher to stop PostgreSQL."""

    def __init__(self, chemin: Path) -> None:
        self.chemin = chemin

    def lire(self) -> dict[str, object]:
        """What the last launcher wrote and did not take back: empty after a clean stop."""
        try:
            lu = json.loads(self.chemin.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return lu if isinstance(lu, dict) else {}

    def ecrire(self, *, adresse: str, postgres: bool) -> None:
        """Say who runs, and where; `postgres` when the cluster is ours to stop."""
        contenu = {"processus": os.getpid(), "adresse": adresse, "postgres": postgres}
        self.chemin.write_text(json.dumps(contenu), encoding="utf-8")

    def effacer(self) -> None:
        """Nothing of ours runs any more."""
        self.chemin.unlink(missing_ok=True)


@contextmanager
def seul() -> Iterator[Temoin]:
    """Hold the place until the end; the system frees it if we are killed. Raises ErreurDemo when it is taken."""
    VAR.mkdir(parents=True, exist_ok=True)
    temoin = Temoin(VAR / "lanceur.json")
    with (VAR / "verrou").open("w", encoding="utf-8") as verrou:
        try:
            fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lu = temoin.lire()
            raise ErreurDemo(
                f"La démonstration tourne déjà : {lu.get('adresse', '?')}/. Avant d'en relancer une, "
                f"arrêtez-la par Ctrl-C dans son terminal, ou par : kill {lu.get('processus', '?')}"
            ) from None
        yield temoin
