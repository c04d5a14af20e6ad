"""What the console says of a declaration: done, what it overlaps, who was told and who could not be."""

from collections.abc import Iterable, Iterator

from imagin.domaine.convocations.queries.avertissements import Avertissement
from imagin.domaine.disponibilites.actions import DeclarationFaite
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.console.enums import GenreMessage


def raconter(
    personne: Intervenant, declaration: DeclarationFaite, avis: Iterable[Avertissement]
) -> Iterator[tuple[GenreMessage, str]]:
    """The lines of the console, the first being the oldest.

    Guide: G3.2-05.
    """
    declaree = declaration.indisponibilite
    yield GenreMessage.SUCCES, f"Indisponibilité déclarée : {personne}, {declaree.dates.en_lettres}, {declaree.motif}."
    for autre in declaration.chevauchees:
        yield (
            GenreMessage.INFORMATION,
            f"Cette période en chevauche une autre, qui reste : {autre.dates.en_lettres}, {autre.motif}.",
        )
    yield from dire_les_avis(personne, avis, "a une affectation sur cette période")


def raconter_la_suppression(personne: Intervenant, avis: Iterable[Avertissement]) -> Iterator[tuple[GenreMessage, str]]:
    """Who was told that nothing, or less, upsets their missions."""
    yield from dire_les_avis(personne, avis, "reste indisponible")


def dire_les_avis(
    personne: Intervenant, avis: Iterable[Avertissement], gene: str
) -> Iterator[tuple[GenreMessage, str]]:
    """Who was told of it, and who must be called; `gene` says what is true of the missions that are still upset."""
    for un in avis:
        quoi = _quoi(personne, un, gene)
        yield (GenreMessage.INFORMATION, _prevenu(un, quoi)) if un.prevenu else (GenreMessage.ERREUR, _seul(un, quoi))


def _prevenu(avis: Avertissement, quoi: str) -> str:
    qui = f"{avis.gestionnaire}, " if avis.gestionnaire and not avis.centre else ""
    return f"{_destinataire(avis)} a été prévenu par mél ({qui}{avis.mel}) : {quoi}."


def _seul(avis: Avertissement, quoi: str) -> str:
    nom = "" if avis.centre else avis.gestionnaire
    joindre = " ".join(filter(None, (nom, avis.telephone)))
    pourquoi = "son adresse de messagerie n'est pas valide" if avis.mel else "IMAG'IN n'a pas son adresse de messagerie"
    return (
        f"{_destinataire(avis)} n'a pas été prévenu, {pourquoi}. "
        f"Appelez-le{f' ({joindre})' if joindre else ''} : {quoi}."
    )


def _destinataire(avis: Avertissement) -> str:
    return f"Le centre {avis.centre}, qui l'a convoqué," if avis.centre else f"Le gestionnaire de {_sessions(avis)}"


def _sessions(avis: Avertissement) -> str:
    return " et de ".join(f"« {session} »" for session in avis.sessions)


def _quoi(personne: Intervenant, avis: Avertissement, gene: str) -> str:
    """« DURAND Anne a une affectation sur cette période (mission 12) », « plus rien n'empêche DURAND Anne sur… »."""
    genees = f"{personne} {gene} ({_numeros(avis.missions)})" if avis.missions else ""
    la_les = "les" if len(avis.libres) > 1 else "la"
    libres = f"plus rien n'empêche {personne} sur {la_les} {_numeros(avis.libres)}" if avis.libres else ""
    return " ; ".join(filter(None, (genees, libres)))


def _numeros(missions: tuple[int, ...]) -> str:
    """« missions 12, 13 »."""
    return f"mission{'s' if len(missions) > 1 else ''} {', '.join(map(str, missions))}"
