"""« Télécharger convocations (zip) » as the screen does it, from the click to the last byte, beside bare Typst."""

import time
from collections.abc import Iterator
from datetime import time as heure
from pathlib import Path
from statistics import harmonic_mean
from typing import Any

from bench.base import base_neuve, chef_de_centre
from bench.lettres import debit_typst_nu, pic_de_memoire
from bench.mesure import rapporter

MANCHES = 2


def mesurer() -> None:
    """Missions of 100 and 1,000 people summoned by the centre; rates are taken turn by turn with the reference."""
    with base_neuve():
        client = chef_de_centre()
        cent, mille = _convoquer(100), _convoquer(1_000)
        _tout_lire(client, cent)
        depart = _memoire(client, cent)
        premier = _premier_octet(client, mille)
        debits = [(_debit(client, mille, 1_000), debit_typst_nu(1_000)) for _ in range(MANCHES)]
        memoire = max(0.0, _memoire(client, mille) - depart)
    ici, nu = (harmonic_mean(valeurs) for valeurs in zip(*debits, strict=True))
    rapporter("écran, ZIP de 1 000 convocations / Typst nu, deux fils", ici, nu, "lettres/s", ">= 0.80")
    rapporter("écran, ZIP de 1 000, premier octet", premier, 100, "ms", "<= 1")
    rapporter("écran, ZIP de 100 à 1 000, mémoire en plus", memoire, 50, "MiB", "<= 1")


def _convoquer(nombre: int) -> str:
    """Address of the ZIP of a mission to which `nombre` people are summoned."""
    from imagin.domaine.convocations.actions import convoquer
    from imagin.domaine.convocations.rules import Demande
    from imagin.domaine.missions.rules import CreneauDuJour
    from tests import factories as f
    from tests.factories.missions import jours

    mission = f.mission()
    cles = [f.intervenant(f"FOURNIER-MIRALTO-{rang}", "Jean-François").pk for rang in range(nombre)]
    demande = Demande(creneaux=tuple(CreneauDuJour(jour, heure(8), heure(18)) for jour in jours()))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande)
    return f"/convocation-par-mission/{mission.numero}/convocations.zip"


def _flux(client: Any, adresse: str) -> Iterator[bytes]:
    reponse = client.get(adresse)
    if reponse.status_code != 200 or not reponse.streaming:
        raise RuntimeError(f"réponse {reponse.status_code}")
    return iter(reponse.streaming_content)


def _tout_lire(client: Any, adresse: str) -> None:
    for _ in _flux(client, adresse):
        pass


def _memoire(client: Any, adresse: str) -> float:
    """Peak resident size while an archive is read, in MiB; « 5 » makes the kernel forget earlier peaks."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    _tout_lire(client, adresse)
    return pic_de_memoire()


def _debit(client: Any, adresse: str, nombre: int) -> float:
    debut = time.perf_counter()
    _tout_lire(client, adresse)
    return nombre / (time.perf_counter() - debut)


def _premier_octet(client: Any, adresse: str) -> float:
    """Milliseconds from the request to the first bytes of the archive; the median of five clicks."""
    durees = []
    for _ in range(5):
        debut = time.perf_counter()
        flux = _flux(client, adresse)
        next(flux)
        durees.append(1_000 * (time.perf_counter() - debut))
        del flux
    return sorted(durees)[2]
