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


def regle_uai(
    connecteur: str,
    table: str,
    colonne: str,
    *,
    connu: bool = True,
    lues: str = "",
    champ: str = "",
    ecarte: int | None = None,
) -> Regle:
    """Refuse the lines whose `colonne` is not the UAI of a known établissement (if not `connu`, a well-formed UAI).

    `lues`, `champ`: the rows (with `ligne`) and their column when they are not simply those of the staging table;
    `ecarte`: as in Regle.
    Source: base centrale des établissements, lettre = n mod 23.
    """
    rangs, champ = lues or f"SELECT * FROM {nom_sql(connecteur, table)}", champ or colonne
    distincts = f"(SELECT DISTINCT {champ} AS uai FROM ({rangs}) r WHERE {champ} IS NOT NULL) d"
    if connu:
        fautifs = f"{distincts} LEFT JOIN {Etablissement._meta.db_table} e ON e.uai = d.uai WHERE e.id IS NULL"
    else:
        fautifs = f"{distincts} WHERE {LETTRE} IS DISTINCT FROM right(d.uai, 1)"
    return Regle(
        table=table,
        colonne=colonne,
        motif="",
        si=f"SELECT d.uai FROM {fautifs}",
        requete=(
            f"SELECT t.ligne, v.uai, v.motif FROM (SELECT d.uai, {MOTIF} AS motif FROM {fautifs}) v "
            f"JOIN ({rangs}) t ON v.uai = t.{champ}"
        ),
        lit_du_texte=True,
        couvre=(colonne,),
        ecarte=ecarte,
    )
