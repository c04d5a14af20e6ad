"""What makes a line of the reprise refused, said before any constraint of the database would."""

from collections.abc import Sequence

from imagin.domaine.missions.enums import ListeQualites
from imagin.echanges.natures import natures_en_sql
from imagin.echanges.reprise.lignes import preparer_lignes
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Regle

SANS_QUALITE = natures_en_sql(qualites=ListeQualites.AUCUNE)


def _inconnu(colonne: str, cible: str, motif: str) -> Regle:
    """A line that names what does not exist."""
    return Regle(
        table="reprise",
        colonne=colonne,
        motif=motif,
        requete=f"SELECT ligne, {colonne} FROM import_reprise_lignes WHERE {colonne} IS NOT NULL AND {cible} IS NULL",
    )


def _inconnu_de_la_mission(colonne: str, cible: str, quoi: str) -> Regle:
    """A line that names what its mission does not have."""
    return Regle(
        table="reprise",
        colonne=colonne,
        motif=f"la mission n'a pas {quoi} : importez d'abord CYCLADES, ou corrigez le code",
        requete=f"""
        SELECT ligne, {colonne} FROM import_reprise_lignes
        WHERE mission_id IS NOT NULL AND {colonne} IS NOT NULL AND {cible} IS NULL""",
    )


ILLISIBLE = Regle(
    table="reprise",
    colonne="creneaux",
    motif="créneaux illisibles",
    requete="""
    SELECT l.ligne, l.creneaux, f.motif
    FROM import_reprise_reprise l JOIN import_reprise_illisibles f ON f.texte = l.creneaux""",
    lit_du_texte=True,
    couvre=("creneaux",),
)
QUALITE_SANS_OBJET = Regle(
    table="reprise",
    colonne="qualite",
    motif="cette mission n'attend pas de qualité : laissez la colonne vide",
    requete=f"""
    SELECT ligne, qualite FROM import_reprise_lignes
    WHERE qualite IS NOT NULL AND nature IN ({SANS_QUALITE})""",
)
RETIREE = Regle(
    table="reprise",
    colonne="mission",
    motif="mission retirée par CYCLADES : on n'y affecte plus personne",
    requete="SELECT ligne, mission FROM import_reprise_lignes WHERE retiree_le IS NOT NULL AND NOT connue",
)
CHEVAUCHEMENT_DU_FICHIER = Regle(
    table="reprise",
    colonne="creneaux",
    motif="la même personne a déjà, dans le fichier, un créneau de cette mission qui chevauche celui-ci",
    requete="""
    SELECT DISTINCT ligne, creneaux FROM (
      SELECT l.ligne, l.creneaux, c.plage, max(upper(c.plage)) OVER (
        PARTITION BY l.mission_id, l.intervenant_id ORDER BY lower(c.plage), l.ligne
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
      ) AS fin_precedente
      FROM import_reprise_lignes l JOIN import_reprise_creneaux c ON c.texte = l.creneaux
      WHERE l.mission_id IS NOT NULL AND l.intervenant_id IS NOT NULL
    ) suite WHERE lower(plage) < fin_precedente""",
)
CHEVAUCHEMENT_AVEC_LA_BASE = Regle(
    table="reprise",
    colonne="creneaux",
    motif="la personne est déjà prise sur ce créneau dans la même mission",
    requete="""
    SELECT DISTINCT l.ligne, l.creneaux, CASE a.origine
      WHEN 'CENTRE' THEN 'la personne est déjà convoquée par le centre sur ce créneau de la même mission'
      ELSE 'la personne est déjà affectée à la même mission sur un autre créneau qui chevauche celui-ci'
      END || ' : annulez d''abord l''affectation existante, ou retirez la ligne'
    FROM import_reprise_lignes l
    JOIN import_reprise_creneaux c ON c.texte = l.creneaux
    JOIN convocations_creneau x
      ON x.mission_id = l.mission_id AND x.intervenant_id = l.intervenant_id AND x.plage && c.plage
    JOIN convocations_affectation a ON a.id = x.affectation_id
    WHERE NOT l.connue AND NOT l.ecartee""",
)


def regles(atelier: Atelier) -> Sequence[Regle]:
    """The rules, over the working tables built here."""
    preparer_lignes(atelier)
    return [
        ILLISIBLE,
        _inconnu("mission", "mission_id", "mission inconnue : importez d'abord CYCLADES"),
        _inconnu("numero_agent", "intervenant_id", "personne inconnue : importez d'abord EPP"),
        _inconnu("qualite", "qualite_id", "qualité inconnue : voir la liste que tient le gestionnaire"),
        _inconnu_de_la_mission("commission", "commission_id", "cette commission"),
        _inconnu_de_la_mission("jury", "jury_id", "ce jury"),
        _inconnu_de_la_mission("salle", "salle_id", "cette salle"),
        QUALITE_SANS_OBJET,
        RETIREE,
        CHEVAUCHEMENT_DU_FICHIER,
        CHEVAUCHEMENT_AVEC_LA_BASE,
    ]
