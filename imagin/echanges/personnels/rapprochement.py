"""Who the lines of a source of people are: one row a person, whatever the number of systems that know them.

A person has one master, `Intervenant(source, reference)`: the first of `RANG` that still gives them. What the other
systems call them is `AutreIdentite`. All of this is done before the comparison, in the import's transaction: a preview
rolls it back with the rest.
"""

from imagin.domaine.personnes.enums import Rapprochement, Source
from imagin.echanges.personnels.sources import RANG, SourceDePersonnes
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.ecarts import remarquer
from imagin.socle.imports.refus import Rejet

NON_RAPPROCHES = f"('{Source.AUTRE}')"
"""People of another académie are theirs to name (federation)."""
SANS_FLUX = f"('{Source.AUTRE}', '{Source.IMAGIN}')"
"""What never sends a file gives nobody: it cannot become master again."""
# Lines whose number is known as another identity, or as that of somebody merged into another row.
CONNUES = f"""
SELECT t.ligne, t.{{colonne}} AS reference, i.id AS intervenant_id, a.rapproche_par AS par, FALSE AS nouvelle
  FROM personnes_autreidentite a JOIN {{lues}} t ON t.{{colonne}} = a.reference
  JOIN personnes_intervenant p ON p.id = a.intervenant_id
  JOIN personnes_intervenant i ON i.id = coalesce(p.fusionne_dans_id, p.id)
 WHERE a.source = '{{source}}'
UNION
SELECT t.ligne, t.{{colonne}}, i.fusionne_dans_id, '{Rapprochement.DECIDE}', FALSE
  FROM personnes_intervenant i JOIN {{lues}} t ON t.{{colonne}} = i.reference
 WHERE i.source = '{{source}}' AND i.fusionne_dans_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM personnes_autreidentite a WHERE a.source = '{{source}}' AND a.reference = i.reference)
"""
INCONNUES = """
SELECT t.* FROM {lues} t
 WHERE NOT EXISTS (SELECT FROM personnes_intervenant i WHERE i.source = '{source}' AND i.reference = t.{colonne})
   AND NOT EXISTS (SELECT FROM {qui} q WHERE q.ligne = t.ligne)
"""
PAR_NUMEN = f"""
INSERT INTO {{qui}} (ligne, reference, intervenant_id, par, nouvelle)
SELECT t.ligne, t.{{colonne}}, coalesce(i.fusionne_dans_id, i.id), '{Rapprochement.NUMEN}', TRUE
  FROM {{inconnues}} t JOIN personnes_intervenant i ON i.numen = t.numen AND i.numen <> ''
 WHERE i.source NOT IN {NON_RAPPROCHES} AND i.source <> '{{source}}'
"""
# Names and birth are not enough: somebody posted in the same établissement too, and nobody else who could be meant.
PAR_NOMS = f"""
INSERT INTO {{qui}} (ligne, reference, intervenant_id, par, nouvelle)
SELECT c.ligne, c.reference, c.id, '{Rapprochement.NOMS}', TRUE
  FROM (SELECT t.ligne, t.{{colonne}} AS reference, i.id, count(*) OVER (PARTITION BY t.ligne) AS personnes,
               count(*) OVER (PARTITION BY i.id) AS lignes
          FROM {{inconnues}} t
          JOIN personnes_intervenant i ON i.cle = imagin_cle(t.nom || ' ' || t.prenom)
           AND i.date_naissance = t.date_naissance::date AND i.retire_le IS NULL
         WHERE i.source NOT IN {NON_RAPPROCHES} AND i.source <> '{{source}}'
           AND (t.numen IS NULL OR i.numen = '')
           AND NOT EXISTS (SELECT FROM {{qui}} q WHERE q.ligne = t.ligne OR q.intervenant_id = i.id)
           AND NOT EXISTS (SELECT FROM personnes_autreidentite a
                            WHERE a.intervenant_id = i.id AND a.source = '{{source}}' AND a.retiree_le IS NULL)
           AND EXISTS (SELECT FROM personnes_exercice x JOIN referentiel_etablissement e ON e.id = x.etablissement_id
                        WHERE x.intervenant_id = i.id
                          AND (e.uai = t.uai_principal OR e.uai = ANY (string_to_array(t.uai_secondaires, ','))))) c
 WHERE c.personnes = 1 AND c.lignes = 1
"""
# Two numbers of one source for one person, once the former master is no longer it: the first line is the master.
PROMUES = """
SELECT DISTINCT ON (i.id) q.ligne, q.reference, i.id, i.source AS ancienne, i.reference AS ancienne_reference,
       i.retire_le, q.par
  FROM {qui} q JOIN personnes_intervenant i ON i.id = q.intervenant_id
 WHERE (i.retire_le IS NOT NULL OR {rang_de_l_autre} > {rang_de_la_source})
   AND NOT EXISTS (SELECT FROM personnes_intervenant p WHERE p.source = '{source}' AND p.reference = q.reference)
 ORDER BY i.id, q.ligne
"""
PROMOUVOIR = """
DELETE FROM personnes_autreidentite a USING {promues} p WHERE a.source = '{source}' AND a.reference = p.reference;
INSERT INTO personnes_autreidentite (intervenant_id, source, reference, rapproche_par, retiree_le)
SELECT id, ancienne, ancienne_reference, par, retire_le FROM {promues};
UPDATE personnes_exercice x SET source = p.ancienne, titre = 'S' FROM {promues} p
 WHERE x.intervenant_id = p.id AND x.source = '';
UPDATE personnes_exercice x SET source = '' FROM {promues} p WHERE x.intervenant_id = p.id AND x.source = '{source}';
UPDATE personnes_intervenant i SET source = '{source}', reference = p.reference FROM {promues} p WHERE i.id = p.id;
DELETE FROM {qui} q USING {promues} p WHERE q.ligne = p.ligne
"""
# Whom the file no longer has, and another source still gives: they do not leave, their master changes.
RETROGRADEES = f"""
SELECT DISTINCT ON (i.id) i.id, i.reference, a.id AS identite, a.source AS suivante, a.reference AS sa_reference,
       a.rapproche_par AS par
  FROM personnes_autreidentite a JOIN personnes_intervenant i ON i.id = a.intervenant_id
 WHERE i.source = '{{source}}' AND i.retire_le IS NULL AND a.retiree_le IS NULL AND a.source NOT IN {SANS_FLUX}
   AND a.source <> '{{source}}'
   AND NOT EXISTS (SELECT FROM {{lues}} t WHERE t.{{colonne}} = i.reference)
   AND i.reference NOT IN (SELECT valeurs ->> '{{colonne}}' FROM {{ecartees}} WHERE valeurs ->> '{{colonne}}' <> '')
 ORDER BY i.id, {{rang_de_l_identite}}
"""
RETROGRADER = """
DELETE FROM personnes_autreidentite a USING {retrogradees} r WHERE a.id = r.identite;
INSERT INTO personnes_autreidentite (intervenant_id, source, reference, rapproche_par, retiree_le)
SELECT id, '{source}', reference, par, now() FROM {retrogradees};
DELETE FROM personnes_exercice x USING {retrogradees} r WHERE x.intervenant_id = r.id AND x.source = '';
UPDATE personnes_exercice x SET source = '' FROM {retrogradees} r
 WHERE x.intervenant_id = r.id AND x.source = r.suivante;
UPDATE personnes_intervenant i SET source = r.suivante, reference = r.sa_reference FROM {retrogradees} r
 WHERE i.id = r.id
"""
# The row of the master stands: a posting that it gives is no longer another's, and one that STS-WEB gave while waiting
# for any is not needed any more.
CEDER = """
DELETE FROM personnes_exercice x USING personnes_intervenant i, referentiel_etablissement e, {lues} t
 WHERE x.source <> '' AND i.id = x.intervenant_id AND i.source = '{source}' AND t.{colonne} = i.reference
   AND e.id = x.etablissement_id
   AND (x.source = '{sts}' AND coalesce(t.uai_principal, t.uai_secondaires) IS NOT NULL
        AND NOT EXISTS (SELECT FROM personnes_autreidentite a WHERE a.intervenant_id = i.id AND a.source = '{sts}')
     OR e.uai = t.uai_principal OR e.uai = ANY (string_to_array(t.uai_secondaires, ',')))
"""


