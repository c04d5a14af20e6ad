"""Where SANTORIN is: the settings IMAGIN_SANTORIN…, read in one place (docs/exploitation.md)."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

GENRES = DOSSIER, SFTP, HTTPS = "dossier", "sftp", "https"
PORT_SFTP = 22
EXEMPLE = "dossier:///srv/santorin, sftp://imagin@hote/chemin ou https://hote/chemin"


class ReglageRefuse(ValueError):
    """The settings cannot work; the message says what to write instead."""


@dataclass(frozen=True)
class Adresse:
    """Where to deliver. `genre` is one of DOSSIER, SFTP, HTTPS; `texte` the address as written, no slash at its end."""

    genre: str
    texte: str
    hote: str
    port: int
    compte: str
    chemin: str


def est_branche() -> bool:
    """Is SANTORIN switched on in this instance?"""
    return bool(settings.IMAGIN_SANTORIN)


def adresse() -> Adresse:
    """The address that the settings give; raises ReglageRefuse, in French."""
    texte = settings.IMAGIN_SANTORIN.rstrip("/")
    try:
        url = urlsplit(texte)
        lue = Adresse(url.scheme, texte, url.hostname or "", url.port or PORT_SFTP, url.username or "", url.path)
    except ValueError as erreur:
        raise ReglageRefuse(f"IMAGIN_SANTORIN : adresse illisible, écrivez {EXEMPLE}.") from erreur
    if defaut := _defaut(lue, url):
        raise ReglageRefuse(defaut)
    return lue


def controler() -> None:
    """Raise ReglageRefuse unless the address and what goes with it can work; nothing is asked when switched off."""
    if not est_branche():
        return
    genre = adresse().genre
    if genre == SFTP:
        _exiger("SECRET (mot de passe) ou IMAGIN_SANTORIN_CLE (clé privée)", "SECRET", "CLE")
        _exiger("HOTES (fichier known_hosts)", "HOTES")
    if genre == HTTPS:
        _exiger("SECRET (jeton)", "SECRET")
    for nom in ("CLE", "HOTES", "AUTORITE"):
        chemin = getattr(settings, f"IMAGIN_SANTORIN_{nom}")
        if chemin and not Path(chemin).is_file():
            raise ReglageRefuse(f"IMAGIN_SANTORIN_{nom} : le fichier {chemin} n'existe pas.")


def _defaut(lue: Adresse, url: SplitResult) -> str:
    """Why the address cannot be used, in French; empty when it can."""
    fautes = (
        (lue.genre == "http", "http:// n'est pas chiffré, des données personnelles y passeraient : écrivez https://."),
        (lue.genre not in GENRES or url.query or url.fragment, f"adresse inconnue, écrivez {EXEMPLE}."),
        (url.password or (lue.genre == HTTPS and url.username), "le secret se donne par IMAGIN_SANTORIN_SECRET."),
        (lue.genre == DOSSIER and (url.netloc or not url.path), "écrivez dossier:///chemin/complet."),
        (lue.genre != DOSSIER and not lue.hote, f"il manque le nom de la machine, écrivez {EXEMPLE}."),
        (lue.genre == SFTP and not lue.compte, "il manque le compte, écrivez sftp://compte@hote/chemin."),
    )
    return next((f"IMAGIN_SANTORIN : {phrase}" for faute, phrase in fautes if faute), "")


def _exiger(quoi: str, *noms: str) -> None:
    """Raise unless one of these settings is given."""
    if not any(getattr(settings, f"IMAGIN_SANTORIN_{nom}") for nom in noms):
        raise ReglageRefuse(f"SANTORIN est branché, mais il manque IMAGIN_SANTORIN_{quoi}.")
