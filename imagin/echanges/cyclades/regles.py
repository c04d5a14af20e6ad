"""What the contract cannot say of a CYCLADES file."""

from collections.abc import Sequence

from imagin.domaine.missions.enums import ListeQualites
from imagin.echanges.natures import natures_en_sql
from imagin.echanges.uai import regle_uai
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Regle

VIVANTES = "a.etat <> 'ANNULEE'"

# Not foreign keys of the contract: both may be empty, and Table Schema knows no key of which a part is.
SPECIALITE = Regle(
    table="missions",
    colonne="specialite",
    motif="cet examen n'a pas cette spécialité dans specialites.csv",
    requete="""
    SELECT m.ligne, m.specialite FROM import_cyclades_missions m
    WHERE m.specialite IS NOT NULL AND NOT EXISTS (
      SELECT FROM import_cyclades_specialites p WHERE p.examen = m.examen AND p.code = m.specialite
    )""",
)
EPREUVE_OPTION = Regle(
    table="missions",
    colonne="epreuve_option",
    motif="cette spécialité n'a pas cette épreuve-option dans epreuves_options.csv",
    requete="""
    SELECT m.ligne, m.epreuve_option FROM import_cyclades_missions m
    WHERE m.epreuve_option IS NOT NULL AND NOT EXISTS (
      SELECT FROM import_cyclades_epreuves_options o
      WHERE o.examen = m.examen AND o.specialite = m.specialite AND o.code = m.epreuve_option
    )""",
)
# What the table of cases knows of natures: nobody corrects where no qualité is expected.
TYPE_INCOHERENT = Regle(
    table="types_mission",
    colonne="dematerialisee",
    motif="un type sans qualité à renseigner ne peut pas être une correction dématérialisée : écrivez NON",
    requete=f"""
    SELECT ligne, dematerialisee FROM import_cyclades_types_mission
    WHERE dematerialisee = 'OUI' AND nature IN ({natures_en_sql(qualites=ListeQualites.AUCUNE)})""",
)
AUTRE_SESSION = Regle(
    table="missions",
    colonne="numero",
    motif="ce numéro appartient déjà à une autre session",
    requete="""
    SELECT f.ligne, f.numero, 'ce numéro est celui d''une mission de la session ' || e.examen_id || ' ' || e.session
      || ', que ce fichier ne décrit pas : corrigez le numéro, ou ajoutez cette session'
    FROM import_cyclades_missions f
    JOIN missions_mission m ON m.numero = f.numero::int
    JOIN missions_sessionexamen e ON e.id = m.session_id
    WHERE NOT EXISTS (SELECT FROM import_cyclades_sessions d WHERE d.examen = e.examen_id AND d.session = e.session)""",
)
# Nobody is released unless somebody has seen whom: the preview names them, and applying asks that it be confirmed.
RETRAIT_A_CONFIRMER = Regle(
    table="sessions",
    colonne="session",
    motif="une de ses missions manque alors que des personnes y sont affectées",
    requete=f"""
    SELECT d.ligne, d.examen || ' ' || d.session, 'la mission ' || m.numero || ' manque au fichier alors que '
      || count(*) || ' personne(s) y sont affectées : remettez-la ; si elle n''a vraiment plus lieu, relancez avec '
      || '--forcer-retraits, et ces personnes ne seront plus convoquées'
    FROM missions_mission m
    JOIN missions_sessionexamen e ON e.id = m.session_id
    JOIN import_cyclades_sessions d ON d.examen = e.examen_id AND d.session = e.session
    JOIN convocations_affectation a ON a.mission_id = m.id AND {VIVANTES}
    WHERE m.retiree_le IS NULL
      AND NOT EXISTS (SELECT FROM import_cyclades_missions f WHERE f.numero::int = m.numero)
    GROUP BY d.ligne, d.examen, d.session, m.numero""",
)


def _heures(table: str) -> Regle:
    """Both hours or none, in order."""
    return Regle(
        table=table,
        colonne="heure_fin",
        motif="les deux heures se donnent ensemble, la fin après le début",
        requete=f"""
        SELECT ligne, concat_ws(' - ', heure_debut, heure_fin) FROM import_cyclades_{table}
        WHERE (heure_debut IS NULL) <> (heure_fin IS NULL)
          OR heure_fin::time <= heure_debut::time AND heure_fin <> '00:00'""",
    )


# Years of a session's missions, around it: written tests may be in autumn, a session of replacement the year after.
AUTOUR = 1


def _loin_de_la_session(table: str, colonne: str, du_fichier: str) -> Regle:
    """A day so far from the year of the mission's session that it is a slip of the keyboard."""
    return Regle(
        table=table,
        colonne=colonne,
        motif="date trop loin de l'année de la session",
        requete=f"""
        SELECT t.ligne, t.{colonne}, 'date trop loin de la session ' || m.session
          || ' de la mission : entre un an avant et un an après, corrigez l''une ou l''autre'
        FROM {du_fichier}
        WHERE abs(left(t.{colonne}, 4)::int - left(m.session, 4)::int) > {AUTOUR}""",
    )


DU_FICHIER = "import_cyclades_{} t JOIN import_cyclades_missions m ON m.numero = t.mission"
DEBUT_APRES_TOUT = Regle(
    table="missions",
    colonne="date_debut",
    motif="le début de la mission vient après tous ses jours de dates.csv : corrigez l'un ou l'autre",
    requete="""
    SELECT m.ligne, m.date_debut FROM import_cyclades_missions m
    JOIN (SELECT mission, max(jour) AS dernier FROM import_cyclades_dates GROUP BY mission) d ON d.mission = m.numero
    WHERE m.date_debut > d.dernier""",
)


REGLES = [
    regle_uai("cyclades", "missions", "uai_centre"),
    SPECIALITE,
    EPREUVE_OPTION,
    TYPE_INCOHERENT,
    AUTRE_SESSION,
    _heures("dates"),
    _heures("dates_commissions"),
    _loin_de_la_session(
        "missions", "date_debut", "import_cyclades_missions t JOIN import_cyclades_missions m USING (ligne)"
    ),
    _loin_de_la_session("dates", "jour", DU_FICHIER.format("dates")),
    _loin_de_la_session("dates_commissions", "jour", DU_FICHIER.format("dates_commissions")),
    DEBUT_APRES_TOUT,
]


def regles(atelier: Atelier) -> Sequence[Regle]:
    """What this import holds the file to: withdrawals that release people must be confirmed before they are written."""
    return [*REGLES, RETRAIT_A_CONFIRMER] if atelier.appliquer and not atelier.forcer_retraits else REGLES
