"""First verb, lire: the raw bytes of a CSV go to COPY; Python only looks at the header and at a few byte patterns."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import psycopg
from psycopg import sql

from imagin.socle.imports.atelier import Atelier, ignoree
from imagin.socle.imports.connecteur import Source
from imagin.socle.imports.contrat import Contrat
from imagin.socle.imports.diagnostic import expliquer, verifier_debut
from imagin.socle.imports.entete import ordonner
from imagin.socle.imports.nettoyage import Indices, nettoyer, renumeroter
from imagin.socle.imports.refus import FichierRefuse

BLOC = 1 << 18
ENTETE_MAX = 1 << 16
BOM = b"\xef\xbb\xbf"
SEPARATEUR = ";"
COPIE = (
    "COPY {table} ({colonnes}) FROM STDIN"
    " (FORMAT csv, DELIMITER {separateur}, ENCODING 'UTF8', FREEZE, FORCE_NULL ({colonnes}))"
)


def lire_csv(atelier: Atelier, contrat: Contrat, source: Source | None = None, *, vide_permis: bool = False) -> int:
    """Copy a CSV file (default: the command's) into the staging table of `contrat` and return its number of lines.

    Raises FichierRefuse, with its French sentence, when the file cannot be read as the contract says.
    """
    source = source or atelier.source
    atelier.progression.etape(f"Lecture de {source.nom}", source.taille)
    indices = Indices()
    with source.ouvrir() as flux:
        debut = flux.read(BLOC)
        verifier_debut(debut, source.nom)
        entete, reste = _separer_entete(debut.removeprefix(BOM), source.nom)
        colonnes = ordonner(entete, contrat, source.nom)
        atelier.creer_table(contrat, sum(colonne is None for colonne in colonnes))
        atelier.progression.avancer(len(debut))
        blocs = _blocs(flux, reste, atelier, indices)
        nb_lignes = _copier(atelier, contrat, source, colonnes, blocs)
    if nb_lignes == 0 and not vide_permis:
        raise FichierRefuse(
            f"Le fichier {source.nom} ne contient aucune ligne après son en-tête : rien n'a été modifié."
        )
    if indices.sauts != nb_lignes and renumeroter(atelier, contrat) != indices.sauts:
        raise expliquer(source, contrat.table, len(colonnes))
    if indices.a_nettoyer:
        nettoyer(atelier, contrat)
    atelier.noter_table(contrat, nb_lignes, indices.sauts + 1)
    return nb_lignes


@contextmanager
def remplir(atelier: Atelier, contrat: Contrat) -> Iterator[Callable[[int, Sequence[str | None]], None]]:
    """Fill the staging table of `contrat` row by row: `ecrire(ligne, valeurs)`, values in the contract's order.

    Several rows may come from one line of the file.
    """
    atelier.creer_table(contrat, plusieurs_par_ligne=True)
    nb_lignes = derniere = 0
    colonnes = sql.SQL(", ").join(
        sql.Identifier(nom) for nom in ("ligne", "_ligne", *(champ.colonne for champ in contrat.champs))
    )
    requete = sql.SQL("COPY {} ({}) FROM STDIN (FREEZE)").format(sql.Identifier(contrat.nom_sql), colonnes)
    with atelier.curseur() as curseur, curseur.copy(requete) as copie:

        def ecrire(ligne: int, valeurs: Sequence[str | None]) -> None:
            nonlocal nb_lignes, derniere
            nb_lignes, derniere = nb_lignes + 1, max(derniere, ligne)
            copie.write_row(
                (nb_lignes, ligne, *(unicodedata.normalize("NFC", v).strip() or None if v else None for v in valeurs))
            )

        yield ecrire
    atelier.noter_table(contrat, nb_lignes, derniere)


def _separer_entete(debut: bytes, nom: str) -> tuple[list[str], bytes]:
    """Names of the first line, and what follows it in the block."""
    ligne, _, reste = debut.partition(b"\n")
    if len(ligne) > ENTETE_MAX:
        raise FichierRefuse(f"La première ligne de {nom} est démesurée : ce n'est pas un CSV avec une ligne d'en-tête.")
    lecteur = csv.reader(io.StringIO(ligne.rstrip(b"\r").decode("utf-8")), delimiter=SEPARATEUR)
    noms = next(lecteur, [])
    return [nom_colonne.strip() for nom_colonne in noms], reste


def _blocs(flux: BinaryIO, reste: bytes, atelier: Atelier, indices: Indices) -> Iterator[bytes]:
    """What follows the header, block by block, looked at in passing."""
    bloc = reste
    while bloc:
        indices.regarder(bloc)
        yield bloc
        bloc = flux.read(BLOC)
        atelier.progression.avancer(len(bloc))
    indices.terminer()


def _copier(
    atelier: Atelier, contrat: Contrat, source: Source, colonnes: Sequence[str | None], blocs: Iterator[bytes]
) -> int:
    """COPY the blocks; what PostgreSQL cannot read is read again by Python, to say where and why in French."""
    rang = iter(range(len(colonnes)))
    noms = [colonne or ignoree(next(rang)) for colonne in colonnes]
    requete = sql.SQL(COPIE).format(
        table=sql.Identifier(contrat.nom_sql),
        colonnes=sql.SQL(", ").join(map(sql.Identifier, noms)),
        separateur=sql.Literal(SEPARATEUR),
    )
    try:
        with atelier.curseur() as curseur:
            with curseur.copy(requete) as copie:
                for bloc in blocs:
                    copie.write(bloc)
            return curseur.rowcount
    except psycopg.DataError as erreur:
        raise expliquer(source, contrat.table, len(colonnes)) from erreur
