"""Missions of the sessions that the file describes in full, and what hangs on each: dates, commissions, rooms."""

from django.db.models import Model

from imagin.domaine.missions.models import Commission, DateCommission, DateMission, Jury, Mission, Salle
from imagin.socle.imports.connecteur import SUPPRIMER, Objet, Plancher, Retrait

MISSIONS = Objet(
    nom="missions",
    modele=Mission,
    cle=("numero",),
    champs=(
        "examen",
        "session",
        "specialite",
        "epreuve_option",
        "type",
        "uai_centre",
        "date_debut",
        "observation",
        "ciblee",
        "signataire",
        "nb_attendus",
        "nb_inscrits",
        "candidats_affectes",
    ),
    souhaite="""
    SELECT numero::int AS numero, examen, session, specialite, epreuve_option, type, uai_centre,
      date_debut::date AS date_debut, COALESCE(observation, '') AS observation, ciblee = 'OUI' AS ciblee, signataire,
      nb_attendus::int AS nb_attendus, nb_inscrits::int AS nb_inscrits, candidats_affectes = 'OUI' AS candidats_affectes
    FROM import_cyclades_missions""",
    actuel="""
    SELECT m.id, m.numero, e.examen_id AS examen, e.session, p.code AS specialite, o.code AS epreuve_option,
      m.type_id AS type, c.uai AS uai_centre, m.date_debut, m.observation, m.ciblee, m.signataire,
      m.nb_attendus::int AS nb_attendus, m.nb_inscrits, m.candidats_affectes, m.retiree_le
    FROM missions_mission m
    JOIN missions_sessionexamen e ON e.id = m.session_id
    JOIN import_cyclades_sessions decrite ON decrite.examen = e.examen_id AND decrite.session = e.session
    JOIN referentiel_etablissement c ON c.id = m.centre_id
    LEFT JOIN referentiel_specialite p ON p.id = m.specialite_id
    LEFT JOIN referentiel_epreuveoption o ON o.id = m.epreuve_option_id""",
    colonnes={
        "numero": "s.numero",
        "session_id": "e.id",
        "specialite_id": "p.id",
        "epreuve_option_id": "o.id",
        "type_id": "s.type",
        "centre_id": "c.id",
        "date_debut": "s.date_debut",
        "observation": "s.observation",
        "ciblee": "s.ciblee",
        "signataire": "s.signataire",
        "nb_attendus": "s.nb_attendus",
        "nb_inscrits": "s.nb_inscrits",
        "candidats_affectes": "s.candidats_affectes",
    },
    jointures="""
    JOIN missions_sessionexamen e ON e.examen_id = s.examen AND e.session = s.session
    JOIN referentiel_etablissement c ON c.uai = s.uai_centre
    LEFT JOIN referentiel_specialite p ON p.examen_id = s.examen AND p.code = s.specialite
    LEFT JOIN referentiel_epreuveoption o ON o.specialite_id = p.id AND o.code = s.epreuve_option""",
    modifies=("session_id", "specialite_id", "epreuve_option_id", "type_id", "centre_id"),
    retrait=Retrait(poser="retiree_le = now()", deja="retiree_le IS NOT NULL", lever="retiree_le = NULL"),
    designation="concat_ws(', ', y.libelle, o.libelle, x.session, c.libelle)",
    designes="""
    LEFT JOIN referentiel_typemission y ON y.code = x.type
    LEFT JOIN referentiel_specialite p ON p.examen_id = x.examen AND p.code = x.specialite
    LEFT JOIN referentiel_epreuveoption o ON o.specialite_id = p.id AND o.code = x.epreuve_option
    LEFT JOIN referentiel_etablissement c ON c.uai = x.uai_centre""",
    # What fills up as candidates register.
    plancher=Plancher(permis=0, sauf=("nb_attendus", "nb_inscrits", "candidats_affectes")),
)

# A mission's parts: the file replaces those of the missions it names, and leaves those of withdrawn missions.
DU_FICHIER = """
JOIN missions_mission m ON m.id = x.mission_id
JOIN import_cyclades_missions f ON f.numero::int = m.numero"""
# « 24:00 » is the midnight that closes the day: Python, which has no such hour, and créneaux write it 00:00.
FIN = "CASE heure_fin WHEN '24:00' THEN '00:00' ELSE heure_fin END::time"
MISSION = "JOIN missions_mission m ON m.numero = s.mission"

