"""The same verb on several convocations: what is refused is said, the others are done."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

from django.db import transaction

from imagin.domaine.convocations.actions.annuler import liberer_sauf_retenues, refus_de_modifier
from imagin.domaine.convocations.actions.modifier import modifier
from imagin.domaine.convocations.actions.verifier import mission_ouverte, tenir
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries import affectations_du_centre
from imagin.domaine.convocations.queries.versions import derniere_emission, etats_des_dates
from imagin.domaine.convocations.rules import Conflit, ConflitsAConfirmer, ConvocationRefusee, Demande
from imagin.domaine.doutes.rules import Doute, DoutesAConfirmer
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.versions import ChangeeEntreTemps, exiger_inchange


@dataclass(frozen=True)
class Resultat:
    """What became of one affectation.

    `refus` is the French reason, empty when it was done; `conflits` and `doutes` what the caller may still confirm;
    `mel` the address that the person is told at, if they had been sent a letter; `version` that of what somebody else
    has put there, when it was refused for that.
    """

    affectation: int
    refus: str = ""
    conflits: tuple[Conflit, ...] = ()
    mel: str = ""
    doutes: tuple[Doute, ...] = ()
    version: str = ""


@transaction.atomic
def annuler_convocations(perimetre: Perimetre, *, affectations: Collection[int]) -> list[Resultat]:
    """Cancel each as `annuler_convocation` does, in one transaction and a fixed number of queries; others are refused.

    Guide: G4.2-04.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    choisies = affectations_du_centre(perimetre, affectations).select_related("mission", "intervenant")
    tenues = {affectation.pk: affectation for affectation in choisies.select_for_update(of=("self",))}
    refus = {cle: refus_de_modifier(tenues.get(cle)) for cle in sorted(set(affectations))}
    libres = [affectation for cle, affectation in tenues.items() if not refus[cle]]
    mels, retenues = liberer_sauf_retenues(libres, par=perimetre.auteur)
    return [Resultat(cle, refus[cle] or retenues.get(cle, ""), mel=mels.get(cle, "")) for cle in refus]


@transaction.atomic
def modifier_dates(
    perimetre: Perimetre,
    *,
    affectations: Collection[int],
    demande: Demande,
    versions: Mapping[int, str] | None = None,
) -> list[Resultat]:
    """Give each the dates and hours of `demande`, its other choices kept, as `modifier_convocation` does.

    One transaction; a refusal undoes its own only, and says which conflicts may be confirmed. The people are locked
    first, in the order in which `convoquer` locks them, and only then are their choices read. `versions`: of the dates
    that the form was opened on, by affectation.

    Guide: G4.2-04, G4.2-19.
    """
    tenir(affectations_du_centre(perimetre, affectations).values_list("intervenant", flat=True))
    choisies = {a.pk: a for a in affectations_du_centre(perimetre, affectations)}
    lues = versions or {}

    def inchangee(modifiee: Affectation) -> None:
        etat = etats_des_dates([modifiee])[modifiee.pk]
        exiger_inchange(etat, lues.get(modifiee.pk), partial(derniere_emission, modifiee))

    lue_une_fois = cache(partial(mission_ouverte, perimetre))
    return _chacune(
        affectations,
        lambda cle: modifier(perimetre, cle, _pour(choisies.get(cle), demande), lue_une_fois, inchangee).mel,
    )


def _chacune(affectations: Collection[int], verbe: Callable[[int], str]) -> list[Resultat]:
    """In the order of keys, so that two callers with the same people wait for one another instead of blocking."""
    return [_une(cle, verbe) for cle in sorted(set(affectations))]


def _une(cle: int, verbe: Callable[[int], str]) -> Resultat:
    """Each verb is a transaction of its own inside ours: what it refuses, it undoes."""
    try:
        return Resultat(cle, mel=verbe(cle))
    except ConflitsAConfirmer as refus:
        return Resultat(cle, str(refus), tuple(refus.conflits))
    except DoutesAConfirmer as refus:
        return Resultat(cle, str(refus), doutes=refus.doutes)
    except ChangeeEntreTemps as refus:
        return Resultat(cle, str(refus), version=refus.version)
    except ConvocationRefusee as refus:
        return Resultat(cle, str(refus))


def _pour(affectation: Affectation | None, demande: Demande) -> Demande:
    """The demand with the choices that the affectation has; as it is for one that is not there, which is refused."""
    if affectation is None:
        return demande
    return replace(
        demande,
        qualite=affectation.qualite_id,
        commission=affectation.commission_id,
        jury=affectation.jury_id,
        salle=affectation.salle_id,
        code_salle=affectation.code_salle,
        observation=affectation.observation,
    )
