"""A file of EPP of any size, from a seed: names as France has them, postings in the établissements that it makes.

Agents' numbers follow no order, as in an extraction sorted by school or by name.
"""

import random
from collections.abc import Iterator
from pathlib import Path

GRAINE = 20261124
LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ"
NOMBRE_ETABLISSEMENTS = 520
NOMS = [
    "MARTIN",
    "BERNARD",
    "THOMAS",
    "PETIT",
    "ROBERT",
    "RICHARD",
    "DURAND",
    "DUBOIS",
    "MOREAU",
    "LAURENT",
    "SIMON",
    "MICHEL",
    "LEFÈVRE",
    "LEROY",
    "ROUX",
    "DAVID",
    "BERTRAND",
    "MOREL",
    "FOURNIER",
    "GIRARD",
    "BONNET",
    "DUPONT",
    "LAMBERT",
    "FONTAINE",
    "ROUSSEAU",
    "VINCENT",
    "MÜLLER",
    "FAURE",
    "ANDRÉ",
    "MERCIER",
    "BLANC",
    "GUÉRIN",
    "BOYER",
    "GARNIER",
    "CHEVALIER",
    "FRANÇOIS",
    "LEGRAND",
    "GAUTHIER",
    "GARCÍA",
    "PERRIN",
    "ROBIN",
    "CLÉMENT",
    "MORIN",
    "NICOLAS",
    "HENRY",
    "ROUSSEL",
    "KOWALCZYK",
    "BÉNEC'H",
]
SYLLABES = [
    "AR",
    "BER",
    "CHAR",
    "DUM",
    "ES",
    "FOR",
    "GIR",
    "HON",
    "JOU",
    "LAC",
    "MON",
    "NEU",
    "PER",
    "QUI",
    "ROS",
    "SAU",
    "TES",
    "VAL",
    "BEC",
    "LIN",
    "TON",
    "DIER",
    "MAN",
    "NET",
    "RIC",
    "SON",
    "PEY",
    "CAZ",
    "LAB",
    "GUÉ",
]
PARTICULES = ("DE ", "D'", "LE ", "DE LA ", "DU ")
PRENOMS = [
    "Marie",
    "Jean",
    "Françoise",
    "Michel",
    "Hélène",
    "André",
    "Anne-Laure",
    "Jean-Pierre",
    "Loïc",
    "Maël",
    "Zoé",
    "Chloé",
    "Gaëlle",
    "Noémie",
    "Éric",
    "Cécile",
    "Stéphane",
    "Véronique",
    "Jérôme",
    "Aurélie",
    "Benoît",
    "Laëtitia",
    "Yannick",
    "Édith",
    "Nicolas",
    "Sophie",
    "Pierre",
    "Fatima",
    "Mehdi",
    "Wojciech",
]
COMMUNES = ("TOULOUSE", "MURET", "COLOMIERS", "BLAGNAC", "SAINT-GAUDENS", "AUCH", "CAHORS", "L'ISLE-JOURDAIN")
COLONNES = [
    "numero_agent",
    "numen",
    "civilite",
    "nom",
    "prenom",
    "nom_naissance",
    "date_naissance",
    "discipline_code",
    "discipline",
    "uai_principal",
    "uai_secondaires",
    "adresse",
    "code_postal",
    "commune",
    "tel_personnel",
    "tel_professionnel",
    "mel_professionnel",
    "mel_personnel",
]


def etablissements() -> list[str]:
    """UAI of Haute-Garonne, with their check letters."""
    numeros = range(310_000, 310_000 + 3 * NOMBRE_ETABLISSEMENTS, 3)
    return [f"{numero:07}{LETTRES_UAI[numero % 23]}" for numero in numeros]


def ecrire_epp(chemin: Path, nombre: int) -> Path:
    """Write `nombre` people as EPP sends them."""
    with chemin.open("w", encoding="utf-8") as flux:
        flux.write(";".join(COLONNES) + "\n")
        flux.writelines(";".join(ligne) + "\n" for ligne in lignes_epp(nombre))
    return chemin


def lignes_epp(nombre: int) -> Iterator[list[str]]:
    """That many people, always the same: the texts of their columns."""
    hasard = random.Random(GRAINE)
    uais = etablissements()
    numeros = hasard.sample(range(100_000, 100_000 + 4 * nombre), nombre)
    for rang, numero in enumerate(numeros):
        nom, prenom = _nom(hasard), hasard.choice(PRENOMS)
        discipline = hasard.randrange(90)
        principal, *secondaires = hasard.sample(uais, 1 + hasard.choices([0, 1, 2, 3], [80, 14, 5, 1])[0])
        mel = f"{prenom}.{nom}{rang}".lower().replace(" ", "-").replace("'", "")
        lettres = "".join(hasard.choices("ABCDEFGHIJKLMNPQRSTUVWXYZ", k=3))
        yield [
            str(numero),
            f"16E{10 + numero // 100_000 % 90}{numero % 100_000:05}{lettres}",
            hasard.choice(("M", "MME")),
            nom,
            prenom,
            nom if hasard.random() < 0.7 else _nom(hasard),
            f"{hasard.randint(1958, 2001)}-{hasard.randint(1, 12):02}-{hasard.randint(1, 28):02}",
            f"L{discipline:04}",
            f"DISCIPLINE DE POSTE {discipline}",
            principal,
            ",".join(secondaires),
            f"{hasard.randint(1, 200)} rue {_nom(hasard).title()}" + (" | Bâtiment B" if hasard.random() < 0.3 else ""),
            f"31{hasard.randrange(1000):03}",
            hasard.choice(COMMUNES),
            _telephone(hasard, "06"),
            _telephone(hasard, "05"),
            f"{mel}@ac-toulouse.example",
            f"{mel}@courriel.example" if hasard.random() < 0.5 else "",
        ]


def _nom(hasard: random.Random) -> str:
    racine = hasard.choice(NOMS) if hasard.random() < 0.4 else "".join(hasard.choices(SYLLABES, k=hasard.randint(2, 4)))
    particule = hasard.choice(PARTICULES) if hasard.random() < 0.15 else ""
    return particule + racine + (f"-{hasard.choice(NOMS)}" if hasard.random() < 0.06 else "")


def _telephone(hasard: random.Random, debut: str) -> str:
    return " ".join([debut, *(f"{hasard.randrange(100):02}" for _ in range(4))])
