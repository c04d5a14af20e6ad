"""What a summons leans on, and what contradicts it, as SQL: said once, for marks, their counts and their end.

`DATES`: what the calendar says of an affectation `a`, as `missions.queries` proposes it: the gestionnaire's dates, else
those of its commission, else those of its mission. Hours are local; %(fuseau)s is the académie's time zone.
"""

from imagin.domaine.missions.enums import OrigineDate
from imagin.domaine.revisions.enums import MotifRevision

FIXEES = f"missions_datefixee f WHERE f.mission_id = a.mission_id AND f.origine = '{OrigineDate.GESTIONNAIRE}'"
DATES = f"""
SELECT f.jour, f.heure_debut, f.heure_fin FROM {FIXEES}
UNION ALL
SELECT y.jour, y.heure_debut, y.heure_fin FROM missions_datecommission y
 WHERE y.commission_id = a.commission_id AND NOT EXISTS (SELECT FROM {FIXEES})
UNION ALL
SELECT z.jour, z.heure_debut, z.heure_fin FROM missions_datemission z
 WHERE z.mission_id = a.mission_id AND NOT EXISTS (SELECT FROM {FIXEES})
   AND NOT EXISTS (SELECT FROM missions_datecommission y WHERE y.commission_id = a.commission_id)"""  # noqa: S608 - constants only
A_VENIR = """a.etat = 'CONVOQUEE' AND EXISTS (
  SELECT FROM convocations_creneau c WHERE c.affectation_id = a.id AND upper(c.plage) > now())"""

# A photograph: what is true of those still to come, before something changes.
PHOTO = f"""
CREATE TEMPORARY TABLE revision_photo ON COMMIT DROP AS
SELECT a.id AS affectation, m.centre_id, e.libelle AS centre, m.retiree_le IS NOT NULL AS retiree, e.ouvert,
       a.commission_id, co.code AS commission, a.jury_id, ju.code AS jury, a.salle_id, sa.code AS salle,
       i.retire_le IS NOT NULL AS partie
  FROM convocations_affectation a
  JOIN missions_mission m ON m.id = a.mission_id
  JOIN referentiel_etablissement e ON e.id = m.centre_id
  JOIN personnes_intervenant i ON i.id = a.intervenant_id
  LEFT JOIN missions_commission co ON co.id = a.commission_id
  LEFT JOIN missions_jury ju ON ju.id = a.jury_id
  LEFT JOIN missions_salle sa ON sa.id = a.salle_id
 WHERE {A_VENIR} AND (%(missions)s::bigint[] IS NULL OR a.mission_id = ANY (%(missions)s))"""  # noqa: S608 - constants only
PHOTO_DES_JOURS = f"""
CREATE TEMPORARY TABLE revision_photo_jours ON COMMIT DROP AS
SELECT DISTINCT a.id AS affectation, d.jour, d.heure_debut, d.heure_fin, d.rang, d.sur
  FROM revision_photo p JOIN convocations_affectation a ON a.id = p.affectation
  JOIN convocations_creneau c ON c.affectation_id = a.id AND upper(c.plage) > now()
  JOIN LATERAL (
    SELECT t.*, row_number() OVER (ORDER BY t.jour) AS rang, count(*) OVER () AS sur FROM ({DATES}) t
  ) d ON d.jour = (lower(c.plage) AT TIME ZONE %(fuseau)s)::date"""  # noqa: S608 - constants only
VIDER = "DROP TABLE IF EXISTS revision_photo_jours, revision_photo"

# (affectation, motif, objet, phrase, avant, apres) of each contradiction that the photograph shows to be new.
_DEBORDE = """
  (d.heure_debut IS DISTINCT FROM p.heure_debut OR d.heure_fin IS DISTINCT FROM p.heure_fin)
  AND d.heure_debut IS NOT NULL AND EXISTS (
    SELECT FROM convocations_creneau c WHERE c.affectation_id = a.id
       AND (lower(c.plage) AT TIME ZONE %(fuseau)s)::date = p.jour
       AND NOT tstzrange((p.jour + d.heure_debut) AT TIME ZONE %(fuseau)s,
             (p.jour + CASE d.heure_fin WHEN '00:00' THEN interval '1 day' ELSE d.heure_fin::interval END)
               AT TIME ZONE %(fuseau)s) @> c.plage)"""
