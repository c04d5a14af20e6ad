"""Lifelike objects for tests, made with the fewest words: each function fills what the test does not say."""

from tests.factories import acces
from tests.factories.acces import compte, ouverture, perimetre
from tests.factories.frais import etat_de_frais
from tests.factories.missions import affectation, commission, jury, mission, salle, session
from tests.factories.personnes import convoque_ailleurs, discipline, intervenant
from tests.factories.referentiel import etablissement

__all__ = [
    "acces",
    "affectation",
    "commission",
    "compte",
    "convoque_ailleurs",
    "discipline",
    "etablissement",
    "etat_de_frais",
    "intervenant",
    "jury",
    "mission",
    "ouverture",
    "perimetre",
    "salle",
    "session",
]
