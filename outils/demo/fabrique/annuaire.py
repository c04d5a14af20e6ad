"""annuaire.csv, with the columns of the open data « fr-en-annuaire-education »."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.ecriture import ouvrir_table
from outils.demo.fabrique.etablissements import SERVICE, Etablissement

COLONNES = (
    "Identifiant_de_l_etablissement", "Nom_etablissement", "Type_etablissement", "Statut_public_prive", "Adresse_1",
    "Adresse_2", "Adresse_3", "Code_postal", "Code_commune", "Nom_commune", "Code_departement", "Code_academie",
    "Libelle_academie", "Telephone", "Mail", "Code_nature", "Libelle_nature", "Etat", "latitude", "longitude",
)  # fmt: skip
ACADEMIES = {
    "16": "Toulouse", "04": "Bordeaux", "13": "Poitiers", "14": "Rennes", "01": "Paris", "24": "Créteil",
    "25": "Versailles",
}  # fmt: skip
NATURE_SERVICE = ("Service Administratif", "805", "SERVICE ADMINISTRATIF")


@dataclass(frozen=True)
class Usages:
    """How an académie begins its NUMEN, its fixed numbers and ends its addresses, in ranges kept for fiction."""

    numen: str
    fixe: str
    domaine: str


TOULOUSE = Usages(numen="16", fixe="05 36 49", domaine="ac-toulouse.example")


def ecrire_annuaire(chemin: Path, etablissements: Iterable[Etablissement], usages: Usages = TOULOUSE) -> None:
    """Write the établissements, one a line."""
    natures = {ligne["code"]: (ligne["type"], ligne["code"], ligne["libelle"]) for ligne in table("natures")}
    natures[SERVICE] = NATURE_SERVICE
    with ouvrir_table(chemin, COLONNES) as annuaire:
        for rang, etab in enumerate(etablissements):
            genre, code, libelle = natures[etab.nature]
            annuaire.ajouter(
                etab.uai, etab.nom, genre, "Privé" if etab.prive else "Public", *etab.adresse, etab.lieu.code_postal,
                etab.lieu.insee, etab.lieu.commune, etab.departement, etab.academie, ACADEMIES[etab.academie],
                telephone_fixe(rang, usages), mel(etab), code, libelle, "OUVERT", "", "",
            )  # fmt: skip


def telephone_fixe(rang: int, usages: Usages = TOULOUSE) -> str:
    """A number of a range that the regulator keeps for fiction."""
    return f"{usages.fixe} {rang // 100 % 100:02} {rang % 100:02}"


def mel(etablissement: Etablissement) -> str:
    """The school's own box, in a domain that cannot exist."""
    domaine = "ac-toulouse" if etablissement.academie == "16" else "academie"
    return f"ce.{etablissement.uai.lower()}@{domaine}.example"
