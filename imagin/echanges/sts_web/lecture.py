"""Reads a STS-WEB file as a stream of rows: elements are freed as they are read, whatever the size of the file."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from lxml import etree

from imagin.echanges.sts_web import elements
from imagin.echanges.sts_web.lignes import Entete, Individu, Ligne
from imagin.echanges.sts_web.refus import expliquer, sans_parametres, sans_personne, verifier_racine

RACINE = "STS_EDT"
LECTEURS: dict[tuple[str, ...], Callable[[etree._Element], Iterator[Ligne]]] = {
    (RACINE, "PARAMETRES"): elements.lire_entete,
    (RACINE, "NOMENCLATURES", "MATIERES", "MATIERE"): lambda element: elements.lire_libelle(element, "MATIERE"),
    (RACINE, "NOMENCLATURES", "MODALITES_COURS", "MODALITE_COURS"): lambda element: elements.lire_libelle(
        element, "MODALITE"
    ),
    (RACINE, "NOMENCLATURES", "MEFS", "MEF"): lambda element: elements.lire_libelle(element, "MEF"),
    (RACINE, "DONNEES", "INDIVIDUS", "INDIVIDU"): elements.lire_individu,
    (RACINE, "DONNEES", "STRUCTURE", "DIVISIONS", "DIVISION"): elements.lire_division,
    (RACINE, "DONNEES", "STRUCTURE", "GROUPES", "GROUPE"): elements.lire_groupe,
}


def lire_lignes(flux: BinaryIO) -> Iterator[Ligne]:
    """Rows of the file, in its order. Raises FichierRefuse when it is seen not to be a whole STS-WEB file.

    Nothing outside of the file is ever read: no DTD, no entity, no network.
    """
    evenements = etree.iterparse(
        flux,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    vus: set[type[Ligne]] = set()
    try:
        for element, chemin in _elements(evenements):
            for ligne in LECTEURS[chemin](element):
                vus.add(type(ligne))
                yield ligne
    except etree.XMLSyntaxError as erreur:
        raise expliquer(erreur, flux) from erreur
    if Entete not in vus:
        raise sans_parametres()
    if Individu not in vus:
        raise sans_personne()


def _elements(
    evenements: Iterator[tuple[str, etree._Element]],
) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Each element that has a reader, once it is whole; it is freed when the next one is asked for, like all others."""
    chemin: list[str] = []
    tenu = 0  # depth of the element being held until its end, 0 for none
    for evenement, element in evenements:
        if evenement == "start":
            if not chemin:
                verifier_racine(element, RACINE)
            chemin.append(str(element.tag))
            if not tenu and tuple(chemin) in LECTEURS:
                tenu = len(chemin)
            continue
        if tenu == len(chemin):
            tenu = 0
            yield element, tuple(chemin)
        chemin.pop()
        if not tenu:
            _liberer(element)


def _liberer(element: etree._Element) -> None:
    """Forget an element that was read, and what precedes it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
