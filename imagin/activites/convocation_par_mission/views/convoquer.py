"""Creating and changing a convocation, with what the form asks the server as one types."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from imagin.activites.convocation_par_mission.forms import ConvocationForm
from imagin.activites.convocation_par_mission.views.commun import (
    affectation_demandee,
    mission_demandee,
    perimetre_de,
)
from imagin.domaine.convocations.actions import convoquer, modifier_convocation
from imagin.domaine.convocations.queries import creneaux_de, intervenants_a_convoquer
from imagin.domaine.convocations.queries.conflits import conflits
from imagin.domaine.convocations.rules import Conflit, ConflitsAConfirmer, ConvocationRefusee
from imagin.domaine.missions.queries import jours_possibles
from imagin.domaine.personnes.queries import (
    Suggestion,
    disciplines_de_l_etablissement,
    personnels_de_la_discipline,
    suggestions,
)
from imagin.presentation.suggestions import suggestion_de_personne
from imagin.socle.console.enums import Genre
from imagin.socle.console.http import dire_succes, dire_tout
from imagin.socle.ui.calendrier import mois_du_calendrier
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.acces.rules import Perimetre
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.personnes.models import Intervenant
    from imagin.domaine.referentiel.models import Discipline


class _Saisie(View):
    """The form « Détails de la convocation »: what creating and changing share."""

    def afficher(
        self,
        request: HttpRequest,
        form: ConvocationForm,
        *,
        adresse: str,
        personnes: Collection[Intervenant],
        alertes: Collection[Conflit] = (),
        change: bool = False,
    ) -> HttpResponse:
        """The form, with status 422 when something in it must be corrected or confirmed."""
        horaires = form.horaires() if form.is_bound else form.initial.get("horaires", {})
        contexte = {
            "form": form,
            "mission": form.mission,
            "adresse": adresse,
            "personnes": personnes,
            "mois": mois_du_calendrier(jours_possibles(form.mission), horaires),
            "conflits": _par_personne(alertes, form.cles("confirmes")),
            "change": change,
        }
        return render(request, "convocation_par_mission/convoquer.html", contexte, status=422 if form.errors else 200)


class Convoquer(_Saisie):
    """Summon one person of the académie, or a whole discipline of one's own établissement.

    Guide: G4.2-06 to G4.2-11, G4.2-19.
    """

    def get(self, request: HttpRequest, numero: int) -> HttpResponse:
        form = ConvocationForm(
            mission := mission_demandee(request, numero, organisee=True), initial=_par_defaut(mission)
        )
        return self.afficher(request, form, adresse=request.path, personnes=[])

    def post(self, request: HttpRequest, numero: int) -> HttpResponse:
        mission, perimetre = mission_demandee(request, numero, organisee=True), perimetre_de(request)
        if "rechercher" in request.POST:
            form = ConvocationForm(mission, initial=_par_defaut(mission))
            return self.afficher(request, form, adresse=request.path, personnes=_rechercher(perimetre, request.POST))
        form = ConvocationForm(mission, request.POST)
        alertes: Collection[Conflit] = ()
        if form.is_valid():
            cles = form.cleaned_data["intervenants"]
            try:
                crees = convoquer(perimetre, mission=numero, intervenants=cles, demande=form.demande())
            except ConvocationRefusee as refus:
                form.add_error(None, str(refus))
                alertes = refus.conflits if isinstance(refus, ConflitsAConfirmer) else ()
            else:
                dire_tout(request, [(Genre.SUCCES, _cree(c.affectation.intervenant, numero)) for c in crees])
                return rediriger(request, reverse("convocation_par_mission:detail", args=[numero]))
        personnes = list(intervenants_a_convoquer(perimetre, form.cles("intervenants")))
        return self.afficher(request, form, adresse=request.path, personnes=personnes, alertes=alertes)


class Modifier(_Saisie):
    """Change a convocation that the centre made.

    Guide: G4.2-04.
    """

    def get(self, request: HttpRequest, cle: int) -> HttpResponse:
        affectation = affectation_demandee(request, cle)
        mission = mission_demandee(request, affectation.mission.numero, organisee=True)
        creneaux = {c.jour: (c.debut, c.fin) for c in creneaux_de(affectation)}
        initial = {
            "horaires": creneaux,
            "qualite": affectation.qualite_id,
            "commission": affectation.commission_id,
            "jury": affectation.jury_id,
            "salle": affectation.salle_id,
            "code_salle": affectation.code_salle,
            "observation": affectation.observation,
        }
        form = ConvocationForm(mission, initial=initial)
        personnes = [affectation.intervenant]
        return self.afficher(request, form, adresse=request.path, personnes=personnes, change=True)

    def post(self, request: HttpRequest, cle: int) -> HttpResponse:
        affectation = affectation_demandee(request, cle)
        numero = affectation.mission.numero
        form = ConvocationForm(mission_demandee(request, numero, organisee=True), request.POST)
        alertes: Collection[Conflit] = ()
        if form.is_valid():
            try:
                modifier_convocation(perimetre_de(request), affectation=cle, demande=form.demande())
            except ConvocationRefusee as refus:
                form.add_error(None, str(refus))
                alertes = refus.conflits if isinstance(refus, ConflitsAConfirmer) else ()
            else:
                dire_succes(request, f"Convocation modifiée : {affectation.intervenant}, mission {numero}.")
                return rediriger(request, reverse("convocation_par_mission:detail", args=[numero]))
        personnes = [affectation.intervenant]
        return self.afficher(request, form, adresse=request.path, personnes=personnes, alertes=alertes, change=True)


def apercu_conflits(request: HttpRequest, numero: int) -> HttpResponse:
    """What the choices made so far would clash with; asked as the form changes, writes nothing.

    Guide: G4.2-19.
    """
    mission = mission_demandee(request, numero, organisee=True)
    form = ConvocationForm(mission, request.POST)
    trouves = conflits(
        perimetre_de(request),
        mission=mission,
        intervenants=form.cles("intervenants"),
        plages=form.plages(),
    )
    contexte = {"conflits": _par_personne(trouves, form.cles("confirmes"))}
    return render(request, "convocation_par_mission/conflits.html", contexte)


def suggerer_personnes(request: HttpRequest) -> JsonResponse:
    """People of the académie whose name begins as typed (G4.2-06)."""
    trouves = suggestions(perimetre_de(request), texte=request.GET.get("q", ""))
    return JsonResponse([suggestion_de_personne(personne) for personne in trouves], safe=False)


def suggerer_disciplines(request: HttpRequest) -> JsonResponse:
    """Disciplines of one's own établissement, each with all its people, to be ticked in one go (G4.2-06)."""
    perimetre = perimetre_de(request)
    reponses = [
        _suggestion_de_discipline(discipline, personnels_de_la_discipline(perimetre, discipline.pk))
        for discipline in disciplines_de_l_etablissement(perimetre, texte=request.GET.get("q", ""))
    ]
    return JsonResponse(reponses, safe=False)


