"""What the contract of EPP cannot say."""

from collections.abc import Sequence

from imagin.domaine.personnes.enums import Source
from imagin.echanges.personnes import regle_autre_personne
from imagin.echanges.uai import regle_uai
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Regle

SECONDAIRES = "SELECT ligne, uai FROM import_epp_secondaires"
REGLES = (
    regle_uai("epp", "personnes", "uai_principal", ecarte=TOLERANCE),
    regle_uai("epp", "personnes", "uai_secondaires", lues=SECONDAIRES, champ="uai", ecarte=TOLERANCE),
    Regle(
        table="personnes",
        colonne="uai_secondaires",
        motif="le même établissement est cité deux fois pour cette personne",
        requete="""
            SELECT s.ligne, s.uai FROM import_epp_secondaires s JOIN import_epp_personnes t USING (ligne)
             GROUP BY s.ligne, s.uai, t.uai_principal HAVING count(*) > 1 OR s.uai = t.uai_principal""",
        si="""
            SELECT FROM import_epp_personnes WHERE strpos(uai_secondaires, uai_principal) > 0
            UNION ALL
            SELECT FROM (SELECT count(DISTINCT hashtextextended(uai, ligne)) < count(*) AS moins
                           FROM import_epp_secondaires) c WHERE moins""",
        lit_du_texte=True,
        ecarte=TOLERANCE,
    ),
    Regle(
        table="personnes",
        colonne="discipline",
        motif="libellé absent, ou différent de celui d'une autre ligne pour le même code de discipline",
        si="SELECT FROM import_epp_disciplines WHERE douteux",
        requete="""
            SELECT t.ligne, t.discipline_code || ' ' || coalesce(t.discipline, '')
              FROM import_epp_disciplines d JOIN import_epp_personnes t ON t.discipline_code = d.code
             WHERE d.libelle IS NULL OR d.douteux AND t.discipline IS DISTINCT FROM d.libelle""",
        lit_du_texte=True,
        ecarte=TOLERANCE,
        laisse=True,
    ),
    Regle(
        table="personnes",
        colonne="numen",
        motif="NUMEN déjà porté par une personne saisie dans IMAG'IN : corrigez ou retirez cette personne",
        si=f"SELECT FROM personnes_intervenant WHERE source <> '{Source.EPP}' AND numen <> ''",
        requete=f"""
            SELECT t.ligne, t.numen FROM personnes_intervenant i JOIN import_epp_personnes t ON t.numen = i.numen
             WHERE i.source <> '{Source.EPP}' AND i.numen <> ''""",
        lit_du_texte=True,
        ecarte=TOLERANCE,
    ),
    Regle(
        table="personnes",
        colonne="numero_agent",
        motif="le même numéro est déjà dans le fichier, aux zéros de tête près",
        requete="""
            SELECT ligne, numero_agent FROM (
                SELECT ligne, numero_agent,
                       first_value(numero_agent) OVER (PARTITION BY ltrim(numero_agent, '0') ORDER BY ligne) AS premier
                  FROM import_epp_personnes) d WHERE numero_agent <> premier""",
        si="SELECT FROM import_epp_personnes WHERE numero_agent LIKE '0%'",
        ecarte=TOLERANCE,
    ),
)


def regles(atelier: Atelier) -> Sequence[Regle]:
    """These, and who the numbers are: on a first load there is nobody to mistake them for."""
    return (*REGLES, regle_autre_personne(atelier, "personnes", "numero_agent", source=Source.EPP))
