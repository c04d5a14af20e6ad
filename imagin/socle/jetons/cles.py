"""The signing keys of this instance: made, published ahead, retired."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from joserfc.jwk import KeySet, RSAKey

from imagin.socle.acces.chiffrement import chiffrer, dechiffrer
from imagin.socle.acces.middleware import ecriture_permise
from imagin.socle.jetons.models import CleSignature, Unique
from imagin.socle.temps import maintenant
from imagin.socle.versions import un_seul_a_la_fois

AVANCE = timedelta(hours=24)  # published before it signs: partners read our keys every ten minutes
# Published after it signed: a partner that comes back after weeks still knows one of our keys, and follows the others.
SURVIE = timedelta(days=30)
TAILLE = 2048
ALGORITHME = "RS256"
VERROU = "jetons.cles"


def cle_qui_signe() -> RSAKey:
    """The latest key whose time to sign has come, with its `kid`; made at the first call."""
    instant = maintenant()
    tenue = _publiees().filter(signe_des__lte=instant).order_by("-signe_des", "-pk").first()
    return _lue(tenue or _premiere())


def cles_publiees() -> list[dict[str, Any]]:
    """Public JWK of all keys not expired, those that do not sign yet included: what `/federation/cles.json` answers."""
    return [dict(cle.as_dict(private=False)) for cle in _toutes()]


def nos_cles() -> KeySet:
    """The same, to verify what we signed."""
    return KeySet([*_toutes()])


@transaction.atomic
def renouveler_cles(*, compromises: bool = False) -> str:
    """Make the next key: published now, signing in a day; those before stay published a month more. Returns its kid.

    `compromises`: somebody may have them; they are forgotten, the new one signs at once, and nothing that we sign is
    believed until our partners have confirmed it.
    """
    un_seul_a_la_fois(VERROU)
    instant = maintenant()
    if compromises:
        CleSignature.objects.all().delete()
    premiere = not _publiees().exists()
    nouvelle = _faire(instant if premiere else instant + AVANCE)
    CleSignature.objects.filter(expire_le=None).exclude(pk=nouvelle.pk).update(expire_le=nouvelle.signe_des + SURVIE)
    return nouvelle.kid


def oublier_cles() -> int:
    """Delete keys expired and what served once past its time; returns how many rows."""
    instant = maintenant()
    cles, _ = CleSignature.objects.filter(expire_le__lte=instant).delete()
    uniques, _ = Unique.objects.filter(expire_le__lte=instant).delete()
    return cles + uniques


def rechiffrer_cles() -> int:
    """Write them with the present IMAGIN_SECRET; returns how many. Raises SecretIllisible."""
    tenues = list(CleSignature.objects.select_for_update().order_by("pk"))
    for cle in tenues:
        cle.privee = chiffrer(dechiffrer(cle.privee))
    CleSignature.objects.bulk_update(tenues, ["privee"])
    return len(tenues)


def _publiees() -> QuerySet[CleSignature]:
    return CleSignature.objects.filter(Q(expire_le=None) | Q(expire_le__gt=maintenant()))


def _toutes() -> list[RSAKey]:
    tenues = list(_publiees().order_by("-signe_des", "-pk")) or [_premiere()]
    return [_lue(cle) for cle in tenues]


def _premiere() -> CleSignature:
    """The first key of an instance, made once though several ask for it, be it to read."""
    with ecriture_permise(), transaction.atomic():
        un_seul_a_la_fois(VERROU)
        return _publiees().order_by("-signe_des", "-pk").first() or _faire(maintenant())


def _faire(signe_des: datetime) -> CleSignature:
    cle = RSAKey.generate_key(TAILLE, private=True)
    pem = cle.as_pem(private=True).decode()
    return CleSignature.objects.create(kid=cle.thumbprint(), privee=chiffrer(pem), signe_des=signe_des)


def _lue(tenue: CleSignature) -> RSAKey:
    return _importee(dechiffrer(tenue.privee), tenue.kid)


@lru_cache(maxsize=16)
def _importee(pem: str, kid: str) -> RSAKey:
    """The key of a PEM: what the database says is read each time, only its decoding is kept."""
    return RSAKey.import_key(pem, {"kid": kid, "use": "sig", "alg": ALGORITHME})