def reconnaitre_les_personnes(atelier: Atelier, source: SourceDePersonnes) -> None:
    """Fill `import_<code>_qui (ligne, reference, intervenant_id, par)` with the lines that speak of somebody whom
    another source is master of, after having made masters change: the table `personnes` is read and checked.

    Whoever a line means, in this order: its number, its NUMEN, the same names, birth and établissement.
    """
    noms = _noms(source)
    _defaire(atelier, "retrogradees", RETROGRADEES, RETROGRADER, noms)
    atelier.deriver(noms["qui"], CONNUES.format(**noms))
    if _quelqu_un_d_autre(atelier, source):
        atelier.deriver(noms["inconnues"], INCONNUES.format(**noms))
        atelier.executer(PAR_NUMEN.format(**noms))
        atelier.executer(PAR_NOMS.format(**noms))
        _dire_les_rapprochements(atelier, source)
    _defaire(atelier, "promues", PROMUES, PROMOUVOIR, noms)
    atelier.executer(CEDER.format(**noms))


def _defaire(atelier: Atelier, table: str, requete: str, ecritures: str, noms: dict[str, str]) -> None:
    """Change the master of whom this query names, when it names anybody."""
    atelier.deriver(noms[table], requete.format(**noms))
    if atelier.lignes(f"SELECT FROM {noms[table]} LIMIT 1"):
        for ecriture in ecritures.format(**noms).split(";"):
            atelier.executer(ecriture)


