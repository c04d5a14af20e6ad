"""EPP: the people of the académie, where they are posted, their discipline de poste. One CSV, complete picture."""

from imagin.domaine.personnes.models import Intervenant
from imagin.echanges.contrats import contrat
from imagin.echanges.epp.objets import objets
from imagin.echanges.epp.regles import REGLES
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.lecture import lire_csv

DISCIPLINES = """
SELECT discipline_code AS code, min(discipline) AS libelle, max(discipline) AS autre
  FROM import_epp_personnes WHERE discipline_code IS NOT NULL GROUP BY 1
"""

SECONDAIRES = """
SELECT ligne, numero_agent AS reference, unnest(string_to_array(uai_secondaires, ',')) AS uai FROM import_epp_personnes
 WHERE uai_secondaires IS NOT NULL
"""


def lire(atelier: Atelier) -> None:
    """Read the file; its disciplines and secondary postings, one a row, are set apart."""
    lire_csv(atelier, contrat("epp", "personnes"))
    atelier.deriver("import_epp_disciplines", DISCIPLINES)
    atelier.deriver("import_epp_secondaires", SECONDAIRES)


CONNECTEUR = Connecteur(
    code="epp",
    libelle="EPP, personnels du second degré",
    lire=lire,
    regles=REGLES,
    objets=objets,
    unicite=Intervenant,
)
