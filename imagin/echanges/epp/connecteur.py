"""EPP: the people of the académie, where they are posted, their discipline de poste. One CSV, complete picture."""

from imagin.domaine.personnes.enums import Source
from imagin.domaine.personnes.models import Intervenant
from imagin.echanges.contrats import contrat
from imagin.echanges.epp.objets import objets
from imagin.echanges.epp.regles import regles
from imagin.echanges.personnels.rapprochement import reconnaitre_les_personnes
from imagin.echanges.personnels.sources import EPP
from imagin.echanges.personnes import ceder_les_numeros, retrouver_les_zeros
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.ecarts import reprendre
from imagin.socle.imports.lecture import lire_csv

DISCIPLINES = """
SELECT discipline_code AS code, mode() WITHIN GROUP (ORDER BY discipline) AS libelle,
       min(discipline) IS DISTINCT FROM max(discipline) OR count(*) > count(discipline) AS douteux
  FROM import_epp_personnes WHERE discipline_code IS NOT NULL GROUP BY 1
"""

CONNUES = f"SELECT i.reference, to_jsonb(i) FROM personnes_intervenant i WHERE i.source = '{Source.EPP}'"
SECONDAIRES = """
SELECT ligne, numero_agent AS reference, unnest(string_to_array(uai_secondaires, ',')) AS uai FROM import_epp_personnes
 WHERE uai_secondaires IS NOT NULL
"""


def lire_personnes(atelier: Atelier) -> None:
    """Read the file; its disciplines and secondary postings, one a row, are set apart."""
    lire_csv(atelier, contrat("epp", "personnes"))
    retrouver_les_zeros(atelier, "personnes", "numero_agent", source=Source.EPP)
    ceder_les_numeros(atelier, "personnes", "t.numero_agent", source=Source.EPP)
    atelier.deriver("import_epp_disciplines", DISCIPLINES)
    atelier.deriver("import_epp_secondaires", SECONDAIRES)


def completer_personnes(atelier: Atelier) -> None:
    """Values that cannot be used leave what is known; the postings of lines set aside go with them; then who is who."""
    reprendre(atelier, "personnes", "numero_agent", CONNUES)
    atelier.executer(
        "DELETE FROM import_epp_secondaires s"
        " WHERE NOT EXISTS (SELECT FROM import_epp_personnes t WHERE t.ligne = s.ligne)"
    )
    reconnaitre_les_personnes(atelier, EPP)


CONNECTEUR = Connecteur(
    code="epp",
    libelle="EPP, personnels du second degré",
    lire=lire_personnes,
    regles=regles,
    objets=objets,
    preparer=completer_personnes,
    unicite=Intervenant,
)