def _quelqu_un_d_autre(atelier: Atelier, source: SourceDePersonnes) -> bool:
    """Whether anybody is known by another source: an académie's first file has nobody to be mistaken for."""
    return bool(atelier.lignes(f"SELECT FROM personnes_intervenant WHERE source <> '{source.source}' LIMIT 1"))


def _dire_les_rapprochements(atelier: Atelier, source: SourceDePersonnes) -> None:
    """Each line attached says to whom and by what, so that somebody may find that it is wrong."""
    requete = f"""
        SELECT q.ligne, q.reference, i.source, q.par, i.nom || ' ' || i.prenom FROM {source.table("qui")} q
          JOIN personnes_intervenant i ON i.id = q.intervenant_id WHERE q.nouvelle ORDER BY q.ligne"""
    remarquer(
        atelier,
        [
            Rejet(
                "personnes",
                ligne,
                source.colonne,
                reference,
                f"la même personne que {nom}, connue par {Source(connue).label} : {Rapprochement(par).label}",
            )
            for ligne, reference, connue, par, nom in atelier.lignes(requete)
        ],
    )


def _noms(source: SourceDePersonnes) -> dict[str, str]:
    """What the queries name."""
    rangs = ", ".join(f"'{rang}'" for rang in RANG)
    return {
        "lues": source.table("personnes"),
        **{nom: source.table(nom) for nom in ("qui", "inconnues", "promues", "retrogradees", "ecartees")},
        "colonne": source.colonne,
        "source": source.source,
        "sts": Source.STS,
        "rang_de_l_autre": f"array_position(ARRAY[{rangs}], i.source::text)",
        "rang_de_la_source": f"{RANG.index(source.source) + 1}",
        "rang_de_l_identite": f"array_position(ARRAY[{rangs}], a.source::text)",
    }
