"""This instance as an OpenID Connect provider of its partners: who may enter at theirs, who may call us.

A partner is a client known by its code, which proves itself by an assertion signed with one of its pinned keys
(RFC 7523), never by a secret that both know. Two grants: the code of somebody who crosses (PKCE, 60 seconds, once), and
the service token of the partner's own programs. docs/decisions/0016-federation.md.
"""

import logging
from typing import cast

from authlib.oauth2 import OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.queries import delegations_en_cours
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import Perimetre, partenaire
from imagin.echanges.federation.adresses import API, AUTORISER, CLES, JETON
from imagin.echanges.federation.serveur import METHODE, PERSONNE, SERVICE, Entrant, serveur_d_autorisation
from imagin.socle.acces.middleware import ecriture_permise
from imagin.socle.acces.session import DEBUT
from imagin.socle.jetons.cles import ALGORITHME, cles_publiees
from imagin.socle.jetons.signature import JetonRefuse, attester_cles, verifier_jeton
from imagin.socle.temps import aujourd_hui, maintenant

journal = logging.getLogger(__name__)
INCONNUE = (
    "L'académie qui vous envoie ici n'est pas, ou n'est plus, partenaire de la vôtre. Si le problème persiste, "
    "merci de le signaler au gestionnaire de votre académie."
)


def autoriser(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """Send who is signed in back to the partner that asks, with a code; `perimetre` was checked by the view.

    Raises FederationRefusee when nobody can be sent back: partner unknown, or asking for another address than its own.

    Guide: G4.6-02.
    """
    perimetre.exiger_etablissement()
    serveur, entrant = serveur_d_autorisation(), _entrant(request, perimetre)
    try:
        accord = serveur.get_consent_grant(request, end_user=entrant)
    except OAuth2Error as refus:
        journal.warning("autorisation refusée : %s", refus.description or refus.error)
        if not refus.redirect_uri:
            raise FederationRefusee(INCONNUE) from refus
        return cast(HttpResponse, serveur.handle_error_response(request, refus))
    with ecriture_permise():
        return cast(HttpResponse, serveur.create_authorization_response(request, grant_user=entrant, grant=accord))


def jeton(request: HttpRequest) -> HttpResponse:
    """Give a token for a code, or for a service."""
    return cast(HttpResponse, serveur_d_autorisation().create_token_response(request))


def cles(request: HttpRequest) -> HttpResponse:
    """Our public keys, and by each of them that the others are ours too."""
    publiees = {"keys": cles_publiees(), "attestations": attester_cles(settings.IMAGIN_ADRESSE)}
    return JsonResponse(publiees, headers={"Cache-Control": "max-age=300"})


def decouverte(request: HttpRequest) -> HttpResponse:
    """What this provider does, and where (OpenID Connect Discovery)."""
    nous = settings.IMAGIN_ADRESSE
    return JsonResponse(
        {
            "issuer": nous,
            "authorization_endpoint": nous + AUTORISER,
            "token_endpoint": nous + JETON,
            "jwks_uri": nous + CLES,
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "subject_types_supported": ["public"],
            "scopes_supported": [PERSONNE, SERVICE],
            "id_token_signing_alg_values_supported": [ALGORITHME],
            "token_endpoint_auth_methods_supported": [METHODE],
            "token_endpoint_auth_signing_alg_values_supported": [ALGORITHME],
            "code_challenge_methods_supported": ["S256"],
            "claims_supported": ["sub", "given_name", "family_name", "uai", "fonction"],
        }
    )


def perimetre_du_porteur(jeton: str) -> Perimetre | None:
    """The perimeter of the partner whose service token this is; None when it does not hold, or it is a person's."""
    nous = settings.IMAGIN_ADRESSE
    try:
        dits = verifier_jeton(
            jeton, cles_publiees(), emetteur=nous, destinataire=nous + API, exiges=("sub", "scope", "client_id")
        )
    except JetonRefuse as refus:
        journal.warning("jeton de service refusé : %s", refus.raison)
        return None
    if dits["scope"] != SERVICE or dits["sub"] != dits["client_id"]:
        return None
    appelant = partenaire_ouvert(dits["sub"])
    return partenaire(appelant.code, appelant.nom) if appelant else None


def _entrant(request: HttpRequest, perimetre: Perimetre) -> Entrant:
    compte = cast(Compte, request.user)
    delegations = delegations_en_cours(compte, aujourd_hui())
    delegation = delegations.filter(etablissement_id=perimetre.mon_etablissement).first()
    dits = {
        "given_name": compte.prenom,
        "family_name": compte.nom,
        "uai": perimetre.uai,
        "fonction": delegation.fonction if delegation else "",
    }
    debut = request.session.get(DEBUT) or maintenant().timestamp()
    return Entrant(str(compte.pk), dits, int(debut))
