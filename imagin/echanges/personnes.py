"""Who a number of a feed means: lost leading zeros are recognised, another person's number waits for a decision.

A spreadsheet turns « 0004189 » into 4189: two people would then be known instead of one. And a number that comes back
with another name and another birth date is another person, whose convocations are not those of the first.
"""

from imagin.domaine.personnes.enums import Source
from imagin.socle.imports.atelier import LIGNE, Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Regle
from imagin.socle.imports.contrat import nom_sql
from imagin.socle.imports.ecarts import remarquer
from imagin.socle.imports.refus import Rejet

# The number as it is known, when only zeros at its head differ. A number that is known as it stands is left.
RETROUVER = f"""
UPDATE {{table}} t SET {{colonne}} = k.reference
FROM (
  SELECT DISTINCT ON (ltrim(reference, '0')) reference FROM personnes_intervenant WHERE source = '{{source}}'
  ORDER BY ltrim(reference, '0'), retire_le NULLS FIRST, id
) k
WHERE ltrim(t.{{colonne}}, '0') = ltrim(k.reference, '0') AND t.{{colonne}} <> k.reference AND ({{condition}})
  AND NOT EXISTS (SELECT FROM personnes_intervenant c WHERE c.source = '{{source}}' AND c.reference = t.{{colonne}})
RETURNING {LIGNE}, k.reference
"""
MOTS = "' ' || imagin_cle({}) || ' '"
# Neither name holds one of the other's: a name in use is often the birth name with another one.
AUCUN_NOM_COMMUN = f"""NOT EXISTS (
  SELECT FROM unnest(ARRAY[i.nom, i.nom_naissance]) a (nom), unnest(ARRAY[t.nom, t.nom_naissance]) b (nom)
  WHERE a.nom <> '' AND b.nom <> ''
    AND (strpos({MOTS.format("a.nom")}, {MOTS.format("b.nom")}) > 0
      OR strpos({MOTS.format("b.nom")}, {MOTS.format("a.nom")}) > 0))"""
# Whoever held the number keeps what was theirs, under a number that nobody else will have.
CEDER = """
UPDATE personnes_intervenant i
SET reference = i.reference || '~' || i.id, numen = '', retire_le = coalesce(i.retire_le, now())
FROM {table} t
WHERE i.source = '{source}' AND i.reference = {reference} AND i.reference = ANY (%(numeros)s) AND t.nom <> i.nom
RETURNING i.id
"""


def retrouver_les_zeros(atelier: Atelier, table: str, colonne: str, *, source: Source, condition: str = "TRUE") -> None:
    """Replace numbers that lost, or gained, zeros at their head by those known of a source; the report says which."""
    requete = RETROUVER.format(table=nom_sql(atelier.code, table), colonne=colonne, source=source, condition=condition)
    remarquer(
        atelier,
        [
            Rejet(table, ligne, colonne, reference, "numéro reconnu, aux zéros de tête près")
            for ligne, reference in atelier.lignes(requete)
        ],
    )


def regle_autre_personne(
    atelier: Atelier, table: str, colonne: str, *, source: Source, reference: str = "", condition: str = "TRUE"
) -> Regle:
    """Set aside the lines whose number is known as somebody else's, until somebody says who it is.

    `reference`: SQL over `t` that makes the known number, `colonne` by default.
    """
    return Regle(
        table=table,
        colonne=colonne,
        motif="",
        requete=f"""
        SELECT t.ligne, t.{colonne} || ' ' || t.nom || ' ' || coalesce(t.prenom, ''),
          'autre nom et autre naissance que la personne connue sous ce numéro (' || i.nom || ' ' || i.prenom
          || coalesce(', ' || to_char(i.date_naissance, 'DD/MM/YYYY'), '') || ') : si c''est la même, relancez avec '
          || '--meme-personne ' || i.reference || ' ; sinon avec --autre-personne ' || i.reference
        FROM {nom_sql(atelier.code, table)} t
        JOIN personnes_intervenant i ON i.source = '{source}' AND i.reference = {reference or f"t.{colonne}"}
        WHERE t.nom <> i.nom AND ({condition})
          AND i.reference <> ALL ('{{{",".join(sorted(atelier.identites.memes))}}}'::text[])
          AND CASE WHEN i.date_naissance IS NOT NULL AND t.date_naissance IS NOT NULL
                   THEN i.date_naissance <> t.date_naissance::date
                   ELSE imagin_cle(i.prenom) <> imagin_cle(coalesce(t.prenom, '')) AND i.civilite <> ''
                        AND t.civilite <> i.civilite END
          AND {AUCUN_NOM_COMMUN}""",
        ecarte=TOLERANCE,
    )


def ceder_les_numeros(atelier: Atelier, table: str, reference: str, *, source: Source) -> None:
    """Take their number from those of whom somebody said that it is now another person's: they are withdrawn.

    `reference`: SQL over `t` that makes the known number. A number that the file gives to nobody else is left alone.
    """
    if not atelier.identites.autres:
        return
    requete = CEDER.format(table=nom_sql(atelier.code, table), source=source, reference=reference)
    partis = [cle for (cle,) in atelier.lignes(requete, {"numeros": list(atelier.identites.autres)})]
    atelier.executer("DELETE FROM personnes_exercice WHERE intervenant_id = ANY (%s)", [partis])
