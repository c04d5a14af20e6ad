"""Why a file cannot be read as STS-WEB's, in words for the person who sent it."""

from typing import BinaryIO

from lxml import etree

from imagin.socle.imports.diagnostic import PAGE_WEB, est_une_page_web
from imagin.socle.imports.refus import FichierRefuse

FIN = b"</STS_EDT>"
PAS_DU_XML = {etree.ErrorTypes.ERR_DOCUMENT_EMPTY, etree.ErrorTypes.ERR_INTERNAL_ERROR}
ENCODAGE = {
    etree.ErrorTypes.ERR_INVALID_CHAR,
    etree.ErrorTypes.ERR_INVALID_ENCODING,
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
}
REFAIRE = "Exportez-le de nouveau depuis STS-WEB (Exports, Emplois du temps) sans l'ouvrir dans un éditeur."


def verifier_racine(racine: etree._Element, attendue: str) -> None:
    """Refuse any document type, and what is not a STS-WEB file, before anything of it is read."""
    if str(racine.tag).rpartition("}")[2].lower() == "html":
        raise page_web()
    if racine.getroottree().docinfo.doctype:
        raise FichierRefuse(
            "Le fichier contient une déclaration DOCTYPE, que STS-WEB n'écrit jamais : il est refusé par sécurité. "
            + REFAIRE
        )
    if racine.tag != attendue:
        raise FichierRefuse(
            f"Ce n'est pas un fichier STS-WEB : il commence par « {racine.tag!s} » et non par « {attendue} ». "
            "Le fichier attendu se nomme sts_emp_<UAI>_<année>.xml."
        )


def expliquer(erreur: etree.XMLSyntaxError, flux: BinaryIO) -> FichierRefuse:
    """The refusal for this error of the parser, with the line where reading stopped."""
    flux.seek(0)
    if est_une_page_web(flux.read(4096)):
        return page_web()
    ligne = erreur.lineno or 1
    if erreur.code in PAS_DU_XML and ligne == 1:
        return FichierRefuse("Ce n'est pas un fichier XML : le fichier attendu se nomme sts_emp_<UAI>_<année>.xml.")
    return FichierRefuse(f"{_constat(erreur, ligne, flux)} {REFAIRE}")


def _constat(erreur: etree.XMLSyntaxError, ligne: int, flux: BinaryIO) -> str:
    """What is wrong with this XML."""
    if _est_suivi_de_nuls(flux):
        return f"Le fichier est suivi d'octets nuls après sa fin (ligne {ligne}) : son transfert l'a abîmé."
    if erreur.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return f"Ligne {ligne} : les éléments du fichier sont trop longs ou trop imbriqués pour un export."
    if _est_tronque(flux):
        return f"Le fichier est tronqué : sa fin manque après la ligne {ligne}."
    if erreur.code in ENCODAGE:
        return f"Ligne {ligne} : le fichier n'est pas écrit dans l'encodage que sa première ligne annonce."
    return f"Ligne {ligne} : le fichier n'est pas du XML bien formé."


def page_web() -> FichierRefuse:
    """The file is what a browser shows."""
    return FichierRefuse(f"Ce n'est pas un fichier STS-WEB : ce fichier {PAGE_WEB}.")


def sans_parametres() -> FichierRefuse:
    """The file does not say whose it is."""
    return FichierRefuse(f"Le fichier ne dit pas de quel établissement ni de quelle année il vient. {REFAIRE}")


def sans_personne() -> FichierRefuse:
    """The file has nobody: taking it would withdraw everybody."""
    return FichierRefuse(f"Le fichier ne contient aucun individu (0 ligne lue) : rien n'a été changé. {REFAIRE}")


def _est_suivi_de_nuls(flux: BinaryIO) -> bool:
    """Does the root end, and nothing but NUL bytes follow?"""
    taille = flux.seek(0, 2)
    flux.seek(max(0, taille - (1 << 20)))
    fin = flux.read()
    return fin.endswith(b"\x00") and fin.rstrip(b"\x00\r\n\t ").endswith(FIN)


def _est_tronque(flux: BinaryIO) -> bool:
    """True when the closing tag of the root is not at the end of the file."""
    taille = flux.seek(0, 2)
    flux.seek(max(0, taille - 200))
    return FIN not in flux.read()
