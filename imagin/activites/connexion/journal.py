"""The security journal, as requests feed it: a line in the database and one, in JSON, on the server's log.

Never what was typed: a wrong identifiant may be a password typed in the wrong field, so only a known account is named.
"""

import json
import logging
from typing import Any

from allauth.account import signals as compte
from allauth.mfa import signals as double
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as identification
from django.http import HttpRequest

from imagin.domaine.acces.actions import journaliser
from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.acces.queries import compte_de_l_identifiant
from imagin.socle.acces.journaux import sans_secret
from imagin.socle.acces.mandataires import adresse_de

journal = logging.getLogger("imagin.securite")
N = NatureSecurite


def noter(request: HttpRequest, nature: NatureSecurite, identifiant: str | None = None) -> None:
    """Keep what has just happened; `identifiant` when it is not the caller's own, empty when nobody is known."""
    perimetre = getattr(request, "perimetre", None)
    if identifiant is None:
        personne = getattr(request, "user", None)
        identifiant = personne.get_username() if personne is not None else ""
    ligne = {
        "identifiant": identifiant,
        "uai": getattr(perimetre, "uai", "") or "",
        "adresse": adresse_de(request),
        "ecran": sans_secret(request.path),
    }
    instant = journaliser(nature=nature, **ligne).instant.isoformat()
    journal.info(json.dumps({"journal": "securite", "instant": instant, "nature": nature, **ligne}))


def noter_un_essai(request: HttpRequest, nature: NatureSecurite, identifiant: str) -> None:
    """Keep a sign-in that failed or was not tried, under the name of the account if there is one."""
    noter(request, nature, identifiant if compte_de_l_identifiant(identifiant) else "")


def ecouter() -> None:
    """Listen to what Django and allauth announce; called once, at start-up."""
    for signal, oreille in (
        (identification.user_logged_in, _connexion),
        (identification.user_login_failed, _echec),
        (identification.user_logged_out, _deconnexion),
        (compte.password_changed, _mot_de_passe),
        (compte.password_set, _mot_de_passe),
        (compte.password_reset, _mot_de_passe),
        (double.authentication_failed, _echec_double),
        (double.authenticator_added, _double_activee),
        (double.authenticator_removed, _double_retiree),
        (double.authenticator_reset, _codes),
    ):
        signal.connect(oreille, dispatch_uid=f"imagin.securite.{oreille.__name__}")


def _connexion(sender: object, request: HttpRequest | None, user: Any, **_: Any) -> None:
    _de(request, N.CONNEXION, user)


def _echec(sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if _est_une_demande(request):
        noter_un_essai(request, N.ECHEC, str(credentials.get("username", "")))  # type: ignore[arg-type]


def _deconnexion(sender: object, request: HttpRequest | None, user: Any, **_: Any) -> None:
    if user is not None:
        _de(request, N.DECONNEXION, user)


def _mot_de_passe(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    _de(request, N.MOT_DE_PASSE, user)


def _echec_double(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    _de(request, N.ECHEC_DOUBLE, user)


def _double_activee(sender: object, request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _de(request, N.DOUBLE_ACTIVEE, user)


def _double_retiree(sender: object, request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        _de(request, N.DOUBLE_RETIREE, user)


def _codes(sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
    _de(request, N.CODES, user)


def _de(request: HttpRequest | None, nature: NatureSecurite, personne: Any) -> None:
    if _est_une_demande(request):
        noter(request, nature, personne.get_username())  # type: ignore[arg-type]


def _est_une_demande(request: HttpRequest | None) -> bool:
    """Was it received from somebody? Commands sign in nobody; tests do, without a request."""
    return hasattr(request, "adresse_client")
