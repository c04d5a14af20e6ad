"""The demonstration's database, in the embedded cluster « demo »."""

import psycopg
from psycopg import sql

from outils.postgres import Connexion


def assurer_base(connexion: Connexion, nom: str, *, neuve: bool) -> str:
    """Address of the database `nom`, created when missing; `neuve` drops what it held first."""
    with psycopg.connect(connexion.url("postgres"), autocommit=True) as serveur:
        if neuve:
            serveur.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nom)))
        if not serveur.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nom]).fetchone():
            serveur.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(nom)))
    return connexion.url(nom)
