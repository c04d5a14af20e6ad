"""The lists that have filters: which they are (as declared), and what to choose in each on one small scene."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from psycopg.types.range import Range

import imagin.activites
import imagin.gestion
from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.listes import Liste
from imagin.socle.temps import aujourd_hui, maintenant
from tests import factories as f
from tests.factories.missions import jours

ACTIVITES = (
    "consultation_personnels", "consultation_missions", "convocation_par_mission", "constat_service_fait",
    "indemnites_chefs_centre", "saisie_competences",
)  # fmt: skip


@dataclass(frozen=True)
class Cas:
    """A list as one uses it: where, what one chooses in its filters, by what one sorts, what one looks for."""

    nom: str
    adresse: str
    choix: dict[str, Any]
    tri: str
    mot: str


def listes_filtrees() -> dict[str, Liste[Any]]:
    """Every list whose declaration names filters, as « room.NAME »."""
    return {
        f"{module.__name__.split('.')[2]}.{nom}": objet
        for module in _modules()
        for nom, objet in vars(module).items()
        if isinstance(objet, Liste) and objet.filtres is not None
    }


def _modules() -> Iterator[Any]:
    for etage in (imagin.activites, imagin.gestion):
        for piece in pkgutil.iter_modules(etage.__path__, f"{etage.__name__}."):
            if importlib.util.find_spec(f"{piece.name}.lists"):
                yield importlib.import_module(f"{piece.name}.lists")


def scene() -> list[Cas]:
    """A centre with people summoned, away or free, on missions of two exams, past and to come; what to try there."""
    for activite in ACTIVITES:
        f.ouverture(activite)
    f.compte()
    bts = f.session("320", sigle="BTS")
    passees = [f.mission(dates=jours(2, dans=-5)), f.mission(dates=jours(2, dans=-6), session=bts)]
    venir = [f.mission(dates=jours(2, dans=10 + rang)) for rang in range(3)]
    venir.append(f.mission(dates=jours(2, dans=20), session=bts))
    noms = ("ANDRÉ", "BÉNEC'H", "BENOÎT", "DE BENNE", "LIBRE", "BENACHIR")
    gens = {nom: f.intervenant(nom, "Jean") for nom in noms}
    for mission in venir:
        for nom in ("ANDRÉ", "BÉNEC'H", "BENOÎT"):
            demande = Demande((CreneauDuJour(mission.date_debut),))
            if nom != "ANDRÉ" or mission is venir[0]:
                convoquer(f.perimetre(), mission=mission.numero, intervenants=[gens[nom].pk], demande=demande)
    for mission in passees:
        f.affectation(mission, gens["DE BENNE"])
    debut = maintenant() + timedelta(days=30)
    Indisponibilite.objects.create(
        intervenant=gens["LIBRE"], periode=Range(debut, debut + timedelta(days=1)), motif="STAGE", source="EPP"
    )
    jour = lambda n: (aujourd_hui() + timedelta(days=n)).isoformat()  # noqa: E731
    annees = sorted({str(m.date_debut.year) for m in (*passees, *venir)} | {str(aujourd_hui().year)})
    return [
        Cas("consultation_personnels.PERSONNELS", "/consultation-personnels/",
            {"selon": "disponibilite", "du": jour(29), "au": jour(32)}, "nom", "ben"),
        Cas("consultation_personnels.PERSONNELS", "/consultation-personnels/",
            {"selon": "convocation", "du": jour(9), "au": jour(25)}, "nom", "ben"),
        Cas("consultation_missions.MISSIONS", "/consultation-missions/",
            {"examen": ["470"], "annee": annees}, "debut", "orale"),
        Cas("convocation_par_mission.MISSIONS", "/convocation-par-mission/",
            {"examen": ["470"], "annee": annees}, "numero", "orale"),
        Cas("convocation_par_mission.CONVOCATIONS", "/convocation-par-mission/convocations/",
            {"examen": ["470"], "du": jour(10), "au": jour(11)}, "nom", "ben"),
        Cas("constat_service_fait.MISSIONS", "/constat-service-fait/",
            {"annee": annees, "sans_non_effectuees": True, "sans_constatees": False}, "numero", "orale"),
        Cas("indemnites_chefs_centre.SESSIONS", "/indemnites-chefs-centre/",
            {"annee": [str(aujourd_hui().year)], "examen": ["470"]}, "session", "bcg"),
        Cas("saisie_competences.PERSONNELS", "/saisie-competences/", {"definies": "NON"}, "nom", "ben"),
    ]  # fmt: skip
