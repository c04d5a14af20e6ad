"""URLs of the two activities « Signature … pour la convocation »: the same screens, one signatory each."""

from django.urls import URLPattern, include, path

from imagin.activites.signatures import views
from imagin.activites.signatures.activity import SIGNATURE_CENTRE, SIGNATURE_ETABLISSEMENT
from imagin.socle.acces.activite import Activite
from imagin.socle.acces.routes import route


def _urls(activite: Activite) -> tuple[list[URLPattern], str]:
    """Patterns and namespace of one of them."""
    patrons = [
        route(activite, "", views.Signer.as_view(), "signature", methodes=("GET", "POST")),
        route(activite, "apercu/", views.previsualiser, "apercu", methodes=("POST",)),
    ]
    return patrons, activite.code


urlpatterns = [
    path("signature-centre/", include(_urls(SIGNATURE_CENTRE))),
    path("signature-etablissement/", include(_urls(SIGNATURE_ETABLISSEMENT))),
]
