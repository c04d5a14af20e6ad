"""Name suggestions among 120,000 people: the screen's own address, and its query beside the barest indexed one."""

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.base import base_neuve, chef_de_centre
from bench.mesure import rapporter
from bench.personnel import ecrire_epp, etablissements

PERSONNES = 120_000
SAISIES = 400
NUE = """
SELECT i.id, i.nom, i.prenom, d.libelle, e.libelle FROM personnes_intervenant i
LEFT JOIN referentiel_discipline d ON d.code = i.discipline_id
LEFT JOIN personnes_exercice x ON x.intervenant_id = i.id AND x.titre = 'P'
LEFT JOIN referentiel_etablissement e ON e.id = x.etablissement_id
WHERE i.cle >= %(debut)s AND i.cle < %(debut)s || U&'\\+10FFFF' AND i.retire_le IS NULL ORDER BY i.cle, i.id LIMIT 12
"""


def mesurer() -> None:
    """What people type is the beginning of names that exist, two to eight letters, in the order of their keys."""
    with tempfile.TemporaryDirectory() as dossier, base_neuve():
        _charger(ecrire_epp(Path(dossier) / "epp.csv", PERSONNES))
        saisies = _saisies()
        temps: dict[str, list[float]] = {"ecran": [], "requete": [], "nue": []}
        mesures = _mesures()
        for _ in range(2):  # the first round warms caches and plans
            temps = {nom: [_chronometrer(mesure, saisie) for saisie in saisies] for nom, mesure in mesures.items()}
    milliers = f"{PERSONNES // 1000} 000 personnes"
    rapporter(f"suggestions, {milliers}, p95 de la page", _p95(temps["ecran"]), 15, "ms", "<= 1")
    rapporter(f"suggestions, {milliers}, p95 / requête nue", _p95(temps["requete"]), _p95(temps["nue"]), "ms", "<= 3")


def _charger(fichier: Path) -> None:
    from imagin.domaine.referentiel.models import Etablissement
    from imagin.echanges.epp.connecteur import CONNECTEUR
    from imagin.socle.imports.moteur import importer

    Etablissement.objects.bulk_create(
        Etablissement(uai=uai, libelle=f"LPO {uai}", categorie="LYC", academie_id="16") for uai in etablissements()
    )
    bilan = importer(CONNECTEUR, fichier, appliquer=True)
    if bilan.nb_rejets or bilan.message:
        raise RuntimeError(bilan.message)


def _saisies() -> list[str]:
    from django.db import connection

    tirage = random.Random(31)
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")
        curseur.execute("SELECT cle FROM personnes_intervenant ORDER BY hashtext(reference) LIMIT %s", [SAISIES])
        cles = [cle for (cle,) in curseur.fetchall()]
    return [cle[: tirage.randint(2, 8)].rstrip() or cle for cle in cles]


def _mesures() -> dict[str, Callable[[str], Any]]:
    from django.db import connection

    from imagin.domaine.perimetre.rules import systeme
    from imagin.domaine.personnes.queries import suggestions

    client, perimetre = chef_de_centre(), systeme("mesures")
    curseur = connection.cursor()
    return {
        "ecran": lambda saisie: client.get("/convocation-par-mission/personnes/", {"q": saisie}).content,
        "requete": lambda saisie: suggestions(perimetre, texte=saisie),
        "nue": lambda saisie: curseur.execute(NUE, {"debut": saisie}) or curseur.fetchall(),
    }


def _chronometrer(mesure: Callable[[str], Any], saisie: str) -> float:
    debut = time.perf_counter()
    mesure(saisie)
    return 1000 * (time.perf_counter() - debut)


def _p95(temps: Sequence[float]) -> float:
    return sorted(temps)[int(0.95 * len(temps))]
