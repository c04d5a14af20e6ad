"""Indemnities of centres."""

from datetime import date
from decimal import Decimal

from imagin.domaine.indemnites.actions import SaisieIndemnite, enregistrer_indemnite, preremplir_indemnite
from imagin.domaine.indemnites.enums import Periode
from imagin.domaine.indemnites.models import IndemniteCentre
from imagin.domaine.indemnites.rules import DeclarationIndemnite, PartSaisie
from imagin.domaine.missions.models import Mission, SessionExamen
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.temps import aujourd_hui
from tests.factories.acces import perimetre
from tests.factories.missions import mission
from tests.factories.referentiel import BELLEVUE

# The guide's own figures: 1 268,00 €.
JUIN = date(aujourd_hui().year, 6, 15)
DU_GUIDE = DeclarationIndemnite(JUIN, (Decimal(6), Decimal(1), Decimal(0)))


def mission_de_juin(**champs: object) -> Mission:
    """A mission at Bellevue on the day of the first épreuves, so that its session may be declared."""
    return mission(dates=[JUIN], **champs)


def part(personne: Intervenant, pourcentage: str = "", montant: str = "") -> PartSaisie:
    """A share, by percentage or amount."""
    return PartSaisie(personne.pk, Decimal(pourcentage) if pourcentage else None, Decimal(montant) if montant else None)


def indemnite(session: SessionExamen, *parts: PartSaisie, version: int = 0) -> IndemniteCentre:
    """What Bellevue enters for the normal period of a session: the guide's declaration, shared so."""
    saisie = SaisieIndemnite(DU_GUIDE, parts, version)
    return enregistrer_indemnite(perimetre(), session=session.pk, periode=Periode.NORMALE, saisie=saisie)


def indemnite_preremplie(session: SessionExamen) -> IndemniteCentre:
    """What the gestionnaire prepares for Bellevue."""
    return preremplir_indemnite(
        systeme("gestionnaire"), centre=BELLEVUE, session=session.pk, periode=Periode.NORMALE, declaration=DU_GUIDE
    )
