"""The grid of a mission: what was done by each person summoned, saved in one go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from imagin.activites.constat_service_fait.forms import LigneSaisie, lignes_saisies, lire_lignes
from imagin.activites.constat_service_fait.lignes import LigneConstat, avec_refus
from imagin.activites.constat_service_fait.objets import (
    MissionDemandee,
    lignes_de,
    mission_demandee,
)
from imagin.activites.constat_service_fait.screens import GRILLE
from imagin.domaine.services_faits.actions import BilanConstat, constater
from imagin.domaine.services_faits.enums import Resultat, Saisie
from imagin.domaine.services_faits.rules import ConstatRefuse
from imagin.presentation.doutes import confirmation_postee, doutes_a_montrer
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire_erreur, dire_tout
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.temps import ecrire_duree, lire_duree

if TYPE_CHECKING:
    from imagin.domaine.doutes.rules import Doute
    from imagin.domaine.perimetre.rules import Perimetre

SANS_CHIFFRES = {
    Saisie.COPIES: "Faits sans nombre de copies",
    Saisie.CANDIDATS: "Faits sans nombre de candidats",
    Saisie.HORAIRES: "Faits sans horaires",
    Saisie.HEURES: "Faits sans heures",
}


class Constater(View):
    """State the services of a mission.

    Guide: G4.3-04 to G4.3-07.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        demandee = mission_demandee(perimetre, numero)
        return _ecran(request, perimetre, demandee, lignes_de(perimetre, demandee))

    def post(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        mission_demandee(perimetre, numero)
        saisies = {saisie.affectation: saisie for saisie in lignes_saisies(request.POST)}
        lues, illisibles = lire_lignes(saisies.values())
        try:
            confirmation = confirmation_postee(request.POST)
            bilan = constater(perimetre, mission=numero, lignes=lues, confirmation=confirmation)
        except ConstatRefuse as refus:
            dire_erreur(request, str(refus))
            return redirect("constat_service_fait:missions")
        a_confirmer = {cle: " ".join(d.phrase for d in refus.doutes) for cle, refus in bilan.a_confirmer.items()}
        refus_par_ligne = {**illisibles, **bilan.refusees, **a_confirmer}
        if not refus_par_ligne:
            dire_tout(request, [(GenreMessage.SUCCES, _enregistrees(bilan))])
            return redirect(f"{request.path}?enregistre=1")
        return _reprendre(request, perimetre, numero, saisies, bilan=bilan, refus=refus_par_ligne)


def _reprendre(
    request: HttpRequest,
    perimetre: Perimetre,
    numero: int,
    saisies: Mapping[int, LigneSaisie],
    *,
    bilan: BilanConstat,
    refus: Mapping[int, str],
) -> HttpResponse:
    """The grid again: what was kept as kept, what was refused as typed."""
    demandee = mission_demandee(perimetre, numero)
    lignes = avec_refus(lignes_de(perimetre, demandee), saisies, refus)
    noms = {ligne.pk: ligne.personne for ligne in lignes}
    if bilan.enregistrees:
        dire_tout(request, [(GenreMessage.SUCCES, _enregistrees(bilan))])
    dits = [f"{noms.get(cle, 'Ligne retirée')} : {phrase}" for cle, phrase in refus.items()]
    return _ecran(request, perimetre, demandee, lignes, refus=dits, doutes=bilan.doutes)


def _ecran(
    request: HttpRequest,
    perimetre: Perimetre,
    demandee: MissionDemandee,
    lignes: list[LigneConstat],
    *,
    refus: Collection[str] = (),
    doutes: Collection[Doute] = (),
) -> HttpResponse:
    contexte = {
        "doutes": doutes_a_montrer(doutes, confirmation_postee(request.POST)),
        "mission": demandee.mission,
        "permis": demandee.cadre,
        "liste": GRILLE.presenter(lignes, request.GET, perimetre, demandee),
        "telechargements": GRILLE.liens(request),
        "totaux": _totaux(lignes, demandee.cadre.saisie),
        "saisissable": any(ligne.saisissable for ligne in lignes),
        "resultats": Resultat.choices,
    }
    return rendre_saisie(request, "constat_service_fait/constater.html", contexte, *refus)


def _totaux(lignes: list[LigneConstat], saisie: Saisie) -> list[tuple[str, str, str]]:
    """Name, label and value of each total above the grid; the page keeps those of the fields up to date."""
    faits = sum(ligne.gardees.resultat == Resultat.FAIT for ligne in lignes)
    non_faits = sum(ligne.gardees.resultat == Resultat.NON_FAIT for ligne in lignes)
    totaux = [
        ("FAIT", "Services faits", str(faits)),
        ("NON_FAIT", "Non faits", str(non_faits)),
        ("", "À constater", str(len(lignes) - faits - non_faits)),
    ]
    if saisie != Saisie.RIEN:
        totaux.append(("MANQUE", SANS_CHIFFRES[saisie], str(sum(ligne.incomplete for ligne in lignes))))
    if saisie in {Saisie.COPIES, Saisie.CANDIDATS}:
        somme = sum(int(ligne.gardees.quantite or 0) for ligne in lignes)
        totaux.append(("quantite", "Copies" if saisie == Saisie.COPIES else "Candidats", str(somme)))
    elif saisie != Saisie.RIEN:
        minutes = sum(_minutes(ligne) for ligne in lignes)
        totaux.append(("heures" if saisie == Saisie.HEURES else "horaires", "Heures", ecrire_duree(minutes)))
    return totaux


def _minutes(ligne: LigneConstat) -> int:
    return ligne.horaires or (lire_duree(ligne.gardees.heures) if ligne.gardees.heures else 0)


def _enregistrees(bilan: BilanConstat) -> str:
    nombre = len(bilan.enregistrees)
    if nombre == 0:
        return "Aucune ligne n'a changé : rien n'a été enregistré."
    return f"{nombre} ligne{'s' if nombre > 1 else ''} enregistrée{'s' if nombre > 1 else ''}."
