"""The lists of missions of a centre with 300 missions and 3,000 convocations: SQL statements, and time."""

import time
from statistics import median
from typing import TYPE_CHECKING

from bench.base import base_neuve, chef_de_centre, sans_collecte
from bench.mesure import rapporter

if TYPE_CHECKING:
    from django.test import Client

MISSIONS, PAR_MISSION = 300, 10
REQUETES = 6
MANCHES = 20
ECRANS = {
    "Convocation par mission": "/convocation-par-mission/",
    "Consultation des missions": "/consultation-missions/",
}


def mesurer() -> None:
    """Whole requests: who asks (session, account, perimeter), the list, its filters, the console."""
    with base_neuve(), sans_collecte():
        client = chef_de_centre()
        _semer()
        for nom, adresse in ECRANS.items():
            requetes, duree = _lire(client, adresse)
            rapporter(f"« {nom} », 300 missions, SQL / {REQUETES}", requetes, REQUETES, "requêtes", "<= 1")
            print(f"« {nom} » : {duree:.0f} ms")


def _semer() -> None:
    """300 missions of the centre, ten people summoned by it to each, with their letters and créneaux."""
    from imagin.domaine.convocations.actions import convoquer
    from imagin.domaine.convocations.rules import Demande
    from imagin.domaine.missions.rules import CreneauDuJour
    from tests import factories as f
    from tests.factories.missions import jours

    gens = [f.intervenant(f"EXEMPLE-{rang}").pk for rang in range(PAR_MISSION)]
    for jour in jours(MISSIONS):
        mission = f.mission(dates=[jour])
        convoquer(f.perimetre(), mission=mission.numero, intervenants=gens, demande=Demande((CreneauDuJour(jour),)))


def _lire(client: "Client", adresse: str) -> tuple[int, float]:
    """Statements of one request, and the median of its milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    durees = []
    for _ in range(MANCHES):
        debut = time.perf_counter()
        reponse = client.get(adresse)
        durees.append((time.perf_counter() - debut) * 1000)
    if reponse.content.count(b"<tr") < MISSIONS:
        raise RuntimeError(f"{adresse} : moins de {MISSIONS} missions")
    with CaptureQueriesContext(connection) as capture:
        client.get(adresse)
    return len(capture), median(durees)
