"""Other académies, which vouch for those of their people who cross to this one.

Over what `guichet` does of OpenID Connect: we prove ourselves by an assertion that we sign (RFC 7523), their answers
are verified by the keys pinned on the partner's sheet, and they vouch for one établissement, a centre here. Their other
end: `activites.acces_autres_academies`, `echanges.federation.fournisseur`. docs/decisions/0016-federation.md.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pghistory
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string

from imagin.activites.connexion.guichet import Garant, Relais
from imagin.activites.connexion.journal import noter
from imagin.domaine.acces.enums import Fonction, NatureSecurite
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.rules import Habilitation, IdentiteRecue, IdentiteRefusee
from imagin.domaine.federation.actions import laisser_entrer
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.domaine.federation.rules import PartenaireInjoignable
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.referentiel.queries import nom_academie
from imagin.socle.jetons.signature import JetonRefuse, verifier_jeton
from imagin.socle.temps import aujourd_hui

journal = logging.getLogger(__name__)
PAR_ACADEMIE = "par_academie"  # in the session: the code of the académie that one came from
UN_JOUR = timedelta(days=1)  # a session begun before midnight goes on after it
SUITE = "Si le problème persiste, merci de le signaler au gestionnaire de votre académie."
REFUSEE = (
    "La réponse de l'académie {nom} n'a pas pu être vérifiée : elle a trop attendu, ou a déjà servi. Recommencez "
    f"depuis votre académie. {SUITE}"
)
EN_PANNE = f"L'académie {{nom}} ne répond pas pour le moment. Réessayez dans quelques minutes. {SUITE}"
ILLISIBLE = f"L'académie {{nom}} ne nous a pas dit qui vous êtes. {SUITE}"
PERDUE = "Cette demande d'entrée n'est plus connue ici : elle a trop attendu, ou a déjà servi."


class RelaisPartenaire(Relais):
    """Talks with a partner, of which everything is known beforehand: its address, and its keys."""

    def __init__(self, request: HttpRequest, partenaire: Partenaire) -> None:
        super().__init__(request, f"academie-{partenaire.code}")
        self.partenaire = partenaire

    def get_provider(self) -> "AcademieGarante":
        return AcademieGarante(self.request, self.partenaire)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{settings.IMAGIN_ADRESSE}{reverse('connexion:retour_academie')}"

    @property
    def openid_config(self) -> dict[str, Any]:
        """Where to send people and ask for tokens: the same paths as ours, below its address."""
        adresse = self.partenaire.adresse
        return {
            "issuer": adresse,
            "authorization_endpoint": adresse + reverse("acces_autres_academies:autoriser"),
            "token_endpoint": adresse + reverse("federation:jeton"),
        }

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """What the code is worth; raises OAuth2Error, or ConnectionError when nobody answers.

        Not by allauth's client, which would follow it wherever it sends us, for as long as it likes.
        """
        echanger: Callable[..., dict[str, Any]] = import_string(settings.IMAGIN_ECHANGE_D_UN_CODE)
        try:
            recu = echanger(
                self.partenaire,
                code=request.GET["code"],
                verificateur=pkce_code_verifier or "",
                retour=client.callback_url,
            )
        except PartenaireInjoignable as panne:
            raise (OAuth2Error if panne.panne == Panne.REPONSE else ConnectionError)(panne.panne.label) from panne
        return {"access_token": str(recu.get("access_token", "")), "id_token": recu.get("id_token")}

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who it is; raises OAuth2Error unless all of the answer holds, and is about the établissement asked for."""
        sociallogin = super().complete_login(request, app, token, **kwargs)
        if sociallogin.account.extra_data["userinfo"].get("uai") != self.demande["uai"]:
            raise OAuth2Error("another établissement")
        return sociallogin

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Claims of the identity token, signed by a pinned key; raises OAuth2Error unless all of it holds."""
        try:
            reclamations = verifier_jeton(
                id_token,
                self.partenaire.cles,
                emetteur=self.partenaire.adresse,
                destinataire=app.client_id,
                exiges=("sub", "nonce"),
            )
        except JetonRefuse as refus:
            raise OAuth2Error(refus.raison) from refus
        self._exiger_notre_demande(app, reclamations)
        return reclamations


class AcademieGarante(Garant):
    """A partner, as allauth sees a provider."""

    def __init__(self, request: HttpRequest, partenaire: Partenaire) -> None:
        self.partenaire = partenaire
        app = SocialApp(
            provider="openid_connect",
            provider_id=f"academie-{partenaire.code}",
            name=partenaire.nom,
            client_id=settings.IMAGIN_INSTANCE,
            secret="",
            settings={"server_url": partenaire.adresse, "scope": ["openid"], "oauth_pkce_enabled": True},
        )
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> RelaisPartenaire:
        return RelaisPartenaire(request, self.partenaire)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Nobody looks an account up by it: ours are found by `IdentiteRecue`."""
        return self.partenaire.code

    def compte_de(self, request: HttpRequest, reclamations: dict[str, Any]) -> Compte:
        recue = identite_du_partenaire(reclamations, self.partenaire.code)
        if recue is None:
            raise ImmediateHttpResponse(refuser(request, ILLISIBLE, self.partenaire, statut=400))
        auteur = f"académie {self.partenaire.nom}"
        try:
            with pghistory.context(auteur=auteur, ecran=request.path):
                return laisser_entrer(systeme(auteur), partenaire=self.partenaire.code, recue=recue, jour=aujourd_hui())
        except IdentiteRefusee as refus:
            raise ImmediateHttpResponse(refuser(request, str(refus), self.partenaire, statut=403)) from refus

    def expliquer(self, request: HttpRequest, erreur: Exception | None) -> HttpResponse:
        # What follows a colon is quoted from an answer of the partner: it may be about somebody.
        raison = str(erreur).partition(":")[0] if erreur else "aucune demande ne correspond à cette réponse"
        journal.warning("entrée depuis %s refusée : %s", self.partenaire.code, raison)
        if isinstance(erreur, OSError):
            return refuser(request, EN_PANNE, self.partenaire, statut=503)
        return refuser(request, REFUSEE, self.partenaire, statut=400)


