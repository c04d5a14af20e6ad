"""Ask that convocations leave by mail."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.events import EnvoiDemande
from imagin.domaine.convocations.models import Convocation
from imagin.domaine.convocations.queries import convocations_du_centre
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.domaine.missions.models import Mission
from imagin.socle.evenements import annoncer


@dataclass(frozen=True)
class Bilan:
    """Who gets a mail, and who has no address at all."""

    envoyees: list[Convocation]
    sans_adresse: list[Convocation]


@transaction.atomic
def envoyer_convocations(perimetre: Perimetre, *, mission: Mission, affectations: Collection[int]) -> Bilan:
    """Ask for one mail for each of these affectations that the centre made; others are passed over.

    The professional address first, else the personal one.

    Guide: G4.2-04, G4.2-18.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    choisies = convocations_du_centre(perimetre, mission).filter(affectation__in=affectations)
    bilan = Bilan([], [])
    for convocation in choisies:
        (bilan.envoyees if convocation.affectation.intervenant.mel else bilan.sans_adresse).append(convocation)
    if not bilan.envoyees and not bilan.sans_adresse:
        raise ConvocationRefusee("Aucune convocation réalisée par votre centre n'est à envoyer dans cette liste.")
    if bilan.envoyees:
        annoncer(EnvoiDemande(tuple(convocation.pk for convocation in bilan.envoyees), par=perimetre.auteur))
    return bilan
