"""What the lines of the annuaire become: académies not known yet, établissements labelled as the guide does."""

from imagin.domaine.referentiel.enums import Categorie
from imagin.domaine.referentiel.models import Academie, Etablissement
from imagin.echanges.annuaire.natures import MOTS_DU_TYPE, NATURES
from imagin.socle.imports.connecteur import Objet, Plancher, Retrait

NATURES_SQL = ", ".join(f"('{code}', '{sigle}', '{categorie}')" for code, (sigle, categorie) in NATURES.items())
# Capitals without accents, as the guide prints them. upper() comes last: in the C locale it leaves « é » alone.
MAJUSCULES = "upper(public.unaccent(translate({}, '’', '''')))"
LOCALITE = MAJUSCULES.format("regexp_replace(coalesce(adresse_3, nom_commune, ''), '^[0-9]{5} *', '')")
PREFIXE = "^((" + "|".join(mot.replace("'", "''") for mot in MOTS_DU_TYPE) + ")( |$))+"

# Label: sigle, PR when private, name without its type words, localité (« LPO BELLEVUE TOULOUSE CEDEX 4 »).
# The contact details of 66,000 lines of open data are nobody's to correct here: what does not fit is left empty.
ETABLISSEMENTS_LUS = f"""
SELECT l.uai, coalesce(n.categorie, '{Categorie.AUTRE}') AS categorie, l.prive, l.academie_id, l.code_postal,
       l.code_commune,
       left(concat_ws(' ', n.sigle, CASE WHEN l.prive THEN 'PR' END,
                      nullif(CASE WHEN n.sigle IS NULL THEN l.nom ELSE regexp_replace(l.nom, '{PREFIXE}', '') END, ''),
                      nullif(l.localite, '')), 120) AS libelle,
       left(l.localite, 80) AS localite, l.adresse, l.telephone, l.mel, l.latitude, l.longitude, l.ouvert
  FROM (SELECT identifiant_de_l_etablissement AS uai, code_nature,
               {MAJUSCULES.format("nom_etablissement")} AS nom,
               coalesce(statut_public_prive, '') ILIKE 'priv%' AS prive,
               lpad(code_academie, 2, '0') AS academie_id,
               coalesce(substring(adresse_3 FROM '^[0-9]{{5}}'), lpad(code_postal, 5, '0'), '') AS code_postal,
               {LOCALITE} AS localite,
               left(concat_ws(' | ', adresse_1, adresse_2), 200) AS adresse,
               coalesce(code_commune, '') AS code_commune,
               coalesce(imagin_telephone(telephone), '') AS telephone,
               CASE WHEN length(mail) <= 254 AND mail LIKE '%_@_%._%' THEN mail ELSE '' END AS mel,
               latitude::double precision AS latitude, longitude::double precision AS longitude,
               coalesce(upper(etat) IN ('OUVERT', 'A FERMER'), FALSE) AS ouvert
          FROM import_annuaire_etablissements) l
  LEFT JOIN (VALUES {NATURES_SQL}) n (code, sigle, categorie) ON n.code = l.code_nature
"""
CHAMPS = (
    "libelle", "categorie", "prive", "academie_id", "adresse", "code_postal", "localite", "code_commune",
    "telephone", "mel", "latitude", "longitude", "ouvert",
)  # fmt: skip

ACADEMIES = Objet(
    nom="académies",
    modele=Academie,
    cle=("code",),
    champs=(),
    souhaite="""
        SELECT lpad(code_academie, 2, '0') AS code, min(libelle_academie) AS nom FROM import_annuaire_etablissements
         GROUP BY 1""",
    actuel="SELECT code AS id, code FROM referentiel_academie",
    colonnes={"code": "s.code", "nom": "s.nom"},
)

ETABLISSEMENTS = Objet(
    nom="établissements",
    modele=Etablissement,
    cle=("uai",),
    champs=CHAMPS,
    souhaite=ETABLISSEMENTS_LUS,
    actuel=f"SELECT id, uai, {', '.join(CHAMPS)} FROM referentiel_etablissement",
    retrait=Retrait(
        poser="ouvert = FALSE",
        deja="NOT ouvert",
        # Whose line was set aside stays as it was.
        sauf="a.uai IN (SELECT valeurs ->> 'identifiant_de_l_etablissement' FROM import_annuaire_ecartees)",
    ),
    designation="x.libelle",
    # To be closed by the file is to leave. Open data measure places again without anything having moved.
    plancher=Plancher(permis=0, perte="a.ouvert AND NOT s.ouvert", sauf=("ouvert", "latitude", "longitude")),
)

OBJETS = (ACADEMIES, ETABLISSEMENTS)
