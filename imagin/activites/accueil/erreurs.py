"""Error pages, in the frame's look: what happened and what to do.

400, 500 and 503 are made without the database, the session nor the frame's context: they must come out when these fail.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from imagin.activites.accueil.informations import gabarit
from imagin.activites.accueil.temoin import lire_temoin

ATTENTE_MAINTENANCE, ATTENTE_PANNE = 600, 60  # seconds before one may try again
# SQLSTATE classes by which PostgreSQL says that it cannot be reached or is closing; no code at all says the same.
CLASSES_HORS_SERVICE = ("08", "53", "57P")


def requete_invalide(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    texte = "Le serveur n'a pas compris cette demande. Revenez à la page précédente et recommencez."
    return _page_de_secours(request, 400, "Demande illisible", texte)


def jeton_refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF protection: nearly always a page left open after the session ended."""
    texte = "Votre session a expiré ou la page est trop ancienne. Rechargez-la, puis recommencez."
    return _page(request, 403, "Page périmée", texte)


def acces_refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    texte = str(exception) or "Cette page n'est pas ouverte au service que vous avez choisi."
    return _page(request, 403, "Accès refusé", texte)


def introuvable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also the answer for another établissement's object."""
    texte = (
        "Cette page n'existe pas, ou concerne un autre établissement que le vôtre. Vérifiez l'adresse, ou retrouvez la "
        "page par le plan du site."
    )
    return _page(request, 404, "Page introuvable", texte)


def methode_refusee(request: HttpRequest, permises: str) -> HttpResponse:
    """405: an action asked as if it were a page, or the reverse; `permises` is the Allow header."""
    texte = "Cette adresse ne s'ouvre pas de cette façon. Revenez à l'écran précédent et utilisez ses boutons."
    reponse = _page(request, 405, "Action impossible ici", texte)
    reponse["Allow"] = permises
    return reponse


def erreur_interne(request: HttpRequest) -> HttpResponse:
    """500, which says nothing of the cause (it is in the server's log); 503 when the database cannot be reached."""
    if base_hors_service(sys.exception()):
        return indisponible(request)
    texte = (
        "Votre demande n'a pas abouti et rien n'a été enregistré. Réessayez dans un instant ; si l'incident se "
        "reproduit, signalez au service des examens ce que vous faisiez et l'heure."
    )
    return _page_de_secours(request, 500, "Incident", texte)


def indisponible(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer."""
    texte = (
        "IMAG'IN ne peut pas répondre pour le moment. Rien de ce que vous aviez enregistré n'est perdu : "
        "réessayez dans une minute."
    )
    reponse = _page_de_secours(request, 503, "Service momentanément indisponible", texte)
    reponse["Retry-After"] = str(ATTENTE_PANNE)
    return reponse


def maintenance(request: HttpRequest) -> HttpResponse:
    """503: the administrateur has stopped the service for a while."""
    texte = (
        "IMAG'IN est arrêté le temps d'une mise à jour. Rien de ce que vous aviez enregistré n'est perdu : "
        "revenez dans quelques minutes."
    )
    reponse = _page_de_secours(request, 503, "Maintenance en cours", texte)
    reponse["Retry-After"] = str(ATTENTE_MAINTENANCE)
    return reponse


def base_hors_service(erreur: BaseException | None) -> bool:
    """Did this error come from a database that cannot be reached? Deadlocks and the like are not that."""
    if not isinstance(erreur, OperationalError | InterfaceError):
        return False
    code = getattr(erreur.__cause__, "sqlstate", None)
    return code is None or code.startswith(CLASSES_HORS_SERVICE)


def _page(request: HttpRequest, statut: int, titre: str, texte: str) -> HttpResponse:
    contexte = {"titre": titre, "texte": texte, "secours": False, **gabarit(request)}
    return render(request, "accueil/erreur.html", contexte, status=statut)


def _page_de_secours(request: HttpRequest, statut: int, titre: str, texte: str) -> HttpResponse:
    cadre = {"reglages": lire_temoin(request), "liens": (), "pied": ()}
    contexte = {"titre": titre, "texte": texte, "secours": True, "cadre": cadre, "gabarit_cadre": "ui/cadre_nu.html"}
    return HttpResponse(render_to_string("accueil/erreur.html", contexte), status=statut)
