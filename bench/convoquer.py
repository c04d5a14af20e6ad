"""Summoning: 500 people at once, 64 centres wanting the same people, and what a check of conflicts costs."""

import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import time as dtime
from threading import Barrier
from typing import TYPE_CHECKING, Any

from bench.base import base_neuve, chef_de_centre
from bench.listes import p95
from bench.mesure import rapporter

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission

PERSONNES = 500
ESSAIS = 7
EN_BASE = 1_000_000
PAR_PERSONNE = 20
VERIFICATIONS = 200
FILS, MANCHES = 64, 200
FAIT = "fait"
# The rows of a summons: table, and the column that holds the key of the affectation.
TABLES = {
    "convocations_affectation": "id",
    "convocations_creneau": "affectation_id",
    "convocations_convocation": "affectation_id",
}
# Days 08:00–18:00 spread over 200 days to come, the same person never twice the same day.
CRENEAUX = """
INSERT INTO convocations_creneau (affectation_id, mission_id, intervenant_id, plage, chevauchement_admis)
SELECT a.id, a.mission_id, a.intervenant_id, tstzrange(jour + interval '8 h', jour + interval '18 h'), true
FROM convocations_affectation a, generate_series(0, %(jours)s - 1) rang,
  LATERAL (SELECT current_date + 1 + (a.id * 7 + rang * 10)::int %% 200 AS jour) j"""

# Centres up to 80 km from one another, so that distances are worked out and some are far.
LIEUX = "UPDATE referentiel_etablissement SET latitude = 43.6, longitude = 1.0 + (id % 50) * 0.02"


def mesurer() -> None:
    """Four measures, each on a new database."""
    with base_neuve():
        chef_de_centre()
        rapporter("500 convocations / INSERT nus des mêmes lignes", *_convoquer_en_nombre(), "ms", "<= 15")
    with base_neuve():
        chef_de_centre()
        a_santorin = _convoquer_en_nombre(nature="COEC")
        rapporter("500 convocations transmises à SANTORIN / INSERT nus", *a_santorin, "ms", "<= 15")
    with base_neuve():
        chef_de_centre()
        rapporter("conflits de 50 personnes × 10 dates, p95 / 20 ms", _verifier_en_nombre(), 20, "ms", "<= 1")
    with base_neuve():
        chef_de_centre()
        _se_disputer()


