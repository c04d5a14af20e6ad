"""First verb, lire: the raw bytes of a CSV go to COPY; Python only looks at the header and at a few byte patterns."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

import psycopg
from django.db import transaction
from psycopg import sql

from imagin.socle.imports.atelier import Atelier, ignoree
from imagin.socle.imports.contrat import Contrat
from imagin.socle.imports.diagnostic import Releve, verifier_debut
from imagin.socle.imports.entete import ordonner, separateur_annonce
from imagin.socle.imports.entree import FichierRecu
from imagin.socle.imports.nettoyage import (
    Indices,
    ecrire_comme_il_faut,
    nettoyer,
    renumeroter,
    retirer_les_lignes_creuses,
)
from imagin.socle.imports.refus import FichierRefuse
from imagin.socle.texte.nettete import est_abime, net

BLOC = 1 << 18
ENTETE_MAX = 1 << 16
BOM = b"\xef\xbb\xbf"
SEPARATEUR = ";"
COPIE = (
    "COPY {table} ({colonnes}) FROM STDIN"
    " (FORMAT csv, DELIMITER {separateur}, ENCODING 'UTF8', FREEZE, FORCE_NULL ({colonnes}))"
)


@dataclass
class _Lu:
    """A CSV being read: its contract, the staging column of each of its columns, the file's line of its first data."""

    atelier: Atelier
    contrat: Contrat
    source: FichierRecu
    colonnes: Sequence[str | None]
    premiere: int


def lire_csv(
    atelier: Atelier, contrat: Contrat, source: FichierRecu | None = None, *, vide_permis: bool = False
) -> int:
    """Copy a CSV file (default: the command's) into the staging table of `contrat` and return its number of lines.

    Empty lines, and those of separators only, are not lines. Raises FichierRefuse, with its French sentence, when the
    file cannot be read as the contract says.
    """
    source = source or atelier.source
    atelier.progression.etape(f"Lecture de {source.nom}", source.taille)
    with source.ouvrir() as flux:
        debut = flux.read(BLOC)
        verifier_debut(debut, source.nom)
        entete, reste, premiere = _separer_entete(debut.removeprefix(BOM), source.nom)
        lu = _Lu(atelier, contrat, source, ordonner(entete, contrat, source.nom), premiere)
        atelier.progression.avancer(len(debut))
        indices = Indices()
        nb_lignes = _copier(lu, _blocs(flux, reste, atelier, indices))
    if nb_lignes is None:
        indices, nb_lignes = _relire_sans_lignes_vides(lu)
    elif indices.sauts != nb_lignes:
        indices.a_nettoyer = True  # values hold ends of line
        if renumeroter(atelier, contrat) != indices.sauts:
            raise Releve(source, contrat.table, len(lu.colonnes), premiere).illisible()
    if indices.lignes_creuses:
        nb_lignes -= retirer_les_lignes_creuses(atelier, contrat)
    if nb_lignes == 0 and not vide_permis:
        raise FichierRefuse(
            f"Le fichier {source.nom} ne contient aucune ligne après son en-tête : rien n'a été modifié."
        )
    if indices.a_nettoyer:
        nettoyer(atelier, contrat)
    ecrire_comme_il_faut(atelier, contrat)
    atelier.noter_table(contrat, nb_lignes, indices.sauts + premiere - 1, abime=indices.abime)
    return nb_lignes


