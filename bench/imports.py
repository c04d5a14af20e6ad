"""Import of 200,000 people beside the barest SQL that moves the same file."""

import gc
import logging
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.base import base_neuve
from bench.mesure import rapporter
from bench.personnel import COLONNES, ecrire_epp, etablissements

PERSONNES = int(os.environ.get("IMAGIN_MESURE_PERSONNES", "200000"))
MANCHES = 3
BLOC = 1 << 18
CHAMPS = ", ".join(f"{nom} {'date' if nom == 'date_naissance' else 'text'}" for nom in COLONNES)
VALEURS = COLONNES[1:]
TEMPORAIRE = f"CREATE TEMPORARY TABLE lues ({CHAMPS}) ON COMMIT DROP"
MISE_A_JOUR = "INSERT INTO mesure_reference SELECT * FROM lues ON CONFLICT (numero_agent) DO UPDATE SET " + ", ".join(
    f"{nom} = excluded.{nom}" for nom in VALEURS
)
JOINTURE = (
    "SELECT count(*) FROM mesure_reference a FULL JOIN lues s USING (numero_agent)"
    " WHERE a.numero_agent IS NULL OR s.numero_agent IS NULL OR "
    f"({', '.join(f'a.{nom}' for nom in VALEURS)}) IS DISTINCT FROM ({', '.join(f's.{nom}' for nom in VALEURS)})"
)


def mesurer() -> None:
    """First import, identical import and preview, each beside its reference, alternately."""
    with tempfile.TemporaryDirectory() as dossier, base_neuve():
        logging.disable(logging.INFO)
        fichier = ecrire_epp(Path(dossier) / "epp.csv", PERSONNES)
        semer_etablissements()
        temps: dict[str, list[float]] = {}
        for _ in range(MANCHES):
            for nom, mesure in _mesures(fichier).items():
                temps.setdefault(nom, []).append(mesure())
        logging.disable(logging.NOTSET)
    ici = {nom: median(valeurs) for nom, valeurs in temps.items()}
    milliers = f"{PERSONNES // 1000} 000 personnes"
    rapporter(f"premier import, {milliers}, / COPY nu", ici["premier"], ici["copy"], "s", "<= 4")
    rapporter(f"import identique, {milliers}, / COPY + upsert", ici["identique"], ici["upsert"], "s", "<= 3")
    rapporter(f"aperçu, {milliers}, / COPY + jointure", ici["apercu"], ici["jointure"], "s", "<= 3")


def _mesures(fichier: Path) -> dict[str, Callable[[], float]]:
    """In this order: each leaves the database as the next one needs it."""
    return {
        "copy": lambda: _copy_nu(fichier),
        "premier": lambda: _premier(fichier),
        "identique": lambda: _importer(fichier, appliquer=True),
        "upsert": lambda: _reference(fichier, MISE_A_JOUR),
        "apercu": lambda: _importer(fichier, appliquer=False),
        "jointure": lambda: _reference(fichier, JOINTURE),
    }


def _copy_nu(fichier: Path) -> float:
    """COPY of the file into an ordinary table with the same columns and its primary key."""
    _executer(
        "DROP TABLE IF EXISTS mesure_reference", f"CREATE TABLE mesure_reference ({CHAMPS}, PRIMARY KEY (numero_agent))"
    )
    return _chronometrer(lambda: _reference_en_transaction(fichier, "mesure_reference"))


def _reference(fichier: Path, requete: str) -> float:
    """COPY of the file into a temporary table, then one statement."""
    return _chronometrer(lambda: _reference_en_transaction(fichier, "lues", TEMPORAIRE, requete))


def _reference_en_transaction(fichier: Path, table: str, avant: str = "", apres: str = "") -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.connection.cursor() as curseur:
        if avant:
            curseur.execute(avant)
        with (
            fichier.open("rb") as flux,
            curseur.copy(f"COPY {table} FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)") as copie,
        ):
            while bloc := flux.read(BLOC):
                copie.write(bloc)
        if apres:
            curseur.execute(apres)


def _premier(fichier: Path) -> float:
    _executer("TRUNCATE personnes_intervenant, referentiel_discipline CASCADE")
    return _importer(fichier, appliquer=True)


def _importer(fichier: Path, *, appliquer: bool) -> float:
    from imagin.echanges.epp.connecteur import CONNECTEUR
    from imagin.socle.imports.models import EtatImport
    from imagin.socle.imports.moteur import importer

    bilans: list[Any] = []
    duree = _chronometrer(lambda: bilans.append(importer(CONNECTEUR, fichier, appliquer=appliquer)))
    if bilans[0].etat != (EtatImport.APPLIQUE if appliquer else EtatImport.APERCU):
        raise RuntimeError(bilans[0].message)
    return duree


def _chronometrer(travail: Callable[[], None]) -> float:
    """Seconds that it takes."""
    gc.collect()
    debut = time.perf_counter()
    travail()
    return time.perf_counter() - debut


def _executer(*requetes: str) -> None:
    from django.db import connection

    with connection.cursor() as curseur:
        for requete in requetes:
            curseur.execute(requete)


def semer_etablissements() -> None:
    """Fill the annuaire with the schools that the file names."""
    from imagin.domaine.referentiel.models import Etablissement

    Etablissement.objects.bulk_create(
        Etablissement(uai=uai, libelle=f"LYCEE {uai}", categorie="LYC", academie_id="16") for uai in etablissements()
    )
