"""What the lines of EPP become: disciplines, intervenants, exercices."""

from dataclasses import replace

from imagin.domaine.personnes.enums import Source
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import STRICT, Objet, Plancher, Retrait

# Text columns that are blank, not NULL, when EPP says nothing.
TEXTES = (
    "numen", "civilite", "nom", "prenom", "nom_naissance", "adresse", "code_postal", "commune",
    "tel_personnel", "tel_professionnel", "mel_professionnel", "mel_personnel",
)  # fmt: skip
VIDE = "''"
CHAMPS = (*TEXTES, "date_naissance", "discipline_id")

# Whose line was set aside stays as they were, posting included.
ECARTEE = "reference IN (SELECT valeurs ->> 'numero_agent' FROM import_epp_ecartees)"

DISCIPLINES = Objet(
    nom="disciplines",
    modele=Discipline,
    cle=("code",),
    champs=("libelle",),
    # A label that no line gives is the one known, else the code.
    souhaite="""
        SELECT d.code, coalesce(d.libelle, c.libelle, d.code) AS libelle
          FROM import_epp_disciplines d LEFT JOIN referentiel_discipline c ON c.code = d.code""",
    actuel="SELECT code AS id, code, libelle FROM referentiel_discipline",
    designation="x.libelle",
)

# A NUMEN follows the person: whoever else held it (withdrawn, or exchanging theirs) lets it go first.
LIBERER_NUMEN = f"""
UPDATE personnes_intervenant t SET numen = '' FROM ecart_intervenants s
 WHERE s.sorte IN ('N', 'M') AND s.numen <> '' AND t.numen = s.numen
   AND t.source = '{Source.EPP}' AND t.reference <> s.reference
"""

INTERVENANTS = Objet(
    nom="intervenants",
    modele=Intervenant,
    cle=("reference",),
    champs=CHAMPS,
    souhaite=(
        f"SELECT ligne, numero_agent AS reference, {', '.join(f'coalesce({nom}, {VIDE}) AS {nom}' for nom in TEXTES)}, "
        "date_naissance::date AS date_naissance, discipline_code AS discipline_id FROM import_epp_personnes"
    ),
    actuel=(
        f"SELECT id, reference, {', '.join(CHAMPS)}, retire_le FROM personnes_intervenant WHERE source = '{Source.EPP}'"
    ),
    colonnes={"source": f"'{Source.EPP}'", **{nom: f"s.{nom}" for nom in ("reference", *CHAMPS)}},
    retrait=Retrait(
        poser="retire_le = now()", deja="retire_le IS NOT NULL", lever="retire_le = NULL", sauf=f"a.{ECARTEE}"
    ),
    plancher=STRICT,
    designation="x.nom || ' ' || x.prenom",
    discrets=("numen",),
    avant=(LIBERER_NUMEN,),
)

EXERCICES = Objet(
    nom="exercices",
    modele=Exercice,
    cle=("reference", "uai"),
    champs=("titre",),
    souhaite="""
        SELECT ligne, numero_agent AS reference, uai_principal AS uai, 'P' AS titre FROM import_epp_personnes
         WHERE uai_principal IS NOT NULL
        UNION ALL
        SELECT ligne, reference, uai, 'S' FROM import_epp_secondaires""",
    actuel=f"""
        SELECT x.id, i.reference, e.uai, x.titre FROM personnes_exercice x
          JOIN personnes_intervenant i ON i.id = x.intervenant_id AND i.source = '{Source.EPP}'
          JOIN referentiel_etablissement e ON e.id = x.etablissement_id""",
    colonnes={"intervenant_id": "i.id", "etablissement_id": "e.id", "titre": "s.titre"},
    jointures=f"""
        JOIN personnes_intervenant i ON i.source = '{Source.EPP}' AND i.reference = s.reference
        JOIN referentiel_etablissement e ON e.uai = s.uai""",
    retrait=Retrait(sauf=f"a.{ECARTEE}"),
    # Every autumn a tenth of the people move to another school.
    plancher=Plancher(retraits=20),
    designation="concat_ws(', ', coalesce(t.nom || ' ' || t.prenom, i.nom || ' ' || i.prenom), e.libelle)",
    designes=f"""
        LEFT JOIN import_epp_personnes t ON t.numero_agent = x.reference
        LEFT JOIN personnes_intervenant i ON i.source = '{Source.EPP}' AND i.reference = x.reference
        LEFT JOIN referentiel_etablissement e ON e.uai = x.uai""",
    # One principal at most, at every instant: the old one steps down before the new one steps up.
    vagues=("s.titre = 'S'", "s.titre = 'P'"),
)


def objets(atelier: Atelier) -> tuple[Objet, ...]:
    """The three targets. When EPP has brought nobody yet, identifiers are drawn beforehand, one per line of the file:
    postings need not look for the person that was just created.
    """
    if not atelier.appliquer or atelier.lignes(
        f"SELECT FROM personnes_intervenant WHERE source = '{Source.EPP}' LIMIT 1"
    ):
        return DISCIPLINES, INTERVENANTS, EXERCICES
    base = atelier.reserver(Intervenant, atelier.tables["personnes"].derniere_ligne)
    identifiant = f"{base} + s.ligne"
    return (
        DISCIPLINES,
        replace(INTERVENANTS, colonnes={"id": identifiant, **INTERVENANTS.colonnes}),
        replace(
            EXERCICES,
            colonnes={**EXERCICES.colonnes, "intervenant_id": identifiant},
            jointures="JOIN referentiel_etablissement e ON e.uai = s.uai",
        ),
    )
