"""Affectations with what reads add to them (`socle.lignes`): what asks for these rows cannot be given bare ones."""

from datetime import date, datetime
from typing import TypedDict

from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.socle.lignes import Avec


class PremierCreneau(TypedDict):
    """When the person is first needed; None while the affectation has no créneau."""

    premier_creneau: datetime | None


class EtatDuMel(TypedDict):
    """Key of the letter in force, and the state of its last mail; None when there is none."""

    lettre: int | None
    etat_mel: str | None


class PremierCreneauEtMel(EtatDuMel):
    """Both: when the person is first needed, and where the letter's mail is."""

    premier_creneau: datetime | None


class PremierCreneauEtLettre(PremierCreneau):
    """`a_une_lettre`: a duplicate can be printed."""

    a_une_lettre: bool


class PremierJour(TypedDict):
    """The first day of the person's own créneaux, which need not be the mission's; the mission's without any."""

    premier_jour: date


AffectationDatee = Avec[Affectation, PremierCreneau]
AffectationEtMel = Avec[Affectation, EtatDuMel]
AffectationSuivie = Avec[Affectation, PremierCreneauEtMel]
AffectationConvoquee = Avec[Affectation, PremierCreneauEtLettre]
AffectationDuPersonnel = Avec[Affectation, PremierJour]


def lettre_en_vigueur(affectation: Affectation) -> Convocation | None:
    """The letter of an affectation whose convocations have been prefetched; no query then."""
    return next((lettre for lettre in affectation.convocations.all() if lettre.annulee_le is None), None)
