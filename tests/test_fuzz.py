"""Generated: every parameter of every route, given what no form sends. It may be refused or ignored, never a 500.

Parameters are not listed here: those that a view looks for are heard while it answers, in the address or in the form.
What the house looks for before any view (the question asked without scripts) is tried by itself: it answers instead of
the view, which would then be tried with nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import QueryDict
from django.test import Client
from joserfc.jwk import RSAKey

import imagin
from imagin.config.activites import MENU
from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.verification import routes
from imagin.socle.documents import moteur
from tests import factories as f

LONG, NUL, ENORME = "9" * 5000, "a\0b", "99999999999999999999"
# What takes the place of a value, for all parameters at once…
ENSEMBLE: dict[str, list[str]] = {
    "5 000 chiffres": [LONG],
    "au-delà d'un bigint": [ENORME],
    "négatif": ["-1"],
    "autres chiffres": ["١٢"],
    "caractère nul": [NUL],
    "vide": [""],
    "tableau": ["1", "x", LONG],
    "date": ["9999-12-31T24:00"],
    "texte": ["é'\"<>%s{{7*7}}" * 50],
    "objet": ['{"a": [1]}'],
    "un": ["1"],
}
# … and PLAUSIBLE for the others while one of them is LONG. A null character never reaches a view.
PLAUSIBLE = "1"
EN_CLAIR = Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
ESPACES = {"int": ("99999999999999999999", LONG, "0"), "str": (LONG, "%00", "%F0%9D%9F%97"), "slug": (LONG, "-")}
IGNORES = {"csrfmiddlewaretoken"}
# Words that buttons send, by the name that they send them under.
BOUTON = re.compile(r'name="(\w+)"\s+value="([\w-]+)"')

GABARITS = Path(imagin.__file__).parent.rglob("*.html")
MOTS = {trouve.groups() for gabarit in GABARITS for trouve in BOUTON.finditer(gabarit.read_text(encoding="utf-8"))}


@dataclass
class Oreille:
    """Hears what a view looks for in an address or in a form, from when it begins; says whether it was reached."""

    noms: set[str] = field(default_factory=set)
    atteinte: bool = False

    def brancher(self, patron: pytest.MonkeyPatch, route: Any) -> None:
        """Listen to the view of this route."""
        patron.setattr(route, "callback", self._annoncee(route.callback))
        for methode in ("__getitem__", "getlist", "__contains__", "get"):
            patron.setattr(QueryDict, methode, self._bavarde(getattr(QueryDict, methode)))

    def _annoncee(self, vue: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(vue)
        def commencer(*parts: Any, **cles: Any) -> Any:
            self.atteinte = True
            return vue(*parts, **cles)

        return commencer

    def _bavarde(self, d_origine: Callable[..., Any]) -> Callable[..., Any]:
        def lire(dictionnaire: QueryDict, nom: str, *reste: Any, **options: Any) -> Any:
            if self.atteinte and nom not in IGNORES:
                self.noms.add(nom)
            return d_origine(dictionnaire, nom, *reste, **options)

        return lire


@pytest.fixture
def entrer(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], dict[str, int]]:
    """Sign in for the service that the route is made for; keys of objects that exist."""
    cache.clear()
    monkeypatch.setattr(moteur, "_compilateur", lambda _: SansTypst())
    monkeypatch.setattr(RSAKey, "generate_key", lambda *_, **__: une_cle())
    for activite in MENU:
        f.ouverture(activite.code)
    mission = f.mission()
    creneau = CreneauDuJour(mission.dates.order_by("jour")[0].jour, time(8), time(18))
    [convocation] = convoquer(
        f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=Demande(creneaux=(creneau,))
    )
    affectation = convocation.affectation
    f.partenaire("14", "RENNES", ["14"], adresse="http://127.0.0.1:9", pk=affectation.pk)  # nobody listens there
    compte = f.compte()
    compte.est_gestionnaire = compte.est_administrateur = True
    compte.save()
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")

    def selon(element: Any) -> dict[str, int]:
        activite = getattr(element.callback, "activite", None)
        roles = activite.roles if activite else {Role.ETABLISSEMENT}
        service = f"etablissement:{compte.delegations.get().pk}"
        session = client.session
        session["service"] = service if Role.ETABLISSEMENT in roles else min(roles).lower()
        session.save()
        client.get("/")  # takes the établissement's place, once for all
        return {
            "numero": mission.numero,
            "mission": mission.numero,
            "personne": affectation.intervenant_id,
            "intervenant": affectation.intervenant_id,
            "cle": affectation.pk,
        }

    return selon


@lru_cache
def une_cle() -> RSAKey:
    """A key costs 100 ms, and what made it is undone after each request."""
    return RSAKey.import_key(rsa.generate_private_key(65537, 2048).private_bytes(*EN_CLAIR))


class SansTypst:
    """A PDF costs 50 ms, and its data are made before."""

    def compile_with_warnings(self, **_: Any) -> tuple[bytes, list[str]]:
        return b"%PDF-1.7", []


@dataclass
class Essai:
    """One route, asked in one way."""

    client: Client
    methode: str
    oreille: Oreille
    cles: list[str]

    def demander(self, lieu: str, donnees: dict[str, list[str]]) -> None:
        """Ask, and undo what that did; a stream is read to its end."""
        self.oreille.atteinte = False
        point = transaction.savepoint()
        with transaction.atomic():
            reponse = getattr(self.client, self.methode.lower())(lieu, donnees)
            corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
        request_finished.disconnect(close_old_connections)  # as the test client does for an answer that is no stream
        reponse.close()
        request_finished.connect(close_old_connections)
        transaction.savepoint_rollback(point)
        extrait = {nom: [valeur[:40] for valeur in valeurs] for nom, valeurs in donnees.items()}
        assert reponse.status_code < 500, f"{self.methode} {lieu[:120]} {extrait} : {corps[:200]!r}"

    def atteindre(self, lieu: str, donnees: dict[str, list[str]]) -> None:
        """Ask the view itself: nothing answers in its place but for a null character."""
        self.demander(lieu, donnees)
        assert self.oreille.atteinte or [NUL] in donnees.values(), f"{lieu} : la vue n'est pas atteinte"

    def tout_fausser(self, lieu: str) -> None:
        """Every value for all parameters at once, then the longest for each in turn, and under each of its buttons."""
        self.atteindre(lieu, {})
        for valeurs in ENSEMBLE.values():
            self.atteindre(lieu, dict.fromkeys(sorted(self.oreille.noms), valeurs))
        essayes: set[str] = set()
        for mots in self._boutons():
            plausible = "" if mots else PLAUSIBLE  # under a button, the list is shown whole
            self.atteindre(lieu, self._justes(plausible) | mots)
            for nom in sorted(self.oreille.noms - mots.keys() - essayes):
                self.atteindre(lieu, self._justes(plausible) | mots | {nom: [LONG]})
            essayes |= self.oreille.noms - mots.keys()

    def _justes(self, plausible: str) -> dict[str, list[str]]:
        """What looks right: the key of an object too for who reads several values of a name."""
        return {nom: [*self.cles, plausible] for nom in sorted(self.oreille.noms)}

    def _boutons(self) -> list[dict[str, list[str]]]:
        entendus = [(nom, mot) for nom, mot in sorted(MOTS) if nom in self.oreille.noms and self.methode == "POST"]
        return [{}, *({nom: [mot]} for nom, mot in entendus)]


def adresses(motif: str, cles: dict[str, int]) -> Iterator[str]:
    """The address of an object that exists, then those that a wrong value makes."""
    juste = re.sub(r"<\w+:(\w+)>", lambda trouve: str(cles.get(trouve[1], 1)), motif)
    yield f"/{juste}"
    for trouve in re.finditer(r"<(\w+):(\w+)>", motif):
        for valeur in ESPACES[trouve[1]]:
            tordu = motif.replace(trouve[0], valeur)
            yield "/" + re.sub(r"<\w+:(\w+)>", lambda autre: str(cles.get(autre[1], 1)), tordu)


@pytest.mark.django_db
@pytest.mark.parametrize("element", [pytest.param((motif, element), id=motif or "/") for motif, element in routes()])
def test_aucune_valeur_d_aucun_parametre_ne_donne_une_erreur_500(client, entrer, element, monkeypatch):
    motif, route = element
    cles = entrer(route)
    juste, *tordues = adresses(motif, cles)
    methodes = route.callback.methodes
    oreille = Oreille()
    oreille.brancher(monkeypatch, route)
    for methode in methodes:
        essai = Essai(client, methode, oreille, [str(cles["cle"])])
        for lieu in tordues:
            essai.demander(lieu, {})
        essai.tout_fausser(juste)


@pytest.mark.django_db
@pytest.mark.parametrize("nom", ["question", "csrfmiddlewaretoken"])
def test_aucune_valeur_de_ce_que_la_maison_lit_avant_les_vues_ne_donne_une_erreur_500(client, entrer, nom):
    [(motif, route)] = [(m, r) for m, r in routes() if m.endswith("convocations/selection/")]
    entrer(route)
    essai = Essai(client, "POST", Oreille(), [])
    for valeurs in ENSEMBLE.values():
        essai.demander(f"/{motif}", {nom: valeurs})
