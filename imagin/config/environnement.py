"""Reads the configuration from environment variables: one place, one French message when something is missing."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def lire(nom: str, defaut: str | None = None) -> str:
    """Value of the variable `nom`, else `defaut`; raises ImproperlyConfigured when there is neither."""
    valeur = os.environ.get(nom, "").strip() or defaut
    if valeur is None:
        raise ImproperlyConfigured(f"La variable d'environnement {nom} manque : voir docs/exploitation.md.")
    return valeur


def lire_booleen(nom: str, defaut: bool = False) -> bool:
    """True for « 1 », « oui », « true »; `defaut` when unset."""
    valeur = os.environ.get(nom, "").strip().lower()
    return valeur in {"1", "oui", "true"} if valeur else defaut


def lire_liste(nom: str, defaut: str = "") -> list[str]:
    """Comma-separated values, blanks dropped."""
    return [element.strip() for element in os.environ.get(nom, defaut).split(",") if element.strip()]


def lire_base(nom: str) -> dict[str, object]:
    """Django's DATABASES entry from a libpq URL or conninfo string."""
    try:
        morceaux = conninfo_to_dict(lire(nom))
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
    adresse = lire("IMAGIN_OIDC_ADRESSE", "").rstrip("/")
    if not adresse:
        return {}
    return {
        "adresse": adresse,
        "client": lire("IMAGIN_OIDC_CLIENT"),
        "secret": lire("IMAGIN_OIDC_SECRET"),
        "nom": lire("IMAGIN_OIDC_NOM", "votre compte académique"),
        "portee": lire("IMAGIN_OIDC_PORTEE", "openid profile email"),
    }


def lire_secret(nom: str, *, exige: bool) -> str:
    """Secret key; in production it must be given, elsewhere one is drawn for the life of the process."""
    return lire(nom) if exige else lire(nom, secrets.token_urlsafe(50))


RACINE = Path(__file__).resolve().parents[2]
