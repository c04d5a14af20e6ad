"""The regulation's lists that CYCLADES brings: they only grow, what a file does not name stays."""

from imagin.domaine.missions.models import SessionExamen
from imagin.domaine.referentiel.models import EpreuveOption, Examen, Specialite, TypeMission
from imagin.socle.imports.connecteur import Objet, Plancher

EXAMENS = Objet(
    nom="examens",
    modele=Examen,
    cle=("code",),
    champs=("sigle", "libelle", "concours", "regime_id"),
    designation="x.libelle",
    souhaite="""
    SELECT e.code, e.sigle, e.libelle, e.concours = 'OUI' AS concours, r.sigle AS regime_id
    FROM import_cyclades_examens e LEFT JOIN referentiel_regimeexamen r ON r.sigle = e.sigle""",
    actuel="SELECT code AS id, code, sigle, libelle, concours, regime_id FROM referentiel_examen",
)
SPECIALITES = Objet(
    nom="spécialités",
    modele=Specialite,
    cle=("examen", "code"),
    champs=("libelle",),
    designation="x.libelle",
    souhaite="SELECT examen, code, libelle FROM import_cyclades_specialites",
    actuel="SELECT id, examen_id AS examen, code, libelle FROM referentiel_specialite",
    colonnes={"examen_id": "s.examen", "code": "s.code", "libelle": "s.libelle"},
)
EPREUVES_OPTIONS = Objet(
    nom="épreuves-options",
    modele=EpreuveOption,
    cle=("examen", "specialite", "code"),
    champs=("libelle",),
    designation="x.libelle",
    souhaite="SELECT examen, specialite, code, libelle FROM import_cyclades_epreuves_options",
    actuel="""
    SELECT o.id, p.examen_id AS examen, p.code AS specialite, o.code, o.libelle
    FROM referentiel_epreuveoption o JOIN referentiel_specialite p ON p.id = o.specialite_id""",
    colonnes={"specialite_id": "p.id", "code": "s.code", "libelle": "s.libelle"},
    jointures="JOIN referentiel_specialite p ON p.examen_id = s.examen AND p.code = s.specialite",
)
TYPES_MISSION = Objet(
    nom="types de mission",
    modele=TypeMission,
    cle=("code",),
    champs=("libelle", "nature", "remuneration", "dematerialisee", "code_salle", "observation"),
    designation="x.libelle",
    souhaite="""
    SELECT code, libelle, nature, remuneration, dematerialisee = 'OUI' AS dematerialisee,
      code_salle = 'OUI' AS code_salle, COALESCE(observation, '') AS observation
    FROM import_cyclades_types_mission""",
    actuel="""
    SELECT code AS id, code, libelle, nature, remuneration, dematerialisee, code_salle, observation
    FROM referentiel_typemission""",
)
SESSIONS = Objet(
    nom="sessions",
    modele=SessionExamen,
    cle=("examen", "session"),
    champs=("libelle", "ouverte", "gestionnaire", "telephone", "mel"),
    designation="x.libelle",
    souhaite="""
    SELECT examen, session, libelle, ouverte = 'OUI' AS ouverte, COALESCE(gestionnaire, '') AS gestionnaire,
      COALESCE(telephone, '') AS telephone, COALESCE(mel, '') AS mel
    FROM import_cyclades_sessions""",
    actuel="""
    SELECT id, examen_id AS examen, session, libelle, ouverte, gestionnaire, telephone, mel
    FROM missions_sessionexamen""",
    colonnes={
        "examen_id": "s.examen",
        "session": "s.session",
        "libelle": "s.libelle",
        "ouverte": "s.ouverte",
        "gestionnaire": "s.gestionnaire",
        "telephone": "s.telephone",
        "mel": "s.mel",
    },
    plancher=Plancher(sauf=("ouverte",)),
)
NOMENCLATURES = [EXAMENS, SPECIALITES, EPREUVES_OPTIONS, TYPES_MISSION, SESSIONS]
