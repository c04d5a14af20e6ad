"""Who to summon: found by name in the académie, or by discipline in one's own établissement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, JsonResponse, QueryDict

from imagin.domaine.convocations.queries import intervenants_a_convoquer
from imagin.domaine.personnes.queries import (
    Suggestion,
    disciplines_de_l_etablissement,
    personnels_de_la_discipline,
    suggestions,
)
from imagin.presentation.suggestions import suggestion_de_personne
from imagin.socle.texte.numeros import lire_numeros

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant
    from imagin.domaine.referentiel.models import Discipline


def suggerer_personnes(request: HttpRequest, perimetre: Perimetre) -> JsonResponse:
    """People of the académie whose name begins as typed (G4.2-06)."""
    trouves = suggestions(perimetre, texte=request.GET.get("q", ""))
    return JsonResponse([suggestion_de_personne(personne) for personne in trouves], safe=False)


def suggerer_disciplines(request: HttpRequest, perimetre: Perimetre) -> JsonResponse:
    """Disciplines of one's own établissement, each with all its people, to be ticked in one go (G4.2-06)."""
    reponses = [
        _suggestion_de_discipline(discipline, personnels_de_la_discipline(perimetre, discipline.pk))
        for discipline in disciplines_de_l_etablissement(perimetre, texte=request.GET.get("q", ""))
    ]
    return JsonResponse(reponses, safe=False)


def rechercher(perimetre: Perimetre, saisie: QueryDict) -> tuple[list[Intervenant], set[int]]:
    """Without scripts: people already ticked, those of that name and those of that discipline; and whom to tick.

    A name finds namesakes, who are not chosen: only a discipline is ticked whole, as with scripts.
    """
    cochees = lire_numeros(saisie.getlist("intervenants"))
    if texte := saisie.get("discipline", "").strip():
        for discipline in disciplines_de_l_etablissement(perimetre, texte=texte):
            cochees |= {personne.cle for personne in personnels_de_la_discipline(perimetre, discipline.pk)}
    nommees = {personne.cle for personne in suggestions(perimetre, texte=saisie.get("nom_prenom", ""))}
    return list(intervenants_a_convoquer(perimetre, cochees | nommees)), cochees


def _suggestion_de_discipline(discipline: Discipline, personnes: list[Suggestion]) -> dict[str, object]:
    return {
        "id": discipline.pk,
        "libelle": discipline.libelle,
        "detail": _nombre(len(personnes)),
        "elements": [suggestion_de_personne(personne) for personne in personnes],
    }


def _nombre(n: int) -> str:
    return f"{n} intervenant{'s' if n > 1 else ''}"
