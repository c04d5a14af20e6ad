"""Verbs of unavailability."""

from datetime import datetime

from django.db import IntegrityError, transaction
from psycopg.types.range import Range

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.personnes.queries import personnels


class IndisponibiliteRefusee(Exception):
    """The declaration cannot be kept; the message says why and what to do."""


def declarer_indisponibilite(
    perimetre: Perimetre, *, intervenant: int, debut: datetime, fin: datetime, motif: str
) -> Indisponibilite:
    """Declare one for a member of the caller's personnel.

    Raises IndisponibiliteRefusee: person of another établissement, end before start, identical one already there.

    Guide: G3.2-02.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    if fin <= debut:
        raise IndisponibiliteRefusee("La fin doit venir après le début.")
    if not personnels(perimetre).filter(pk=intervenant).exists():
        raise IndisponibiliteRefusee("Cette personne n'exerce pas dans votre établissement.")
    try:
        with transaction.atomic():
            return Indisponibilite.objects.create(
                intervenant_id=intervenant,
                periode=Range(debut, fin),
                motif=motif,
                source=SourceIndisponibilite.ETABLISSEMENT,
                etablissement_id=perimetre.mon_etablissement,
            )
    except IntegrityError as erreur:
        raise IndisponibiliteRefusee("Cette indisponibilité est déjà déclarée.") from erreur
