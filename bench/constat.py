"""The grid of a constat: 500 lines saved in one go, and the key that paints in it."""

import time
from typing import Any
from urllib.parse import urlencode

from bench.base import base_neuve, chef_de_centre
from bench.ecrans import Ecrans, servir
from bench.listes import p95
from bench.mesure import rapporter

FORMULAIRE = "application/x-www-form-urlencoded"
LIGNES = 500
ENREGISTREMENTS = 20
NUMERO = 186_253
# From the key to what comes after the frame that shows its result, in a field of the grid.
FRAPPE = """([rang, texte]) => new Promise(fini => {
  const champ = document.querySelectorAll('[data-grille="quantite"]')[rang];
  const debut = performance.now();
  champ.value = texte;
  champ.dispatchEvent(new InputEvent("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => fini(performance.now() - debut)));
})"""


def mesurer() -> None:
    """The whole request of 500 changed lines, each time with other figures; then keys in Chromium."""
    with base_neuve():
        client, cles = chef_de_centre(), _semer()
        _enregistrer(client, cles, 0)  # a server that has answered before
        durees = [_enregistrer(client, cles, rang) for rang in range(1, ENREGISTREMENTS + 1)]
        rapporter("constat de 500 lignes enregistré, p95 / 300 ms", p95(durees), 300, "ms", "<= 1")
    with base_neuve():
        _semer()
        with servir() as adresse, Ecrans(adresse) as ecrans:
            ecrans.page.goto(f"/constat-service-fait/{NUMERO}/", wait_until="networkidle")
            frappes = [
                ecrans.page.evaluate(FRAPPE, [rang, texte]) for rang in range(30) for texte in ("1", "12", "120")
            ]
            rapporter("touche dans une grille de 500 lignes, p95 / 50 ms", p95(frappes), 50, "ms", "<= 1")


def _semer() -> list[int]:
    """A mission of last week with 500 people summoned; keys of their affectations."""
    from bench.ecrans import convoquer
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.frais.suites import ouvrir_etats_manquants
    from tests import factories as f
    from tests.factories.missions import jours
    from tests.factories.referentiel import type_mission

    f.ouverture("constat_service_fait")
    correction = type_mission("CORRSP", libelle="CORRECTION SUR PLACE", remuneration="ECRITE")
    mission = f.mission(numero=NUMERO, dates=jours(2, dans=-7), type=correction, nb_inscrits=1_000)  # nothing to doubt
    convoquer(mission, LIGNES, a_nous=False)
    ouvrir_etats_manquants()
    return list(Affectation.objects.filter(mission=mission).order_by("pk").values_list("pk", flat=True))


def _enregistrer(client: Any, cles: list[int], rang: int) -> float:
    """Milliseconds of the request that changes every line."""
    donnees: dict[str, Any] = {"lignes": cles}
    for cle in cles:
        donnees |= {f"version_{cle}": rang, f"resultat_{cle}": "FAIT", f"quantite_{cle}": (cle + rang) % 1000}
    corps = urlencode(donnees, doseq=True)
    debut = time.perf_counter()
    reponse = client.post(f"/constat-service-fait/{NUMERO}/", corps, content_type=FORMULAIRE)
    duree = (time.perf_counter() - debut) * 1000
    if reponse.status_code != 302:
        raise RuntimeError(f"{reponse.status_code} au lieu d'une redirection")
    return duree
