"""Of one person: the summary of a convocation elsewhere, and their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.activites.consultation_personnels.objets import personne_demandee
from imagin.domaine.convocations.queries.lettres import emission_du_personnel
from imagin.domaine.convocations.queries.personnel import convocation_du_personnel
from imagin.domaine.disponibilites.queries import indisponibilite_du_personnel
from imagin.presentation.documents.convocation.telechargement import lettre_ou_duplicata
from imagin.socle.listes.http import telecharger_pdf

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre


def convocation_ailleurs(
    request: HttpRequest, perimetre: Perimetre, personne: int, indisponibilite: int
) -> HttpResponse:
    """Summary of the convocation by another académie that makes the person unavailable (G3.1-07)."""
    choisie = personne_demandee(perimetre, personne)
    trouvee = indisponibilite_du_personnel(perimetre, indisponibilite, intervenant=choisie.pk)
    if trouvee is None or trouvee.convocation is None:
        raise Http404
    contexte = {"personne": choisie, "convocation": trouvee.convocation}
    return render(request, "consultation_personnels/convocation_ailleurs.html", contexte)


def lettre(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """The letter of a member of the personnel, as issued, or made again and marked so when another system issued it.

    Guide: G3.1-06.
    """
    convocation = convocation_du_personnel(perimetre, cle)
    fichier = lettre_ou_duplicata(convocation, lambda: emission_du_personnel(perimetre, cle))
    if fichier is None:
        raise Http404
    return telecharger_pdf(*fichier)
