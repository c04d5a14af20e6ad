"""What the contract of EPP cannot say."""

from imagin.echanges.uai import regle_uai
from imagin.socle.imports.connecteur import Regle

REGLES = (
    regle_uai("epp", "personnes", "uai_principal"),
    regle_uai("epp", "personnes", "uai_secondaires", liste=True),
    Regle(
        table="personnes",
        colonne="uai_secondaires",
        motif="le même établissement est cité deux fois pour cette personne",
        requete="""
            SELECT ligne, uai_secondaires FROM import_epp_personnes
             WHERE uai_secondaires IS NOT NULL
               AND (uai_principal = ANY (string_to_array(uai_secondaires, ','))
                    OR strpos(uai_secondaires, ',') > 0
                   AND (SELECT count(*) > count(DISTINCT u) FROM unnest(string_to_array(uai_secondaires, ',')) u))""",
        lit_du_texte=True,
    ),
    Regle(
        table="personnes",
        colonne="discipline",
        motif="libellé absent, ou différent de celui d'une autre ligne pour le même code de discipline",
        requete="""
            SELECT t.ligne, t.discipline_code || ' ' || coalesce(t.discipline, '')
              FROM (SELECT * FROM import_epp_disciplines WHERE libelle IS NULL OR libelle <> autre) d
              JOIN import_epp_personnes t ON t.discipline_code = d.code
             WHERE d.libelle IS NULL OR t.discipline IS DISTINCT FROM d.libelle""",
        lit_du_texte=True,
    ),
    Regle(
        table="personnes",
        colonne="numen",
        motif="NUMEN déjà porté par une personne saisie dans IMAG'IN : corrigez ou retirez cette personne",
        requete="""
            SELECT t.ligne, t.numen FROM personnes_intervenant i JOIN import_epp_personnes t ON t.numen = i.numen
             WHERE i.source <> 'EPP' AND i.numen <> ''""",
        lit_du_texte=True,
    ),
)
