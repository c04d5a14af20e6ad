"""Whom a line of a list names: how they are found, told apart from their homonyms, and called."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.rules import distinctions
from imagin.socle.lignes import Avec
from imagin.socle.listes import Nomme, NommeSql, differences

if TYPE_CHECKING:
    from collections.abc import Collection

NOMME_SQL = NommeSql(cle="cle", autres_noms="nom_naissance")
"""Lines that are people, as `nomme` names them, for the database."""


def nomme(personne: Intervenant) -> Nomme:
    """For `Liste(personne=…)`: found by their birth name too, told apart by birth date, commune, number."""
    autre_nom = personne.nom_naissance if personne.nom_naissance != personne.nom else ""
    return Nomme(
        personne.pk,
        f"{personne.nom} {personne.prenom}",
        autre_nom,
        distinctions(personne.civilite, personne.date_naissance, personne.commune, personne.reference),
    )


class Distinction(TypedDict):
    """What tells somebody apart from a homonym among those shown with them, or an empty text."""

    distinction: str


PersonneDistinguee = Avec[Intervenant, Distinction]


def avec_distinction(personnes: Collection[Intervenant]) -> list[PersonneDistinguee]:
    """The same people, each with what tells them apart."""
    textes = differences(nomme(personne) for personne in personnes)
    distinguees = [cast("PersonneDistinguee", personne) for personne in personnes]
    for personne in distinguees:
        personne.distinction = textes.get(personne.pk, "")
    return distinguees


def telephones(personne: Intervenant) -> str:
    """Where somebody is called: « tél. 06 39 98 41 15 / 05 61 00 00 00 », « aucun téléphone connu »."""
    connus = " / ".join(filter(None, (personne.tel_personnel, personne.tel_professionnel)))
    return f"tél. {connus}" if connus else "aucun téléphone connu"
