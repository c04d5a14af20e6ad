"""Pages of a centre with 30 partners, 10 of them dead, against the same pages without any: no page asks the network."""

import time
from statistics import median
from typing import TYPE_CHECKING

from bench.base import base_neuve, chef_de_centre, sans_collecte
from bench.mesure import rapporter

if TYPE_CHECKING:
    from django.test import Client

ACCUEIL, MISSIONS, BOUTONS = "/", "/convocation-par-mission/", "/acces-autres-academies/"
PARTENAIRES, MORTS = 30, 10
MANCHES, TOURS = 4, 25
# Nobody answers there (RFC 5737): whoever asked would wait for seconds.
NULLE_PART = "http://192.0.2.{}"


def mesurer() -> None:
    """Whole requests, in blocks by turns: without partners, with all alive, with a third dead."""
    with base_neuve(), sans_collecte():
        client = chef_de_centre()
        sans: dict[str, list[float]] = {ACCUEIL: [], MISSIONS: []}
        vivants: dict[str, list[float]] = {BOUTONS: []}
        avec: dict[str, list[float]] = {ACCUEIL: [], MISSIONS: [], BOUTONS: []}
        for _ in range(MANCHES):
            for durees, morts in ((sans, None), (vivants, 0), (avec, MORTS)):
                _poser(morts)
                _lire(client, durees)
    for nom, adresse in (("accueil", ACCUEIL), ("missions", MISSIONS)):
        ours, reference = median(avec[adresse]), median(sans[adresse])
        rapporter(f"{nom}, 30 partenaires dont 10 morts, et sans partenaire", ours, reference, "ms", "<= 1.10")
    ours, reference = median(avec[BOUTONS]), median(vivants[BOUTONS])
    rapporter("30 boutons dont 10 gris, et tous joignables", ours, reference, "ms", "<= 1.10")


def _lire(client: "Client", durees: dict[str, list[float]]) -> None:
    """Add the milliseconds of each of these pages; the first requests after a change are not counted."""
    for tour in range(TOURS + 3):
        for adresse, siennes in durees.items():
            debut = time.perf_counter()
            reponse = client.get(adresse)
            if reponse.status_code != 200:
                raise RuntimeError(f"{adresse} : {reponse.status_code}")
            if tour >= 3:
                siennes.append((time.perf_counter() - debut) * 1000)


def _poser(morts: int | None) -> None:
    """So many dead among 30, or no partner; tables as autovacuum leaves them."""
    from django.db import connection

    from imagin.domaine.federation.models import EtatPartenaire, Partenaire
    from imagin.socle.temps import maintenant

    Partenaire.objects.all().delete()
    if morts is not None:
        _declarer()
        dits_morts = list(EtatPartenaire.objects.order_by("pk").values_list("pk", flat=True)[:morts])
        EtatPartenaire.objects.update(verifie_le=maintenant())
        EtatPartenaire.objects.filter(pk__in=dits_morts).update(joignable=False, panne="RESEAU")
    with connection.cursor() as curseur:
        curseur.execute("VACUUM ANALYZE")


def _declarer() -> None:
    from tests import factories as f

    centre = f.etablissement()
    for rang in range(PARTENAIRES):
        partenaire = f.partenaire(f"p{rang}", f"PARTENAIRE {rang}", [], adresse=NULLE_PART.format(rang))
        f.centre_ailleurs(centre, partenaire)
        f.centre_ouvert(f.etablissement(f"035{rang:04d}A", f"LYCEE {rang}", academie_id="14"), partenaire)
