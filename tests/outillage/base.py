"""The test database: built once as a template, copied for each process, copied anew after each transactional test.

A copy costs about 20 ms in memory (outils/postgres_memoire.py), 700 ms on a disk; it brings back the reference
data that migrations wrote: cheaper and truer than Django's flush.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

DEPOT = Path(__file__).resolve().parent.parent.parent
PREFIXE_MODELE = "imagin_modele_"
PREFIXE_ESSAI = "imagin_essai_"


def empreinte() -> str:
    """Return what tells one state of the schema from another: migrations, applications, settings, pinned libraries."""
    somme = hashlib.sha256()
    fichiers = [
        *DEPOT.glob("imagin/**/migrations/**/*"),
        *DEPOT.glob("imagin/**/apps.py"),
        *DEPOT.glob("imagin/config/*.py"),
        DEPOT / "requirements" / "base.txt",
    ]
    for fichier in sorted(fichier for fichier in fichiers if fichier.is_file() and fichier.suffix != ".pyc"):
        somme.update(str(fichier.relative_to(DEPOT)).encode() + b"\0" + fichier.read_bytes())
    return somme.hexdigest()[:12]


class BaseDEssai:
    """The database of this process, copied from the template of the present schema.

    `suffixe`: another one of the process, beside it; `modele`: the database that it copies instead of the template.
    """

    def __init__(self, suffixe: str = "", *, modele: str = "") -> None:
        self.depart = str(connection.settings_dict["NAME"])
        self.modele = modele or PREFIXE_MODELE + empreinte()
        self.nom = f"{PREFIXE_ESSAI}{os.getpid()}{suffixe}"

    def preparer(self) -> None:
        """Build the template unless it stands, drop what others left, and copy it for this process."""
        with self._verrou(), self._serveur() as serveur:
            existantes = {ligne[0] for ligne in serveur.execute("SELECT datname FROM pg_database").fetchall()}
            self._oublier(serveur, existantes)
            if self.modele not in existantes:
                self._construire(serveur)
            self._copier(serveur)
        self._viser(self.nom)

    @contextmanager
    def visee(self) -> Iterator[None]:
        """Point Django at it for the length of the block."""
        avant = str(connection.settings_dict["NAME"])
        self._viser(self.nom)
        try:
            yield
        finally:
            self._viser(avant)

    def restaurer(self) -> None:
        """Give this process a fresh copy: whatever a transactional test wrote is gone."""
        with self._verrou(), self._serveur() as serveur:
            self._supprimer(serveur, self.nom)
            self._copier(serveur)

    def supprimer(self) -> None:
        """Drop it."""
        with self._serveur() as serveur:
            self._supprimer(serveur, self.nom)
        self._viser(self.depart)

    def _construire(self, serveur: psycopg.Connection) -> None:
        """Migrate an empty database, named as the template only once it is whole."""
        provisoire = f"{self.modele}_en_cours"
        self._supprimer(serveur, provisoire)
        serveur.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(provisoire)))
        self._viser(provisoire)
        call_command("migrate", interactive=False, verbosity=0)
        connections.close_all()
        ordre = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        serveur.execute(ordre.format(sql.Identifier(provisoire), sql.Identifier(self.modele)))

    def _copier(self, serveur: psycopg.Connection) -> None:
        ordre = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        serveur.execute(ordre.format(sql.Identifier(self.nom), sql.Identifier(self.modele)))

    def _supprimer(self, serveur: psycopg.Connection, nom: str) -> None:
        connections.close_all()
        serveur.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nom)))

    def _oublier(self, serveur: psycopg.Connection, existantes: set[str]) -> None:
        """Drop the templates of other schemas and the databases of processes that are no more."""
        for nom in existantes:
            perimee = nom.startswith(PREFIXE_MODELE) and nom != self.modele
            processus = nom.removeprefix(PREFIXE_ESSAI).partition("_")[0]
            orpheline = nom.startswith(PREFIXE_ESSAI) and not Path("/proc", processus).exists()
            if perimee or orpheline or nom == self.nom:
                self._supprimer(serveur, nom)

    def _viser(self, nom: str) -> None:
        """Point Django at this database."""
        connections.close_all()
        connections.settings["default"]["NAME"] = nom
        connection.settings_dict["NAME"] = nom

    @contextmanager
    def _serveur(self) -> Iterator[psycopg.Connection]:
        """Open a connection outside of Django and outside of any transaction, to the database we were given."""
        reglages = connection.settings_dict
        with psycopg.connect(
            host=reglages["HOST"],
            port=reglages["PORT"] or None,
            user=reglages["USER"],
            password=reglages["PASSWORD"],
            dbname="postgres" if self.depart == self.modele else self.depart,
            autocommit=True,
        ) as serveur:
            yield serveur

    @contextmanager
    def _verrou(self) -> Iterator[None]:
        """Let one process at a time build, copy or drop: a template in use cannot be copied."""
        chemin = DEPOT / "var" / "tests.verrou"
        chemin.parent.mkdir(exist_ok=True)
        with chemin.open("w", encoding="utf-8") as verrou:
            fcntl.flock(verrou, fcntl.LOCK_EX)
            yield
