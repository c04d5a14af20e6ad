"""Cancel a convocation that the centre made."""

from dataclasses import dataclass

from django.db import transaction

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.enums import EtatAffectation
from imagin.domaine.convocations.events import ConvocationAnnulee, ConvocationRemplacee
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries import affectation_du_centre
from imagin.domaine.convocations.rules import ConvocationRefusee, exiger_modifiable
from imagin.socle.evenements import annoncer
from imagin.socle.temps import maintenant

DISPARUE = "Cette convocation n'existe plus : elle a été annulée. Rechargez la liste."


def affectation_modifiable(perimetre: Perimetre, cle: int) -> Affectation:
    """The affectation, locked, when the centre may still change it; raises ConvocationRefusee otherwise.

    Guide: G4.2-04, G4.2-05.
    """
    affectation = (
        affectation_du_centre(perimetre, cle)
        .select_related("mission", "intervenant")
        .select_for_update(of=("self",))
        .first()
    )
    if affectation is None:
        raise ConvocationRefusee(DISPARUE)
    exiger_modifiable(affectation)
    return affectation


@dataclass(frozen=True)
class Annulation:
    """What was cancelled, and the address that its cancellation goes to: empty when no letter had left by mail."""

    affectation: Affectation
    mel: str = ""


@transaction.atomic
def annuler_convocation(perimetre: Perimetre, *, affectation: int) -> Annulation:
    """Cancel: the person is no longer summoned, the time slots are free, the letter is kept as cancelled.

    If a letter had left by mail, its cancellation follows. Raises ConvocationRefusee when the gestionnaire made it or
    the frais are being treated.

    Guide: G4.2-04.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    annulee = affectation_modifiable(perimetre, affectation)
    annulee.etat = EtatAffectation.ANNULEE
    annulee.save(update_fields=["etat"])
    annulee.creneaux.all().delete()
    convocation = clore(annulee)
    return Annulation(annulee, prevenir(ConvocationAnnulee(convocation.pk, par=perimetre.auteur)))


def clore(affectation: Affectation) -> Convocation:
    """End the letter in force, and give it."""
    en_vigueur = affectation.convocations.get(annulee_le__isnull=True)
    en_vigueur.annulee_le = maintenant()
    en_vigueur.save(update_fields=["annulee_le"])
    return en_vigueur


def prevenir(evenement: ConvocationAnnulee | ConvocationRemplacee) -> str:
    """Announce; the address that the person is told at, empty when they had not been sent a letter by mail."""
    return next((mel for mel in annoncer(evenement) if isinstance(mel, str)), "")
