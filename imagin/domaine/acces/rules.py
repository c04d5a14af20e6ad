"""The place in an établissement, who signs in through the guichet, how screens look to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices

from imagin.domaine.acces.enums import Contraste, Fonction, Interlignage, Justification, Taille
from imagin.socle.temps import en_heure_locale

# Source: guide § 1.3, « au bout de 30 minutes d'inactivité la déconnexion intervient ».
INACTIVITE = timedelta(minutes=30)


class PlaceOccupee(Exception):
    """Somebody is connected for the établissement; `par_soi` when it is the same account, from another browser.

    Guide: G2.1-03.
    """

    def __init__(self, *, par: str, depuis: datetime, derniere_activite: datetime, par_soi: bool) -> None:
        self.par, self.par_soi = par, par_soi
        self.depuis = en_heure_locale(depuis)
        self.derniere_activite = en_heure_locale(derniere_activite)
        self.libre_a = self.derniere_activite + INACTIVITE
        # Words that suit a woman as a man: accounts do not say which.
        qui = "Vous travaillez déjà, depuis un autre navigateur," if par_soi else f"{par} travaille"
        super().__init__(f"{qui} pour cet établissement depuis {self.depuis:%H:%M}.")


class IdentiteRefusee(Exception):
    """Who signs in through the guichet may enter nothing here; the message says why and what to do."""


@dataclass(frozen=True)
class Habilitation:
    """A right that the guichet says somebody has today; no `date_fin`: until it says otherwise."""

    uai: str
    fonction: Fonction
    date_debut: date
    date_fin: date | None = None


@dataclass(frozen=True)
class IdentiteRecue:
    """Somebody as the guichet or the portal presents them: `sujet` never changes for one person of one `emetteur`."""

    emetteur: str
    sujet: str
    nom: str
    prenom: str
    mel: str = ""
    habilitations: tuple[Habilitation, ...] = ()


VALEURS_REGLABLES: dict[str, type[TextChoices]] = {
    "contraste": Contraste,
    "taille": Taille,
    "interlignage": Interlignage,
    "justification": Justification,
}


@dataclass(frozen=True)
class Reglages:
    """How a person wants screens to look; raises ValueError for a value that is not on the closed lists.

    Guide: G1.3-01.
    """

    contraste: Contraste = Contraste.NORMAL
    taille: Taille = Taille.NORMALE
    interlignage: Interlignage = Interlignage.NORMAL
    justification: Justification = Justification.GAUCHE

    def __post_init__(self) -> None:
        for nom, valeurs in VALEURS_REGLABLES.items():
            object.__setattr__(self, nom, valeurs(getattr(self, nom)))


def reglages_de(valeurs: Mapping[str, str]) -> Reglages:
    """Settings kept as text by an account or a browser; what is missing or no longer known is at its default."""
    connues = {
        nom: permises(valeurs[nom])
        for nom, permises in VALEURS_REGLABLES.items()
        if valeurs.get(nom) in permises.values
    }
    return Reglages(**connues)  # type: ignore[arg-type]
