"""Putting a mail into words: one dataclass of ready-made words, one folder of templates, nothing else.

A template joins, counts and repeats; it is given texts, numbers and tuples of them, never a model, a date or None, so
that no value can print as « [189010] », « None » or « <Mission: …> ».
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from django.template import engines

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOTEUR = "courriels"


@dataclass(frozen=True)
class Redaction:
    """A mail in words."""

    sujet: str
    corps: str


def rediger(nom: str, contexte: "DataclassInstance") -> Redaction:
    """The mail of the folder `courriels/<nom>/` (objet.txt, corps.txt), with the fields of `contexte`.

    Raises TypeError for a field that is not words: a mail with a hole or a bracket in it must not leave.
    """
    mots = {champ.name: getattr(contexte, champ.name) for champ in fields(contexte)}
    for defaut in _defauts(mots, nom):
        raise TypeError(defaut)
    gabarits = (engines[MOTEUR].get_template(f"courriels/{nom}/{partie}.txt") for partie in ("objet", "corps"))
    sujet, corps = (gabarit.render(mots) for gabarit in gabarits)
    return Redaction(" ".join(sujet.split()), f"{corps.rstrip()}\n")


def _defauts(valeur: object, chemin: str) -> Iterator[str]:
    """What in there is neither text, number, nor tuples or dataclasses of them."""
    if isinstance(valeur, dict):
        for nom, contenu in valeur.items():
            yield from _defauts(contenu, f"{chemin}.{nom}")
    elif is_dataclass(valeur) and not isinstance(valeur, type):
        for champ in fields(valeur):
            yield from _defauts(getattr(valeur, champ.name), f"{chemin}.{champ.name}")
    elif isinstance(valeur, tuple):
        for rang, contenu in enumerate(valeur):
            yield from _defauts(contenu, f"{chemin}.{rang}")
    elif not isinstance(valeur, str | int):
        yield f"{chemin} : {valeur!r} n'est pas du texte ({type(valeur).__name__})"
