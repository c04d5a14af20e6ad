"""Whom the numbers of a STS-WEB file mean today, whatever source is their master."""

from imagin.domaine.personnes.enums import Source
from imagin.echanges.personnels.rapprochement import reconnaitre_les_personnes
from imagin.echanges.personnels.sources import STS_WEB
from imagin.socle.imports.atelier import Atelier

# Local people as lines of a source of people: the number is theirs in the school, which is where they are posted.
LOCAUX = """
SELECT i.ligne, f.uai || '-' || i.identifiant AS reference, NULL::text AS numen, i.nom,
  coalesce(i.prenom, '') AS prenom, i.date_naissance, f.uai AS uai_principal, NULL::text AS uai_secondaires
FROM import_sts_web_individus i CROSS JOIN import_sts_web_entete f WHERE i.type = 'local' AND i.enseignant = 'OUI'
"""
# `source`, `reference`: under which they are known, or will be. A private school numbers its people as EPP privé does,
# once that feed is in use.
CONNUS = f"""
SELECT p.type, p.identifiant, k.intervenant_id,
  CASE WHEN i.id IS NOT NULL THEN i.source
       WHEN p.type = 'local' THEN '{Source.STS}'
       WHEN e.prive AND EXISTS (SELECT FROM personnes_intervenant WHERE source = '{Source.EPP_PRIVE}')
       THEN '{Source.EPP_PRIVE}' ELSE '{Source.EPP}' END AS source,
  CASE WHEN i.id IS NOT NULL THEN i.reference
       WHEN p.type = 'local' THEN f.uai || '-' || p.identifiant ELSE p.identifiant END AS reference
FROM import_sts_web_individus p CROSS JOIN import_sts_web_entete f
JOIN referentiel_etablissement e ON e.uai = f.uai
LEFT JOIN LATERAL (
  SELECT n.intervenant_id FROM (
    SELECT q.intervenant_id, 0 AS rang FROM import_sts_web_qui q
    WHERE p.type = 'local' AND q.reference = f.uai || '-' || p.identifiant
    UNION ALL
    SELECT coalesce(c.fusionne_dans_id, c.id), CASE c.source WHEN '{Source.EPP}' THEN 1 ELSE 2 END
    FROM personnes_intervenant c
    WHERE p.type = 'epp' AND c.reference = p.identifiant
      AND (c.source = '{Source.EPP}' OR e.prive AND c.source = '{Source.EPP_PRIVE}')
    UNION ALL
    SELECT coalesce(c.fusionne_dans_id, c.id), CASE a.source WHEN '{Source.EPP}' THEN 1 ELSE 2 END
    FROM personnes_autreidentite a JOIN personnes_intervenant c ON c.id = a.intervenant_id
    WHERE p.type = 'epp' AND a.reference = p.identifiant
      AND (a.source = '{Source.EPP}' OR e.prive AND a.source = '{Source.EPP_PRIVE}')) n
  ORDER BY n.rang LIMIT 1) k ON TRUE
LEFT JOIN personnes_intervenant i ON i.id = k.intervenant_id
WHERE p.enseignant = 'OUI'
"""


def reconnaitre_les_enseignants(atelier: Atelier) -> None:
    """Fill `import_sts_web_connus (type, identifiant, intervenant_id, source, reference)`, one row a teacher."""
    atelier.deriver(STS_WEB.table("personnes"), LOCAUX)
    reconnaitre_les_personnes(atelier, STS_WEB)
    atelier.deriver("import_sts_web_connus", CONNUS)
