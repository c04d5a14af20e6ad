"""Views of « Saisie des compétences »: form → action → message → redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from imagin.activites.saisie_competences.forms import CompetenceForm, FiltresPersonnels
from imagin.activites.saisie_competences.lists import COMPETENCES, ENSEIGNEMENTS, PERSONNELS, oui_ou_non
from imagin.domaine.competences.actions import ajouter_competence, invalider_competence, reconnaitre_competence
from imagin.domaine.competences.queries import competences_de, personnels_et_competences, validation_en_cours
from imagin.domaine.competences.rules import CompetenceRefusee
from imagin.domaine.personnes.queries import enseignements
from imagin.socle.console.http import dire_erreur, dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.listes import presenter
from imagin.socle.listes.http import reponse_csv
from imagin.socle.ui.onglets import Onglet
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.competences.queries import PersonneEtCompetences
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import ListePresentee

PAGE = "saisie_competences:competences"
ONGLETS = {"competences": "Liste des compétences", "enseignements": "Liste des enseignements"}


class Personnels(View):
    """The personnel of the établissement, and who has compétences.

    Guide: G3.3-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtres = FiltresPersonnels(request.GET)
        contexte = {
            "filtres": filtres,
            "liste": _personnels(request, perimetre, filtres),
            "validation": validation_en_cours(perimetre),
        }
        return render(request, "saisie_competences/personnels.html", contexte)


def personnels_csv(request: HttpRequest, perimetre: Perimetre) -> StreamingHttpResponse:
    """The people displayed, as CSV: those without compétences, to be given to who knows."""
    return reponse_csv(_personnels(request, perimetre, FiltresPersonnels(request.GET)), "competences_personnels.csv")


class Competences(View):
    """Tab « Liste des compétences ».

    Guide: G3.3-02, G3.3-04.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
        liste = presenter(COMPETENCES, competences_de(perimetre, choisie.pk), request.GET)
        return _onglet(request, perimetre, choisie, "competences", liste)


class Enseignements(View):
    """Tab « Liste des enseignements », read-only.

    Guide: G3.3-07.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
        liste = presenter(ENSEIGNEMENTS, enseignements(perimetre, choisie.pk), request.GET)
        return _onglet(request, perimetre, choisie, "enseignements", liste)


class Ajouter(View):
    """« Ajouter une compétence »: one choice after the other (without scripts, « Continuer »), then the compétence.

    Guide: G3.3-05, G3.3-06.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        return self._afficher(request, perimetre, personne, CompetenceForm(perimetre, request.GET, lie=False))

    def post(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        if "continuer" in request.POST:
            return self._afficher(request, perimetre, personne, CompetenceForm(perimetre, request.POST, lie=False))
        form = CompetenceForm(perimetre, request.POST, lie=True)
        choisie = _personne(perimetre, personne)
        if form.is_valid():
            try:
                epreuve = ajouter_competence(
                    perimetre,
                    intervenant=choisie.pk,
                    epreuve_option=form.cleaned_data["epreuve_option"],
                )
            except CompetenceRefusee as refus:
                form.add_error(None, str(refus))
            else:
                dire_succes(request, f"Compétence ajoutée : {choisie}, {epreuve.specialite.examen}, {epreuve}.")
                return rediriger(request, reverse(PAGE, args=[choisie.pk]))
        return self._afficher(request, perimetre, personne, form)

    @staticmethod
    def _afficher(request: HttpRequest, perimetre: Perimetre, personne: int, form: CompetenceForm) -> HttpResponse:
        contexte = {"form": form, "personne": _personne(perimetre, personne)}
        return rendre_saisie(request, "saisie_competences/ajouter.html", contexte, form)


def reconnaitre(request: HttpRequest, perimetre: Perimetre, personne: int, epreuve: int) -> HttpResponse:
    """« + » (G3.3-04)."""
    return _se_positionner(
        request, perimetre, personne, epreuve, action=reconnaitre_competence, fait="Compétence reconnue"
    )


def invalider(request: HttpRequest, perimetre: Perimetre, personne: int, epreuve: int) -> HttpResponse:
    """« ✗ » (G3.3-04)."""
    return _se_positionner(
        request, perimetre, personne, epreuve, action=invalider_competence, fait="Compétence invalidée"
    )


def _se_positionner(
    request: HttpRequest, perimetre: Perimetre, personne: int, epreuve: int, *, action: Callable[..., None], fait: str
) -> HttpResponse:
    choisie = _personne(perimetre, personne)
    noms = {c.epreuve_option: c.epreuve for c in competences_de(perimetre, choisie.pk)}
    try:
        action(perimetre, intervenant=choisie.pk, epreuve_option=epreuve)
    except CompetenceRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        dire_succes(request, f"{fait} : {choisie}, {noms.get(epreuve, 'épreuve-option')}.")
    return redirect(PAGE, choisie.pk)


def _onglet(
    request: HttpRequest, perimetre: Perimetre, personne: PersonneEtCompetences, courant: str, liste: ListePresentee
) -> HttpResponse:  # type: ignore[type-arg]
    definies = personne.competences_definies
    contexte = {
        "personne": personne,
        "complements": [("Compétences définies", oui_ou_non(definies))],
        "onglets": [
            Onglet(libelle, reverse(f"saisie_competences:{nom}", args=[personne.pk]), nom == courant)
            for nom, libelle in ONGLETS.items()
        ],
        "liste": liste,
        "ajout": courant == "competences",
        "validation": validation_en_cours(perimetre),
    }
    return render(request, "saisie_competences/personne.html", contexte)


def _personnels(
    request: HttpRequest, perimetre: Perimetre, filtres: FiltresPersonnels
) -> ListePresentee[PersonneEtCompetences]:
    """The list as the address asks for it."""
    definies = {"OUI": True, "NON": False}.get(filtres.choix.get("definies", ""))
    return presenter(PERSONNELS, personnels_et_competences(perimetre, definies=definies), request.GET)


def _personne(perimetre: Perimetre, cle: int) -> PersonneEtCompetences:
    """A member of the caller's personnel; 404 for anybody else."""
    try:
        return personnels_et_competences(perimetre).get(pk=cle)
    except ObjectDoesNotExist as erreur:
        raise Http404 from erreur
