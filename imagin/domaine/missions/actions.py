"""Verbs of missions: the dates and the observation fixed for their convocations."""

from collections.abc import Collection

from django.db import transaction

from imagin.domaine.missions.enums import OrigineDate
from imagin.domaine.missions.models import DateFixee, Mission, SaisieMission
from imagin.domaine.missions.queries import missions_du_centre
from imagin.domaine.missions.racines import visibles
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre


@transaction.atomic
def fixer_dates(perimetre: Perimetre, *, mission: int, creneaux: Collection[CreneauDuJour]) -> None:
    """Set the only dates of the mission numbered `mission` on which a centre may summon; none: those of CYCLADES.

    Bears on COEC and PRECE missions. Raises AccesRefuse, Mission.DoesNotExist.

    Guide: G4.2-10, GG-02.
    """
    perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    fixee = visibles(perimetre).select_for_update(of=("self",), no_key=True).get(numero=mission)
    _remplacer(fixee, OrigineDate.GESTIONNAIRE, creneaux)


@transaction.atomic
def enregistrer_saisie(
    perimetre: Perimetre, *, mission: int, creneaux: Collection[CreneauDuJour], observation: str
) -> SaisieMission:
    """Carry dates and observation to the next convocations of the mission (a number), which is in the caller's centre.

    Raises AccesRefuse, Mission.DoesNotExist.

    Guide: G4.2-12.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    reportee = missions_du_centre(perimetre).select_for_update(no_key=True).get(numero=mission)
    _remplacer(reportee, OrigineDate.CENTRE, creneaux)
    return SaisieMission.objects.update_or_create(mission=reportee, defaults={"observation": observation.strip()})[0]


@transaction.atomic
def oublier_saisie(perimetre: Perimetre, *, mission: int) -> None:
    """Carry nothing any more to the next convocations of the mission (a number), which is in the caller's centre.

    Raises AccesRefuse, Mission.DoesNotExist.

    Guide: G4.2-12.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    oubliee = missions_du_centre(perimetre).select_for_update(no_key=True).get(numero=mission)
    _remplacer(oubliee, OrigineDate.CENTRE, ())
    SaisieMission.objects.filter(mission=oubliee).delete()


def _remplacer(mission: Mission, origine: OrigineDate, creneaux: Collection[CreneauDuJour]) -> None:
    DateFixee.objects.filter(mission=mission, origine=origine).delete()
    DateFixee.objects.bulk_create(
        DateFixee(mission=mission, origine=origine, jour=c.jour, heure_debut=c.debut, heure_fin=c.fin) for c in creneaux
    )
