"""Sign-in, and who must choose a password before anything else."""

from typing import Any

from allauth.account import views as allauth
from allauth.core.internal.httpkit import authenticated_user
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from imagin.domaine.federation.queries import des_centres_viennent_d_ailleurs
from imagin.socle.acces.saisie import saisie_conservee


class Identification(allauth.LoginView):  # type: ignore[misc]
    """« Identifiant », « Mot de passe », « Valider »; says why one is asked again.

    Guide: G2.1-01, G1.3-03.
    """

    def get_success_url(self) -> str:
        """On to the choice of a service, which leads where the caller was going; allauth refuses other sites.

        The link of CYCLADES makes that choice itself.
        """
        suite, choix = self.get_next_url(), reverse("connexion:choix")
        if suite and suite.startswith(reverse("connexion:cyclades")):
            return str(suite)
        return f"{choix}?{urlencode({'next': suite})}" if suite else choix

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a session has just ended, and whether a form is kept for its author."""
        expiree, saisie = "expiree" in self.request.GET, saisie_conservee(self.request.session)
        return {
            **super().get_context_data(**kwargs),
            "expiree": expiree,
            "saisie": saisie,
            "venir_d_ailleurs": (expiree or saisie) and des_centres_viennent_d_ailleurs(),
            "portail": getattr(self.request, "identite_du_portail", None) is not None,
            "guichet": settings.IMAGIN_GUICHET.get("nom", ""),
        }


class ChoixDuMotDePasse(allauth.PasswordResetFromKeyView):  # type: ignore[misc]
    """The page that the link of a mail opens; says so when the link has served or is too old."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`token_fail` always, where allauth gives it only when it is true."""
        return {"token_fail": False, **super().get_context_data(**kwargs)}


@login_required
def changer_mot_de_passe(request: HttpRequest) -> HttpResponseBase:
    """Replace one's password; who has none of ours (single sign-on) is told so by the page."""
    if not authenticated_user(request).has_usable_password():
        return redirect("mfa_index")
    reponse: HttpResponseBase = allauth.password_change(request)
    return reponse
