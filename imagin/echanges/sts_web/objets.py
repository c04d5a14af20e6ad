"""What a STS-WEB file becomes: nomenclatures, the people whom only the school knows, and its teachings.

EPP's people belong to the feed `epp`: those it has not brought yet are created, posted here until it posts them; the
others are left as they are. Local people (`source` STS, `reference` « UAI-identifiant ») belong to their school's most
recent file; when a source of people gives them too, that number is another identity of theirs.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Model

from imagin.domaine.personnes.enums import Source
from imagin.domaine.personnes.models import Enseignement, Exercice, Intervenant, Matiere, Mef, ModaliteCours
from imagin.domaine.referentiel.models import Discipline
from imagin.echanges.personnels.objets import identites_donnees
from imagin.echanges.personnels.sources import STS_WEB
from imagin.echanges.sts_web.annees import ne_dit_rien_d_aujourd_hui
from imagin.echanges.sts_web.volume import verifier_enseignements, verifier_locaux
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Objet, Plancher, Retrait

# A tenth would stop every school in September (volume.py says the same in the words of a school).
MOITIE = Plancher(retraits=50, modifications=50, entier=False)
# Whose line was set aside stays as they were, teachings included.
ECARTES = f"""(
  WITH e AS (SELECT CASE x.valeurs ->> 'type' WHEN 'epp' THEN '{Source.EPP}' ELSE '{Source.STS}' END,
    CASE x.valeurs ->> 'type' WHEN 'epp' THEN '' ELSE f.uai || '-' END || (x.valeurs ->> 'identifiant')
  FROM import_sts_web_ecartees x CROSS JOIN import_sts_web_entete f WHERE x.table_ = 'individus')
  TABLE e UNION SELECT i.source, i.reference FROM personnes_autreidentite a
    JOIN personnes_intervenant i ON i.id = a.intervenant_id WHERE (a.source, a.reference) IN (TABLE e)
)"""


def objets(atelier: Atelier) -> Sequence[Objet]:
    """The objects, in the order of their foreign keys. Raises FichierRefuse for a file that says far too little.

    A file older than what is known, or of a year to come, brings its teachings, but says nothing of who works in the
    school today.
    """
    verifier_enseignements(atelier, ENSEIGNEMENTS.souhaite)
    if ne_dit_rien_d_aujourd_hui(atelier):
        partis = {**LOCAUX.colonnes, "retire_le": "now()"}
        return [*NOMENCLATURES, EPP, replace(LOCAUX, champs=(), colonnes=partis, retrait=None), ENSEIGNEMENTS]
    verifier_locaux(atelier)
    return [*NOMENCLATURES, EPP, LOCAUX, IDENTITES, EXERCICES, EN_ATTENTE, ENSEIGNEMENTS]


def _nomenclature(nom: str, modele: type[Model], code: str, codes: str, longueur: int) -> Objet:
    """A list of labels for the codes listed and used: the file's label, else the one known already, else the code."""
    table = modele._meta.db_table
    return Objet(
        nom=nom,
        modele=modele,
        cle=("code",),
        champs=("libelle",),
        souhaite=f"""
        SELECT c.code, left(COALESCE(min(l.libelle), min(connu.libelle), c.code), {longueur}) AS libelle
        FROM (
          {codes} UNION SELECT code FROM import_sts_web_libelles WHERE nomenclature = '{code}'
        ) c
        LEFT JOIN import_sts_web_libelles l ON l.nomenclature = '{code}' AND l.code = c.code
        LEFT JOIN {table} connu ON connu.code = c.code
        WHERE c.code IS NOT NULL GROUP BY c.code""",
        actuel=f"SELECT code AS id, code, libelle FROM {table}",
        designation="x.libelle",
        plancher=Plancher(sauf=("libelle",)),  # each school writes its own
    )


M_E_F = _nomenclature(
    "M.E.F.",
    Mef,
    "MEF",
    "SELECT mef AS code FROM import_sts_web_mefs_divisions UNION SELECT mef FROM import_sts_web_mefs_groupes",
    120,
)
# The type is the file's, else the one known already: an export that does not say it takes none away.
TYPES_DE_MEF = """
SELECT s.code, s.libelle, left(COALESCE(
    (SELECT min(l.type) FROM import_sts_web_libelles l WHERE l.nomenclature = 'MEF' AND l.code = s.code),
    (SELECT connu.type FROM personnes_mef connu WHERE connu.code = s.code), ''), 80) AS type
FROM ({souhaite}) s"""
MEFS_CONNUS = "SELECT code AS id, code, libelle, type FROM personnes_mef"

