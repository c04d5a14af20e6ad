"""Which teachings make people competent for which épreuves-options, until the gestionnaire edits them on screen."""

from functools import partial

from imagin.domaine.competences.actions import recalculer_systeme
from imagin.domaine.competences.models import Correspondance
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.contrats import contrat
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import STRICT, SUPPRIMER, Connecteur, Objet, Regle
from imagin.socle.imports.lecture import lire_csv

LUE = "import_correspondances_correspondances"


def recalculer_competences(atelier: Atelier) -> None:
    """Recompute what the system says of everybody, in the transaction of the import (G3.3-03)."""
    recalculer_systeme(systeme("import correspondances"))


CONNECTEUR = Connecteur(
    code="correspondances",
    libelle="Correspondances entre enseignements et épreuves-options",
    lire=partial(lire_csv, contrat=contrat("correspondances", "correspondances")),
    regles=(
        Regle(
            table="correspondances",
            colonne="epreuve_option",
            motif="cette épreuve-option n'existe pas dans cette spécialité de cet examen : importez d'abord CYCLADES",
            requete=f"""SELECT t.ligne, t.examen || ' ' || t.specialite || ' ' || t.epreuve_option FROM {LUE} t
                         WHERE NOT EXISTS (SELECT FROM referentiel_epreuveoption o
                                             JOIN referentiel_specialite s ON s.id = o.specialite_id
                                            WHERE s.examen_id = t.examen AND s.code = t.specialite
                                              AND o.code = t.epreuve_option)""",
            lit_du_texte=True,
        ),
        Regle(
            table="correspondances",
            colonne="matiere",
            motif="cette matière n'est enseignée nulle part : importez d'abord STS-WEB, ou corrigez le code",
            requete=f"""SELECT t.ligne, t.matiere FROM {LUE} t
                         WHERE NOT EXISTS (SELECT FROM personnes_matiere m WHERE m.code = t.matiere)""",
            lit_du_texte=True,
        ),
        Regle(
            table="correspondances",
            colonne="matiere",
            motif="correspondance donnée deux fois dans le fichier",
            requete=f"""SELECT ligne, matiere FROM (
                            SELECT ligne, matiere, row_number() OVER (
                                PARTITION BY matiere, coalesce(mef, ''), examen, specialite, epreuve_option
                                ORDER BY ligne) AS rang FROM {LUE}) d WHERE rang > 1""",
            lit_du_texte=True,
        ),
    ),
    objets=(
        Objet(
            nom="correspondances",
            modele=Correspondance,
            cle=("matiere_id", "mef", "epreuve_option_id"),
            champs=(),
            souhaite=f"""
                SELECT t.ligne, t.matiere AS matiere_id, coalesce(t.mef, '') AS mef, o.id AS epreuve_option_id
                  FROM {LUE} t
                  JOIN referentiel_specialite s ON s.examen_id = t.examen AND s.code = t.specialite
                  JOIN referentiel_epreuveoption o ON o.specialite_id = s.id AND o.code = t.epreuve_option""",
            actuel="SELECT id, matiere_id, mef, epreuve_option_id FROM competences_correspondance",
            retrait=SUPPRIMER,
            plancher=STRICT,
            designation="concat_ws(', ', m.libelle, e.libelle)",
            designes="""
                LEFT JOIN personnes_matiere m ON m.code = x.matiere_id
                LEFT JOIN referentiel_epreuveoption e ON e.id = x.epreuve_option_id""",
        ),
    ),
    conclure=recalculer_competences,
)
