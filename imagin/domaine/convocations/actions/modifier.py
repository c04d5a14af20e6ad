"""Change a convocation: the centre its own, the gestionnaire any of their exams."""

from functools import partial

from django.db import transaction

from imagin.domaine.convocations.actions.annuler import affectation_modifiable
from imagin.domaine.convocations.actions.remplacer import Modification, remplacer
from imagin.domaine.convocations.actions.verifier import mission_ouverte, tenir
from imagin.domaine.convocations.queries.versions import derniere_emission, etat_de_la_convocation
from imagin.domaine.convocations.racines import affectations_visibles
from imagin.domaine.convocations.rules import Demande, exiger_qui_convoque, propre_a
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.versions import exiger_inchange


@transaction.atomic
def modifier_convocation(
    perimetre: Perimetre, *, affectation: int, demande: Demande, version: str | None = None
) -> Modification:
    """Give the affectation the demand's dates and choices, and issue its letter anew, as the next version.

    What the gestionnaire changes, whoever made it, is theirs from now on, no longer the centre's; `demande.reporter` is
    not asked of them. Who had been sent the former letter is sent the new one, unless it comes after the fact. Raises
    ConvocationRefusee as `convoquer` does, and when the caller may no longer change it; DoutesAConfirmer for what newly
    surprises; ChangeeEntreTemps when `version`, of what the form was opened on, is no longer that of the convocation.

    Guide: G4.2-04, G4.2-05, GG-03.
    """
    exiger_qui_convoque(perimetre)
    tenir(affectations_visibles(perimetre).filter(pk=affectation).values_list("intervenant", flat=True))
    modifiee = affectation_modifiable(perimetre, affectation)
    exiger_inchange(etat_de_la_convocation(modifiee), version, partial(derniere_emission, modifiee))
    mission = mission_ouverte(perimetre, modifiee.mission.numero)
    sienne = propre_a(perimetre, demande)
    faites, refus = remplacer(perimetre, mission, [modifiee], lambda _: sienne)
    if modifiee.pk in refus:
        raise refus[modifiee.pk]
    return faites[modifiee.pk]
