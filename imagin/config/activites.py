"""The menu, in the guide's order, then the académie's settings. An activity without `accueil` has no screen: grey."""

from imagin.activites.constat_service_fait.activity import CONSTAT_SERVICE_FAIT
from imagin.activites.consultation_missions.activity import CONSULTATION_MISSIONS
from imagin.activites.consultation_personnels.activity import CONSULTATION_PERSONNELS
from imagin.activites.convocation_par_mission.activity import CONVOCATION_PAR_MISSION
from imagin.activites.indemnites_chefs_centre.activity import INDEMNITES_CHEFS_CENTRE
from imagin.activites.saisie_competences.activity import SAISIE_COMPETENCES
from imagin.activites.saisie_indisponibilites.activity import SAISIE_INDISPONIBILITES
from imagin.activites.signatures.activity import SIGNATURE_CENTRE, SIGNATURE_ETABLISSEMENT
from imagin.activites.validation_competences.activity import VALIDATION_COMPETENCES
from imagin.domaine.perimetre.enums import Role
from imagin.gestion.doutes_confirmes.activity import DOUTES_CONFIRMES
from imagin.gestion.journal_securite.activity import JOURNAL_SECURITE
from imagin.gestion.message_accueil.activity import MESSAGE_ACCUEIL
from imagin.gestion.severites_conflits.activity import SEVERITES_CONFLITS
from imagin.gestion.validations_competences.activity import VALIDATIONS_COMPETENCES
from imagin.socle.acces.activite import Activite

ETABLISSEMENT = "Etablissement"
CENTRE = "Centre Examen"


def _activite(code: str, libelle: str, groupe: str, section: str) -> Activite:
    return Activite(
        code=code,
        libelle=libelle,
        groupe=groupe,
        roles=frozenset({Role.ETABLISSEMENT}),
        section=section,
        centre_seulement=groupe == CENTRE,
    )


MENU: tuple[Activite, ...] = (
    CONSULTATION_PERSONNELS,
    SAISIE_INDISPONIBILITES,
    SAISIE_COMPETENCES,
    VALIDATION_COMPETENCES,
    CONSULTATION_MISSIONS,
    CONVOCATION_PAR_MISSION,
    CONSTAT_SERVICE_FAIT,
    SIGNATURE_CENTRE,
    SIGNATURE_ETABLISSEMENT,
    INDEMNITES_CHEFS_CENTRE,
    _activite("acces_autres_academies", "Accès autres académies", CENTRE, "4.6"),
    MESSAGE_ACCUEIL,
    SEVERITES_CONFLITS,
    JOURNAL_SECURITE,
    DOUTES_CONFIRMES,
    VALIDATIONS_COMPETENCES,
)
