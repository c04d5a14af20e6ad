"""« Mon compte »: password and second factor."""

from allauth.account.decorators import reauthentication_required
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imagin.socle.acces.moyens import a_un_double_facteur, codes_de_secours_de


@login_required
@require_safe
def compte(request: HttpRequest) -> HttpResponse:
    """Who one is, and what protects the account."""
    return render(request, "connexion/compte.html", {"double": a_un_double_facteur(request.user.pk)})


@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
@never_cache
@require_safe
def codes_de_secours(request: HttpRequest) -> HttpResponse:
    """Codes that serve once each, for the day the telephone is lost."""
    codes = codes_de_secours_de(request.user.pk)
    if codes is None:
        raise Http404
    return render(request, "connexion/codes.html", {"codes": codes})


@login_required
@never_cache
@require_safe
def image_du_secret(request: HttpRequest) -> HttpResponse:
    """The picture that the telephone reads while the second factor is being set; a file, as the content policy asks."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adaptateur = get_adapter()
    image = adaptateur.build_totp_svg(adaptateur.build_totp_url(authenticated_user(request), secret))
    return HttpResponse(image, content_type="image/svg+xml")
