"""The lists of the activity as screens: the personnel, and the indisponibilités of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imagin.activites.saisie_indisponibilites import lists
from imagin.activites.saisie_indisponibilites.lists import est_la_mienne
from imagin.activites.saisie_indisponibilites.objets import personne_demandee
from imagin.domaine.disponibilites.queries import indisponibilites_de
from imagin.domaine.personnes.queries import personnels_par_nom
from imagin.presentation.listes.ecran import EcranListe
from imagin.socle.temps import date_courte

if TYPE_CHECKING:
    from imagin.domaine.disponibilites.models import Indisponibilite
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant
    from imagin.socle.listes import Liste, ListePresentee


def _liste(perimetre: Perimetre, _: Intervenant) -> Liste[Indisponibilite]:
    return lists.indisponibilites(perimetre)


def _indisponibilites(perimetre: Perimetre, personne: Intervenant) -> list[Indisponibilite]:
    return list(indisponibilites_de(perimetre, personne.pk))


def _resume(perimetre: Perimetre, personne: Intervenant, liste: ListePresentee[Indisponibilite]) -> dict[str, Any]:
    """Who it is, and which lines the caller may take back."""
    naissance = date_courte(personne.date_naissance) if personne.date_naissance else ""
    return {
        "personne": personne,
        "complements": [("Date de naissance", naissance)],
        "les_miennes": {ligne.objet.pk for ligne in liste.lignes if est_la_mienne(perimetre, ligne.objet)},
    }


# Guide: G3.2-01.
PERSONNELS = EcranListe(lists.PERSONNELS, personnels_par_nom, titre="Saisie d'indisponibilité")

# Latest start first. Guide: G3.2-01.
INDISPONIBILITES = EcranListe(
    _liste,
    _indisponibilites,
    objet=personne_demandee,
    contexte=_resume,
    gabarit="saisie_indisponibilites/personne.html",
)
