"""Generated: every parameter of every route, given what no form sends. It may be refused or ignored, never a 500.

Parameters are not listed here: those that a view looks for are heard while it answers, in the address or in the form.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time
from typing import Any

import pytest
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import QueryDict
from django.test import Client

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
# … and for one of them while the others look right.
SEULES = (LONG, NUL)
PLAUSIBLE = "1"
ESPACES = {"int": ("99999999999999999999", LONG, "0"), "str": (LONG, "%00", "%F0%9D%9F%97"), "slug": (LONG, "-")}
IGNORES = {"csrfmiddlewaretoken"}


@contextmanager
def a_l_ecoute() -> Iterator[set[str]]:
    """Names that are looked for in an address or in a form, while the block lasts."""
    noms: set[str] = set()
    patron = pytest.MonkeyPatch()
    for methode in ("__getitem__", "getlist", "__contains__", "get"):
        patron.setattr(QueryDict, methode, _bavard(getattr(QueryDict, methode), noms))
    try:
        yield noms
    finally:
        patron.undo()


def _bavard(d_origine: Callable[..., Any], noms: set[str]) -> Callable[..., Any]:
    def lire(dictionnaire: QueryDict, nom: str, *reste: Any, **options: Any) -> Any:
        noms.add(nom)
        return d_origine(dictionnaire, nom, *reste, **options)

    return lire


@pytest.fixture
def entrer(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], dict[str, int]]:
    """Sign in for the service that the route is made for; keys of objects that exist."""
    cache.clear()
    monkeypatch.setattr(moteur, "_compilateur", lambda _: SansTypst())
    for activite in MENU:
        f.ouverture(activite.code)
    mission = f.mission()
    creneau = CreneauDuJour(mission.dates.order_by("jour")[0].jour, time(8), time(18))
    [convocation] = convoquer(
        f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=Demande(creneaux=(creneau,))
    )
    affectation = convocation.affectation
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
        return {
            "numero": mission.numero,
            "mission": mission.numero,
            "personne": affectation.intervenant_id,
            "intervenant": affectation.intervenant_id,
            "cle": affectation.pk,
        }

    return selon


class SansTypst:
    """A PDF costs 50 ms, and its data are made before."""

    def compile_with_warnings(self, **_: Any) -> tuple[bytes, list[str]]:
        return b"%PDF-1.7", []


def demander(client: Client, methode: str, lieu: str, donnees: dict[str, list[str]]) -> None:
    """Ask, and undo what that did; a stream is read to its end."""
    point = transaction.savepoint()
    with transaction.atomic():
        reponse = getattr(client, methode.lower())(lieu, donnees)
        corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    request_finished.disconnect(close_old_connections)  # as the test client does for an answer that is no stream
    reponse.close()
    request_finished.connect(close_old_connections)
    transaction.savepoint_rollback(point)
    extrait = {nom: [valeur[:40] for valeur in valeurs] for nom, valeurs in donnees.items()}
    assert reponse.status_code < 500, f"{methode} {lieu[:120]} {extrait} : {corps[:200]!r}"


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
def test_aucune_valeur_d_aucun_parametre_ne_donne_une_erreur_500(client, entrer, element):
    motif, route = element
    juste, *tordues = adresses(motif, entrer(route))
    for methode in route.callback.methodes:
        for lieu in tordues:
            demander(client, methode, lieu, {})
        with a_l_ecoute() as entendus:
            demander(client, methode, juste, {})
            for valeurs in ENSEMBLE.values():
                demander(client, methode, juste, dict.fromkeys(sorted(entendus - IGNORES), valeurs))
        noms = sorted(entendus - IGNORES)
        for nom in noms:
            for valeur in SEULES:
                demander(client, methode, juste, {autre: [PLAUSIBLE] for autre in noms} | {nom: [valeur]})
