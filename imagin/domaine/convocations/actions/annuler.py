"""Cancel a convocation: the centre its own, the gestionnaire any of their exams."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from imagin.domaine.convocations.enums import EtatAffectation, Origine
from imagin.domaine.convocations.events import ConvocationsAnnulees
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.convocations.queries.envois import adresses_prevenues
from imagin.domaine.convocations.racines import affectations_visibles, lettres_en_vigueur_d
from imagin.domaine.convocations.rules import (
    ConvocationRefusee,
    ConvocationsRetenues,
    exiger_qui_convoque,
    origine_de,
    peut_modifier,
)
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.evenements import annoncer
from imagin.socle.temps import maintenant

DISPARUE = "Cette convocation n'existe plus : elle a été annulée. Rechargez la liste."


def affectation_modifiable(perimetre: Perimetre, cle: int) -> Affectation:
    """The affectation, locked, when the caller may still change it; raises ConvocationRefusee otherwise.

    Guide: G4.2-04, G4.2-05.
    """
    affectation = (
        affectations_visibles(perimetre)
        .filter(pk=cle)
        .select_related("mission", "intervenant")
        .select_for_update(of=("self",))
        .first()
    )
    if affectation is None:
        raise ConvocationRefusee(DISPARUE)
    if refus := peut_modifier(perimetre, affectation):
        raise refus
    return affectation


def refus_de_modifier(perimetre: Perimetre, affectation: Affectation | None) -> str:
    """Why the caller may not change an affectation that they have read, locked; "" when they may."""
    return DISPARUE if affectation is None else str(peut_modifier(perimetre, affectation) or "")


@dataclass(frozen=True)
class Annulation:
    """What was cancelled, and the address that its cancellation goes to: empty when no letter had left by mail."""

    affectation: Affectation
    mel: str = ""


@transaction.atomic
def annuler_convocation(perimetre: Perimetre, *, affectation: int) -> Annulation:
    """Cancel: the person is no longer summoned, the time slots are free, the letter is kept as cancelled.

    If a letter had left by mail, its cancellation follows. Raises ConvocationRefusee when a centre cancels what the
    gestionnaire made, when the frais are being treated or the service is stated.

    Guide: G4.2-04, GG-03.
    """
    exiger_qui_convoque(perimetre)
    annulee = affectation_modifiable(perimetre, affectation)
    mels = liberer([annulee], par=perimetre.auteur, connu_de=origine_de(perimetre))
    annulee.etat = EtatAffectation.ANNULEE
    return Annulation(annulee, mels.get(annulee.pk, ""))


def liberer(affectations: Collection[Affectation], *, par: str, connu_de: Origine) -> dict[int, str]:
    """Cancel these affectations, which are locked, and end their letters: a fixed number of queries.

    Returns the address that each person is told at, by key; who had been sent no letter by mail is absent. `connu_de`:
    the side, centre or gestionnaire, that knows it already. Raises ConvocationsRetenues when a higher room holds some
    of them: call it in a transaction of its own then.
    """
    cles = [affectation.pk for affectation in affectations]
    mels = adresses_prevenues(cles)
    Affectation.objects.filter(pk__in=cles).update(etat=EtatAffectation.ANNULEE)
    Creneau.objects.filter(affectation__in=cles).delete()
    lettres = lettres_en_vigueur_d(cles)
    closes = tuple(lettres.order_by("pk").values_list("pk", flat=True))
    lettres.update(annulee_le=maintenant())
    annoncer(ConvocationsAnnulees(closes, par=par, connu_de=connu_de))
    return mels


def liberer_sauf_retenues(
    affectations: Collection[Affectation], *, par: str, connu_de: Origine
) -> tuple[dict[int, str], dict[int, str]]:
    """The same for those that nothing holds: addresses told, and why each of the others stays, by key."""
    try:
        with transaction.atomic():
            return liberer(affectations, par=par, connu_de=connu_de), {}
    except ConvocationsRetenues as refus:
        libres = [affectation for affectation in affectations if affectation.pk not in refus.phrases]
        return liberer(libres, par=par, connu_de=connu_de), dict(refus.phrases)


def clore(affectations: Collection[int]) -> dict[int, Convocation]:
    """End the letters in force of these affectations, and give them, by affectation."""
    en_vigueur = lettres_en_vigueur_d(affectations)
    lettres = {lettre.affectation_id: lettre for lettre in en_vigueur}
    Convocation.objects.filter(pk__in=[lettre.pk for lettre in lettres.values()]).update(annulee_le=maintenant())
    return lettres
