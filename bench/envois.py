"""The outbox: 1,000 letters by mail beside a bare SMTP loop, then 1,000 mails by a worker killed 50 times.

The bare loop does the same work without the outbox: one thread renders each letter, composes the mail, sends it over
one connection, and writes nothing down. The stricter one, told but not judged, finds the mails composed already: but
rendering is most of the work, and no sender of these letters can do without.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from smtplib import SMTP
from statistics import median
from typing import TYPE_CHECKING

from bench.base import base_neuve, chef_de_centre
from bench.boite import HOTE, Boite, ouvrir_boite
from bench.mesure import rapporter

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission
    from imagin.socle.envois.models import Envoi

LETTRES = 1_000
MANCHES = 3
MORTS = 50
# From the mail at which the worker is to die to its death, at most: about the time of one mail.
SURSIS = 0.02
# A minute is what the bell of each minute takes, should a worker find the lock of the dead one still held.
PATIENCE = 90


def mesurer() -> None:
    """Both measures, each on a new database and a new server."""
    with base_neuve(), _serveur():
        mission = _convoquer()
        nous, nue, d_avance = _debits(mission)
        rapporter("1 000 lettres par mél / boucle SMTP nue qui compose", nous, nue, "méls/s", ">= 0.5")
        rapporter("1 000 lettres par mél / boucle SMTP nue, lettres prêtes", nous, d_avance, "méls/s", ">= 0")
    with base_neuve(), _serveur() as boite:
        _demander(_convoquer())
        _survivre(boite)


@contextmanager
def _serveur() -> Iterator[Boite]:
    """A mail server in another process, which the outbox is told to use."""
    from django.test import override_settings

    reglages = {"EMAIL_HOST": HOTE, "EMAIL_USE_TLS": False, "EMAIL_HOST_USER": "", "EMAIL_HOST_PASSWORD": ""}
    with (
        tempfile.TemporaryDirectory() as dossier,
        ouvrir_boite(Path(dossier)) as boite,
        override_settings(EMAIL_PORT=boite.port, **reglages),
    ):
        yield boite


def _convoquer() -> "Mission":
    """A mission to which 1,000 people with a professional address are summoned by the centre."""
    from imagin.domaine.convocations.actions import convoquer
    from imagin.domaine.convocations.rules import Demande
    from imagin.domaine.missions.rules import CreneauDuJour
    from tests import factories as f
    from tests.factories.missions import jours

    chef_de_centre()
    mission, gens = f.mission(), [f.intervenant(f"EXEMPLE-{rang}").pk for rang in range(LETTRES)]
    demande = Demande(tuple(CreneauDuJour(jour) for jour in jours()))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=gens, demande=demande)
    return mission


def _demander(mission: "Mission") -> list["Envoi"]:
    """« Envoyer convocations par mail »: the rows that it leaves in the outbox."""
    from imagin.domaine.convocations.actions import envoyer_convocations
    from imagin.socle.envois.models import Envoi
    from tests import factories as f

    dernier = Envoi.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    affectations = list(mission.affectations.values_list("pk", flat=True))
    envoyer_convocations(f.perimetre(), affectations=affectations)
    return list(Envoi.objects.filter(pk__gt=dernier).order_by("pk"))


def _debits(mission: "Mission") -> tuple[float, float, float]:
    """Mails per second, medians of rates taken in turn: the outbox, the bare loop, the same with mails ready."""
    from imagin.socle.envois.enums import COURRIEL
    from imagin.socle.envois.expedition import expedier
    from imagin.socle.envois.smtp import CanalCourriel

    preparer, durees = CanalCourriel().preparer, list[tuple[float, ...]]()
    for _ in range(MANCHES):
        envois = _demander(mission)
        prets = [preparer(envoi) for envoi in envois]
        durees.append(
            (
                _duree(lambda: expedier(COURRIEL)),
                _duree(lambda envois=envois: _boucler(envois, (preparer(envoi) for envoi in envois))),
                _duree(lambda envois=envois, prets=prets: _boucler(envois, prets)),
            )
        )
    print(f"un mél : {sum(map(len, prets)) / LETTRES / 1024:.1f} Kio, lettre en base64 comprise")
    nous, nue, d_avance = (LETTRES / median(serie) for serie in zip(*durees, strict=True))
    return nous, nue, d_avance


def _boucler(envois: Sequence["Envoi"], messages: "Iterator[bytes] | Sequence[bytes]") -> None:
    """Send them over one connection, each to its recipient and its copy, as smtplib does."""
    from django.conf import settings

    from imagin.socle.envois.adresses import decomposer

    expediteur = decomposer(settings.IMAGIN_EXPEDITEUR)[1]
    with SMTP(HOTE, settings.EMAIL_PORT) as smtp:
        for envoi, message in zip(envois, messages, strict=True):
            smtp.sendmail(expediteur, [decomposer(envoi.destinataire)[1], envoi.copie], message)


def _duree(faire: Callable[[], object]) -> float:
    debut = time.perf_counter()
    faire()
    return time.perf_counter() - debut


def _survivre(boite: Boite) -> None:
    """Kill -9 the worker at 50 moments drawn over the 1,000 mails, let a last one end, then count."""
    from imagin.socle.envois.enums import EtatEnvoi
    from imagin.socle.envois.models import Envoi
    from imagin.socle.envois.suivi import envois_a_examiner

    hasard = random.Random()
    for but in sorted(hasard.sample(range(1, LETTRES - MORTS), MORTS)):
        _travailler(lambda but=but: boite.nombre >= but, hasard.uniform(0, SURSIS))
    _travailler(lambda: not Envoi.objects.filter(etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS)).exists())
    recus, etats = boite.exemplaires, dict(Envoi.objects.values_list("message_id", "etat"))
    envoyes = {identifiant for identifiant, etat in etats.items() if etat == EtatEnvoi.ENVOYE}
    incertains = set(envois_a_examiner().filter(etat=EtatEnvoi.INCERTAIN).values_list("message_id", flat=True))
    perdus = (etats.keys() - envoyes - incertains) | (envoyes - recus.keys())
    doubles = [identifiant for identifiant, nombre in recus.items() if nombre > 1]
    print(
        f"ouvrier tué {MORTS} fois : {len(envoyes)} envoyés, {len(incertains)} incertains dont "
        f"{len(incertains & recus.keys())} reçus"
    )
    rapporter("méls perdus, + 1", len(perdus) + 1, 1, "", "<= 1")
    rapporter("méls reçus deux fois, + 1", len(doubles) + 1, 1, "", "<= 1")
    rapporter("méls incertains, listés", len(incertains), MORTS, "méls", "<= 1")


def _travailler(jusque: Callable[[], bool], sursis: float = 0) -> None:
    """Ring, as each minute does, start `imagin travailler`, and kill it `sursis` seconds after what is waited for."""
    from imagin.socle.envois.enums import COURRIEL
    from imagin.socle.envois.sonnette import sonner
    from tests.socle.envois.ouvrier import attendre_que, ouvrier

    sonner(COURRIEL)
    with ouvrier():
        attendre_que(jusque, PATIENCE)
        time.sleep(sursis)