@contextmanager
def remplir(atelier: Atelier, contrat: Contrat) -> Iterator[Callable[[int, Sequence[str | None]], None]]:
    """Fill the staging table of `contrat` row by row: `ecrire(ligne, valeurs)`, values in the contract's order.

    Several rows may come from one line of the file.
    """
    atelier.creer_table(contrat, plusieurs_par_ligne=True)
    nb_lignes = derniere = 0
    abime = False
    colonnes = sql.SQL(", ").join(
        sql.Identifier(nom) for nom in ("ligne", "_ligne", *(champ.colonne for champ in contrat.champs))
    )
    requete = sql.SQL("COPY {} ({}) FROM STDIN (FREEZE)").format(sql.Identifier(contrat.nom_sql), colonnes)
    with atelier.curseur() as curseur, curseur.copy(requete) as copie:

        def ecrire(ligne: int, valeurs: Sequence[str | None]) -> None:
            nonlocal nb_lignes, derniere, abime
            nb_lignes, derniere = nb_lignes + 1, max(derniere, ligne)
            propres = [
                net(valeur, espaces=champ.espaces) or None if valeur else None
                for champ, valeur in zip(contrat.champs, valeurs, strict=True)
            ]
            abime = abime or any(valeur and not valeur.isascii() and est_abime(valeur) for valeur in propres)
            copie.write_row((nb_lignes, ligne, *propres))

        yield ecrire
    ecrire_comme_il_faut(atelier, contrat)
    atelier.noter_table(contrat, nb_lignes, derniere, abime=abime)


def _separer_entete(debut: bytes, nom: str) -> tuple[list[str], bytes, int]:
    """Names of the header, what follows it in the block, and the line where data begin.

    A first line « sep=; » is what spreadsheets write for each other.
    """
    ligne, _, reste = debut.partition(b"\n")
    if len(ligne) > ENTETE_MAX:
        raise FichierRefuse(f"La première ligne de {nom} est démesurée : ce n'est pas un CSV avec une ligne d'en-tête.")
    if separateur_annonce(ligne, nom):
        noms, suite, premiere = _separer_entete(reste, nom)
        return noms, suite, premiere + 1
    lecteur = csv.reader(io.StringIO(ligne.rstrip(b"\r").decode("utf-8")), delimiter=SEPARATEUR)
    noms = next(lecteur, [])
    return [nom_colonne.strip() for nom_colonne in noms], reste, 2


def _blocs(flux: BinaryIO, reste: bytes, atelier: Atelier, indices: Indices) -> Iterator[bytes]:
    """What follows the header, block by block, looked at in passing."""
    bloc = reste
    while bloc:
        indices.regarder(bloc)
        yield bloc
        bloc = flux.read(BLOC)
        atelier.progression.avancer(len(bloc))
    indices.terminer()


def _copier(lu: _Lu, blocs: Iterator[bytes], *, numerotees: bool = False) -> int | None:
    """COPY the blocks into a new staging table; how many lines, or None when PostgreSQL cannot read them.

    `numerotees`: each line begins with its number in the file.
    """
    rang = iter(range(len(lu.colonnes)))
    noms = [*(["ligne"] if numerotees else []), *(colonne or ignoree(next(rang)) for colonne in lu.colonnes)]
    requete = sql.SQL(COPIE).format(
        table=sql.Identifier(lu.contrat.nom_sql),
        colonnes=sql.SQL(", ").join(map(sql.Identifier, noms)),
        separateur=sql.Literal(SEPARATEUR),
    )
    try:
        with transaction.atomic():
            lu.atelier.creer_table(lu.contrat, sum(colonne is None for colonne in lu.colonnes), premiere=lu.premiere)
            with lu.atelier.curseur() as curseur:
                with curseur.copy(requete) as copie:
                    for bloc in blocs:
                        copie.write(bloc)
                return curseur.rowcount
    except psycopg.DataError:
        lu.atelier.ne_plus_ranger(lu.contrat.nom_sql)
        return None


def _relire_sans_lignes_vides(lu: _Lu) -> tuple[Indices, int]:
    """Read again what PostgreSQL refused, without its empty lines. Raises FichierRefuse, with what else is wrong."""
    releve = Releve(lu.source, lu.contrat.table, len(lu.colonnes), lu.premiere)
    releve.verifier()
    indices = Indices()
    nb_lignes = _copier(lu, releve.blocs_numerotes(indices), numerotees=True)
    if nb_lignes is None:
        raise releve.illisible()
    indices.a_nettoyer, indices.sauts = True, releve.derniere_ligne - lu.premiere + 1
    return indices, nb_lignes
