"""What somebody posted after their session had ended, kept until they sign in again and confirm it.

It lies in the session of the sign-in that follows: on the server, for the life of that session, tied to the account and
to the service of the one that ended. Only who held a session gets anything kept.
"""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from imagin.socle.temps import maintenant

CLE = "saisie"
SERVICE = "service"
TAILLE_MAX = 256 * 1024  # bytes
JETON = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class SaisieConservee:
    """Data of a form: address it was posted to, fields in order, whose it is, for which service, when (epoch, s)."""

    adresse: str
    champs: list[tuple[str, str]]
    compte: str
    service: str
    instant: float

    @property
    def octets(self) -> int:
        """Size of the fields, in bytes."""
        return sum(len(nom.encode()) + len(valeur.encode()) for nom, valeur in self.champs)


def conserver(request: HttpRequest) -> bool:
    """Keep what this request posts; False when it must not be: no form, files, too big, or nobody known.

    Guide: G1.3-03.
    """
    if not est_un_envoi_de_formulaire(request):
        return False
    auteur = _auteur(request)
    if auteur is None or request.FILES:
        return False
    champs = [(nom, valeur) for nom, valeurs in request.POST.lists() for valeur in valeurs if nom != JETON]
    saisie = SaisieConservee(request.get_full_path(), champs, *auteur, maintenant().timestamp())
    if saisie.octets > TAILLE_MAX:
        return False
    request.session[CLE] = asdict(saisie)
    return True


def saisie_conservee(session: SessionBase) -> SaisieConservee | None:
    """What this session keeps, or None."""
    gardee: dict[str, Any] | None = session.get(CLE)
    if gardee is None:
        return None
    return SaisieConservee(**{**gardee, "champs": [(nom, valeur) for nom, valeur in gardee["champs"]]})


def oublier_saisie_conservee(session: SessionBase) -> None:
    """Forget it: sent, given up, or somebody else's."""
    session.pop(CLE, None)


def est_un_envoi_de_formulaire(request: HttpRequest) -> bool:
    """Did a person send a form, in the page or in a side sheet? What scripts post by themselves is not that."""
    if request.method != "POST":
        return False
    if "X-Volet" in request.headers:
        return "X-Volet-Envoi" in request.headers
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def vient_d_ici(request: HttpRequest) -> bool:
    """Does the browser say that one of our own pages sent this? False when it says nothing."""
    origine = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origine).netloc == request.get_host()


def avait_une_session(request: HttpRequest) -> bool:
    """Does the browser come with the mark of a session of somebody signed in, whether it lasts or not?

    The session of a sign-in that failed half-way is nobody's; one too old to be kept was somebody's.
    """
    cle = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if cle is None:
        return False
    ancienne = Session.objects.filter(session_key=cle).first()
    return ancienne is None or SESSION_KEY in ancienne.get_decoded()


def _auteur(request: HttpRequest) -> tuple[str, str] | None:
    """Account and service of the session that the browser holds, or held."""
    donnees: Any = request.session
    if SESSION_KEY not in request.session:
        ancienne = Session.objects.filter(session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).first()
        donnees = ancienne.get_decoded() if ancienne else {}
    if SESSION_KEY not in donnees or SERVICE not in donnees:
        return None
    return str(donnees[SESSION_KEY]), str(donnees[SERVICE])