def _convoquer_en_nombre(nature: str = "ORDINAIRE") -> tuple[float, float]:
    """Milliseconds, medians taken in turn: ours, and the rows alone in tables without index, key or trigger.

    A COEC adds a row of the outbox for each person.
    """
    from django.db import connection

    from imagin.domaine.convocations.actions import convoquer
    from imagin.domaine.convocations.rules import Demande
    from imagin.domaine.missions.rules import CreneauDuJour
    from imagin.domaine.referentiel.models import TypeMission
    from tests import factories as f
    from tests.factories.missions import jours

    TypeMission.objects.update(remuneration="ORALE", nature=nature)
    tables = TABLES | ({"envois_envoi": "objet_id"} if nature == "COEC" else {})
    nous, nus = [], []
    for _ in range(ESSAIS):
        gens, mission = [f.intervenant().pk for _ in range(PERSONNES)], f.mission()
        demande = Demande(tuple(CreneauDuJour(jour) for jour in jours()), reporter=False)
        debut = time.perf_counter()
        convoquees = convoquer(f.perimetre(), mission=mission.numero, intervenants=gens, demande=demande)
        nous.append((time.perf_counter() - debut) * 1000)
        with connection.cursor() as curseur:
            nus.append(_inserer_nu(curseur, [c.pk for c in convoquees], tables))
    return sorted(nous)[ESSAIS // 2], sorted(nus)[ESSAIS // 2]


def _inserer_nu(curseur: Any, convocations: list[int], tables: dict[str, str]) -> float:
    """Milliseconds to insert the rows of these convocations, one multi-row INSERT a table, into twins of the tables
    with their indexes and checks but no foreign key, no trigger; undone after."""
    from django.db import transaction

    curseur.execute("SELECT affectation_id FROM convocations_convocation WHERE id = ANY(%s)", [convocations])
    affectations = [cle for (cle,) in curseur.fetchall()]
    with transaction.atomic():
        ordres = [_jumelle(curseur, table, cle, affectations) for table, cle in tables.items()]
        debut = time.perf_counter()
        for ordre in ordres:
            curseur.execute(ordre)
        duree = (time.perf_counter() - debut) * 1000
        transaction.set_rollback(True)
    return duree


def _jumelle(curseur: Any, table: str, cle: str, affectations: list[int]) -> str:
    """Make the twin; the multi-row INSERT, values written in, of the rows of `table`."""
    curseur.execute(f"CREATE TABLE nue_{table} (LIKE {table} INCLUDING ALL)")
    curseur.execute(
        f"SELECT string_agg('(' || quote_literal(l::text) || '::{table})', ',') FROM {table} l WHERE {cle} = ANY(%s)",
        [affectations],
    )
    ((valeurs,),) = curseur.fetchall()
    return f"INSERT INTO nue_{table} SELECT (v).* FROM (VALUES {valeurs}) AS x(v)"


def _verifier_en_nombre() -> float:
    """Milliseconds, p95, of the check of 50 people on 10 dates, drawn among a million créneaux."""
    from imagin.domaine.convocations.queries import mission_a_convoquer
    from imagin.domaine.convocations.queries.conflits import conflits
    from imagin.domaine.missions.rules import CreneauDuJour
    from tests import factories as f
    from tests.factories.missions import jours

    gens = _remplir()
    mission = mission_a_convoquer(f.perimetre(), f.mission(dates=jours(10)).numero, organisee=True)
    assert mission is not None
    tirage, durees, perimetre = random.Random(6), list[float](), f.perimetre()
    for _ in range(VERIFICATIONS):
        plages = [CreneauDuJour(jour).plage for jour in tirage.sample(jours(200, dans=1), 10)]
        choisis = tirage.sample(gens, 50)
        debut = time.perf_counter()
        conflits(perimetre, mission=mission, intervenants=choisis, plages=plages)
        durees.append((time.perf_counter() - debut) * 1000)
    return p95(durees)


def _remplir() -> list[int]:
    """A million créneaux of 50,000 people over 200 days, on missions of 200 centres; keys of the people."""
    from django.db import connection

    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.personnes.models import Intervenant
    from tests import factories as f
    from tests.factories.referentiel import uai

    missions = [f.mission(centre=f.etablissement(uai(rang), f"LYCEE {rang}")) for rang in range(200)]
    gens = Intervenant.objects.bulk_create(
        Intervenant(source="EPP", reference=str(rang), nom=f"NOM-{rang}", prenom="Anne")
        for rang in range(EN_BASE // PAR_PERSONNE)
    )
    Affectation.objects.bulk_create(
        Affectation(mission=missions[rang % 200], intervenant=g, etat="CONVOQUEE", origine="GEST")
        for rang, g in enumerate(gens)
    )
    with connection.cursor() as curseur:
        curseur.execute(CRENEAUX, {"jours": PAR_PERSONNE})
        curseur.execute(LIEUX)
        curseur.execute("ANALYZE")
    return [personne.pk for personne in gens]


def _se_disputer() -> None:
    """64 centres, 200 rounds, the same three people, overlapping hours: one wins, each other is told who has them."""
    from imagin.domaine.convocations.models import Creneau
    from tests import factories as f
    from tests.factories.referentiel import uai

    missions = [f.mission(centre=f.etablissement(uai(500 + rang), f"LYCEE {rang}")) for rang in range(FILS)]
    issues: Counter[str] = Counter()
    with ThreadPoolExecutor(FILS) as fils:
        for _ in range(MANCHES):
            Creneau.objects.all().delete()
            issues += _manche(fils, missions, [f.intervenant().pk for _ in range(3)])
    rapporter("manches où une seule des 64 convocations passe", issues["fait"], MANCHES, "manches", ">= 1")
    rapporter("perdants à qui l'on dit qui a le créneau", issues["averti"], MANCHES * (FILS - 1), "perdants", ">= 1")
    rapporter("interblocages et autres erreurs, + 1", issues["erreur"] + 1, 1, "", "<= 1")


def _manche(fils: ThreadPoolExecutor, missions: Sequence["Mission"], gens: list[int]) -> Counter[str]:
    """All at once, each on its own connection; how many won, were told who did, or met something else."""
    from django.db import DatabaseError

    from imagin.domaine.convocations.actions import convoquer
    from imagin.domaine.convocations.models import Creneau
    from imagin.domaine.convocations.rules import ConflitsAConfirmer, Demande
    from imagin.domaine.missions.rules import CreneauDuJour
    from tests import factories as f
    from tests.factories.missions import jours

    depart = Barrier(len(missions))

    def vouloir(rang: int, mission: "Mission") -> str:
        demande = Demande((CreneauDuJour(jours()[0], dtime(8 + rang % 4), dtime(18)),))
        ordre = random.Random(rang).sample(gens, len(gens))
        depart.wait()
        try:
            convoquer(f.perimetre(mission.centre), mission=mission.numero, intervenants=ordre, demande=demande)
        except ConflitsAConfirmer as refus:
            return " ".join(conflit.phrase for conflit in refus.conflits)
        except DatabaseError as erreur:
            return repr(erreur)
        return FAIT

    issues = list(fils.map(vouloir, range(len(missions)), missions))
    gagnantes = set(Creneau.objects.filter(intervenant__in=gens).values_list("mission__numero", flat=True))
    (numero,) = gagnantes if len(gagnantes) == 1 else (None,)
    avertis = sum(f"mission {numero} " in issue for issue in issues)
    faits = issues.count(FAIT)
    return Counter(fait=faits, averti=avertis, erreur=len(missions) - faits - avertis)
