"""The lists of the activity as screens: the personnel, and the two tabs of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from imagin.activites.saisie_competences import lists
from imagin.activites.saisie_competences.forms import FiltresPersonnels
from imagin.activites.saisie_competences.objets import personne_demandee
from imagin.domaine.competences.queries import competences_de, personnels_et_competences, validation_en_cours
from imagin.domaine.personnes.queries import enseignements
from imagin.presentation.listes.ecran import CSV, EcranListe
from imagin.socle.ui.onglets import Onglet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imagin.domaine.competences.queries import PersonneEtCompetences
    from imagin.domaine.competences.rules import Competence
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Enseignement
    from imagin.socle.listes import ListePresentee

ONGLETS = {"competences": "Liste des compétences", "enseignements": "Liste des enseignements"}


def _personnels(perimetre: Perimetre, filtres: FiltresPersonnels) -> Iterable[PersonneEtCompetences]:
    definies = {"OUI": True, "NON": False}.get(filtres.choix.get("definies", ""))
    return personnels_et_competences(perimetre, definies=definies)


def _competences(perimetre: Perimetre, personne: PersonneEtCompetences) -> Iterable[Competence]:
    return competences_de(perimetre, personne.pk)


def _enseignements(perimetre: Perimetre, personne: PersonneEtCompetences) -> Iterable[Enseignement]:
    return enseignements(perimetre, personne.pk)


def _validation(perimetre: Perimetre, _: ListePresentee[Any]) -> dict[str, Any]:
    return {"validation": validation_en_cours(perimetre)}


def _onglet(perimetre: Perimetre, personne: PersonneEtCompetences, liste: ListePresentee[Any]) -> dict[str, Any]:
    """Who it is, and the tabs; the list shown is the current one."""
    courant, definies = liste.liste.cle, personne.competences_definies
    return {
        "personne": personne,
        "complements": [("Compétences définies", lists.oui_ou_non(definies))],
        "onglets": [
            Onglet(libelle, reverse(f"saisie_competences:{nom}", args=[personne.pk]), nom == courant)
            for nom, libelle in ONGLETS.items()
        ],
        "ajout": courant == "competences",
        "validation": validation_en_cours(perimetre),
    }


# Guide: G3.3-01.
PERSONNELS = EcranListe(
    lists.PERSONNELS,
    _personnels,
    titre="Saisie des compétences",
    filtrer=lambda parametres, _: FiltresPersonnels(parametres),
    bouton="Filtrer personnels",
    contexte=_validation,
    fichiers=(CSV._replace(libelle="Extraction CSV"),),
    fichier="competences_personnels",
    gabarit="saisie_competences/personnels.html",
)

# Guide: G3.3-02, G3.3-04.
COMPETENCES = EcranListe(
    lists.COMPETENCES,
    _competences,
    objet=personne_demandee,
    contexte=_onglet,
    gabarit="saisie_competences/personne.html",
)

# Read-only. Guide: G3.3-07.
ENSEIGNEMENTS = EcranListe(
    lists.ENSEIGNEMENTS,
    _enseignements,
    objet=personne_demandee,
    contexte=_onglet,
    gabarit="saisie_competences/personne.html",
)
