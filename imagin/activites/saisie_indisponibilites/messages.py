"""What the console says of a declaration: done, what it overlaps, who was told and who could not be."""

from collections.abc import Iterable, Iterator

from imagin.domaine.disponibilites.actions import DeclarationFaite
from imagin.domaine.disponibilites.rules import Avis
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.console.enums import Genre


def raconter(personne: Intervenant, declaration: DeclarationFaite) -> Iterator[tuple[Genre, str]]:
    """The lines of the console, the first being the oldest.

    Guide: G3.2-05.
    """
    declaree = declaration.indisponibilite
    yield Genre.SUCCES, f"Indisponibilité déclarée : {personne}, {declaree.dates.en_lettres}, {declaree.motif}."
    for autre in declaration.chevauchees:
        yield (
            Genre.INFORMATION,
            f"Cette période en chevauche une autre, qui reste : {autre.dates.en_lettres}, {autre.motif}.",
        )
    yield from dire_les_avis(personne, declaration.avis)


def dire_les_avis(personne: Intervenant, avis: Iterable[Avis]) -> Iterator[tuple[Genre, str]]:
    """Who was told of it, and who must be called."""
    for un in avis:
        yield (Genre.INFORMATION, _prevenu(personne, un)) if un.prevenu else (Genre.ERREUR, _seul(personne, un))


def _prevenu(personne: Intervenant, avis: Avis) -> str:
    qui = f"{avis.gestionnaire}, " if avis.gestionnaire and not avis.centre else ""
    return f"{_destinataire(avis)} a été prévenu par mél ({qui}{avis.mel}) : {_affecte(personne, avis)}."


def _seul(personne: Intervenant, avis: Avis) -> str:
    nom = "" if avis.centre else avis.gestionnaire
    joindre = " ".join(filter(None, (nom, avis.telephone)))
    pourquoi = "son adresse de messagerie n'est pas valide" if avis.mel else "IMAG'IN n'a pas son adresse de messagerie"
    return (
        f"{_destinataire(avis)} n'a pas été prévenu, {pourquoi}. "
        f"Appelez-le{f' ({joindre})' if joindre else ''} : {_affecte(personne, avis)}."
    )


def _destinataire(avis: Avis) -> str:
    return f"Le centre {avis.centre}, qui l'a convoqué," if avis.centre else f"Le gestionnaire de {_sessions(avis)}"


def _sessions(avis: Avis) -> str:
    return " et de ".join(f"« {session} »" for session in avis.sessions)


def _affecte(personne: Intervenant, avis: Avis) -> str:
    pluriel = "s" if len(avis.missions) > 1 else ""
    numeros = ", ".join(str(numero) for numero in avis.missions)
    if avis.levee:
        return f"plus rien n'empêche {personne} sur la mission{pluriel} {numeros}".replace(
            "la missions", "les missions"
        )
    return f"{personne} a une affectation sur cette période (mission{pluriel} {numeros})"
