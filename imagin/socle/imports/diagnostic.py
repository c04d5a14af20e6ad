"""Why a file cannot be read, in French, with the line. Run on files that PostgreSQL refused, so it may be slow."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from imagin.socle.imports.entree import FichierRecu
from imagin.socle.imports.nettoyage import Indices
from imagin.socle.imports.refus import MAX_REJETS, FichierRefuse, Rejet

UTF8 = "enregistrez le fichier en UTF-8 (dans le tableur : « CSV UTF-8 »)"
SIGNATURES = (
    (b"PK\x03\x04", "est un classeur ou une archive, pas un CSV : exportez la feuille au format CSV UTF-8"),
    (b"\xd0\xcf\x11\xe0", "est un classeur ancien (.xls), pas un CSV : exportez la feuille au format CSV UTF-8"),
    (b"\x1f\x8b", "est compressé (gzip) : décompressez-le d'abord"),
    (b"\xff\xfe", f"est en UTF-16 : {UTF8}"),
    (b"\xfe\xff", f"est en UTF-16 : {UTF8}"),
)
LONGUEUR_ENREGISTREMENT = 1 << 20
LIGNES_D_UN_BLOC = 1_000
CREUX = " ;\t\r\n\u00a0\u202f"
"""What a line that says nothing may hold."""
DEBUTS_DE_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
PAGE_WEB = (
    "est une page web (HTML), sans doute celle d'une connexion expirée ou d'une erreur : "
    "reconnectez-vous au système d'origine et refaites l'export"
)


def est_une_page_web(debut: bytes) -> bool:
    """Are these first bytes those of a page, whatever the file is called?"""
    texte = debut[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return texte.startswith(DEBUTS_DE_PAGE) or (texte.startswith((b"<?xml", b"<!--")) and b"<html" in texte)


def verifier_debut(debut: bytes, nom: str) -> None:
    """Refuse what the first block already betrays: emptiness, another format, another encoding, old ends of line."""
    if not debut.strip(b"\xef\xbb\xbf\r\n "):
        raise FichierRefuse(f"Le fichier {nom} est vide : rien n'a été modifié.")
    if est_une_page_web(debut):
        raise FichierRefuse(f"Le fichier {nom} {PAGE_WEB}.")
    for signature, constat in SIGNATURES:
        if debut.startswith(signature):
            raise FichierRefuse(f"Le fichier {nom} {constat}.")
    if b"\x00" in debut:
        raise FichierRefuse(f"Le fichier {nom} est en UTF-16 ou n'est pas du texte : {UTF8}.")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(debut)
    except UnicodeDecodeError as erreur:
        raise _encodage(nom, debut[: erreur.start].count(b"\n") + 1, debut[erreur.start]) from erreur
    if b"\r" in debut.partition(b"\n")[0].rstrip(b"\r"):
        raise FichierRefuse(
            f"Les fins de ligne de {nom} sont celles d'un ancien Macintosh (CR) : réenregistrez-le en CSV UTF-8."
        )


@dataclass
class Releve:
    """A file read again, record by record: what is wrong with it, and its lines without the empty ones."""

    source: FichierRecu
    table: str
    nb_colonnes: int
    premiere: int = 2
    derniere_ligne: int = 1

    def verifier(self) -> None:
        """Raise the refusal of what cannot be read; do nothing when only empty lines are in the way."""
        refus = self._refus()
        if refus:
            raise refus

    def illisible(self) -> FichierRefuse:
        """The refusal of what cannot be read, or of what nobody understands."""
        return self._refus() or FichierRefuse(
            f"Le fichier {self.source.nom} n'est pas un CSV lisible (guillemets ou fins de ligne) : réenregistrez-le."
        )

    def blocs_numerotes(self, indices: Indices) -> Iterator[bytes]:
        """The lines that say something, each with its number in the file before it, in blocks."""
        with self.source.ouvrir() as flux:
            bloc: list[str] = []
            for debut, texte, _ in _enregistrements(flux, self.source.nom, self.premiere):
                propre = texte.rstrip("\r\n")
                self.derniere_ligne = debut + propre.count("\n")
                if propre.strip(CREUX):
                    bloc.append(f"{debut};{propre}\n")
                if len(bloc) == LIGNES_D_UN_BLOC:
                    yield _bloc(bloc, indices)
                    bloc = []
            yield _bloc(bloc, indices)

    def _refus(self) -> FichierRefuse | None:
        with self.source.ouvrir() as flux:
            try:
                rejets = list(self._anomalies(flux))
            except FichierRefuse as refus:
                return refus
        if not rejets:
            return None
        premier = f"la ligne {rejets[0].ligne} : {rejets[0].motif}"
        if len(rejets) == 1:
            return FichierRefuse(f"Fichier {self.source.nom} illisible à {premier}.", rejets)
        return FichierRefuse(f"Le fichier {self.source.nom} a des lignes illisibles, dont {premier}.", rejets)

    def _anomalies(self, flux: BinaryIO) -> Iterator[Rejet]:
        """Records with a wrong number of values, MAX_REJETS at most. Raises FichierRefuse: encoding, open quote."""
        trouvees = 0
        for debut, texte, complet in _enregistrements(flux, self.source.nom, self.premiere):
            nombre = 1 + sum(morceau.count(";") for morceau in texte.split('"')[::2])
            if (nombre == self.nb_colonnes or not texte.strip(CREUX)) and "\x00" not in texte:
                continue
            yield Rejet(self.table, debut, "", "", _motif(texte, nombre, self.nb_colonnes, complet=complet))
            trouvees += 1
            if trouvees == MAX_REJETS:
                return


def _bloc(lignes: list[str], indices: Indices) -> bytes:
    octets = "".join(lignes).encode()
    indices.regarder(octets)
    return octets


def _motif(texte: str, nombre: int, attendu: int, *, complet: bool) -> str:
    if "\x00" in texte:
        return "caractère nul, le fichier est abîmé : refaites l'export"
    if "\n" in texte.rstrip("\n"):
        return 'guillemet non fermé : il manque un « " » sur cette ligne'
    if not complet and nombre < attendu:
        return f"fichier tronqué, la dernière ligne s'arrête après {nombre} valeurs sur {attendu} : refaites l'export"
    return f"{nombre} valeurs au lieu de {attendu}"


def _enregistrements(flux: BinaryIO, nom: str, premiere: int = 2) -> Iterator[tuple[int, str, bool]]:
    """(first line, text, ends with an end of line) of each record, which COPY ends at an end of line outside quotes."""
    attente, debut = "", premiere
    for numero, octets in enumerate(flux, start=1):
        try:
            ligne = octets.decode("utf-8-sig" if numero == 1 else "utf-8")
        except UnicodeDecodeError as erreur:
            raise _encodage(nom, numero, octets[erreur.start]) from erreur
        if numero < premiere:
            continue
        attente += ligne
        if attente.count('"') % 2 == 0:
            yield debut, attente.rstrip("\r\n") if "\n" not in attente[:-1] else attente, attente.endswith("\n")
            attente, debut = "", numero + 1
        elif len(attente) > LONGUEUR_ENREGISTREMENT:
            break
    if attente:
        raise FichierRefuse(
            f"Dans {nom}, un guillemet ouvert à la ligne {debut} n'est jamais fermé : ajoutez le « \" » qui manque."
        )


def _encodage(nom: str, ligne: int, octet: int) -> FichierRefuse:
    constat = "il semble être en ISO-8859-1 (ou Windows-1252)" if octet >= 0x80 else "il n'est pas en UTF-8"
    return FichierRefuse(f"Le fichier {nom} n'est pas en UTF-8, voir la ligne {ligne} : {constat}, {UTF8}.")