def identite_du_partenaire(reclamations: Mapping[str, Any], code: str) -> IdentiteRecue | None:
    """Who a partner says comes in, today, for one établissement; None when what it says cannot be kept.

    `emetteur` is no address: neither a guichet's people nor those of a partner that moves are taken for others.
    """
    dits = [reclamations.get(nom) for nom in ("sub", "family_name", "given_name", "uai", "fonction")]
    if not all(isinstance(dit, str) and dit.strip() and dit.isprintable() for dit in dits):
        return None
    sujet, nom, prenom, uai, fonction = (str(dit).strip() for dit in dits)
    if fonction not in Fonction.values or len(sujet) > 60:
        return None
    jour = aujourd_hui()
    droit = Habilitation(uai, Fonction(fonction), jour, jour + UN_JOUR)
    return IdentiteRecue(f"academie:{code}", sujet, nom[:80], prenom[:80], habilitations=(droit,))


def academie_attendue(request: HttpRequest) -> tuple[Partenaire, str] | None:
    """Which partner this browser was sent to, as its session says, and for which établissement; None: to none."""
    etat = statekit.get_states(request).get(request.GET.get("state", ""))
    donnees = (etat[0].get("data") or {}) if etat else {}
    partenaire = partenaire_ouvert(donnees.get("academie", ""))
    return (partenaire, donnees["uai"]) if partenaire else None


def refuser(request: HttpRequest, message: str, partenaire: Partenaire | None, *, statut: int) -> HttpResponse:
    """A page that says in French why one did not get in from another académie, and what to do."""
    if statut in {400, 403, 404}:
        noter(request, NatureSecurite.REFUS, "")
    texte = message.replace("{nom}", partenaire.nom if partenaire else "")
    contexte = {"texte": texte, "partenaire": partenaire, "ici": nom_d_ici()}
    return render(request, "connexion/academie_refus.html", contexte, status=statut)


def nom_d_ici() -> str:
    """What people call this instance: « IMAG'IN SIEC »."""
    return f"IMAG'IN {settings.IMAGIN_INTITULE or nom_academie(settings.IMAGIN_ACADEMIE)}"
