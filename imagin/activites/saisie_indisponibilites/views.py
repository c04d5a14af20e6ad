"""Views of « Saisie d'indisponibilité »: form → action → message → redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from imagin.activites.saisie_indisponibilites.forms import IndisponibiliteForm
from imagin.activites.saisie_indisponibilites.messages import raconter, raconter_la_suppression
from imagin.activites.saisie_indisponibilites.objets import personne_demandee
from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.queries.avertissements import avertissements
from imagin.domaine.disponibilites.actions import declarer_indisponibilite, supprimer_indisponibilite
from imagin.domaine.disponibilites.queries import indisponibilite_du_personnel
from imagin.domaine.disponibilites.rules import IndisponibiliteRefusee
from imagin.socle.console.http import dire_erreur, dire_succes, dire_tout
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant

PAGE = "saisie_indisponibilites:personne"


class Ajouter(View):
    """« Ajouter une indisponibilité ».

    Guide: G3.2-02, G3.2-05.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        return self._afficher(request, personne_demandee(perimetre, personne), IndisponibiliteForm())

    def post(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = personne_demandee(perimetre, personne)
        form = IndisponibiliteForm(request.POST)
        if form.is_valid():
            debut, fin = form.periode()
            try:
                declaration = declarer_indisponibilite(
                    perimetre,
                    intervenant=choisie.pk,
                    debut=debut,
                    fin=fin,
                    motif=form.cleaned_data["motif"],
                )
            except IndisponibiliteRefusee as refus:
                form.add_error(None, str(refus))
            else:
                avis = avertissements(
                    perimetre,
                    objet=ObjetEnvoi.INDISPONIBILITE,
                    indisponibilite=declaration.indisponibilite.pk,
                    intervenant=choisie.pk,
                )
                dire_tout(request, raconter(choisie, declaration, avis))
                return rediriger(request, reverse(PAGE, args=[choisie.pk]))
        return self._afficher(request, choisie, form)

    @staticmethod
    def _afficher(request: HttpRequest, personne: Intervenant, form: IndisponibiliteForm) -> HttpResponse:
        contexte = {"form": form, "personne": personne}
        return rendre_saisie(request, "saisie_indisponibilites/ajouter.html", contexte, form)


def supprimer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Take back an indisponibilité that the établissement declared.

    Guide: G3.2-03.
    """
    choisie = indisponibilite_du_personnel(perimetre, cle)
    if choisie is None:
        raise Http404
    try:
        supprimer_indisponibilite(perimetre, indisponibilite=cle)
    except IndisponibiliteRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        dire_succes(request, f"Indisponibilité supprimée : {choisie.intervenant}, {choisie.dates.en_lettres}.")
        avis = avertissements(
            perimetre,
            objet=ObjetEnvoi.INDISPONIBILITE_SUPPRIMEE,
            indisponibilite=cle,
            intervenant=choisie.intervenant_id,
        )
        dire_tout(request, raconter_la_suppression(choisie.intervenant, avis))
    return redirect(PAGE, choisie.intervenant_id)
