"""Lifelike objects for tests, made with the fewest words: each function fills what the test does not say."""

from tests.factories import acces
from tests.factories.acces import compte, ouverture, perimetre
from tests.factories.federation import centre_ailleurs, centre_ouvert, message, partenaire, personne_externe
from tests.factories.frais import etat_de_frais
from tests.factories.missions import affectation, commission, jury, mission, salle, session
from tests.factories.personnes import convoque_ailleurs, discipline, intervenant
from tests.factories.referentiel import BELLEVUE, etablissement

__all__ = [
    "BELLEVUE",
    "acces",
    "affectation",
    "centre_ailleurs",
    "centre_ouvert",
    "commission",
    "compte",
    "convoque_ailleurs",
    "discipline",
    "etablissement",
    "etat_de_frais",
    "intervenant",
    "jury",
    "message",
    "mission",
    "ouverture",
    "partenaire",
    "perimetre",
    "personne_externe",
    "salle",
    "session",
]