_DISPARU = """
SELECT p.affectation, '{motif}', p.{nom}, format('{nom_dit} %%s n''est plus dans la mission', p.{nom}),
       jsonb_build_object('{nom}', p.{nom}), '{{}}'::jsonb
  FROM revision_photo p JOIN convocations_affectation a ON a.id = p.affectation
 WHERE a.etat = 'CONVOQUEE' AND p.{nom}_id IS NOT NULL AND a.{nom}_id IS NULL"""
# The mission is again where the letter says: only a revision that no later letter has followed tells where that was.
_REVENUE = f"""EXISTS (
  SELECT FROM revisions_revision r
   WHERE r.affectation_id = a.id AND r.motif = '{MotifRevision.CENTRE}'
     AND (r.avant ->> 'centre')::bigint = m.centre_id
     AND NOT EXISTS (
       SELECT FROM convocations_convocation v WHERE v.affectation_id = a.id AND v.emise_le > r.marquee_le))"""  # noqa: S608 - constants only
CONTRADICTIONS = " UNION ALL ".join(
    (
        f"""
SELECT p.affectation, '{MotifRevision.DATE}', p.jour::text,
       format('La mission n''a plus lieu le %%s', to_char(p.jour, 'DD/MM/YYYY')),
       jsonb_build_object('jour', p.jour, 'debut', p.heure_debut, 'fin', p.heure_fin, 'rang', p.rang, 'sur', p.sur),
       '{{}}'::jsonb
  FROM revision_photo_jours p JOIN convocations_affectation a ON a.id = p.affectation
 WHERE a.etat = 'CONVOQUEE' AND NOT EXISTS (SELECT FROM ({DATES}) d WHERE d.jour = p.jour)""",  # noqa: S608 - constants only
        f"""
SELECT p.affectation, '{MotifRevision.HORAIRES}', p.jour::text,
       format('Le %%s, la mission a lieu de %%s à %%s', to_char(p.jour, 'DD/MM/YYYY'),
              to_char(d.heure_debut, 'HH24:MI'), to_char(d.heure_fin, 'HH24:MI')),
       jsonb_build_object('jour', p.jour, 'debut', p.heure_debut, 'fin', p.heure_fin),
       jsonb_build_object('debut', d.heure_debut, 'fin', d.heure_fin)
  FROM revision_photo_jours p JOIN convocations_affectation a ON a.id = p.affectation
  JOIN LATERAL ({DATES}) d ON d.jour = p.jour
 WHERE a.etat = 'CONVOQUEE' AND {_DEBORDE}""",  # noqa: S608 - constants only
        f"""
SELECT p.affectation, '{MotifRevision.CENTRE}', '',
       format('La mission a lieu à %%s, et non plus à %%s', e.libelle, p.centre),
       jsonb_build_object('centre', p.centre_id), jsonb_build_object('centre', m.centre_id)
  FROM revision_photo p JOIN convocations_affectation a ON a.id = p.affectation
  JOIN missions_mission m ON m.id = a.mission_id JOIN referentiel_etablissement e ON e.id = m.centre_id
 WHERE a.etat = 'CONVOQUEE' AND m.centre_id <> p.centre_id AND NOT {_REVENUE}""",  # noqa: S608 - constants only
        f"""
SELECT p.affectation, '{MotifRevision.MISSION}', '', 'La mission est retirée de CYCLADES', '{{}}'::jsonb, '{{}}'::jsonb
  FROM revision_photo p JOIN convocations_affectation a ON a.id = p.affectation
  JOIN missions_mission m ON m.id = a.mission_id
 WHERE a.etat = 'CONVOQUEE' AND NOT p.retiree AND m.retiree_le IS NOT NULL""",  # noqa: S608 - constants only
        f"""
SELECT p.affectation, '{MotifRevision.PERSONNE}', '',
       format('Cette personne ne fait plus partie de l''académie (%%s)', i.source), '{{}}'::jsonb, '{{}}'::jsonb
  FROM revision_photo p JOIN convocations_affectation a ON a.id = p.affectation
  JOIN personnes_intervenant i ON i.id = a.intervenant_id
 WHERE a.etat = 'CONVOQUEE' AND NOT p.partie AND i.retire_le IS NOT NULL""",  # noqa: S608 - constants only
        f"""
SELECT p.affectation, '{MotifRevision.CENTRE_FERME}', '',
       format('%%s est fermé', e.libelle), '{{}}'::jsonb, '{{}}'::jsonb
  FROM revision_photo p JOIN convocations_affectation a ON a.id = p.affectation
  JOIN missions_mission m ON m.id = a.mission_id JOIN referentiel_etablissement e ON e.id = m.centre_id
 WHERE a.etat = 'CONVOQUEE' AND p.ouvert AND NOT e.ouvert""",  # noqa: S608 - constants only
        _DISPARU.format(motif=MotifRevision.COMMISSION, nom="commission", nom_dit="La commission"),
        _DISPARU.format(motif=MotifRevision.JURY, nom="jury", nom_dit="Le jury"),
        _DISPARU.format(motif=MotifRevision.SALLE, nom="salle", nom_dit="La salle"),
    )
)

