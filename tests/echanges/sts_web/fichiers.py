"""STS-WEB files made for tests."""

from pathlib import Path

EXEMPLE = Path(__file__).parents[3] / "docs" / "contrats" / "sts-web" / "exemple.xml"
UNE_PERSONNE = (
    '<INDIVIDUS><INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>NOM</NOM_USAGE><FONCTION>ENS</FONCTION></INDIVIDU></INDIVIDUS>'
)


def fichier(
    donnees: str = "", *, uai: str = "0310001H", annee: str = "2026", prologue: str = "", encodage: str = "utf-8"
):
    """A small STS-WEB file with these data."""
    prologue = prologue or f'<?xml version="1.0" encoding="{encodage}"?>'
    texte = (
        f'{prologue}<STS_EDT><PARAMETRES><UAJ CODE="{uai}"/><ANNEE_SCOLAIRE ANNEE="{annee}"/></PARAMETRES>'
        f"<DONNEES>{donnees}</DONNEES></STS_EDT>"
    )
    return texte.encode(encodage)
