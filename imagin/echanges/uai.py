"""Check of the UAI in a feed: format, check letter, known établissement; once per distinct value."""

from imagin.domaine.referentiel.models import LETTRES_UAI, Etablissement
from imagin.socle.imports.connecteur import Regle
from imagin.socle.imports.contrat import nom_sql

FORME = "d.uai ~ '^[0-9]{7}[A-Z]$'"
# Guarded by CASE: the digits are only cast once the form is right.
LETTRE = f"CASE WHEN {FORME} THEN substr('{LETTRES_UAI}', left(d.uai, 7)::int % 23 + 1, 1) END"
MOTIF = f"""
CASE WHEN NOT {FORME} THEN 'UAI mal formé : 7 chiffres et une lettre attendus'
     WHEN {LETTRE} <> right(d.uai, 1) THEN 'lettre de contrôle fausse : ' || {LETTRE} || ' attendue'
     ELSE 'établissement inconnu : importez d''abord l''annuaire qui le contient' END"""


def regle_uai(connecteur: str, table: str, colonne: str, *, liste: bool = False, connu: bool = True) -> Regle:
    """Refuse the lines whose `colonne` is not the UAI of a known établissement (a well-formed one is enough if not `connu`).

    `liste`: the column holds several, separated by commas. Source: base centrale des établissements, lettre = n mod 23.
    """
    valeur = f"unnest(string_to_array({colonne}, ','))" if liste else colonne
    lues = f"(SELECT DISTINCT {valeur} AS uai FROM {nom_sql(connecteur, table)} WHERE {colonne} IS NOT NULL) d"
    if connu:
        fautifs = f"{lues} LEFT JOIN {Etablissement._meta.db_table} e ON e.uai = d.uai WHERE e.id IS NULL"
    else:
        fautifs = f"{lues} WHERE {LETTRE} IS DISTINCT FROM right(d.uai, 1)"
    egalite = f"v.uai = ANY (string_to_array(t.{colonne}, ','))" if liste else f"v.uai = t.{colonne}"
    return Regle(
        table=table,
        colonne=colonne,
        motif="",
        requete=(
            f"SELECT t.ligne, v.uai, v.motif FROM (SELECT d.uai, {MOTIF} AS motif FROM {fautifs}) v "
            f"JOIN {nom_sql(connecteur, table)} t ON {egalite}"
        ),
        lit_du_texte=True,
        couvre=(colonne,),
    )