# What ends an open revision `r` of an affectation `a` (mission `m`, person `i`, centre `e`): dealt with, or gone.
_CE_JOUR = """EXISTS (SELECT FROM convocations_creneau c WHERE c.affectation_id = a.id
         AND (lower(c.plage) AT TIME ZONE %(fuseau)s)::date = r.objet::date)"""
_REEMISE = """EXISTS (
      SELECT FROM convocations_convocation v WHERE v.affectation_id = a.id AND v.emise_le > r.marquee_le)"""
_TIENT_DANS_LES_HEURES = f"""NOT EXISTS (
      SELECT FROM (SELECT r.objet::date AS jour, NULL::time AS heure_debut, NULL::time AS heure_fin) p
      JOIN LATERAL ({DATES}) d ON d.jour = p.jour WHERE {_DEBORDE})"""
_LIBRE = """NOT EXISTS (SELECT FROM disponibilites_indisponibilite d
      JOIN convocations_creneau c ON c.affectation_id = a.id AND c.plage && d.periode WHERE d.id = r.objet::bigint)"""
_LE_MEME = """EXISTS (SELECT FROM missions_{nom} x WHERE x.id = a.{nom}_id AND x.code = r.objet)"""
_UN_AUTRE = f"""a.{{nom}}_id IS NOT NULL AND NOT {_LE_MEME}"""
CORRIGEE = f"""
  a.etat <> 'CONVOQUEE' OR CASE r.motif
    WHEN '{MotifRevision.DATE}' THEN NOT {_CE_JOUR}
    WHEN '{MotifRevision.HORAIRES}' THEN NOT {_CE_JOUR} OR {_REEMISE} AND {_TIENT_DANS_LES_HEURES}
    WHEN '{MotifRevision.CENTRE}' THEN {_REEMISE}
    WHEN '{MotifRevision.COMMISSION}' THEN {_UN_AUTRE.format(nom="commission")}
    WHEN '{MotifRevision.JURY}' THEN {_UN_AUTRE.format(nom="jury")}
    WHEN '{MotifRevision.SALLE}' THEN {_UN_AUTRE.format(nom="salle")} OR a.code_salle <> ''
    WHEN '{MotifRevision.INDISPONIBLE}' THEN {_REEMISE} AND {_LIBRE}
    WHEN '{MotifRevision.AILLEURS}' THEN {_REEMISE} AND {_LIBRE}
    ELSE FALSE END"""
