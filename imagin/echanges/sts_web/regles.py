"""What the contract cannot say of a STS-WEB file."""

from imagin.echanges.uai import regle_uai
from imagin.socle.imports.connecteur import Regle

SANS_NOM = Regle(
    table="individus",
    colonne="nom",
    motif="un enseignant doit avoir un nom (NOM_USAGE ou NOM_PATRONYMIQUE) : complétez-le dans STS-WEB",
    requete="SELECT ligne, identifiant FROM import_sts_web_individus WHERE enseignant = 'OUI' AND nom IS NULL",
)
ENSEIGNANT_INCONNU = Regle(
    table="services",
    colonne="identifiant",
    motif="aucun individu du fichier ne porte cet identifiant et ce type",
    requete="""
    SELECT s.ligne, s.type || ' ' || s.identifiant FROM import_sts_web_services s
    WHERE NOT EXISTS (
      SELECT FROM import_sts_web_individus i WHERE i.type = s.type AND i.identifiant = s.identifiant
    )""",
)
REGLES = [regle_uai("sts-web", "entete", "uai"), SANS_NOM, ENSEIGNANT_INCONNU]
