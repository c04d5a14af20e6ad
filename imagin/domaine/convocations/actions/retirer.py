"""Release the people of missions that CYCLADES has withdrawn."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from imagin.domaine.convocations.actions.annuler import liberer_sauf_retenues
from imagin.domaine.convocations.enums import EtatAffectation, Origine
from imagin.domaine.convocations.events import MissionsRetirees
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.racines import affectations_sans_mission
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.evenements import annoncer


@transaction.atomic
def liberer_missions_retirees(perimetre: Perimetre) -> MissionsRetirees:
    """Cancel every affectation, affected or summoned, to a mission that is withdrawn; a fixed number of queries.

    Slots, letters and états de frais end with it; who had been sent a letter by mail is sent its cancellation, centres
    are told, SANTORIN too. Those whose frais are being treated or whose service is stated stay: that work was done.
    A mission that comes back comes back empty: nobody is summoned again without somebody deciding it.
    """
    perimetre.exiger_gestion()
    retirees = affectations_sans_mission().exclude(etat=EtatAffectation.ANNULEE)
    prises = list(retirees.select_related("mission", "intervenant").order_by("pk").select_for_update(of=("self",)))
    libres = [affectation for affectation in prises if not affectation.verrou]
    # Centres are told by a mail of its own.
    liberer = partial(liberer_sauf_retenues, par=perimetre.auteur, connu_de=Origine.CENTRE)
    mels, retenues = liberer(libres) if libres else ({}, {})
    retrait = MissionsRetirees(
        liberees=_cles(affectation for affectation in libres if affectation.pk not in retenues),
        gardees=_cles(affectation for affectation in prises if affectation.verrou or affectation.pk in retenues),
        mels=mels,
        par=perimetre.auteur,
    )
    if retrait.liberees:
        annoncer(retrait)
    return retrait


def _cles(affectations: Iterable[Affectation]) -> tuple[int, ...]:
    return tuple(affectation.pk for affectation in affectations)
