"""« Détails Constat Service Fait »: the hours of one person, by half-day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views import View

from imagin.activites.constat_service_fait.forms import HEURES, LigneSaisie, lire_journees, lire_lignes
from imagin.activites.constat_service_fait.lignes import Ligne
from imagin.activites.constat_service_fait.views.commun import (
    Demandee,
    lignes_de,
    mission_demandee,
    perimetre_de,
)
from imagin.domaine.services_faits.actions import constater
from imagin.domaine.services_faits.enums import Resultat, Saisie
from imagin.domaine.services_faits.queries import constat_de
from imagin.socle.console.http import dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.temps import heure_courte
from imagin.socle.temps.ecriture import JOURS
from imagin.socle.ui.calendrier import mois_du_calendrier
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from django.http import QueryDict

NOMS = ("Début matin", "Fin matin", "Début après-midi", "Fin après-midi")


class Horaires(View):
    """Hours of the days of presence, and the constat of that person.

    Guide: G4.3-05.
    """

    def get(self, request: HttpRequest, numero: int, cle: int) -> HttpResponse:
        demandee = mission_demandee(request, numero)
        return _ecran(request, demandee, _ligne(request, demandee, cle))

    def post(self, request: HttpRequest, numero: int, cle: int) -> HttpResponse:
        demandee = mission_demandee(request, numero)
        ligne = _ligne(request, demandee, cle)
        erreur = _enregistrer(request, demandee, cle)
        if erreur:
            return _ecran(request, demandee, ligne, erreur=erreur)
        dire_succes(request, f"Constat enregistré : {ligne.personne}, mission {numero}.")
        return rediriger(request, reverse("constat_service_fait:constater", args=[numero]))


def _enregistrer(request: HttpRequest, demandee: Demandee, cle: int) -> str:
    """Keep what was typed; what is wrong with it, or nothing."""
    journees, erreurs = lire_journees(request.POST, sorted(demandee.cadre.jours))
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
        return " ".join([*erreurs, *illisibles.values()])
    bilan = constater(
        perimetre_de(request),
        mission=demandee.mission.numero,
        lignes=[replace(ligne, journees=journees) for ligne in lues],
    )
    return bilan.refusees.get(cle, "")


def _ligne(request: HttpRequest, demandee: Demandee, cle: int) -> Ligne:
    if demandee.cadre.saisie != Saisie.HORAIRES:
        raise Http404
    trouvee = next((ligne for ligne in lignes_de(request, demandee) if ligne.pk == cle), None)
    if trouvee is None:
        raise Http404
    return trouvee


def _ecran(request: HttpRequest, demandee: Demandee, ligne: Ligne, erreur: str = "") -> HttpResponse:
    cadre = demandee.cadre
    contexte = {
        "mission": demandee.mission,
        "permis": cadre,
        "ligne": ligne,
        "jours": [_jour(jour, ligne, request.POST, cadre.jours_saisissables) for jour in sorted(cadre.jours)],
        "jours_semaine": JOURS,
        "mois": mois_du_calendrier(cadre.jours),
        "resultats": Resultat.choices,
        "motif": request.POST.get("motif", ligne.gardees.motif),
        "erreur": erreur,
        "modifiable": not ligne.traitee and bool(cadre.jours_saisissables),
    }
    return rendre_saisie(request, "constat_service_fait/horaires.html", contexte, erreur)


def _jour(jour: date, ligne: Ligne, saisie: QueryDict, saisissables: frozenset[date]) -> dict[str, object]:
    """A day with its four fields: as just typed, else as kept."""
    constat = constat_de(ligne.affectation)
    gardee = next((j for j in constat.journees.all() if j.jour == jour), None) if constat else None
    champs = []
    for nom, libelle in zip(HEURES, NOMS, strict=True):
        heure = getattr(gardee, nom, None)
        cle = f"{nom}_{jour}"
        champs.append((cle, libelle, saisie.get(cle, heure_courte(heure) if heure else "")))
    return {"jour": jour, "ouvert": jour in saisissables and not ligne.traitee, "champs": champs}
