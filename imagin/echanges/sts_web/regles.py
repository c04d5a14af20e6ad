"""What the contract cannot say of a STS-WEB file."""

from collections.abc import Sequence

from imagin.domaine.personnes.enums import Source
from imagin.echanges.personnes import regle_autre_personne
from imagin.echanges.sts_web.annees import regle_annee
from imagin.echanges.uai import regle_uai
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Regle

SANS_NOM = Regle(
    table="individus",
    colonne="nom",
    motif="un enseignant doit avoir un nom (NOM_USAGE ou NOM_PATRONYMIQUE) : complétez-le dans STS-WEB",
    requete="""
    SELECT i.ligne, i.type || ' ' || i.identifiant FROM import_sts_web_individus i
    WHERE i.nom IS NULL AND (i.enseignant = 'OUI' OR EXISTS (
      SELECT FROM import_sts_web_services s WHERE s.type = i.type AND s.identifiant = i.identifiant
    ))""",
    ecarte=TOLERANCE,
)
# Not a mistake of the file: a school gives services to its documentalist, whom G3.1-08 does not count among teachers.
PAS_ENSEIGNANT = Regle(
    table="services",
    colonne="identifiant",
    motif="",
    requete="""
    SELECT s.ligne, s.type || ' ' || s.identifiant,
      concat_ws(' ', i.nom, i.prenom) || ' n''a pas la fonction ENS dans STS-WEB : ce service n''est pas pris'
    FROM import_sts_web_services s
    JOIN import_sts_web_individus i ON i.type = s.type AND i.identifiant = s.identifiant
    WHERE i.enseignant = 'NON' AND i.nom IS NOT NULL""",
    ecarte=90,
)
ENSEIGNANT_INCONNU = Regle(
    table="services",
    colonne="identifiant",
    motif="",
    requete="""
    SELECT s.ligne, s.type || ' ' || s.identifiant, CASE WHEN e.ecarte
      THEN 'l''individu qui porte cet identifiant et ce type est écarté, voir sa ligne'
      ELSE 'aucun individu du fichier ne porte cet identifiant et ce type : corrigez le service dans STS-WEB' END
    FROM import_sts_web_services s
    CROSS JOIN LATERAL (SELECT EXISTS (
      SELECT FROM import_sts_web_ecartees x WHERE x.table_ = 'individus'
        AND (x.valeurs ->> 'type', x.valeurs ->> 'identifiant') = (s.type, s.identifiant)) AS ecarte) e
    WHERE NOT EXISTS (
      SELECT FROM import_sts_web_individus i WHERE i.type = s.type AND i.identifiant = s.identifiant
    )""",
    ecarte=TOLERANCE,
)
REFERENCE_LOCALE = "(SELECT uai FROM import_sts_web_entete) || '-' || t.identifiant"
REGLES = (regle_uai("sts-web", "entete", "uai"), SANS_NOM, PAS_ENSEIGNANT, ENSEIGNANT_INCONNU)


def regles(atelier: Atelier) -> Sequence[Regle]:
    """These, and who the numbers are: EPP's by themselves, a school's own after its UAI."""
    return (
        *REGLES,
        regle_annee(),
        regle_autre_personne(
            atelier, "individus", "identifiant", source=Source.EPP, condition="t.type = 'epp' AND t.enseignant = 'OUI'"
        ),
        regle_autre_personne(
            atelier,
            "individus",
            "identifiant",
            reference=REFERENCE_LOCALE,
            source=Source.STS,
            condition="t.type = 'local' AND t.enseignant = 'OUI'",
        ),
    )
