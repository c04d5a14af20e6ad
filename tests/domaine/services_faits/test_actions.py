"""From what is stated to what is owed."""

from datetime import time
from decimal import Decimal

import pytest

from imagin.domaine.doutes.rules import Confirmation
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.services_faits.actions import constater
from imagin.domaine.services_faits.rules import Constatation, Journee
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = pytest.mark.django_db


@pytest.mark.exigence("G4.3-05")
def test_trois_journees_de_7_h_05_valent_204_euros_et_non_203_90() -> None:
    """Rounded by day to the hundredth of an hour, they were paid ten cents too little."""
    pratique = type_mission("TP", libelle="TRAVAUX PRATIQUES", remuneration="PRATIQUE")
    mission = f.mission(dates=jours(3, dans=-5), type=pratique)
    affectation = f.affectation(mission, f.intervenant())
    f.etat_de_frais(affectation)
    heures = (time(8), time(11, 40), time(13), time(16, 25))
    ligne = Constatation(
        affectation.pk, version=0, resultat="FAIT", journees=tuple(Journee(jour, *heures) for jour in jours(3, dans=-5))
    )
    bilan = constater(f.perimetre(), mission=mission.numero, lignes=[ligne], confirmation=_confirmee(ligne, mission))
    assert bilan.enregistrees == [ligne]
    assert EtatFrais.objects.get().montant == Decimal("204.00")


def _confirmee(ligne: Constatation, mission) -> Confirmation:
    """Summoned for the first day only: the others are asked about."""
    doutes = constater(f.perimetre(), mission=mission.numero, lignes=[ligne]).doutes
    return Confirmation(frozenset(doute.jeton for doute in doutes), "trois jours de présence")
