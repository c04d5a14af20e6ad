"""Links of the header and of the footer: to add one, add a line."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from imagin.activites.accueil.aide import activites_a_ecrans, nom_dans_l_adresse
from imagin.activites.accueil.conformite import lire_grille
from imagin.activites.connexion.views.choix import PLUSIEURS

PAGE, VOLET, ENVOI = "page", "volet", "envoi"


@dataclass(frozen=True)
class LienDuCadre:
    """A link of the frame.

    `genre`: « page », « volet » (opens in a side sheet, as a page without scripts) or « envoi » (a button that posts);
    `adresse` gives its address for a request; `connecte` ones show only once a service is chosen, and
    those that say `si` when it is true of the request.
    """

    libelle: str
    adresse: Callable[[HttpRequest], str]
    genre: str = PAGE
    connecte: bool = False
    si: Callable[[HttpRequest], bool] = lambda request: True


@dataclass(frozen=True)
class LienAffiche:
    """What templates see of a link."""

    libelle: str
    url: str
    genre: str


def vers(nom: str) -> Callable[[HttpRequest], str]:
    """The address of a URL name without parameters."""
    return lambda request: reverse(nom)


def vers_l_aide(request: HttpRequest) -> str:
    """Help of the activity that the screen belongs to; of the frame elsewhere."""
    activite = getattr(request, "activite", None)
    nom = nom_dans_l_adresse(activite) if activite else ""
    return reverse("accueil:aide_activite", args=[nom]) if nom in activites_a_ecrans() else reverse("accueil:aide")


def a_plusieurs_services(request: HttpRequest) -> bool:
    """Has the person several services to choose from, as found when they entered one? No query."""
    return bool(request.session.get(PLUSIEURS))


EN_TETE: tuple[LienDuCadre, ...] = (
    LienDuCadre("Accessibilité", vers("accueil:reglages"), VOLET),
    LienDuCadre("Guide", vers("guide:guide")),
    LienDuCadre("Tutoriel", vers("guide:tutoriel")),
    LienDuCadre("Plan du site", vers("accueil:plan")),
    LienDuCadre("Aide", vers_l_aide, VOLET),
    LienDuCadre("Mon compte", vers("mfa_index"), connecte=True),
    LienDuCadre("Changer de service", vers("connexion:choix"), connecte=True, si=a_plusieurs_services),
    LienDuCadre("Quitter", vers("account_logout"), ENVOI, connecte=True),
)

PIED: tuple[LienDuCadre, ...] = (
    LienDuCadre("Mentions légales", vers("accueil:mentions")),
    LienDuCadre("Données personnelles", vers("accueil:donnees")),
    LienDuCadre("Plan du site", vers("accueil:plan")),
)


def liens_affiches(liens: tuple[LienDuCadre, ...], request: HttpRequest, *, connecte: bool) -> list[LienAffiche]:
    """The links that this caller has, with their addresses."""
    return [
        LienAffiche(lien.libelle, lien.adresse(request), lien.genre)
        for lien in liens
        if (connecte or not lien.connecte) and lien.si(request)
    ]


def lien_de_conformite() -> LienAffiche:
    """« Accessibilité : totalement conforme », as the grid allows to say it (G1.3-12)."""
    return LienAffiche(f"Accessibilité : {lire_grille().niveau}", reverse("accueil:accessibilite"), PAGE)
