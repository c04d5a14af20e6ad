"""« Consultation des personnels » of an établissement of 300 people, in an académie of 3,000 and of 60,000."""

import gc
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any

from bench.base import base_neuve, chef_de_centre, sans_collecte
from bench.mesure import rapporter
from bench.personnel import lignes_epp

A_NOUS = 300
AFFECTATIONS = 3_000
AILLEURS = (3_000, 57_000)  # people of other établissements: the second lot comes after the first measures
MANCHES = 30
URL = "/consultation-personnels/"


def mesurer() -> None:
    """Server time of whole requests, by the clock."""
    with base_neuve(), sans_collecte():
        client = chef_de_centre()
        annee = _semer()
        petite, nue = _ensemble(lambda: client.get(URL), lambda: client.get("/mentions-legales/"))
        rapporter("liste de 300 personnels / 30 ms", petite, 30, "ms", "<= 1")
        rapporter("liste de 300 personnels / page sans liste", petite, nue, "ms", "<= 10")
        for nom, adresse, limite in (
            ("PDF détaillé, 300 personnes, 3 000 affectations", f"{URL}missions-detaillees.pdf?annee={annee}", 3_000),
            ("PDF liste, mêmes affectations", f"{URL}missions.pdf?annee={annee}", 3_000),
            ("CSV des mêmes", f"{URL}missions.csv?annee={annee}", 300),
        ):
            rapporter(f"{nom} / {limite} ms", median(_duree(client, adresse) for _ in range(5)), limite, "ms", "<= 1")
        _peupler(AILLEURS[1], "Z")
        grande, _ = _ensemble(lambda: client.get(URL), lambda: client.get("/mentions-legales/"))
        rapporter("la même liste, académie vingt fois plus grande", grande, petite, "ms", "<= 1.1")


def _duree(client: Any, adresse: str) -> float:
    gc.collect()
    debut = time.perf_counter()
    reponse = client.get(adresse)
    octets = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    duree = (time.perf_counter() - debut) * 1000
    if reponse.status_code != 200 or len(octets) < 10_000:
        raise RuntimeError(f"{adresse} : {reponse.status_code}")
    return duree


def _ensemble(*pages: Callable[[], Any]) -> list[float]:
    """Median of each, in turn."""
    durees: list[list[float]] = [[] for _ in pages]
    for _ in range(MANCHES):
        for liste, page in zip(durees, pages, strict=True):
            debut = time.perf_counter()
            page()
            liste.append((time.perf_counter() - debut) * 1000)
    return [median(liste) for liste in durees]


def _semer() -> int:
    """300 people at the centre, ten missions each, spread over June; the year of these missions."""
    from imagin.domaine.convocations.models import Affectation, Creneau
    from imagin.domaine.missions.rules import CreneauDuJour
    from tests import factories as f
    from tests.factories.missions import jours

    gens = _peupler(A_NOUS, "A", f.etablissement())
    _peupler(AILLEURS[0], "B")
    debut = jours()[0].replace(month=6, day=1)
    missions = [f.mission(dates=[debut + timedelta(days=rang)]) for rang in range(AFFECTATIONS // A_NOUS)]
    affectations = Affectation.objects.bulk_create(
        Affectation(mission=mission, intervenant=g, etat="CONVOQUEE", origine="GEST")
        for g in gens
        for mission in missions
    )
    Creneau.objects.bulk_create(
        Creneau(
            affectation=a,
            mission_id=a.mission_id,
            intervenant_id=a.intervenant_id,
            plage=CreneauDuJour(a.mission.date_debut).plage,
        )
        for a in affectations
    )
    return debut.year


def _peupler(nombre: int, source: str, ici: Any = None) -> list[Any]:
    """Invented people, posted here or, by three hundred, elsewhere."""
    from django.db import connection

    from imagin.domaine.personnes.models import Exercice, Intervenant
    from tests import factories as f
    from tests.factories.referentiel import uai

    gens = Intervenant.objects.bulk_create(
        Intervenant(
            source="IMAGIN",
            reference=f"{source}{rang}",
            nom=ligne[3],
            prenom=ligne[4],
            adresse=ligne[11],
            code_postal=ligne[12],
            commune=ligne[13],
            tel_personnel=ligne[14],
            tel_professionnel=ligne[15],
            discipline=f.discipline("MATHEMATIQUES"),
        )
        for rang, ligne in enumerate(lignes_epp(nombre))
    )
    lieux = [ici] if ici else [f.etablissement(uai(5000 + n), f"LYCEE {n}") for n in range(nombre // 300 + 1)]
    Exercice.objects.bulk_create(
        Exercice(intervenant=g, etablissement=ici or lieux[rang // 300], titre="P") for rang, g in enumerate(gens)
    )
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")
    return gens
