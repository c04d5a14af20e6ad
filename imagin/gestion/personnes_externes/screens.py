"""The screens of the activity: who waits to be recognised, everybody who was named, and who one of them may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from imagin.domaine.federation.queries.personnes import (
    candidats,
    convocations_d_ailleurs,
    etat_de_la_personne,
    personne_externe,
    personnes_a_designer,
    personnes_a_reconnaitre,
    personnes_externes,
)
from imagin.domaine.federation.rules import resume_de
from imagin.gestion.personnes_externes import lists
from imagin.presentation.listes.ecran import CSV, EcranListe
from imagin.socle.versions import version_de

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from imagin.domaine.federation.models import PersonneExterne
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant
    from imagin.socle.listes import ListePresentee


def externe_demandee(perimetre: Perimetre, externe: int) -> PersonneExterne:
    """Whom the address names, or Http404."""
    trouvee = personne_externe(perimetre, externe)
    if trouvee is None:
        raise Http404
    return trouvee


def _de(perimetre: Perimetre, externe: PersonneExterne, _: ListePresentee[Intervenant]) -> dict[str, Any]:
    """What their académie says of them, and who they are here now."""
    return {
        "externe": externe,
        "version": version_de(etat_de_la_personne(externe)),
        "convocations": [
            resume_de(convocation.contenu, academie=externe.partenaire.nom)
            for convocation in convocations_d_ailleurs(perimetre, externe)
            if convocation.contenu
        ],
    }


def _tous(perimetre: Perimetre, _: PersonneExterne) -> QuerySet[Intervenant]:
    return personnes_a_designer(perimetre)


# Guide: G4.6-06.
A_RECONNAITRE = EcranListe(
    lists.A_RECONNAITRE,
    personnes_a_reconnaitre,
    titre="Personnes convoquées ailleurs",
    aide="D'autres académies convoquent ces personnes, et IMAG'IN ne sait pas qui elles sont ici : tant que personne "
    "ne l'a dit, elles ne sont pas indisponibles. Ouvrez une ligne pour dire qui c'est.",
    fichiers=(CSV,),
    dans_la_page=0,
    gabarit="personnes_externes/a_reconnaitre.html",
)

NOMMEES = EcranListe(
    lists.NOMMEES,
    personnes_externes,
    titre="Toutes les personnes nommées par d'autres académies",
    fichiers=(CSV,),
    dans_la_page=0,
    gabarit="personnes_externes/nommees.html",
)

CANDIDATS = EcranListe(
    lists.CANDIDATS,
    candidats,
    objet=externe_demandee,
    contexte=_de,
    gabarit="personnes_externes/personne.html",
)

TOUS = EcranListe(
    lists.TOUS,
    _tous,
    objet=externe_demandee,
    contexte=_de,
    dans_la_page=0,
    gabarit="personnes_externes/tous.html",
)
