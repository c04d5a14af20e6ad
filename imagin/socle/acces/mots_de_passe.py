"""What a password must be.

Source: CNIL, délibération n° 2022-100 du 21 juillet 2022, cas « mot de passe seul » (80 bits).
"""

import unicodedata

from django.core.exceptions import ValidationError

REGLE = (
    "Choisissez au moins 12 caractères avec des majuscules, des minuscules, des chiffres et des caractères spéciaux ; "
    "ou au moins 14 caractères avec des majuscules, des minuscules et des chiffres ; "
    "ou une phrase d'au moins 7 mots différents séparés par des espaces."
)
LONGUEURS = {4: 12, 3: 14}  # number of kinds of characters → characters
MOTS = 7


class MotDePasseCnil:
    """Django password validator: one of the three shapes of REGLE, and not the identifier."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError, in French, saying what to change."""
        identifiant = str(getattr(user, "identifiant", "") or "")
        if identifiant and identifiant.casefold() in password.casefold():
            raise ValidationError("Le mot de passe ne doit pas contenir votre identifiant.", code="mdp_identifiant")
        if not (est_assez_long(password) or est_une_phrase(password)):
            raise ValidationError(f"Ce mot de passe est trop facile à deviner. {REGLE}", code="mdp_faible")

    def get_help_text(self) -> str:
        """Told beside the field, before one types."""
        return REGLE


def est_assez_long(mot_de_passe: str) -> bool:
    """Is it long enough for the kinds of characters it mixes, and not a few characters over and over?"""
    longueur = LONGUEURS.get(len(_genres(mot_de_passe)))
    return longueur is not None and len(mot_de_passe) >= longueur and len(set(mot_de_passe)) >= longueur // 2


def est_une_phrase(mot_de_passe: str) -> bool:
    """Is it a phrase of seven different words?"""
    return len({mot.casefold() for mot in mot_de_passe.split() if len(mot) > 1}) >= MOTS


def _genres(mot_de_passe: str) -> set[str]:
    """Kinds of characters: capitals, small letters, digits, others; three count only when they are the first three."""
    genres = {_genre(caractere) for caractere in mot_de_passe}
    return genres if len(genres) != 3 or "autre" not in genres else set()


def _genre(caractere: str) -> str:
    categorie = unicodedata.category(caractere)
    return {"Lu": "majuscule", "Ll": "minuscule", "Nd": "chiffre"}.get(categorie, "autre")
