"""Working tables of the import: each line with what it refers to, and the ranges that its text means."""

from django.conf import settings

from imagin.domaine.missions.rules import CORRECTEUR_SANTORIN
from imagin.domaine.personnes.enums import Source
from imagin.echanges.natures import natures_en_sql
from imagin.echanges.reprise.creneaux import CreneauIllisible, lire_creneaux
from imagin.socle.imports.atelier import Atelier

CRENEAUX = "SELECT NULL::text AS texte, NULL::tstzrange AS plage WHERE FALSE"
ILLISIBLES = "SELECT NULL::text AS texte, NULL::text AS motif WHERE FALSE"
DEFAUT_SANTORIN = natures_en_sql(qualite_par_defaut=CORRECTEUR_SANTORIN)
# What the table of cases says of a qualité left empty.
QUALITE_PAR_DEFAUT = f"""(
  SELECT d.code FROM referentiel_qualite d
  WHERE d.code = '{CORRECTEUR_SANTORIN}' AND l.qualite IS NULL AND t.nature IN ({DEFAUT_SANTORIN})
)"""
# Equality on texts: nothing is cast before the contract has been checked. What is not found stays NULL, for the rules.
# `connue`: the affectation is there already. `ecartee`: since then IMAG'IN issued a letter for it, or cancelled it; the
# line says no more what is true, and is left.
LIGNES = f"""
WITH plages AS (
  SELECT texte, array_agg(plage ORDER BY plage) AS plages FROM import_reprise_creneaux GROUP BY texte
), vivantes AS (
  SELECT a.id, a.mission_id, a.intervenant_id, a.etat, array_agg(c.plage ORDER BY c.plage) AS plages,
    EXISTS (SELECT FROM convocations_convocation v WHERE v.affectation_id = a.id AND NOT v.reprise) AS reemise
  FROM convocations_affectation a JOIN convocations_creneau c ON c.affectation_id = a.id
  WHERE a.origine = 'GEST' AND a.etat <> 'ANNULEE'
  GROUP BY a.id
), annulees AS (
  SELECT DISTINCT a.mission_id, a.intervenant_id,
    COALESCE(to_char(v.emise_le AT TIME ZONE '{settings.TIME_ZONE}', 'YYYY-MM-DD"T"HH24:MI'), '') AS convoquee_le
  FROM convocations_affectation a
  LEFT JOIN convocations_convocation v ON v.affectation_id = a.id AND v.reprise
  WHERE a.origine = 'GEST' AND a.etat = 'ANNULEE'
)
SELECT l.ligne, l.mission, l.numero_agent, l.creneaux, l.qualite, l.commission, l.jury, l.salle,
  COALESCE(l.observation, '') AS observation, l.convoquee_le,
  m.id AS mission_id, m.retiree_le, t.nature, i.id AS intervenant_id,
  COALESCE(q.code, {QUALITE_PAR_DEFAUT}) AS qualite_id, c.id AS commission_id,
  j.id AS jury_id, s.id AS salle_id,
  COALESCE(v.id, nextval(pg_get_serial_sequence('convocations_affectation', 'id'))) AS affectation_id,
  v.id IS NOT NULL AS connue,
  CASE WHEN l.convoquee_le IS NOT NULL OR v.etat = 'CONVOQUEE' THEN 'CONVOQUEE' ELSE 'AFFECTEE' END AS etat,
  CASE WHEN v.id IS NOT NULL THEN v.reemise ELSE n.mission_id IS NOT NULL END AS ecartee
FROM import_reprise_reprise l
LEFT JOIN plages p ON p.texte = l.creneaux
LEFT JOIN missions_mission m ON m.numero::text = l.mission
LEFT JOIN referentiel_typemission t ON t.code = m.type_id
LEFT JOIN personnes_intervenant i ON i.source = '{Source.EPP}' AND i.reference = l.numero_agent
LEFT JOIN referentiel_qualite q ON q.code = l.qualite
LEFT JOIN missions_commission c ON c.mission_id = m.id AND c.code = l.commission
LEFT JOIN missions_jury j ON j.mission_id = m.id AND j.code = l.jury
LEFT JOIN missions_salle s ON s.mission_id = m.id AND s.code = l.salle
LEFT JOIN vivantes v ON v.mission_id = m.id AND v.intervenant_id = i.id AND v.plages = p.plages
LEFT JOIN annulees n ON n.mission_id = m.id AND n.intervenant_id = i.id
  AND n.convoquee_le = COALESCE(l.convoquee_le, '')
"""


def preparer_lignes(atelier: Atelier) -> None:
    """Build `import_reprise_creneaux`, `_illisibles` and `_lignes` from the staging table."""
    atelier.progression.etape("Rapprochement")
    atelier.deriver("import_reprise_creneaux", CRENEAUX)
    atelier.deriver("import_reprise_illisibles", ILLISIBLES)
    textes = atelier.lignes("SELECT DISTINCT creneaux FROM import_reprise_reprise WHERE creneaux IS NOT NULL")
    illisibles: list[tuple[str, str]] = []
    with atelier.curseur() as curseur:
        with curseur.copy("COPY import_reprise_creneaux (texte, plage) FROM STDIN") as copie:
            for (texte,) in textes:
                try:
                    for plage in lire_creneaux(texte):
                        copie.write_row((texte, plage))
                except CreneauIllisible as erreur:
                    illisibles.append((texte, str(erreur)))
        with curseur.copy("COPY import_reprise_illisibles (texte, motif) FROM STDIN") as copie:
            for illisible in illisibles:
                copie.write_row(illisible)
    for table in ("creneaux", "illisibles"):
        atelier.executer(f"ANALYZE import_reprise_{table}")
    atelier.deriver("import_reprise_lignes", LIGNES)
    atelier.executer("ANALYZE import_reprise_lignes")
