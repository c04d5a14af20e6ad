"""The rooms of screens and their addresses, in the menu's order: an activity comes in by one line here.

Names only, since settings read this before anything can be imported: the menu (`activites`) and the URLs (`urls`)
find `activity.py` and `urls.py` in each room.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ecrans:
    """A room of screens: its package under `imagin`, and where its addresses begin, None while it has no screen."""

    piece: str
    adresse: str | None

    @property
    def paquet(self) -> str:
        """Its Python name."""
        return f"imagin.{self.piece}"


# The order of the guide, then the académie's settings.
ECRANS = (
    Ecrans("activites.accueil", ""),
    Ecrans("activites.consultation_personnels", "consultation-personnels/"),
    Ecrans("activites.saisie_indisponibilites", "saisie-indisponibilites/"),
    Ecrans("activites.saisie_competences", "saisie-competences/"),
    Ecrans("activites.validation_competences", "validation-competences/"),
    Ecrans("activites.consultation_missions", "consultation-missions/"),
    Ecrans("activites.convocation_par_mission", "convocation-par-mission/"),
    Ecrans("activites.constat_service_fait", "constat-service-fait/"),
    Ecrans("activites.signatures", ""),
    Ecrans("activites.indemnites_chefs_centre", "indemnites-chefs-centre/"),
    Ecrans("activites.acces_autres_academies", "acces-autres-academies/"),
    Ecrans("gestion.message_accueil", "message-d-accueil/"),
    Ecrans("gestion.severites_conflits", "severites-conflits/"),
    Ecrans("gestion.journal_securite", "journal-de-securite/"),
    Ecrans("gestion.doutes_confirmes", "doutes-confirmes/"),
    Ecrans("gestion.validations_competences", "validations-des-competences/"),
    Ecrans("gestion.personnes_externes", "personnes-convoquees-ailleurs/"),
    Ecrans("gestion.academies_partenaires", "academies-partenaires/"),
    Ecrans("activites.guide", ""),
    Ecrans("activites.connexion", ""),
)
