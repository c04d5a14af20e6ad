"""Mail addresses: « Hélène LE GOFF <helene.le-goff@exemple.fr> », safe whatever the name holds."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from imagin.socle.envois.erreurs import AdresseInvalide

CONTROLES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
NOM_ET_ADRESSE = re.compile(r'(?:"(?P<cite>(?:[^"\\]|\\.)*)"|(?P<nu>[^"<>]*?))\s*<(?P<adresse>[^<>]+)>')


def une_ligne(texte: str) -> str:
    """The text on one line, without control characters: nothing in it can start another header."""
    visibles = (" " if unicodedata.category(lettre) in CONTROLES else lettre for lettre in texte)
    return " ".join("".join(visibles).split())


def adresse_nommee(nom: str, courriel: str) -> str:
    """« "nom" <courriel> », readable by `decomposer`; the address alone when the name is empty."""
    propre = une_ligne(nom).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{propre}" <{courriel.strip()}>' if propre else courriel.strip()


def decomposee(adresse: str) -> str:
    """The bare address, to be shown; the text itself when it is none."""
    trouve = NOM_ET_ADRESSE.fullmatch(adresse.strip())
    return trouve.group("adresse") if trouve else adresse.strip()


def decomposer(adresse: str) -> tuple[str, str]:
    """Name and bare ASCII address (an accented domain in its ASCII form); raises AdresseInvalide, in French."""
    nom, courriel = "", adresse.strip()
    if trouve := NOM_ET_ADRESSE.fullmatch(courriel):
        cite, nu, courriel = trouve.group("cite", "nu", "adresse")
        nom = re.sub(r"\\(.)", r"\1", cite) if cite is not None else nu
    try:
        validate_email(courriel)
        local, _, domaine = courriel.rpartition("@")
        local.encode("ascii")
        return une_ligne(nom), f"{local}@{domaine.encode('idna').decode('ascii')}"
    except (ValidationError, UnicodeError) as erreur:
        raise AdresseInvalide(
            f"L'adresse de messagerie « {une_ligne(adresse)} » n'est pas valide : corrigez-la puis refaites l'envoi."
        ) from erreur


def est_joignable(adresse: str) -> bool:
    """Can a mail be sent there? False for an empty address."""
    try:
        decomposer(adresse)
    except AdresseInvalide:
        return False
    return True
