"""The three instances: names, addresses, what each manages, and which schools are centres for whom."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from outils.demo.reglages import AFFIRMATIFS, DEPOT, ErreurDemo, lire_port, secret

VAR = DEPOT / "var" / "demo-academies"
PREMIER_PORT = 8001
CIBLE = "demo-academies"


@dataclass(frozen=True)
class InstanceDeDemo:
    """One of them. `gerees`: académies whose schools and people are its own; `centres`: of each partner, by code."""

    code: str
    nom: str
    gerees: tuple[str, ...]
    hote: str
    rang: int
    centres: dict[str, tuple[str, ...]]

    @property
    def base(self) -> str:
        """Its database."""
        return f"imagin_{self.code}"

    @property
    def dossier(self) -> Path:
        """Where its secret and its files are."""
        return VAR / self.code

    def port(self, premier: int) -> int:
        """Each its own, beside an address of its own: cookies ignore ports."""
        return premier + self.rang

    def adresse(self, premier: int) -> str:
        """How its partners know it."""
        return f"http://{self.hote}:{self.port(premier)}"

    def environnement(self, premier: int, base: str) -> dict[str, str]:
        """What its programs are told, that they do not share with the others'."""
        return {
            "IMAGIN_BASE": base,
            "IMAGIN_SECRET": secret(self.dossier),
            "IMAGIN_HOTES": self.hote,
            "IMAGIN_ADRESSE": self.adresse(premier),
            "IMAGIN_ACADEMIE": self.gerees[0],
            "IMAGIN_INSTANCE": self.code,
            "IMAGIN_INTITULE": "" if self.code in self.gerees else self.nom,
        }


BELLEVUE, JOLIOT_CURIE = "0310038Y", "0350029S"
TOULOUSE = InstanceDeDemo("16", "TOULOUSE", ("16",), "127.0.0.1", 0, {})
RENNES = InstanceDeDemo("14", "RENNES", ("14",), "127.0.0.2", 1, {"16": (BELLEVUE,)})
SIEC = InstanceDeDemo("siec", "SIEC", ("01", "24", "25"), "127.0.0.3", 2, {"16": (BELLEVUE,), "14": (JOLIOT_CURIE,)})
INSTANCES = (TOULOUSE, RENNES, SIEC)


@dataclass(frozen=True)
class ReglagesAcademies:
    """Port of the first site, whether to start afresh."""

    port: int
    neuve: bool

    @property
    def courrier(self) -> Path:
        """Where the mails of all three are laid."""
        return VAR / "courrier"

    @property
    def journaux(self) -> Path:
        """Where each process writes its log."""
        return VAR / "journaux"


def lire_reglages(arguments: Sequence[str]) -> ReglagesAcademies:
    """From the environment (PORT, NEUVE) and the command line (--neuve). Raises ErreurDemo."""
    if inconnus := set(arguments) - {"--neuve"}:
        raise ErreurDemo(f"Option inconnue : {', '.join(sorted(inconnus))}. La seule option est --neuve.")
    neuve = "--neuve" in arguments or os.environ.get("NEUVE", "").lower() in AFFIRMATIFS
    return ReglagesAcademies(lire_port(os.environ.get("PORT", "") or str(PREMIER_PORT)), neuve)
