"""Downloads of the personnel displayed with their missions, once the years are chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from imagin.activites.consultation_personnels.forms import ChoixAnnees
from imagin.activites.consultation_personnels.lists import PERSONNELS_ET_MISSIONS, LignePersonneMission
from imagin.activites.consultation_personnels.screens import PERSONNELS
from imagin.domaine.convocations.enums import EtatAffectation
from imagin.domaine.convocations.queries.personnel import (
    LigneMission,
    affectations_du_personnel,
    annees_des_missions,
    missions_du_personnel,
)
from imagin.domaine.personnes.queries import personnels_par_cle
from imagin.presentation.documents.missions_par_personne.contexte import (
    DocumentParPersonne,
    Groupe,
    details_des_missions,
    liste_des_missions,
)
from imagin.presentation.perimetre import banniere
from imagin.socle.console.http import dire_erreur
from imagin.socle.documents import rendre
from imagin.socle.listes import presenter_dans_l_ordre
from imagin.socle.listes.http import telecharger_pdf
from imagin.socle.listes.routes import Affichage
from imagin.socle.temps import aujourd_hui, date_courte, en_heure_locale, heure_courte, maintenant

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.perimetre.rules import Perimetre

# What each choice of years leads to, and how its button is labelled.
DOCUMENTS = {
    "csv": ("missions_csv", "Format CSV"),
    "pdf": ("missions_pdf", "Format PDF"),
    "pdf-liste-detaillee": ("missions_detaillees_pdf", "Format PDF (Liste détaillée)"),
}


class Annees(View):
    """The years of the missions to download: those that exist, the current one ticked.

    Guide: G3.1-03.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, document: str) -> HttpResponse:
        if document not in DOCUMENTS:
            raise Http404
        nom, libelle = DOCUMENTS[document]
        annees = annees_des_missions(perimetre)
        courante = aujourd_hui().year
        initiales = {"annee": [courante] if courante in annees else annees}
        form = ChoixAnnees(annees=annees, par_personne=document != "csv", initial=initiales)
        contexte = {
            "form": form,
            "annees": annees,
            "adresse": reverse(f"consultation_personnels:{nom}"),
            "libelle": libelle,
            "parametres": [(cle, v) for cle, vs in request.GET.lists() for v in vs if cle not in form.fields],
            "nombre": PERSONNELS.affichee(request, perimetre).nombre,
        }
        return render(request, "consultation_personnels/annees.html", contexte)


def missions_affichees(request: HttpRequest, perimetre: Perimetre) -> Affichage | HttpResponse:
    """The personnel displayed, in the displayed order, and their missions: a line for each mission."""
    annees = sorted(_choix(request, perimetre)["annee"])
    if not annees:
        return _rechoisir(request)
    personnes = list(PERSONNELS.affichee(request, perimetre).tous())
    siennes: dict[int, list[LigneMission]] = {personne.pk: [] for personne in personnes}
    for ligne in missions_du_personnel(perimetre, intervenants=list(siennes), annees=annees):
        siennes[ligne.intervenant].append(ligne)
    lignes = [LignePersonneMission(personne, ligne) for personne in personnes for ligne in siennes[personne.pk]]
    return Affichage(presenter_dans_l_ordre(PERSONNELS_ET_MISSIONS, lignes))


def missions_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """« Liste des missions affectées par personne » (G3.1-04)."""
    return _imprimer(request, perimetre, "missions_par_personne", liste_des_missions)


def missions_detaillees_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """« Détails des missions affectées par personne » (G3.1-05)."""
    return _imprimer(request, perimetre, "details_missions_par_personne", details_des_missions)


def _imprimer(
    request: HttpRequest, perimetre: Perimetre, document: str, composer: Callable[..., DocumentParPersonne]
) -> HttpResponse:
    choix = _choix(request, perimetre)
    annees = sorted(choix["annee"])
    if not annees:
        return _rechoisir(request)
    groupes = _groupes(request, perimetre, annees)
    if choix["convoquees"]:
        convoquee = EtatAffectation.CONVOQUEE
        groupes = [(qui, siennes) for qui, siennes in groupes if any(a.etat == convoquee for a in siennes)]
    instant = en_heure_locale(maintenant())
    donnees = composer(
        groupes,
        etablissement=" ".join(banniere(perimetre)),
        annees=f"Missions de {', '.join(map(str, annees))}",
        imprime_le=f"{date_courte(instant.date())} {heure_courte(instant.time())}",
    )
    return telecharger_pdf(rendre(document, donnees), f"{document}.pdf")


def _choix(request: HttpRequest, perimetre: Perimetre) -> dict[str, Any]:
    """The years chosen, and whom to print; no year when the address says nothing that exists."""
    form = ChoixAnnees(request.GET, annees=annees_des_missions(perimetre))
    return form.cleaned_data if form.is_valid() else {"annee": [], "convoquees": False}


def _rechoisir(request: HttpRequest) -> HttpResponse:
    """Back to the list as it was filtered and searched."""
    dire_erreur(request, "Choisissez au moins une année de missions pour télécharger ce document.")
    gardes = request.GET.copy()
    for nom in ChoixAnnees.base_fields:
        gardes.pop(nom, None)
    suite = f"?{gardes.urlencode()}" if gardes else ""
    return redirect(reverse("consultation_personnels:personnels") + suite)


def _groupes(request: HttpRequest, perimetre: Perimetre, annees: list[int]) -> list[Groupe]:
    """Each person displayed, in the displayed order, with their missions of these years."""
    affiches = [personne.pk for personne in PERSONNELS.affichee(request, perimetre).tous()]
    personnes = personnels_par_cle(perimetre, affiches)
    siennes: dict[int, list[Affectation]] = {cle: [] for cle in affiches}
    for affectation in affectations_du_personnel(perimetre, intervenants=affiches, annees=annees):
        siennes[affectation.intervenant_id].append(affectation)
    return [(personnes[cle], siennes[cle]) for cle in affiches]
