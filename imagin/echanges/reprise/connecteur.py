"""The connector `reprise`: affectations and convocations made by the gestionnaire in the system that IMAG'IN replaces.

What the centre made itself is never touched, nor what IMAG'IN changed since.
"""

from django.conf import settings

from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.frais.suites import ouvrir_etats_manquants
from imagin.domaine.personnes.enums import Source
from imagin.echanges.contrats import contrat
from imagin.echanges.reprise.regles import regles
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur, Objet, Plancher
from imagin.socle.imports.lecture import lire_csv

AFFECTATIONS = Objet(
    nom="affectations",
    modele=Affectation,
    cle=("mission", "numero_agent", "creneaux"),
    champs=("etat", "qualite_id", "commission_id", "jury_id", "salle_id", "observation"),
    souhaite="""
    SELECT mission, numero_agent, creneaux, affectation_id, mission_id, intervenant_id, etat, qualite_id, commission_id,
      jury_id, salle_id, observation
    FROM import_reprise_lignes WHERE NOT ecartee""",
    actuel="""
    SELECT a.id, l.mission, l.numero_agent, l.creneaux, a.etat, a.qualite_id, a.commission_id, a.jury_id, a.salle_id,
      a.observation
    FROM import_reprise_lignes l JOIN convocations_affectation a ON a.id = l.affectation_id
    WHERE l.connue AND NOT l.ecartee""",
    colonnes={
        "id": "s.affectation_id",
        "mission_id": "s.mission_id",
        "intervenant_id": "s.intervenant_id",
        "origine": "'GEST'",
        "etat": "s.etat",
        "qualite_id": "s.qualite_id",
        "commission_id": "s.commission_id",
        "jury_id": "s.jury_id",
        "salle_id": "s.salle_id",
        "observation": "s.observation",
    },
    designation="i.nom || ' ' || i.prenom",
    designes=f"LEFT JOIN personnes_intervenant i ON i.source = '{Source.EPP}' AND i.reference = x.numero_agent",
    plancher=Plancher(sauf=("etat",)),  # what was prepared is then summoned, all at once
)
CRENEAUX = Objet(
    nom="créneaux",
    modele=Creneau,
    cle=("affectation_id", "plage"),
    champs=(),
    souhaite="""
    SELECT l.affectation_id, c.plage, l.mission_id, l.intervenant_id
    FROM import_reprise_lignes l JOIN import_reprise_creneaux c ON c.texte = l.creneaux
    WHERE NOT l.ecartee""",
    actuel="""
    SELECT x.id, x.affectation_id, x.plage
    FROM import_reprise_lignes l JOIN convocations_creneau x ON x.affectation_id = l.affectation_id
    WHERE l.connue AND NOT l.ecartee""",
    colonnes={
        "affectation_id": "s.affectation_id",
        "mission_id": "s.mission_id",
        "intervenant_id": "s.intervenant_id",
        "plage": "s.plage",
        # Decided elsewhere: what overlaps there is shown here, and refuses nothing.
        "chevauchement_admis": "true",
    },
)
CONVOCATIONS = Objet(
    nom="convocations",
    modele=Convocation,
    cle=("affectation_id",),
    champs=(),
    souhaite=f"""
    SELECT affectation_id, convoquee_le::timestamp AT TIME ZONE '{settings.TIME_ZONE}' AS emise_le
    FROM import_reprise_lignes WHERE convoquee_le IS NOT NULL AND NOT ecartee""",
    actuel="""
    SELECT v.id, v.affectation_id
    FROM import_reprise_lignes l
    JOIN convocations_convocation v ON v.affectation_id = l.affectation_id AND v.version = 1
    WHERE l.connue AND NOT l.ecartee""",
    colonnes={
        "affectation_id": "s.affectation_id",
        "version": "1",
        "emise_le": "s.emise_le",
        "emise_par": "'Reprise'",
        "reprise": "TRUE",
    },
)


def lire_convocations(atelier: Atelier) -> None:
    """Copy the file of the command."""
    lire_csv(atelier, contrat("reprise", "reprise"))


def ouvrir_les_frais(_: Atelier) -> None:
    """What was taken over is paid here: each convocation in force gets its état de frais."""
    ouvrir_etats_manquants()


CONNECTEUR = Connecteur(
    code="reprise",
    libelle="Reprise des affectations et convocations",
    lire=lire_convocations,
    regles=regles,
    objets=[AFFECTATIONS, CRENEAUX, CONVOCATIONS],
    conclure=ouvrir_les_frais,
)
