"""People whose home is elsewhere, summoned here, and what their homes are told of them."""

import json
from typing import Any

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.acces.chiffrement import chiffrer
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.missions import jours

CLE = "ab" * 32
NUMEN = "28E1234567ABC"


def rennes(**champs: Any) -> Partenaire:
    """The académie of Rennes, which gave its key to hash NUMEN."""
    return f.partenaire("14", "RENNES", ("14",), cle_numen=chiffrer(CLE), **champs)


def lycee(academie: str = "14", uai: str = "0350022T") -> Etablissement:
    """A school of another académie."""
    return f.etablissement(uai, "LYCEE CHATEAUBRIAND RENNES", academie_id=academie)


def de_rennes(nom: str = "KERGOAT", prenom: str = "Anne", **champs: Any) -> Intervenant:
    """Somebody posted at Rennes, whom our feeds know."""
    return f.intervenant(nom, prenom, a=lycee(), **champs)


def demande(jour: int = 0, **choix: Any) -> Demande:
    """One day of the mission, nothing carried to the next convocations."""
    return Demande(creneaux=(CreneauDuJour(jours()[jour]),), **{"reporter": False, **choix})


def convoquees(mission: Mission, *personnes: Intervenant) -> list[Affectation]:
    """Summon them to the mission's first day."""
    cles = [personne.pk for personne in personnes]
    faites = convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande())
    return sorted(
        (convocation.affectation for convocation in faites), key=lambda faite: cles.index(faite.intervenant_id)
    )


def messages(code: str = "14") -> list[dict[str, Any]]:
    """All that this partner is told, in order."""
    return [json.loads(envoi.corps) for envoi in Envoi.objects.filter(canal=f"federation-{code}").order_by("id")]


def dits(code: str = "14") -> list[tuple[int, int, bool]]:
    """Dossier, sequence, and whether it summons, of the same."""
    return [(dit["dossier"], dit["sequence"], dit["convocation"] is not None) for dit in messages(code)]
