"""The service that a session has chosen, and the place it holds there: what the session keeps of it."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

from imagin.activites.connexion.journal import noter
from imagin.domaine.acces.actions import fermer_connexion, ouvrir_connexion
from imagin.domaine.acces.enums import FinConnexion, NatureSecurite
from imagin.domaine.acces.queries import fin_de_connexion, perimetre_de
from imagin.domaine.federation.queries import est_centre_ailleurs, est_centre_ouvert
from imagin.domaine.missions.queries import est_centre
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.queries import nom_academie
from imagin.socle.acces.saisie import SERVICE
from imagin.socle.acces.session import noter_activite
from imagin.socle.temps import aujourd_hui

CONNEXION = "connexion"
PERTES = {
    FinConnexion.REPRISE: "Vous avez continué depuis un autre navigateur : celui-ci n'est plus connecté au service.",
    FinConnexion.LIBEREE: "Le service des examens a mis fin à votre connexion à l'établissement.",
    FinConnexion.EXPIREE: "Votre place a été donnée à une autre personne après 30 minutes sans activité.",
    FinConnexion.QUITTEE: "Vous avez quitté le service depuis un autre onglet.",
}


def perimetre_du_service(request: HttpRequest, cle: str) -> Perimetre | None:
    """Perimeter of a service for the person signed in, with the place their session holds; None if not theirs."""
    return perimetre_de(
        request.user,  # type: ignore[arg-type]
        cle,
        jour=aujourd_hui(),
        academie=_nom_academie(settings.IMAGIN_ACADEMIE),
        est_centre=est_centre("etablissement_id") | est_centre_ouvert("etablissement_id"),
        est_centre_ailleurs=est_centre_ailleurs("etablissement_id"),
        connexion=request.session.get(CONNEXION),
    )


def entrer(request: HttpRequest, cle: str, *, reprendre: bool = False) -> bool:
    """Enter the service `cle`, leaving the one before; False when the account does not have it.

    Raises PlaceOccupee, and then leaves things as they were.

    Guide: G2.1-01, G2.1-03.
    """
    perimetre = perimetre_du_service(request, cle)
    if perimetre is None:
        return False
    precedent: Perimetre | None = getattr(request, "perimetre", None)
    if perimetre.est_etablissement and perimetre.connexion_id is None:
        prendre_place(request, perimetre, reprendre=reprendre)
        _quitter(precedent)
    elif not perimetre.est_etablissement:
        _quitter(precedent)
        request.session.pop(CONNEXION, None)
    request.session[SERVICE] = cle
    return True


def prendre_place(request: HttpRequest, perimetre: Perimetre, *, reprendre: bool = False) -> int:
    """Take the place of the établissement for this session; raises PlaceOccupee. Returns its key."""
    connexion = ouvrir_connexion(perimetre, reprendre=reprendre)
    if reprendre:
        noter(request, NatureSecurite.REPRISE)
    request.session[CONNEXION] = connexion.pk
    # The session and the place end at the same instant.
    noter_activite(request.session, pas=0)
    return connexion.pk


def perte(request: HttpRequest) -> str:
    """How the place that the session held was lost, in French; empty when it was not. Two queries at most."""
    connexion = request.session.get(CONNEXION)
    fin = fin_de_connexion(request.user, connexion) if connexion else None  # type: ignore[arg-type]
    return PERTES[fin] if fin else ""


def rendre_place(request: HttpRequest) -> None:
    """Give the place back, if the session holds one: on « Quitter »."""
    _quitter(getattr(request, "perimetre", None))


def _quitter(perimetre: Perimetre | None) -> None:
    if perimetre is not None and perimetre.connexion_id is not None:
        fermer_connexion(perimetre)


_nom_academie = lru_cache(maxsize=4)(nom_academie)
