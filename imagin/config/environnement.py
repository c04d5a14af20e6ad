"""Reads the configuration from environment variables: one place, one French message when something is missing."""

import os
import secrets
from collections.abc import Container
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

OUI, NON = {"1", "oui", "true"}, {"0", "non", "false"}
LONGUEUR_D_UN_SECRET, SIGNES_D_UN_SECRET = 50, 5  # as Django's own check asks
RACINE = Path(__file__).resolve().parents[2]


def lire_reglage(nom: str, defaut: str | None = None) -> str:
    """Value of the variable `nom`, else `defaut`; raises ImproperlyConfigured when there is neither."""
    valeur = os.environ.get(nom, "").strip() or defaut
    if valeur is None:
        raise ImproperlyConfigured(f"La variable d'environnement {nom} manque : voir docs/exploitation.md.")
    return valeur


def lire_booleen(nom: str, defaut: bool = False) -> bool:
    """True for « 1 », « oui », « true », False for « 0 », « non », « false »; `defaut` when unset."""
    valeur = os.environ.get(nom, "").strip().lower()
    if valeur and valeur not in OUI | NON:
        raise ImproperlyConfigured(f"{nom}={valeur} : écrivez « oui » ou « non ».")
    return valeur in OUI if valeur else defaut


def lire_reglage_entier(nom: str, defaut: int, *, au_moins: int = 0, au_plus: int = 1_000_000) -> int:
    """A whole number between two bounds; `defaut` when unset."""
    valeur = os.environ.get(nom, "").strip() or str(defaut)
    if not (valeur.isascii() and valeur.isdigit() and len(valeur) <= 9 and au_moins <= int(valeur) <= au_plus):
        raise ImproperlyConfigured(f"{nom}={valeur} : un nombre entier de {au_moins} à {au_plus} est attendu.")
    return int(valeur)


def lire_parmi(nom: str, permises: Container[str], defaut: str, exemple: str) -> str:
    """One of the values that are allowed; `exemple` says them to who wrote another."""
    valeur = lire_reglage(nom, defaut)
    if valeur not in permises:
        raise ImproperlyConfigured(f"{nom}={valeur} : {exemple}.")
    return valeur


def lire_fuseau(nom: str, defaut: str) -> str:
    """Name of a time zone of the IANA base."""
    valeur = lire_reglage(nom, defaut)
    try:
        ZoneInfo(valeur)
    except (ValueError, ZoneInfoNotFoundError, OSError) as erreur:
        raise ImproperlyConfigured(
            f"{nom}={valeur} : un fuseau horaire est attendu, par exemple Europe/Paris ou Indian/Reunion."
        ) from erreur
    return valeur


def lire_url(nom: str, defaut: str) -> str:
    """Address of a site, without its last slash."""
    valeur = lire_reglage(nom, defaut).rstrip("/")
    morceaux = urlsplit(valeur)
    if morceaux.scheme not in {"http", "https"} or not morceaux.hostname or morceaux.query or morceaux.fragment:
        raise ImproperlyConfigured(
            f"{nom}={valeur} : une adresse est attendue, par exemple https://imagin.ac-toulouse.fr."
        )
    return valeur


def lire_serveur(nom: str, defaut: str, port: int) -> tuple[str, int]:
    """« host:port » of a server."""
    hote, _, lu = lire_reglage(nom, defaut).partition(":")
    lu = lu or str(port)
    if not hote or not (lu.isascii() and lu.isdigit() and len(lu) <= 5 and 0 < int(lu) < 65_536):
        raise ImproperlyConfigured(
            f"{nom}={hote}:{lu} : « hôte:port » est attendu, par exemple smtp.ac-toulouse.fr:25."
        )
    return hote, int(lu)


def lire_liste(nom: str, defaut: str = "") -> list[str]:
    """Comma-separated values, blanks dropped."""
    return [element.strip() for element in os.environ.get(nom, defaut).split(",") if element.strip()]


def lire_base(nom: str) -> dict[str, object]:
    """Django's DATABASES entry from a libpq URL or conninfo string."""
    try:
        morceaux = conninfo_to_dict(lire_reglage(nom))
    except ProgrammingError as erreur:
        raise ImproperlyConfigured(f"{nom} n'est pas une adresse PostgreSQL lisible : {erreur}") from erreur
    connus = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {cle: valeur for cle, valeur in morceaux.items() if cle not in connus}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{django: morceaux.get(libpq) or "" for libpq, django in connus.items()},
        "OPTIONS": options,
    }


def lire_reseaux(nom: str) -> list[IPv4Network | IPv6Network]:
    """Addresses or networks (CIDR), separated by commas."""
    return _reseaux(nom, lire_liste(nom))


def _reseaux(nom: str, elements: list[str]) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(element) for element in elements]
    except ValueError as erreur:
        raise ImproperlyConfigured(f"{nom} : une adresse ou un réseau (10.0.0.0/8) est attendu. {erreur}") from erreur


def lire_mandataires(nom: str) -> tuple[bool, list[IPv4Network | IPv6Network]]:
    """Trusted proxies: whether one speaks by a Unix socket (« unix »), and addresses or networks of the others."""
    elements = lire_liste(nom)
    return "unix" in elements, _reseaux(nom, [element for element in elements if element != "unix"])


def lire_guichet() -> dict[str, str]:
    """The OpenID Connect provider of IMAGIN_OIDC_…; empty when there is none."""
    adresse = lire_reglage("IMAGIN_OIDC_ADRESSE", "").rstrip("/")
    if not adresse:
        return {}
    return {
        "adresse": adresse,
        "client": lire_reglage("IMAGIN_OIDC_CLIENT"),
        "secret": lire_reglage("IMAGIN_OIDC_SECRET"),
        "nom": lire_reglage("IMAGIN_OIDC_NOM", "votre compte académique"),
        "portee": lire_reglage("IMAGIN_OIDC_PORTEE", "openid profile email"),
    }


def lire_secret(nom: str, *, exige: bool) -> str:
    """Secret key; in production it must be given, elsewhere one is drawn for the life of the process."""
    return _assez_long(nom, lire_reglage(nom) if exige else lire_reglage(nom, secrets.token_urlsafe(50)))


def lire_anciens_secrets(nom: str) -> list[str]:
    """Keys that served before, separated by commas: they read what they wrote, and sign nothing new."""
    return [_assez_long(nom, ancien) for ancien in lire_liste(nom)]


def _assez_long(nom: str, cle: str) -> str:
    if len(cle) < LONGUEUR_D_UN_SECRET or len(set(cle)) < SIGNES_D_UN_SECRET:
        raise ImproperlyConfigured(
            f"{nom} est trop court ou trop simple : {LONGUEUR_D_UN_SECRET} caractères au hasard sont attendus, "
            "par exemple ceux de : python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return cle
