"""People summoned to what SANTORIN corrects or scans, and what it is told of them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.referentiel.enums import Nature
from imagin.echanges.santorin.canal import SANTORIN
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission


def mission_de(nature: Nature, **champs: Any) -> Mission:
    """A mission of that family, at Bellevue."""
    genre = type_mission(f"T-{nature}"[:12], nature=nature, libelle=f"TYPE {nature}", code_salle=False, **champs)
    return f.mission(type=genre, ciblee=nature == Nature.ORDINAIRE)


def demande(jour: int = 0, **choix: Any) -> Demande:
    """One day of the mission, nothing carried to the next convocations."""
    return Demande(creneaux=(CreneauDuJour(jours()[jour]),), **{"reporter": False, **choix})


def messages() -> list[dict[str, Any]]:
    """All that SANTORIN is told, in order."""
    return [json.loads(envoi.corps) for envoi in Envoi.objects.filter(canal=SANTORIN).order_by("id")]


@pytest.fixture
def coec() -> Mission:
    return mission_de(Nature.COEC)


@pytest.fixture
def convoques(coec) -> Callable[..., list[Affectation]]:
    """Summon people of these names to the COEC, in one committed transaction."""

    def _convoquer(*noms: str) -> list[Affectation]:
        cles = [f.intervenant(nom).pk for nom in noms]
        with transaction.atomic():
            faites = convoquer(f.perimetre(), mission=coec.numero, intervenants=cles, demande=demande())
        return [convocation.affectation for convocation in faites]

    return _convoquer


@pytest.fixture
def transmettre() -> Callable[[], int]:
    """Bring every waiting message to its next attempt, and send; how many are acknowledged."""

    def _transmettre() -> int:
        Envoi.objects.filter(canal=SANTORIN).update(prochaine_tentative=maintenant())
        return expedier(SANTORIN).envoyes

    return _transmettre


@pytest.fixture
def etats() -> Callable[[], list[str]]:
    """The state of each message, in order."""
    return lambda: list(Envoi.objects.filter(canal=SANTORIN).order_by("id").values_list("etat", flat=True))
