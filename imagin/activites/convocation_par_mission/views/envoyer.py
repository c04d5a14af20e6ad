"""« Envoyer par mél »: the page that asks, by the numbers, then what was done, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.domaine.convocations.actions import envoyer_convocations
from imagin.domaine.convocations.queries import convocations_du_centre
from imagin.domaine.convocations.queries.envois import adresse_du_centre, point_des_envois
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.presentation.personnes import telephones
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire_erreur, dire_tout
from imagin.socle.ui.demande import DEMANDER, parametres
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.convocations.actions import BilanEnvoi
    from imagin.domaine.convocations.models import Convocation
    from imagin.domaine.convocations.queries.envois import Point
    from imagin.domaine.perimetre.rules import Perimetre

CENTRE_MUET = (
    "Votre centre n'a pas d'adresse de messagerie : il ne reçoit ni copie ni réponse. Demandez au service des "
    "examens de la renseigner."
)
RIEN = "Aucune convocation réalisée par votre centre n'est à envoyer dans cette liste."
NOMMEES = 12  # beyond, the console counts


def envoyer_ou_demander(
    request: HttpRequest,
    perimetre: Perimetre,
    affectations: Collection[int],
    *,
    retour: str,
    demander: bool | None = None,
) -> HttpResponse:
    """Ask first when the form says so (or `demander`): how many were never sent, how many were; then send.

    Guide: G4.2-18.
    """
    if DEMANDER in request.POST if demander is None else demander:
        return _demander(request, perimetre, affectations, retour)
    return _envoyer(request, perimetre, affectations, retour)


def _demander(request: HttpRequest, perimetre: Perimetre, affectations: Collection[int], retour: str) -> HttpResponse:
    choisies = list(convocations_du_centre(perimetre, affectations=affectations))
    if not choisies:
        dire_erreur(request, RIEN)
        return rediriger(request, retour)
    point = point_des_envois(choisies)
    contexte = {
        "nombre": len(choisies),
        "groupes": [(phrase, noms) for phrase, noms in _groupes(point) if noms],
        "resume": ", ".join(phrase for phrase, noms in _groupes(point) if noms),
        "point": point,
        "centre": adresse_du_centre(perimetre),
        "adresse": request.path,
        "parametres": [*parametres(request.POST), ("confirme", "1")],
        "retour": retour,
    }
    return render(request, "convocation_par_mission/envoyer.html", contexte)


def _groupes(point: Point) -> Iterator[tuple[str, list[str]]]:
    """« 11 déjà envoyées », and who they are; those without address with their telephone."""
    yield _nombre(point.jamais, "jamais envoyée"), _noms(point.jamais)
    yield _nombre(point.echouees, "pas arrivée"), _noms(point.echouees)
    yield _nombre(point.envoyees, "déjà envoyée"), _noms(point.envoyees)
    yield f"{len(point.en_route)} en attente de partir", _noms(point.en_route)
    yield (
        f"{len(point.sans_adresse)} sans adresse",
        [
            f"{convocation.affectation.intervenant} ({telephones(convocation.affectation.intervenant)})"
            for convocation in point.sans_adresse
        ],
    )
    retirees = f"{_nombre(point.retirees, 'retirée')} par {'leur' if len(point.retirees) > 1 else 'sa'} source"
    yield f"{retirees} : à revoir, rien n'est envoyé", _noms(point.retirees)


def _nombre(convocations: list[Convocation], quoi: str) -> str:
    return f"{len(convocations)} {quoi}{'s' if len(convocations) > 1 else ''}"


def _noms(convocations: list[Convocation]) -> list[str]:
    return [str(convocation.affectation.intervenant) for convocation in convocations]


def _envoyer(request: HttpRequest, perimetre: Perimetre, affectations: Collection[int], retour: str) -> HttpResponse:
    try:
        bilan = envoyer_convocations(perimetre, affectations=affectations, encore="encore" in request.POST)
    except ConvocationRefusee as refus:
        dire_erreur(request, str(refus))
        return rediriger(request, retour)
    lignes = list(_lignes(bilan))
    if bilan.envoyees and not adresse_du_centre(perimetre):
        lignes.append((GenreMessage.ERREUR, CENTRE_MUET))
    dire_tout(request, lignes)
    return rediriger(request, retour)


def _lignes(bilan: BilanEnvoi) -> Iterator[tuple[GenreMessage, str]]:
    """What the console says of each."""
    for convocation in bilan.envoyees:
        personne = convocation.affectation.intervenant
        yield GenreMessage.SUCCES, f"La convocation de {personne} part par mél à {personne.mel}."
    for convocation in bilan.deja_en_route:
        qui = convocation.affectation.intervenant
        yield GenreMessage.INFORMATION, f"La convocation de {qui} attendait déjà de partir : elle ne part qu'une fois."
    if bilan.deja_envoyees:
        yield GenreMessage.INFORMATION, _laissees(bilan.deja_envoyees)
    for convocation in bilan.sans_adresse:
        qui = convocation.affectation.intervenant
        phrase = f"{qui} n'a pas d'adresse de messagerie : téléchargez sa convocation pour la lui remettre"
        yield GenreMessage.ERREUR, f"{phrase} ({telephones(qui)})."
    for convocation in bilan.retirees:
        qui = convocation.affectation.intervenant
        phrase = f"{qui} ne fait plus partie de l'académie selon sa source ({qui.get_source_display()})"
        yield GenreMessage.ERREUR, f"{phrase} : rien ne lui est envoyé, sa convocation est à revoir."


def _laissees(convocations: list[Convocation]) -> str:
    noms = _noms(convocations)
    if len(noms) == 1:
        return f"La convocation de {noms[0]} était déjà envoyée : elle n'est pas partie de nouveau."
    dites = f"{', '.join(noms[:NOMMEES])}{'…' if len(noms) > NOMMEES else ''}"
    return f"{len(noms)} convocations déjà envoyées ne sont pas parties de nouveau : {dites}."