LEVEE = f"""
  NOT EXISTS (SELECT FROM convocations_creneau c WHERE c.affectation_id = a.id AND upper(c.plage) > now())
  OR CASE r.motif
    WHEN '{MotifRevision.DATE}' THEN EXISTS (SELECT FROM ({DATES}) d WHERE d.jour = r.objet::date)
    WHEN '{MotifRevision.HORAIRES}' THEN {_TIENT_DANS_LES_HEURES}
    WHEN '{MotifRevision.CENTRE}' THEN m.centre_id = (r.avant ->> 'centre')::bigint
    WHEN '{MotifRevision.MISSION}' THEN m.retiree_le IS NULL
    WHEN '{MotifRevision.PERSONNE}' THEN i.retire_le IS NULL
    WHEN '{MotifRevision.CENTRE_FERME}' THEN e.ouvert
    WHEN '{MotifRevision.COMMISSION}' THEN {_LE_MEME.format(nom="commission")}
    WHEN '{MotifRevision.JURY}' THEN {_LE_MEME.format(nom="jury")}
    WHEN '{MotifRevision.SALLE}' THEN {_LE_MEME.format(nom="salle")}
    WHEN '{MotifRevision.INDISPONIBLE}' THEN {_LIBRE}
    WHEN '{MotifRevision.AILLEURS}' THEN {_LIBRE}
    ELSE FALSE END"""  # noqa: S608 - constants only
# What a revision says gone, and the file brought back: those who lost it have it again.
RENOMMER = tuple(
    f"""
UPDATE convocations_affectation a SET {nom}_id = x.id
  FROM revisions_revision r JOIN missions_{nom} x ON x.code = r.objet
 WHERE r.affectation_id = a.id AND r.motif = '{motif}' AND r.etat = 'A_REVOIR'
   AND x.mission_id = a.mission_id AND a.{nom}_id IS NULL AND a.etat = 'CONVOQUEE'"""  # noqa: S608 - constants only
    for motif, nom in (
        (MotifRevision.COMMISSION, "commission"),
        (MotifRevision.JURY, "jury"),
        (MotifRevision.SALLE, "salle"),
    )
)
CLORE = f"""
UPDATE revisions_revision o SET etat = f.etat, close_le = %(instant)s, close_par = %(par)s
  FROM (
    SELECT r.id, CASE WHEN {CORRIGEE} THEN 'CORRIGEE' WHEN {LEVEE} THEN 'LEVEE' END AS etat
      FROM revisions_revision r
      JOIN convocations_affectation a ON a.id = r.affectation_id
      JOIN missions_mission m ON m.id = a.mission_id
      JOIN personnes_intervenant i ON i.id = a.intervenant_id
      JOIN referentiel_etablissement e ON e.id = m.centre_id
     WHERE r.etat = 'A_REVOIR' AND (%(affectations)s::bigint[] IS NULL OR a.id = ANY (%(affectations)s))
  ) f
 WHERE f.id = o.id AND f.etat IS NOT NULL
RETURNING o.id"""  # noqa: S608 - constants only
# People who became unavailable on a créneau to come: (affectation, motif, objet, phrase, avant, apres).
INDISPONIBLES = f"""
SELECT DISTINCT a.id,
       CASE d.source WHEN 'ACADEMIE' THEN '{MotifRevision.AILLEURS}' ELSE '{MotifRevision.INDISPONIBLE}' END,
       d.id::text, format('%%s %%s est indisponible : %%s', i.nom, i.prenom, d.motif), '{{}}'::jsonb,
       jsonb_build_object('indisponibilite', d.id)
  FROM disponibilites_indisponibilite d
  JOIN convocations_creneau c ON c.intervenant_id = d.intervenant_id AND c.plage && d.periode
  JOIN convocations_affectation a ON a.id = c.affectation_id
  JOIN personnes_intervenant i ON i.id = a.intervenant_id
 WHERE d.id = ANY (%(indisponibilites)s) AND a.etat = 'CONVOQUEE' AND upper(c.plage) > now()
   AND c.id <> ALL (%(deja_couverts)s)"""  # noqa: S608 - constants only
