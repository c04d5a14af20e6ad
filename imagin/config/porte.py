"""Who may enter an activity: role, centre, opening by the gestionnaire. The server's answer, and the menu's grey."""

from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.activite import Activite


def refus(perimetre: Perimetre, activite: Activite) -> str:
    """Why the caller may not enter, in French, or an empty string.

    Guide: G1.3-04.
    """
    if perimetre.role not in activite.roles:
        return "Cette activité n'est pas proposée au service que vous avez choisi."
    if not activite.accueil:
        return "Cette activité n'est pas ouverte par le service des examens."
    if activite.centre_seulement and not perimetre.est_centre:
        return (
            "Cette activité est réservée aux centres d'examen : aucune mission ne se déroule dans votre établissement."
        )
    if activite.ouvrable and perimetre.role == Role.ETABLISSEMENT and activite.code not in perimetre.activites:
        return "Cette activité n'est pas ouverte par le service des examens."
    return ""
