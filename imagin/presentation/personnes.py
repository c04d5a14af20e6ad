"""Whom a line of a list names: how they are found, and told apart from their homonyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagin.domaine.personnes.rules import distinctions
from imagin.socle.listes import Nomme, NommeSql, differences

if TYPE_CHECKING:
    from collections.abc import Collection

    from imagin.domaine.personnes.models import Intervenant

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


def avec_distinction(personnes: Collection[Intervenant]) -> list[Intervenant]:
    """The same people, each with `distinction`: what tells them apart from a homonym among them, or an empty text."""
    textes = differences(nomme(personne) for personne in personnes)
    for personne in personnes:
        personne.distinction = textes.get(personne.pk, "")  # type: ignore[attr-defined]
    return list(personnes)
