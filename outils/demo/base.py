"""The demonstration's database, in the embedded cluster « demo »."""

import psycopg
from psycopg import sql

from outils.postgres import Connexion


def assurer_base(connexion: Connexion, nom: str, *, neuve: bool, modele: str = "template1") -> str:
    """Address of the database `nom`, created as a copy of `modele` when missing; `neuve` drops what it held first."""
    with psycopg.connect(connexion.url("postgres"), autocommit=True) as serveur:
        if neuve:
            serveur.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nom)))
        if not serveur.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nom]).fetchone():
            ordre = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            serveur.execute(ordre.format(sql.Identifier(nom), sql.Identifier(modele)))
    return connexion.url(nom)


def est_vide(connexion: Connexion, nom: str) -> bool:
    """True for a database without any table."""
    with psycopg.connect(connexion.url(nom)) as base:
        return not base.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1").fetchone()