NOMENCLATURES = [
    _nomenclature("matières", Matiere, "MATIERE", "SELECT matiere AS code FROM import_sts_web_services", 120),
    _nomenclature(
        "modalités de cours", ModaliteCours, "MODALITE", "SELECT modalite AS code FROM import_sts_web_services", 80
    ),
    replace(
        M_E_F, champs=("libelle", "type"), souhaite=TYPES_DE_MEF.format(souhaite=M_E_F.souhaite), actuel=MEFS_CONNUS
    ),
    Objet(
        nom="disciplines",
        modele=Discipline,
        cle=("code",),
        champs=(),
        souhaite="""
        SELECT discipline_code AS code, left(COALESCE(min(discipline), discipline_code), 120) AS libelle
        FROM import_sts_web_individus WHERE discipline_code IS NOT NULL AND enseignant = 'OUI' GROUP BY 1""",
        actuel="SELECT code AS id, code FROM referentiel_discipline",
        colonnes={"code": "s.code", "libelle": "s.libelle"},
    ),
]

PERSONNE = """
SELECT {reference} AS reference, COALESCE(civilite, '') AS civilite, nom, COALESCE(prenom, '') AS prenom,
  COALESCE(nom_naissance, '') AS nom_naissance, date_naissance::date AS date_naissance, discipline_code AS discipline_id
FROM import_sts_web_individus CROSS JOIN import_sts_web_entete
WHERE type = '{type}' AND enseignant = 'OUI'"""
CHAMPS = ("civilite", "nom", "prenom", "nom_naissance", "date_naissance", "discipline_id")

