"""How many wrong passwords are borne, and from whom: sized for a June morning, and no weapon against another's account.

- an account from one address: what somebody who looks for a password meets first;
- an account from everywhere: what many addresses together meet. It does not stop a browser from which the account has
  signed in before, nor an account with a second factor, which has still to be given;
- an address, whatever the account: a whole académie may stand behind one.

A new password starts all the counts of its account afresh: it is part of their key. Rates: settings,
ACCOUNT_RATE_LIMITS.
"""

from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from imagin.activites.connexion.navigateur import navigateur_connu
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.queries import compte_de_l_identifiant
from imagin.socle.acces.mandataires import adresse_de
from imagin.socle.acces.moyens import a_un_double_facteur


def compter_un_essai(request: HttpRequest, identifiant: str) -> RateLimitUsage | None:
    """Count a password about to be checked; None when there have been too many, and then nothing is counted."""
    compte = compte_de_l_identifiant(identifiant)
    double = a_un_double_facteur(compte.pk if compte else None)
    cle = _cle(identifiant, compte)
    navigateur = navigateur_connu(request, compte.pk if compte else None)
    if navigateur:
        limites = [("echecs_navigateur", f"{cle}|{navigateur}")]
    else:
        adresse = ratelimit.truncate_ip(adresse_de(request))
        limites = [("essais_adresse", ""), ("echecs_adresse", ""), ("echecs_ici", f"{cle}|{adresse}")]
        limites += [] if double else [("echecs_compte", cle)]
    return _consommer(request, limites)


def oublier_les_codes_faux(request: HttpRequest, compte: Compte) -> None:
    """Forget the wrong codes of a second factor: its owner has just proved, by mail, who they are."""
    ratelimit.clear(request, app="allauth.account", action="login_failed", key=f"mfa-auth-user-{compte.pk}")


def _consommer(request: HttpRequest, limites: list[tuple[str, str]]) -> RateLimitUsage | None:
    comptes = RateLimitUsage(usage=[])
    for action, cle in limites:
        usage = ratelimit.consume(request, app="allauth.account", action=action, key=cle)
        if usage is None:
            comptes.rollback()
            return None
        if action != "essais_adresse":
            comptes.usage += usage.usage
    return comptes


def _cle(identifiant: str, compte: Compte | None) -> str:
    return f"{identifiant.lower()}|{salted_hmac('imagin.essais', compte.password if compte else '').hexdigest()[:12]}"
