"""Who and what an import creates, changes or withdraws, by name, as its report keeps them: searched, written as a CSV.

They are taken down by `releve`.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db.models import TextField, Value
from django.db.models.functions import Concat

from imagin.socle.imports.models import Difference, Import, Sorte
from imagin.socle.listes.recherche import mots_cherches
from imagin.socle.texte.cle import Cle

ENTETE = ("Objet", "Changement", "Clé", "Désignation", "Champ", "Avant", "Après")


def chercher(bilan: Import, texte: str) -> list[Difference]:
    """The differences whose key or name holds every word of `texte`, whatever case or accents."""
    mots = Cle(Concat("cle", Value(" "), "designation", output_field=TextField()))
    lignes = bilan.differences.annotate(mots=mots)
    for mot in mots_cherches(texte):
        lignes = lignes.filter(mots__contains=mot)
    return list(lignes.order_by("pk"))


def ecrire_csv(bilan: Import, chemin: Path) -> int:
    """Write what the report keeps, one line a field that differs, and return how many; raises OSError.

    UTF-8 with BOM and `;`, as the spreadsheets expect; nothing that they would take for a formula.
    """
    with chemin.open("w", encoding="utf-8-sig", newline="") as flux:
        sortie = csv.writer(flux, delimiter=";")
        sortie.writerow(ENTETE)
        nombre = 0
        for difference in bilan.differences.order_by("pk").iterator():
            for champ, avant, apres in _champs(difference):
                textes = (difference.objet, Sorte(difference.sorte).label, difference.cle, difference.designation)
                sortie.writerow(map(_sans_formule, (*textes, champ, avant, apres)))
                nombre += 1
    return nombre


def _champs(difference: Difference) -> Iterator[tuple[str, str, str]]:
    avant, apres = difference.avant or {}, difference.apres or {}
    for champ in {**avant, **apres} or {"": None}:
        yield champ, en_texte(avant.get(champ)), en_texte(apres.get(champ))


def en_texte(valeur: object) -> str:
    """A value as the report writes it."""
    if isinstance(valeur, bool):
        return "OUI" if valeur else "NON"
    return "" if valeur is None else str(valeur)


def _sans_formule(texte: str) -> str:
    return f"'{texte}" if texte[:1] in {"=", "+", "-", "@", "\t", "\r"} else texte
