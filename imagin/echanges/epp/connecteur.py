"""EPP: the people of the académie, where they are posted, their discipline de poste. One CSV, complete picture."""

from imagin.echanges.contrats import contrat
from imagin.echanges.epp.objets import OBJETS
from imagin.echanges.epp.regles import REGLES
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.lecture import lire_csv

DISCIPLINES = """
SELECT discipline_code AS code, min(discipline) AS libelle, max(discipline) AS autre
  FROM import_epp_personnes WHERE discipline_code IS NOT NULL GROUP BY 1
"""


def lire(atelier: Atelier) -> None:
    """Read the file; its disciplines, some 200 of them, are set apart once."""
    lire_csv(atelier, contrat("epp", "personnes"))
    atelier.deriver("import_epp_disciplines", DISCIPLINES)


CONNECTEUR = Connecteur(code="epp", libelle="EPP, personnels du second degré", lire=lire, regles=REGLES, objets=OBJETS)
