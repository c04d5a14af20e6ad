"""What the launcher is asked for, and where it keeps things."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from outils.demo.fabrique import TAILLES

DEPOT = Path(__file__).resolve().parents[2]
VAR = DEPOT / "var" / "demo"
TAILLE_ORDINAIRE = "demo"
GRAINE = 31
MOT_DE_PASSE = "Imagin-demo-31!"
AFFIRMATIFS = {"1", "oui", "true"}


class ErreurDemo(Exception):
    """What keeps the demonstration from running: a French message that says what to do."""


@dataclass(frozen=True)
class Reglages:
    """Size of the académie, port of the site, whether to start afresh."""

    taille: str
    port: int
    neuve: bool

    @property
    def adresse(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.port}"

    @property
    def base(self) -> str:
        """Name of the database: one for each size, so that trying the big one loses nothing of the small one."""
        return "imagin" if self.taille == TAILLE_ORDINAIRE else f"imagin_{self.taille}"

    @property
    def fichiers(self) -> Path:
        """Where the files of the feeds are written."""
        return VAR / "fichiers" / self.taille

    @property
    def courrier(self) -> Path:
        """Where the mails are laid."""
        return VAR / "courrier"

    @property
    def santorin(self) -> Path:
        """Where SANTORIN is told, and answers."""
        return VAR / "santorin"

    @property
    def journaux(self) -> Path:
        """Where each process writes its log."""
        return VAR / "journaux"


def lire_reglages(arguments: list[str]) -> Reglages:
    """From the environment (PORT, DEMO, NEUVE) and the command line (--neuve). Raises ErreurDemo."""
    inconnus = set(arguments) - {"--neuve"}
    if inconnus:
        raise ErreurDemo(f"Option inconnue : {', '.join(sorted(inconnus))}. La seule option est --neuve.")
    neuve = "--neuve" in arguments or os.environ.get("NEUVE", "").lower() in AFFIRMATIFS
    return Reglages(_taille(os.environ.get("DEMO", "")), lire_port(os.environ.get("PORT", "") or "8000"), neuve)


def _taille(demandee: str) -> str:
    taille = {"": TAILLE_ORDINAIRE, "petite": TAILLE_ORDINAIRE}.get(demandee, demandee)
    if taille not in TAILLES:
        raise ErreurDemo(f"DEMO={demandee} : taille inconnue. Écrivez DEMO=academie, ou rien pour la petite.")
    return taille


def lire_port(demande: str) -> int:
    """A port that was asked for. Raises ErreurDemo."""
    if not demande.isdecimal() or not 0 < int(demande) < 65_536:
        raise ErreurDemo(f"PORT={demande} : ce n'est pas un port. Écrivez par exemple PORT=8001.")
    return int(demande)


def secret(dossier: Path | None = None) -> str:
    """The key that signs sessions, drawn once in `dossier` so that they survive a restart."""
    chemin = (dossier or VAR) / "secret"
    if not chemin.exists():
        chemin.parent.mkdir(parents=True, exist_ok=True)
        chemin.touch(mode=0o600)
        chemin.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return chemin.read_text(encoding="ascii")