def _rechercher(perimetre: Perimetre, saisie: QueryDict) -> list[Intervenant]:
    """Without scripts: people already ticked, those of that name and those of that discipline, all ticked."""
    cles = {int(cle) for cle in saisie.getlist("intervenants") if cle.isdecimal()}
    cles |= {personne.cle for personne in suggestions(perimetre, texte=saisie.get("nom_prenom", ""))}
    if texte := saisie.get("discipline", "").strip():
        for discipline in disciplines_de_l_etablissement(perimetre, texte=texte):
            cles |= {personne.cle for personne in personnels_de_la_discipline(perimetre, discipline.pk)}
    return list(intervenants_a_convoquer(perimetre, cles))


def _suggestion_de_discipline(discipline: Discipline, personnes: list[Suggestion]) -> dict[str, object]:
    return {
        "id": discipline.pk,
        "libelle": discipline.libelle,
        "detail": _nombre(len(personnes)),
        "elements": [suggestion_de_personne(personne) for personne in personnes],
    }


def _nombre(n: int) -> str:
    return f"{n} intervenant{'s' if n > 1 else ''}"


def _cree(personne: Intervenant, numero: int) -> str:
    return f"Convocation créée : {personne}, mission {numero}."


def _par_defaut(mission: Mission) -> dict[str, object]:
    """The default observation: the mission's, else its type's (G4.2-11)."""
    return {"observation": mission.observation or mission.type.observation}


@dataclass(frozen=True)
class PersonneEnConflit:
    """A person with what they clash with; `bloquant` cannot be confirmed, `confirmee` already is."""

    cle: int
    nom: str
    phrases: list[str]
    bloquant: bool
    confirmee: bool


def _par_personne(trouves: Collection[Conflit], confirmees: Collection[int]) -> list[PersonneEnConflit]:
    groupes: dict[int, list[Conflit]] = {}
    for conflit in trouves:
        groupes.setdefault(conflit.intervenant, []).append(conflit)
    return [
        PersonneEnConflit(
            cle, groupe[0].nom, [c.phrase for c in groupe], any(c.bloquant for c in groupe), cle in confirmees
        )
        for cle, groupe in groupes.items()
    ]
