"""What a constat says, to whom finds it changed or in the way."""

from __future__ import annotations

from datetime import datetime

from imagin.domaine.services_faits.enums import Resultat, Saisie
from imagin.domaine.services_faits.rules.constat import QUOI
from imagin.socle.temps import ecrire_duree


def en_lettres(*, resultat: str, quantite: int | None, minutes: int | None, saisie: Saisie) -> str:
    """What a constat says, for who finds it changed: « service fait, nombre de copies : 12 »."""
    dites = [Resultat(resultat).label.lower() if resultat else "rien de constaté"]
    if quantite is not None and saisie in QUOI:
        dites.append(f"{saisie.label.lower()} : {quantite}")
    if minutes is not None:
        dites.append(f"{Saisie.HEURES.label.lower()} : {ecrire_duree(minutes)}")
    return ", ".join(dites)


def retenue_par(personne: str, mission: int) -> str:
    """Why a convocation whose service is stated is not deleted, and what to do."""
    return (
        f"{personne} : son service est constaté, sa convocation ne peut pas être supprimée. Retirez d'abord le constat "
        f"(« Constat service fait », mission {mission}), puis supprimez-la."
    )


def changee_entre_temps(par: str, le: datetime, ce_qui_est: str) -> str:
    """What the second of two people who save the same line is told."""
    return (
        f"{par} a enregistré cette ligne à {le:%H:%M} : {ce_qui_est}. Votre saisie n'a rien remplacé ; "
        "enregistrez de nouveau pour la faire passer, ou rechargez la page pour garder la sienne."
    )
