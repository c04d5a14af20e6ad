"""Views of « Personnes convoquées ailleurs »: what the gestionnaire decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from imagin.domaine.federation.actions import designer_personne, ecarter_personne, reprendre_personne
from imagin.domaine.federation.enums import EtatPersonne
from imagin.domaine.federation.rules import FederationRefusee
from imagin.gestion.personnes_externes.screens import externe_demandee
from imagin.socle.console.http import dire_erreur, dire_succes
from imagin.socle.versions import ChangeeEntreTemps

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from imagin.domaine.federation.models import PersonneExterne
    from imagin.domaine.perimetre.rules import Perimetre

PHRASES = {
    EtatPersonne.RECONNUE: "{nom} est ici {ici} : ses convocations par {academie} font ses indisponibilités.",
    EtatPersonne.ECARTEE: "{nom} n'est aucune des vôtres : ses convocations par {academie} ne comptent pas.",
    EtatPersonne.INCONNUE: "{nom} est de nouveau à reconnaître.",
    EtatPersonne.AMBIGUE: "{nom} est de nouveau à reconnaître : plusieurs personnes portent ces nom et prénom.",
}


def designer(request: HttpRequest, perimetre: Perimetre, externe: int, intervenant: int) -> HttpResponse:
    """« C'est cette personne »."""
    return _decider(
        request,
        perimetre,
        externe,
        lambda version: designer_personne(perimetre, personne=externe, intervenant=intervenant, version=version),
    )


def ecarter(request: HttpRequest, perimetre: Perimetre, externe: int) -> HttpResponse:
    """« Aucune des nôtres »."""
    return _decider(
        request, perimetre, externe, lambda version: ecarter_personne(perimetre, personne=externe, version=version)
    )


def reprendre(request: HttpRequest, perimetre: Perimetre, externe: int) -> HttpResponse:
    """« Revenir sur cette décision »."""
    return _decider(
        request, perimetre, externe, lambda version: reprendre_personne(perimetre, personne=externe, version=version)
    )


def _decider(
    request: HttpRequest, perimetre: Perimetre, externe: int, verbe: Callable[[str | None], PersonneExterne]
) -> HttpResponse:
    """Do it, say it, and back to the list; what was refused is said on the page of the person, as it is now."""
    externe_demandee(perimetre, externe)
    try:
        decidee = verbe(request.POST.get("version"))
    except (FederationRefusee, ChangeeEntreTemps) as refus:
        dire_erreur(request, str(refus))
        return redirect("personnes_externes:personne", externe)
    phrase = PHRASES[EtatPersonne(decidee.etat)]
    nommee = externe_demandee(perimetre, externe)
    dire_succes(request, phrase.format(nom=nommee, ici=nommee.intervenant, academie=nommee.partenaire))
    return redirect("personnes_externes:a_reconnaitre")
