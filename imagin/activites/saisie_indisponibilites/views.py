"""Views of « Saisie d'indisponibilité »: form → action → message → redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from imagin.activites.saisie_indisponibilites.forms import IndisponibiliteForm
from imagin.activites.saisie_indisponibilites.lists import PERSONNELS, est_la_mienne, indisponibilites
from imagin.activites.saisie_indisponibilites.messages import raconter, raconter_la_suppression
from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.queries.avertissements import avertissements
from imagin.domaine.disponibilites.actions import declarer_indisponibilite, supprimer_indisponibilite
from imagin.domaine.disponibilites.queries import indisponibilite_du_personnel, indisponibilites_de
from imagin.domaine.disponibilites.rules import IndisponibiliteRefusee
from imagin.domaine.personnes.queries import personnel, personnels_par_nom
from imagin.socle.console.http import dire_erreur, dire_succes, dire_tout
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.listes import presenter
from imagin.socle.temps import date_courte
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant

PAGE = "saisie_indisponibilites:personne"


class Personnels(View):
    """The personnel of the établissement, by name.

    Guide: G3.2-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        liste = presenter(PERSONNELS, personnels_par_nom(perimetre), request.GET)
        return render(request, "saisie_indisponibilites/personnels.html", {"liste": liste})


class Personne(View):
    """One person and their indisponibilités, latest start first.

    Guide: G3.2-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
        lignes = list(indisponibilites_de(perimetre, choisie.pk))
        contexte = {
            "liste": presenter(indisponibilites(perimetre), lignes, request.GET),
            "les_miennes": {ligne.pk for ligne in lignes if est_la_mienne(perimetre, ligne)},
            **_resume(choisie),
        }
        return render(request, "saisie_indisponibilites/personne.html", contexte)


class Ajouter(View):
    """« Ajouter une indisponibilité ».

    Guide: G3.2-02, G3.2-05.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        return self._afficher(request, _personne(perimetre, personne), IndisponibiliteForm())

    def post(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
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


def _personne(perimetre: Perimetre, cle: int) -> Intervenant:
    """A member of the caller's personnel; 404 for anybody else."""
    try:
        return personnel(perimetre, cle)
    except ObjectDoesNotExist as erreur:
        raise Http404 from erreur


def _resume(personne: Intervenant) -> dict[str, object]:
    naissance = date_courte(personne.date_naissance) if personne.date_naissance else ""
    return {"personne": personne, "complements": [("Date de naissance", naissance)]}
