"""The lists of the activity as screens: the personnel, and the three tabs of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from imagin.activites.consultation_personnels import lists
from imagin.activites.consultation_personnels.forms import CONVOCATION, FiltrePeriode
from imagin.activites.consultation_personnels.objets import personne_demandee
from imagin.domaine.convocations.queries.personnel import (
    a_des_affectations_non_convoquees,
    affectations_convoquees_de,
    convoques_sur,
    personnels_et_convocations,
)
from imagin.domaine.disponibilites.queries import disponibles_sur, indisponibilites_de
from imagin.domaine.personnes.queries import enseignements
from imagin.presentation.listes.ecran import CSV, PDF, EcranListe
from imagin.presentation.perimetre import banniere
from imagin.socle.temps import date_courte
from imagin.socle.ui.onglets import Onglet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imagin.domaine.convocations.queries.lignes import AffectationDuPersonnel
    from imagin.domaine.convocations.queries.personnel import PersonneConvoquee
    from imagin.domaine.disponibilites.models import Indisponibilite
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Enseignement
    from imagin.socle.listes import ListePresentee

ONGLETS = {
    "affectations": "Affectations Convoquées",
    "indisponibilites": "Indisponibilités",
    "enseignements": "Enseignements",
}


def _personnels(perimetre: Perimetre, filtre: FiltrePeriode) -> Iterable[PersonneConvoquee]:
    """Everybody, or who is available or summoned in a period. A filter that is wrong filters nothing."""
    lignes = personnels_et_convocations(perimetre)
    if not filtre.choix:
        return lignes
    convoques = filtre.choix["selon"] == CONVOCATION
    return (convoques_sur if convoques else disponibles_sur)(lignes, filtre.periode())


def _affectations(perimetre: Perimetre, personne: PersonneConvoquee) -> Iterable[AffectationDuPersonnel]:
    return affectations_convoquees_de(perimetre, personne.pk)


def _indisponibilites(perimetre: Perimetre, personne: PersonneConvoquee) -> Iterable[Indisponibilite]:
    return indisponibilites_de(perimetre, personne.pk)


def _enseignements(perimetre: Perimetre, personne: PersonneConvoquee) -> Iterable[Enseignement]:
    return enseignements(perimetre, personne.pk)


def _onglet(_: Perimetre, personne: PersonneConvoquee, liste: ListePresentee[Any]) -> dict[str, Any]:
    """Who it is, and the tabs; the list shown is the current one."""
    derniere = lists.derniere_convocation(personne)
    return {
        "personne": personne,
        "complements": [("Dernière convocation", date_courte(derniere) if derniere else "")],
        "onglets": [
            Onglet(libelle, reverse(f"consultation_personnels:{nom}", args=[personne.pk]), nom == liste.liste.cle)
            for nom, libelle in ONGLETS.items()
        ],
        "reste_a_convoquer": False,
    }


def _onglet_affectations(
    perimetre: Perimetre, personne: PersonneConvoquee, liste: ListePresentee[Any]
) -> dict[str, Any]:
    reste = a_des_affectations_non_convoquees(perimetre, personne.pk)
    return {**_onglet(perimetre, personne, liste), "reste_a_convoquer": reste}


# In the page, or by the database when the établissement is a large one. Guide: G3.1-01 to G3.1-03.
PERSONNELS = EcranListe(
    lists.PERSONNELS,
    _personnels,
    titre="Consultation des personnels",
    filtrer=lambda parametres, _: FiltrePeriode(parametres, lier=False),
    bouton="Filtrer personnels",
    effacer="Effacer filtre",
    fichiers=(CSV._replace(libelle="Format CSV"), PDF._replace(libelle="Format PDF")),
    sous_titres=banniere,
    gabarit="consultation_personnels/personnels.html",
)

# Guide: G3.1-06.
AFFECTATIONS = EcranListe(
    lists.AFFECTATIONS,
    _affectations,
    objet=personne_demandee,
    contexte=_onglet_affectations,
    gabarit="consultation_personnels/personne.html",
)

# Guide: G3.1-07.
INDISPONIBILITES = EcranListe(
    lists.INDISPONIBILITES,
    _indisponibilites,
    objet=personne_demandee,
    contexte=_onglet,
    gabarit="consultation_personnels/personne.html",
)

# Read-only, from STS-WEB. Guide: G3.1-08.
ENSEIGNEMENTS = EcranListe(
    lists.ENSEIGNEMENTS,
    _enseignements,
    objet=personne_demandee,
    contexte=_onglet,
    gabarit="consultation_personnels/personne.html",
)
