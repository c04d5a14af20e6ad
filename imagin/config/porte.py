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
    if not est_centre_pour(perimetre, activite):
        return (
            "Cette activité est réservée aux centres d'examen : aucune mission ne se déroule dans votre établissement."
        )
    if activite.ouvrable and perimetre.role == Role.ETABLISSEMENT and activite.code not in perimetre.activites:
        return "Cette activité n'est pas ouverte par le service des examens."
    return ""


def est_centre_pour(perimetre: Perimetre, activite: Activite) -> bool:
    """Is the caller a centre as this activity wants one: here, or for those of « centre_d_ailleurs » in any académie?

    The menu shows what this says, grey or not.

    Guide: G1.3-04, G4.6-01.
    """
    if perimetre.est_centre or not (activite.centre_seulement or activite.centre_d_ailleurs):
        return True
    return activite.centre_d_ailleurs and perimetre.est_centre_ailleurs
