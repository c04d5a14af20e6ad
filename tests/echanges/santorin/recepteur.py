"""SANTORIN as a receiver should be: takes each message once, keeps the highest version of each dossier.

One memory, however the messages come: by files of a directory, by HTTPS.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PRIS = {"resultat": "PRIS"}


@dataclass
class Recepteur:
    """What was received, what was done of it, and what is refused next: reasons are consumed one by one."""

    recus: list[str] = field(default_factory=list)
    pris: list[dict[str, Any]] = field(default_factory=list)
    dossiers: dict[int, dict[str, Any]] = field(default_factory=dict)
    refus: list[str] = field(default_factory=list)

    @property
    def exemplaires(self) -> Counter[str]:
        """How many times each message was acted upon."""
        return Counter(message["identifiant"] for message in self.pris)

    @property
    def noms(self) -> list[str]:
        """Whose messages were acted upon, in order."""
        return [message["intervenant"]["nom"] for message in self.pris]

    def recevoir(self, octets: bytes) -> dict[str, str]:
        """Take a message; the acknowledgement."""
        message = json.loads(octets)
        self.recus.append(message["identifiant"])
        if message["identifiant"] in self.exemplaires:
            return PRIS
        if self.refus:
            return {"resultat": "REFUSE", "motif": self.refus.pop(0)}
        self.pris.append(message)
        connu = self.dossiers.get(message["dossier"], {"version": 0})
        if message["version"] > connu["version"]:
            self.dossiers[message["dossier"]] = message
        return PRIS

    def relever(self, racine: Path) -> int:
        """Take what lies in `depot/`, in the order of names, and answer in `accuses/`; how many."""
        fichiers = sorted(p for p in (racine / "depot").iterdir() if not p.name.startswith("."))
        for fichier in fichiers:
            provisoire = racine / "accuses" / f".{fichier.name}"
            provisoire.write_text(json.dumps(self.recevoir(fichier.read_bytes())))
            provisoire.rename(racine / "accuses" / fichier.name)
            fichier.unlink()
        return len(fichiers)


def casier(racine: Path) -> Path:
    """The two folders of a delivery by files."""
    for nom in ("depot", "accuses"):
        (racine / nom).mkdir(parents=True)
    return racine
