"""The security journal: one line for each event, forgotten after a time."""

from datetime import datetime

from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.acces.models import EvenementSecurite
from imagin.domaine.perimetre.rules import Perimetre


def journaliser(
    *, nature: NatureSecurite, identifiant: str = "", uai: str = "", adresse: str = "", ecran: str = ""
) -> EvenementSecurite:
    """Keep an event; what is too long is cut. A line is never changed.

    Guide: GG-06.
    """
    return EvenementSecurite.objects.create(
        nature=nature, identifiant=identifiant[:60], uai=uai[:8], adresse=adresse[:45], ecran=ecran[:200]
    )


def oublier_journal(perimetre: Perimetre, *, avant: datetime) -> int:
    """Delete the events before an instant; returns how many."""
    perimetre.exiger_administrateur()
    return EvenementSecurite.objects.filter(instant__lt=avant).delete()[0]
