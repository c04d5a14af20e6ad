"""The connector `cyclades`: nomenclatures of the regulation, and sessions with all their missions."""

from functools import partial

from imagin.domaine.convocations.actions import liberer_missions_retirees
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.contrats import contrat
from imagin.echanges.cyclades.archive import ouvrir_archive, ouvrir_table, taille
from imagin.echanges.cyclades.missions import MISSIONS, RATTACHES
from imagin.echanges.cyclades.nomenclatures import NOMENCLATURES
from imagin.echanges.cyclades.regles import regles
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.entree import FichierRecu
from imagin.socle.imports.lecture import lire_csv

TABLES = {
    "examens": False,
    "specialites": True,
    "epreuves_options": True,
    "types_mission": False,
    "sessions": False,
    "missions": False,
    "dates": True,
    "commissions": True,
    "dates_commissions": True,
    "jurys": True,
    "salles": True,
}
"""Tables of the ZIP in the order they are read, and whether one may have no line."""


def lire_tables(atelier: Atelier) -> None:
    """Copy each table of the ZIP as it is decompressed."""
    with atelier.source.ouvrir() as flux, ouvrir_archive(flux, list(TABLES)) as archive:
        for table, vide_permis in TABLES.items():
            source = FichierRecu(f"{table}.csv", taille(archive, table), partial(ouvrir_table, archive, table))
            lire_csv(atelier, contrat("cyclades", table), source, vide_permis=vide_permis)


def liberer_les_personnes(_: Atelier) -> None:
    """Release the people of the missions that the file has withdrawn, in the transaction of the import."""
    liberer_missions_retirees(systeme("import cyclades"))


CONNECTEUR = Connecteur(
    code="cyclades",
    libelle="CYCLADES, sessions d'examen et missions",
    lire=lire_tables,
    regles=regles,
    objets=[*NOMENCLATURES, MISSIONS, *RATTACHES],
    conclure=liberer_les_personnes,
)