# Whom EPP, or EPP privé in a private school, did not bring yet, under whatever number they are known today.
EPP = Objet(
    nom="intervenants nouveaux pour EPP",
    modele=Intervenant,
    cle=("reference",),
    champs=(),
    souhaite=f"""
    SELECT p.*, c.source FROM ({PERSONNE.format(type="epp", reference="identifiant")}) p
    JOIN import_sts_web_connus c ON c.type = 'epp' AND c.identifiant = p.reference""",
    actuel="""
    SELECT intervenant_id AS id, identifiant AS reference FROM import_sts_web_connus
    WHERE type = 'epp' AND intervenant_id IS NOT NULL""",
    designation="t.nom || ' ' || coalesce(t.prenom, '')",
    designes="LEFT JOIN import_sts_web_individus t ON t.type = 'epp' AND t.identifiant = x.reference",
    colonnes={"source": "s.source", "reference": "s.reference"} | {champ: f"s.{champ}" for champ in CHAMPS},
)
LOCAUX = Objet(
    nom="intervenants locaux",
    modele=Intervenant,
    cle=("reference",),
    champs=CHAMPS,
    souhaite=PERSONNE.format(type="local", reference="uai || '-' || identifiant")
    + " AND uai || '-' || identifiant NOT IN (SELECT reference FROM import_sts_web_qui)",
    actuel=f"""
    SELECT i.id, i.reference, i.civilite, i.nom, i.prenom, i.nom_naissance, i.date_naissance, i.discipline_id,
      i.retire_le
    FROM personnes_intervenant i JOIN import_sts_web_entete f ON i.reference LIKE f.uai || '-%'
    WHERE i.source = '{Source.STS}'""",
    designation="x.nom || ' ' || x.prenom",
    plancher=MOITIE,
    colonnes={"source": f"'{Source.STS}'", "reference": "s.reference"} | {champ: f"s.{champ}" for champ in CHAMPS},
    retrait=Retrait(
        poser="retire_le = now()",
        deja="retire_le IS NOT NULL",
        lever="retire_le = NULL",
        sauf=f"('{Source.STS}', a.reference) IN {ECARTES}",
    ),
)
# The people of a school are its own: those of the others are no withdrawal of this file.
IDENTITES = replace(
    identites_donnees(STS_WEB),
    actuel=f"""
    SELECT a.id, a.reference, a.retiree_le FROM personnes_autreidentite a
    JOIN import_sts_web_entete f ON a.reference LIKE f.uai || '-%' WHERE a.source = '{Source.STS}'""",
    retrait=Retrait(
        poser="retiree_le = now()",
        deja="retiree_le IS NOT NULL",
        lever="retiree_le = NULL",
        sauf=f"('{Source.STS}', a.reference) IN {ECARTES}",
    ),
    plancher=MOITIE,
)
EXERCICES = Objet(
    nom="exercices des intervenants locaux",
    modele=Exercice,
    cle=("reference",),
    champs=(),
    souhaite=f"""
    SELECT f.uai, f.uai || '-' || i.identifiant AS reference, q.intervenant_id AS attachee
    FROM import_sts_web_individus i CROSS JOIN import_sts_web_entete f
    LEFT JOIN import_sts_web_qui q ON q.reference = f.uai || '-' || i.identifiant
    WHERE i.type = 'local' AND i.enseignant = 'OUI' AND NOT EXISTS (
      SELECT FROM personnes_exercice x JOIN referentiel_etablissement e ON e.id = x.etablissement_id AND e.uai = f.uai
      WHERE x.intervenant_id = q.intervenant_id AND x.source <> '{Source.STS}')""",
    actuel=f"""
    SELECT x.id, i.reference FROM personnes_exercice x
    JOIN referentiel_etablissement e ON e.id = x.etablissement_id
    JOIN import_sts_web_entete f ON f.uai = e.uai
    JOIN personnes_intervenant i ON i.id = x.intervenant_id AND i.source = '{Source.STS}'
      AND i.reference LIKE f.uai || '-%'
    UNION ALL
    SELECT x.id, a.reference FROM personnes_exercice x
    JOIN referentiel_etablissement e ON e.id = x.etablissement_id
    JOIN import_sts_web_entete f ON f.uai = e.uai
    JOIN personnes_autreidentite a ON a.intervenant_id = x.intervenant_id AND a.source = '{Source.STS}'
      AND a.reference LIKE f.uai || '-%' WHERE x.source = '{Source.STS}'""",
    colonnes={
        "intervenant_id": "coalesce(s.attachee, i.id)",
        "etablissement_id": "e.id",
        "titre": "'S'",
        "source": f"CASE WHEN s.attachee IS NULL THEN '' ELSE '{Source.STS}' END",
    },
    jointures=f"""
    LEFT JOIN personnes_intervenant i ON i.source = '{Source.STS}' AND i.reference = s.reference
    JOIN referentiel_etablissement e ON e.uai = s.uai""",
    retrait=Retrait(sauf=f"('{Source.STS}', a.reference) IN {ECARTES}"),
    designation="coalesce(i.nom || ' ' || i.prenom, concat_ws(' ', t.nom, t.prenom))",
    designes=f"""
    LEFT JOIN personnes_intervenant i ON i.source = '{Source.STS}' AND i.reference = x.reference
    LEFT JOIN import_sts_web_individus t ON t.type = 'local' AND x.reference LIKE '%-' || t.identifiant""",
    plancher=MOITIE,
)
# A teacher whom their source posts nowhere yet is in the school that names them; that ends once it says where they are.
EN_ATTENTE = Objet(
    nom="exercices en attendant EPP",
    modele=Exercice,
    cle=("identifiant",),
    champs=(),
    souhaite=f"""
    SELECT c.identifiant, c.source, c.reference, f.uai FROM import_sts_web_connus c CROSS JOIN import_sts_web_entete f
    LEFT JOIN personnes_intervenant i ON i.id = c.intervenant_id
    WHERE c.type = 'epp' AND i.retire_le IS NULL AND NOT EXISTS (
      SELECT FROM personnes_exercice x JOIN referentiel_etablissement e ON e.id = x.etablissement_id
      WHERE x.intervenant_id = c.intervenant_id AND (x.source = '' OR x.source <> '{Source.STS}' AND e.uai = f.uai))""",
    actuel=f"""
    SELECT x.id, coalesce(c.identifiant, i.reference) AS identifiant FROM personnes_exercice x
    JOIN referentiel_etablissement e ON e.id = x.etablissement_id JOIN import_sts_web_entete f ON f.uai = e.uai
    JOIN personnes_intervenant i ON i.id = x.intervenant_id
    LEFT JOIN import_sts_web_connus c ON c.type = 'epp' AND c.intervenant_id = i.id
    WHERE x.source = '{Source.STS}' AND NOT EXISTS (
      SELECT FROM personnes_autreidentite a
      WHERE a.intervenant_id = i.id AND a.source = '{Source.STS}' AND a.reference LIKE f.uai || '-%')""",
    colonnes={"intervenant_id": "i.id", "etablissement_id": "e.id", "titre": "'S'", "source": f"'{Source.STS}'"},
    jointures="""
    JOIN personnes_intervenant i ON i.source = s.source AND i.reference = s.reference
    JOIN referentiel_etablissement e ON e.uai = s.uai""",
    retrait=Retrait(sauf=f"('{Source.EPP}', a.identifiant) IN {ECARTES}"),
    designation="concat_ws(' ', t.nom, t.prenom)",
    designes="LEFT JOIN import_sts_web_individus t ON t.type = 'epp' AND t.identifiant = x.identifiant",
    plancher=MOITIE,
)
ENSEIGNEMENTS = Objet(
    nom="enseignements",
    modele=Enseignement,
    cle=("source", "reference", "structure", "code_structure", "matiere", "modalite", "mef"),
    champs=(),
    souhaite="""
    SELECT DISTINCT f.uai, f.annee::int AS annee, p.source, p.reference,
      v.structure, v.code_structure, v.matiere, COALESCE(v.modalite, '') AS modalite, COALESCE(m.mef, '') AS mef
    FROM import_sts_web_services v
    CROSS JOIN import_sts_web_entete f
    JOIN import_sts_web_connus p ON p.type = v.type AND p.identifiant = v.identifiant
    LEFT JOIN (
      SELECT 'D' AS structure, division AS code_structure, mef FROM import_sts_web_mefs_divisions
      UNION
      SELECT 'G', groupe, mef FROM import_sts_web_mefs_groupes
      UNION
      SELECT 'G', g.groupe, d.mef FROM import_sts_web_divisions_groupes g
      JOIN import_sts_web_mefs_divisions d ON d.division = g.division
      WHERE NOT EXISTS (SELECT FROM import_sts_web_mefs_groupes propre WHERE propre.groupe = g.groupe)
    ) m ON m.structure = v.structure AND m.code_structure = v.code_structure""",
    actuel="""
    SELECT x.id, i.source, i.reference, x.structure, x.code_structure, x.matiere_id AS matiere,
      COALESCE(x.modalite_id, '') AS modalite, COALESCE(x.mef_id, '') AS mef
    FROM personnes_enseignement x
    JOIN referentiel_etablissement e ON e.id = x.etablissement_id
    JOIN import_sts_web_entete f ON f.uai = e.uai AND f.annee::int = x.annee
    JOIN personnes_intervenant i ON i.id = x.intervenant_id""",
    colonnes={
        "intervenant_id": "i.id",
        "etablissement_id": "e.id",
        "annee": "s.annee",
        "matiere_id": "s.matiere",
        "modalite_id": "nullif(s.modalite, '')",
        "mef_id": "nullif(s.mef, '')",
        "structure": "s.structure",
        "code_structure": "s.code_structure",
    },
    jointures="""
    JOIN personnes_intervenant i ON i.source = s.source AND i.reference = s.reference
    JOIN referentiel_etablissement e ON e.uai = s.uai""",
    retrait=Retrait(sauf=f"(a.source, a.reference) IN {ECARTES}"),
    designation="concat_ws(', ', coalesce(i.nom || ' ' || i.prenom, concat_ws(' ', t.nom, t.prenom)), m.libelle)",
    designes=f"""
    LEFT JOIN personnes_intervenant i ON i.source = x.source AND i.reference = x.reference
    LEFT JOIN personnes_matiere m ON m.code = x.matiere
    LEFT JOIN import_sts_web_individus t ON t.type = CASE x.source WHEN '{Source.STS}' THEN 'local' ELSE 'epp' END
      AND right('-' || x.reference, length(t.identifiant) + 1) = '-' || t.identifiant""",
    plancher=MOITIE,
)
