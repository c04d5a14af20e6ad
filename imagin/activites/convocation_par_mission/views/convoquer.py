"""Creating and changing a convocation."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from imagin.activites.convocation_par_mission.forms import ConvocationForm
from imagin.activites.convocation_par_mission.objets import (
    affectation_demandee,
    mission_demandee,
)
from imagin.activites.convocation_par_mission.views.ailleurs import page_ailleurs
from imagin.activites.convocation_par_mission.views.conflits import RIEN_EN_SUSPENS, Suspens, par_personne
from imagin.activites.convocation_par_mission.views.lots import prevenu
from imagin.activites.convocation_par_mission.views.personnes import rechercher
from imagin.domaine.convocations.actions import convoquer, modifier_convocation
from imagin.domaine.convocations.queries import creneaux_de, intervenants_a_convoquer, profils_a_missionner
from imagin.domaine.convocations.queries.conflits import conflits
from imagin.domaine.convocations.queries.envois import adresses_prevenues
from imagin.domaine.convocations.queries.versions import etat_de_la_convocation
from imagin.domaine.convocations.rules import ConvocationRefusee, SaisieAConfirmer
from imagin.domaine.doutes.rules import DoutesAConfirmer
from imagin.domaine.federation.queries import academies_a_interroger
from imagin.domaine.missions.queries import creneaux_possibles, saisie_de
from imagin.presentation.documents.convocation.lisibilite import avertissement
from imagin.presentation.doutes import confirmation_postee, doutes_a_montrer
from imagin.presentation.personnes import avec_distinction
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire_succes, dire_tout
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.calendrier import mois_du_calendrier
from imagin.socle.ui.volet import rediriger
from imagin.socle.versions import ChangeeEntreTemps, version_de

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation, Convocation
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant

RETENUE = " C'est après coup : aucun mél n'est parti, envoyez-la vous-même s'il le faut."
SANS_OBJET = {"csrfmiddlewaretoken", "reporter"}


class _Saisie(View):
    """The form « Détails de la convocation »: what creating and changing share."""

    def afficher(
        self,
        request: HttpRequest,
        perimetre: Perimetre,
        form: ConvocationForm,
        *,
        adresse: str,
        personnes: Collection[Intervenant],
        suspens: Suspens = RIEN_EN_SUSPENS,
        affectation: Affectation | None = None,
    ) -> HttpResponse:
        """The form, with status 422 when something in it must be corrected or confirmed."""
        horaires = form.horaires() if form.is_bound else form.initial.get("horaires", {})
        possibles = {jour: (c.debut, c.fin) for jour, c in creneaux_possibles(form.mission).items()}
        contexte = {
            "form": form,
            "mission": form.mission,
            "attendu": form.attendu,
            "profils": profils_a_missionner(perimetre, form.mission),
            "adresse": adresse,
            "personnes": avec_distinction(personnes),
            "cochees": form.initial.get("cochees", {p.pk for p in personnes}),
            "mois": mois_du_calendrier(possibles, horaires),
            "motif": form["motif"],
            "conflits": par_personne(suspens.conflits, suspens.confirmees or form.cles("confirmes")),
            "doutes": doutes_a_montrer(suspens.doutes, confirmation_postee(request.POST)),
            "affectation": affectation,
            "ailleurs": affectation is None and bool(academies_a_interroger(perimetre)),
            "mel_parti": bool(affectation and adresses_prevenues([affectation.pk])),
            "version": suspens.version or _version_lue(request, affectation),
        }
        return rendre_saisie(request, "convocation_par_mission/convoquer.html", contexte, form)


class Convoquer(_Saisie):
    """Summon one person of the académie, or a whole discipline of one's own établissement.

    Guide: G4.2-06 to G4.2-14, G4.2-19.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        form = ConvocationForm(
            mission := mission_demandee(perimetre, numero, organisee=True), initial=_par_defaut(mission)
        )
        return self.afficher(request, perimetre, form, adresse=request.path, personnes=[])

    def post(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        mission = mission_demandee(perimetre, numero, organisee=True)
        form = ConvocationForm(mission, request.POST)
        if "rechercher" in request.POST:
            return self.choisir(request, perimetre, form)
        if "ailleurs" in request.POST:
            return page_ailleurs(request, perimetre, mission)
        suspens = RIEN_EN_SUSPENS
        if form.is_valid():
            cles = form.cleaned_data["intervenants"]
            try:
                crees = convoquer(perimetre, mission=numero, intervenants=cles, demande=form.demande())
            except SaisieAConfirmer:
                return _demander_le_report(request, form.mission)
            except (ConvocationRefusee, DoutesAConfirmer, ChangeeEntreTemps) as refus:
                form.refuser(refus)
                suspens = Suspens.de(refus)
            else:
                dire_tout(request, [(GenreMessage.SUCCES, _cree(c.affectation.intervenant, numero)) for c in crees])
                dire_tout(request, _avertissements(crees))
                return rediriger(request, reverse("convocation_par_mission:detail", args=[numero]))
        personnes = list(intervenants_a_convoquer(perimetre, form.cles("intervenants")))
        return self.afficher(request, perimetre, form, adresse=request.path, personnes=personnes, suspens=suspens)

    def choisir(self, request: HttpRequest, perimetre: Perimetre, choisi: ConvocationForm) -> HttpResponse:
        """People found, without scripts or elsewhere, beside all that was chosen so far, which nobody judges yet."""
        personnes, cochees = rechercher(perimetre, choisi.saisie)
        alertes = conflits(perimetre, mission=choisi.mission, intervenants=cochees, plages=choisi.plages())
        form = ConvocationForm(choisi.mission, initial={**choisi.saisie_en_cours(), "cochees": cochees})
        return self.afficher(
            request,
            perimetre,
            form,
            adresse=reverse("convocation_par_mission:convoquer", args=[choisi.mission.numero]),
            personnes=personnes,
            suspens=Suspens(conflits=alertes, confirmees=choisi.cles("confirmes")),
        )


class Modifier(_Saisie):
    """Change a convocation that the centre made.

    Guide: G4.2-04.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
        affectation = affectation_demandee(perimetre, cle)
        mission = mission_demandee(perimetre, affectation.mission.numero, organisee=True)
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
        return self.afficher(
            request, perimetre, form, adresse=request.path, personnes=personnes, affectation=affectation
        )

    def post(self, request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
        affectation = affectation_demandee(perimetre, cle)
        numero = affectation.mission.numero
        form = ConvocationForm(mission_demandee(perimetre, numero, organisee=True), request.POST)
        suspens = RIEN_EN_SUSPENS
        if form.is_valid():
            try:
                modification = modifier_convocation(
                    perimetre,
                    affectation=cle,
                    demande=form.demande(),
                    version=request.POST.get("version"),
                )
            except SaisieAConfirmer:
                return _demander_le_report(request, form.mission)
            except (ConvocationRefusee, DoutesAConfirmer, ChangeeEntreTemps) as refus:
                form.refuser(refus)
                suspens = Suspens.de(refus)
            else:
                suite = RETENUE if modification.retenue else prevenu(modification.mel)
                dire_succes(request, f"Convocation modifiée : {affectation.intervenant}, mission {numero}.{suite}")
                dire_tout(request, _avertissements([modification.convocation]))
                return rediriger(request, reverse("convocation_par_mission:detail", args=[numero]))
        personnes = [affectation.intervenant]
        return self.afficher(
            request,
            perimetre,
            form,
            adresse=request.path,
            personnes=personnes,
            suspens=suspens,
            affectation=affectation,
        )


def _avertissements(convocations: Collection[Convocation]) -> list[tuple[GenreMessage, str]]:
    """Of each letter that cannot print a character, a line that says which."""
    dits = (avertissement(convocation) for convocation in convocations)
    return [(GenreMessage.ERREUR, dit) for dit in dits if dit]


def _version_lue(request: HttpRequest, affectation: Affectation | None) -> str:
    """Of what the form was opened on, when it changes a convocation."""
    if affectation is None:
        return ""
    return request.POST.get("version") or version_de(etat_de_la_convocation(affectation))


def _cree(personne: Intervenant, numero: int) -> str:
    return f"Convocation créée : {personne}, mission {numero}."


def _par_defaut(mission: Mission) -> dict[str, object]:
    """What the form opens with: what the centre carried from its last convocation, else the default observation.

    Guide: G4.2-11, G4.2-12.
    """
    if reportee := saisie_de(mission):
        creneaux, observation = reportee
        return {"observation": observation, "horaires": {c.jour: (c.debut, c.fin) for c in creneaux}}
    return {"observation": mission.observation or mission.type.observation}


def _demander_le_report(request: HttpRequest, mission: Mission) -> HttpResponse:
    """The pop-up « Saisie sur la mission »: what was posted, to be sent again with the answer.

    Guide: G4.2-12.
    """
    postes = [(nom, valeur) for nom, valeurs in request.POST.lists() if nom not in SANS_OBJET for valeur in valeurs]
    contexte = {"mission": mission, "adresse": request.path, "postes": postes}
    return render(request, "convocation_par_mission/saisie_sur_la_mission.html", contexte)
