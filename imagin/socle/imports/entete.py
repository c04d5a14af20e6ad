"""The header of a CSV against its contract: names in any order, each once, none missing."""

import re
from collections import Counter
from collections.abc import Sequence

from imagin.socle.imports.contrat import Contrat
from imagin.socle.imports.refus import FichierRefuse

ANNONCE = re.compile(rb"sep=([;,|\t])\"?", re.IGNORECASE)
AUTRES_SEPARATEURS = {",": "la virgule", "\t": "la tabulation", "|": "la barre verticale"}


def ordonner(entete: Sequence[str], contrat: Contrat, nom: str) -> list[str | None]:
    """Staging column of each column of the file; None for those that an open contract ignores.

    Raises FichierRefuse when the separator is another one, or when names are missing, unknown or repeated.
    """
    connues = {champ.colonne for champ in contrat.champs}
    lues = [colonne.lower() for colonne in entete]
    _verifier_separateur(lues, connues, nom)
    repetees = [colonne for colonne, nombre in Counter(lues).items() if nombre > 1 and colonne in connues]
    if repetees:
        raise FichierRefuse(
            f"Le fichier {nom} a deux colonnes de même nom : {', '.join(repetees)}. N'en gardez qu'une."
        )
    exigees = {champ.colonne for champ in contrat.champs if champ.requis or not contrat.incomplet}
    manquantes = [champ.nom for champ in contrat.champs if champ.colonne in exigees - set(lues)]
    if manquantes:
        raise FichierRefuse(f"Il manque des colonnes dans {nom} : {', '.join(manquantes)}. {_renvoi(contrat)}")
    inconnues = [colonne for colonne in entete if colonne.lower() not in connues]
    if inconnues and not contrat.ouvert:
        raise FichierRefuse(f"Le fichier {nom} a des colonnes inconnues : {', '.join(inconnues)}. {_renvoi(contrat)}")
    return [colonne if colonne in connues else None for colonne in lues]


def separateur_annonce(ligne: bytes, nom: str) -> bool:
    """Is this first line the « sep=; » that spreadsheets understand? Raises FichierRefuse for another separator."""
    annonce = ANNONCE.fullmatch(ligne.strip(b'\r"'))
    if annonce and annonce[1] != b";":
        libelle = AUTRES_SEPARATEURS.get(annonce[1].decode(), "un autre caractère")
        raise FichierRefuse(
            f"Le fichier {nom} annonce ({ligne.strip().decode()}) que son séparateur est {libelle} au lieu du "
            "point-virgule : enregistrez-le en CSV avec « ; »."
        )
    return annonce is not None


def _verifier_separateur(lues: Sequence[str], connues: set[str], nom: str) -> None:
    """One single column that splits into known names: the separator is not ours."""
    if len(lues) != 1 or lues[0] in connues:
        return
    for separateur, libelle in AUTRES_SEPARATEURS.items():
        if any(morceau.strip(' "') in connues for morceau in lues[0].split(separateur)[:-1]):
            raise FichierRefuse(
                f"Dans {nom}, le séparateur est {libelle} au lieu du point-virgule : "
                "enregistrez le fichier en CSV avec « ; »."
            )


def _renvoi(contrat: Contrat) -> str:
    return f"Les colonnes attendues sont décrites dans docs/contrats/{contrat.connecteur}/{contrat.table}.schema.json."
