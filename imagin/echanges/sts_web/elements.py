"""From one element of the file to its rows. Unknown children are ignored, missing and empty ones read as empty text."""

import unicodedata
from collections.abc import Iterator

from lxml import etree

from imagin.echanges.sts_web.lignes import (
    DivisionGroupe,
    Entete,
    Individu,
    Libelle,
    Ligne,
    LigneService,
    MefDivision,
    MefGroupe,
)

LONGUEUR_MAX = 1_000
"""Characters read of one text: none of those we keep comes near."""
CIVILITES = {"1": "M", "2": "MME", "3": "MME"}
INDEFINIS = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
# Files announced as ISO-8859-1 are often Windows-1252: its « œ » and « ’ » then arrive as control characters.
WINDOWS = {octet: bytes([octet]).decode("cp1252") for octet in range(0x80, 0xA0) if octet not in INDEFINIS}


def propre(valeur: str | None) -> str:
    """The text without the blanks that pad it; those inside are part of it (« 3 A »)."""
    return unicodedata.normalize("NFC", (valeur or "")[:LONGUEUR_MAX].translate(WINDOWS)).strip()


def texte(element: etree._Element, *noms: str) -> str:
    """Text of the first of these children that says something."""
    return next((trouve for nom in noms if (trouve := propre(element.findtext(nom)))), "")


def code(element: etree._Element, attribut: str = "CODE") -> str:
    """The code that this attribute bears."""
    return propre(element.get(attribut))


def ligne_de(element: etree._Element) -> int:
    """Line of the opening tag in the file."""
    return int(element.sourceline or 0)


def lire_entete(element: etree._Element) -> Iterator[Ligne]:
    """The établissement and the year; the UAI is an attribute here, an element in other exports of the same family."""
    uaj, annee = element.find("UAJ"), element.find("ANNEE_SCOLAIRE")
    uai = "" if uaj is None else code(uaj) or texte(uaj, "CODE") or propre(uaj.text)
    yield Entete(ligne_de(element), uai, "" if annee is None else code(annee, "ANNEE"))


def lire_libelle(element: etree._Element, nomenclature: str) -> Iterator[Ligne]:
    """A label of the nomenclatures; nothing when the file gives none, or no code to give it to."""
    libelle = texte(element, "LIBELLE_LONG", "LIBELLE_EDITION", "LIBELLE_COURT")
    if libelle and code(element):
        type_mef = texte(element, "TYPE_MEF", "LIBELLE_TYPE_MEF", "TYPE") if nomenclature == "MEF" else ""
        yield Libelle(ligne_de(element), nomenclature, code(element), libelle, type_mef)


def lire_individu(element: etree._Element) -> Iterator[Ligne]:
    """A person, who teaches when their function is ENS, or when they have none but a name (as local people often)."""
    nom, fonction = texte(element, "NOM_USAGE", "NOM_PATRONYMIQUE"), texte(element, "FONCTION").upper()
    discipline = element.find("DISCIPLINES/DISCIPLINE")
    yield Individu(
        ligne=ligne_de(element),
        type=code(element, "TYPE").lower(),
        identifiant=code(element, "ID"),
        enseignant="OUI" if fonction == "ENS" or (nom and not fonction) else "NON",
        civilite=CIVILITES.get(texte(element, "CIVILITE", "SEXE"), ""),
        nom=nom,
        prenom=texte(element, "PRENOM"),
        nom_naissance=texte(element, "NOM_PATRONYMIQUE"),
        date_naissance=texte(element, "DATE_NAISSANCE"),
        discipline_code="" if discipline is None else code(discipline),
        discipline="" if discipline is None else texte(discipline, "LIBELLE_LONG", "LIBELLE_COURT"),
    )


def lire_division(element: etree._Element) -> Iterator[Ligne]:
    """The modules that a division teaches, and its services."""
    for mef in _mefs(element):
        yield MefDivision(ligne_de(mef), code(element), code(mef))
    yield from _lire_services(element, "D")


def lire_groupe(element: etree._Element) -> Iterator[Ligne]:
    """The modules that a group teaches itself, the divisions from which it takes its pupils, and its services."""
    for mef in _mefs(element):
        yield MefGroupe(ligne_de(mef), code(element), code(mef))
    for division in element.iterfind("DIVISIONS_APPARTENANCE/DIVISION_APPARTENANCE"):
        if code(division):
            yield DivisionGroupe(ligne_de(division), code(element), code(division))
    yield from _lire_services(element, "G")


def _mefs(element: etree._Element) -> Iterator[etree._Element]:
    """Both spellings that readers of these files know."""
    for nom in ("MEF_APPARTENANCE", "MEF"):
        yield from (mef for mef in element.iterfind(f"MEFS_APPARTENANCE/{nom}") if code(mef))


def _lire_services(element: etree._Element, structure: str) -> Iterator[Ligne]:
    """One row per teacher of each service."""
    for service in element.iterfind("SERVICES/SERVICE"):
        for enseignant in service.iterfind("ENSEIGNANTS/ENSEIGNANT"):
            yield LigneService(
                ligne=ligne_de(enseignant),
                structure=structure,
                code_structure=code(element),
                matiere=code(service, "CODE_MATIERE"),
                modalite=code(service, "CODE_MOD_COURS"),
                type=code(enseignant, "TYPE").lower(),
                identifiant=code(enseignant, "ID"),
            )
