"""« Détails Constat Service Fait »: the hours of one person, by half-day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from imagin.activites.constat_service_fait.forms import (
    HEURES,
    LigneSaisie,
    jours_postes,
    lire_journees,
    lire_lignes,
)
from imagin.activites.constat_service_fait.lignes import LigneConstat
from imagin.activites.constat_service_fait.objets import (
    MissionDemandee,
    lignes_de,
    mission_demandee,
)
from imagin.domaine.convocations.queries import creneaux_de
from imagin.domaine.services_faits.actions import constater
from imagin.domaine.services_faits.enums import Resultat, Saisie
from imagin.domaine.services_faits.queries import constat_de
from imagin.presentation.doutes import confirmation_postee, doutes_a_montrer
from imagin.socle.console.http import dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.temps import heure_courte
from imagin.socle.ui.calendrier import Jour, Mois, mois_du_calendrier
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from imagin.domaine.doutes.rules import Doute
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.services_faits.rules import CadreConstat

NOMS = ("Début matin", "Fin matin", "Début après-midi", "Fin après-midi")


class Horaires(View):
    """Hours of the days of presence, and the constat of that person.

    Guide: G4.3-05.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int, cle: int) -> HttpResponse:
        demandee = mission_demandee(perimetre, numero)
        return _ecran(request, demandee, _ligne(perimetre, demandee, cle))

    def post(self, request: HttpRequest, perimetre: Perimetre, numero: int, cle: int) -> HttpResponse:
        demandee = mission_demandee(perimetre, numero)
        ligne = _ligne(perimetre, demandee, cle)
        erreur, doutes = _enregistrer(request, perimetre, demandee, cle)
        if erreur or doutes:
            return _ecran(request, demandee, ligne, erreur=erreur, doutes=doutes)
        dire_succes(request, f"Constat enregistré : {ligne.personne}, mission {numero}.")
        return rediriger(request, reverse("constat_service_fait:constater", args=[numero]))


def _enregistrer(
    request: HttpRequest, perimetre: Perimetre, demandee: MissionDemandee, cle: int
) -> tuple[str, list[Doute]]:
    """Keep what was typed; what is wrong with it, or nothing, and what must be confirmed first."""
    journees, erreurs = lire_journees(request.POST)
    if request.POST.get("resultat") == Resultat.NON_FAIT:  # days picked for nothing are no hours
        journees = tuple(journee for journee in journees if not journee.vide)
    saisie = LigneSaisie(
        cle,
        request.POST.get("version", ""),
        request.POST.get("resultat", ""),
        "",
        "",
        request.POST.get("motif", "").strip(),
    )
    lues, illisibles = lire_lignes([saisie])
    if erreurs or illisibles:
        return " ".join([*erreurs, *illisibles.values()]), []
    bilan = constater(
        perimetre,
        mission=demandee.mission.numero,
        lignes=[replace(ligne, journees=journees) for ligne in lues],
        confirmation=confirmation_postee(request.POST),
    )
    refus = bilan.a_confirmer.get(cle)
    return bilan.refusees.get(cle, "") or (str(refus) if refus else ""), bilan.doutes


def _ligne(perimetre: Perimetre, demandee: MissionDemandee, cle: int) -> LigneConstat:
    if demandee.cadre.saisie != Saisie.HORAIRES:
        raise Http404
    trouvee = next((ligne for ligne in lignes_de(perimetre, demandee) if ligne.pk == cle), None)
    if trouvee is None:
        raise Http404
    return trouvee


def _ecran(
    request: HttpRequest, demandee: MissionDemandee, ligne: LigneConstat, erreur: str = "", doutes: Sequence[Doute] = ()
) -> HttpResponse:
    cadre, modifiable = demandee.cadre, not ligne.traitee and bool(demandee.cadre.jours_possibles)
    choisis = _choisis(request, cadre, ligne)
    possibles = cadre.jours_possibles if modifiable else frozenset()
    contexte = {
        "mission": demandee.mission,
        "permis": cadre,
        "ligne": ligne,
        "jours": [_jour(jour, ligne, request.POST, cadre) for jour in sorted(possibles | choisis)],
        "choisis": choisis,
        "mois": _mois(cadre, choisis, possibles),
        "motif": request.POST.get("motif", ligne.gardees.motif),
        "erreur": "" if doutes else erreur,
        "doutes": doutes_a_montrer(doutes, confirmation_postee(request.POST)),
        "modifiable": modifiable,
    }
    return rendre_saisie(request, "constat_service_fait/horaires.html", contexte, erreur)


def _mois(cadre: CadreConstat, choisis: frozenset[date], possibles: frozenset[date]) -> list[Mois]:
    """The months of the mission and of the days picked; its own days, and those outside, look and sound different."""

    def marquer(jour: Jour) -> Jour:
        possible, de_mission = jour.date in possibles, jour.date in cadre.jours
        return replace(
            jour,
            possible=possible,
            choisie=jour.date in choisis,
            classe="de-mission" if de_mission else "hors-mission" if possible else "",
            precision="" if de_mission else ", hors des dates de la mission",
        )

    return [mois.avec(marquer) for mois in mois_du_calendrier(cadre.jours | choisis, possibles)]


def _choisis(request: HttpRequest, cadre: CadreConstat, ligne: LigneConstat) -> frozenset[date]:
    """Days picked just now, else those kept, else the days gone by of the person's own summons."""
    constat = constat_de(ligne.affectation)
    gardees = frozenset(journee.jour for journee in constat.journees.all()) if constat else frozenset()
    if request.method == "POST":
        return frozenset(jours_postes(request.POST)) & (cadre.jours_possibles | gardees)
    if gardees:
        return gardees
    if ligne.resultat or ligne.traitee:
        return frozenset()
    convoques = {creneau.jour for creneau in creneaux_de(ligne.affectation)}
    return frozenset(convoques & cadre.jours_saisissables)


def _jour(jour: date, ligne: LigneConstat, saisie: QueryDict, cadre: CadreConstat) -> dict[str, object]:
    """A day with its four fields: as just typed, else as kept."""
    constat = constat_de(ligne.affectation)
    gardee = next((j for j in constat.journees.all() if j.jour == jour), None) if constat else None
    champs = []
    for nom, libelle in zip(HEURES, NOMS, strict=True):
        heure = getattr(gardee, nom, None)
        cle = f"{nom}_{jour}"
        champs.append((cle, libelle, saisie.get(cle, heure_courte(heure) if heure else "")))
    return {"jour": jour, "hors": jour not in cadre.jours, "champs": champs}
