"""What the frame shows on every screen: banner, menu, console (G1.3-02, -04, -05)."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from imagin.activites.accueil.reglages import reglages_de_la_requete
from imagin.config.activites import MENU
from imagin.config.liens import EN_TETE, PIED, LienAffiche, lien_de_conformite, liens_affiches
from imagin.config.porte import est_centre_pour, refus
from imagin.domaine.acces.rules import Reglages
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.activite import Activite
from imagin.socle.acces.session import secondes_restantes
from imagin.socle.console.http import messages_de, messages_de_la_requete
from imagin.socle.console.models import Message


@dataclass(frozen=True)
class Entree:
    """A line of the menu. `etat`: « fermee », « ouverte » or « courante »; `motif` says why it is closed."""

    libelle: str
    url: str
    etat: str
    motif: str


@dataclass(frozen=True)
class Groupe:
    """A group of the menu: « Etablissement », « Centre Examen »."""

    libelle: str
    activites: list[Entree]

    @property
    def ouvertes(self) -> list[Entree]:
        """Activities that the caller may enter: what the map of the site lists."""
        return [entree for entree in self.activites if entree.etat != "fermee"]


@dataclass(frozen=True)
class Echeance:
    """Seconds left to the session, and whose it is (empty before a service is chosen)."""

    restant: int
    proprietaire: str


class Cadre:
    """The frame of one request; computed only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._perimetre: Perimetre | None = getattr(request, "perimetre", None)

    @property
    def connecte(self) -> bool:
        """True once a service has been chosen."""
        return self._perimetre is not None

    @property
    def intitule(self) -> str:
        """Where one is: « ACADEMIE DE TOULOUSE », or what an instance that is no académie calls itself (« SIEC »)."""
        if not self._perimetre:
            return ""
        return str(settings.IMAGIN_INTITULE) or f"ACADEMIE DE {self._perimetre.academie.upper()}"

    @property
    def etablissement(self) -> str:
        return self._perimetre.etablissement if self._perimetre else ""

    @property
    def identifiant(self) -> str:
        return (self._perimetre.uai or self._perimetre.auteur) if self._perimetre else ""

    @cached_property
    def groupes(self) -> list[Groupe]:
        """The menu of the caller's service; « Centre Examen » for centres only."""
        if not self._perimetre:
            return []
        groupes: dict[str, list[Entree]] = {}
        for activite in MENU:
            if self._perimetre.role not in activite.roles:
                continue
            if est_centre_pour(self._perimetre, activite):
                groupes.setdefault(activite.groupe, []).append(self._entree(self._perimetre, activite))
        return [Groupe(libelle, entrees) for libelle, entrees in groupes.items()]

    @property
    def activite(self) -> str:
        """Label of the activity being used; empty outside of one."""
        activite: Activite | None = getattr(self._request, "activite", None)
        return activite.libelle if activite else ""

    @property
    def session(self) -> Echeance | None:
        """When the session ends, for the pages that warn of it; None before sign-in (G1.3-03)."""
        restant = secondes_restantes(self._request.session)
        return Echeance(restant, self._proprietaire()) if restant else None

    @cached_property
    def messages(self) -> list[Message]:
        return messages_de(self._request)

    @cached_property
    def nouvelles(self) -> list[Message]:
        """What this very request has told: all that a side sheet has to add to the console of its page (G1.3-05)."""
        return messages_de_la_requete(self._request)

    @cached_property
    def reglages(self) -> Reglages:
        """How the caller wants screens to look: attributes of the page's root, hence there at the first paint."""
        return reglages_de_la_requete(self._request)

    @property
    def liens(self) -> list[LienAffiche]:
        """Links of the header (G1.3-01)."""
        return liens_affiches(EN_TETE, self._request, connecte=self.connecte)

    @property
    def pied(self) -> list[LienAffiche]:
        """Links of the footer, accessibility statement first (G1.3-12)."""
        return [lien_de_conformite(), *liens_affiches(PIED, self._request, connecte=self.connecte)]

    def _proprietaire(self) -> str:
        """Tells one account at one service from another, without saying which: what a browser keeps is its own."""
        qui = self._perimetre and (self._perimetre.compte_id, self._perimetre.role, self._perimetre.etablissement_id)
        return salted_hmac("imagin.saisie", repr(qui)).hexdigest()[:16] if qui else ""

    def _entree(self, perimetre: Perimetre, activite: Activite) -> Entree:
        motif = refus(perimetre, activite)
        if motif:
            return Entree(activite.libelle, "", "fermee", motif)
        courante = getattr(self._request, "activite", None) is activite
        return Entree(activite.libelle, reverse(activite.accueil), "courante" if courante else "ouverte", "")


def cadre(request: HttpRequest) -> dict[str, Cadre]:
    """Context processor."""
    return {"cadre": Cadre(request)}