DATES = Objet(
    nom="dates des missions",
    modele=DateMission,
    cle=("mission", "jour"),
    champs=("heure_debut", "heure_fin"),
    souhaite=f"""
    SELECT mission::int AS mission, jour::date AS jour, heure_debut::time AS heure_debut, {FIN} AS heure_fin
    FROM import_cyclades_dates""",
    actuel=f"""
    SELECT x.id, m.numero AS mission, x.jour, x.heure_debut, x.heure_fin FROM missions_datemission x {DU_FICHIER}""",
    colonnes={"mission_id": "m.id", "jour": "s.jour", "heure_debut": "s.heure_debut", "heure_fin": "s.heure_fin"},
    jointures=MISSION,
    retrait=SUPPRIMER,
)
COMMISSIONS = Objet(
    nom="commissions",
    modele=Commission,
    cle=("mission", "code"),
    champs=("nb_candidats",),
    souhaite="SELECT mission::int AS mission, code, nb_candidats::int AS nb_candidats FROM import_cyclades_commissions",
    actuel=f"SELECT x.id, m.numero AS mission, x.code, x.nb_candidats FROM missions_commission x {DU_FICHIER}",
    colonnes={"mission_id": "m.id", "code": "s.code", "nb_candidats": "s.nb_candidats"},
    jointures=MISSION,
    retrait=SUPPRIMER,
    plancher=Plancher(sauf=("nb_candidats",)),
    # Who is affected to it lets it go: the letter keeps what it said, the revision its code (GX-01).
    avant=(
        """
        UPDATE convocations_affectation SET commission_id = NULL
        WHERE commission_id IN (SELECT id FROM ecart_commissions WHERE sorte = 'R')""",
        """
        DELETE FROM missions_datecommission
        WHERE commission_id IN (SELECT id FROM ecart_commissions WHERE sorte = 'R')""",
    ),
)
DATES_COMMISSIONS = Objet(
    nom="dates des commissions",
    modele=DateCommission,
    cle=("mission", "commission", "jour"),
    champs=("heure_debut", "heure_fin"),
    souhaite=f"""
    SELECT mission::int AS mission, commission, jour::date AS jour, heure_debut::time AS heure_debut,
      {FIN} AS heure_fin
    FROM import_cyclades_dates_commissions""",
    actuel="""
    SELECT d.id, m.numero AS mission, x.code AS commission, d.jour, d.heure_debut, d.heure_fin
    FROM missions_datecommission d
    JOIN missions_commission x ON x.id = d.commission_id
    JOIN missions_mission m ON m.id = x.mission_id
    JOIN import_cyclades_missions f ON f.numero::int = m.numero""",
    colonnes={"commission_id": "x.id", "jour": "s.jour", "heure_debut": "s.heure_debut", "heure_fin": "s.heure_fin"},
    jointures=f"{MISSION} JOIN missions_commission x ON x.mission_id = m.id AND x.code = s.commission",
    retrait=SUPPRIMER,
)


def _codes(nom: str, modele: type[Model], reference: str) -> Objet:
    """A list of bare codes of a mission, which affectations name by their column `reference`."""
    return Objet(
        nom=nom,
        modele=modele,
        cle=("mission", "code"),
        champs=(),
        souhaite=f"SELECT mission::int AS mission, code FROM import_cyclades_{nom}",
        actuel=f"SELECT x.id, m.numero AS mission, x.code FROM {modele._meta.db_table} x {DU_FICHIER}",
        colonnes={"mission_id": "m.id", "code": "s.code"},
        jointures=MISSION,
        retrait=SUPPRIMER,
        avant=(
            f"""
            UPDATE convocations_affectation SET {reference} = NULL
            WHERE {reference} IN (SELECT id FROM ecart_{nom} WHERE sorte = 'R')""",
        ),
    )


RATTACHES = [
    DATES,
    COMMISSIONS,
    DATES_COMMISSIONS,
    _codes("jurys", Jury, "jury_id"),
    _codes("salles", Salle, "salle_id"),
]
