"""Summons across: 10,000 messages to a home killed 20 times while they leave, then the digest of 20,000 affectations.

The home is a real instance: its gunicorn, its base, its address. What it took is read in its history, which keeps every
state of every dossier: each message once, none missing, in the order in which they were decided for each person.
"""

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from bench.base import BASE, base_neuve
from bench.mesure import rapporter

if TYPE_CHECKING:
    from tests.outillage.academies import AcademieDEssai

    Academies = tuple[AcademieDEssai, AcademieDEssai]

CANAL = "federation-16"
COLONNES = ("recue_le", "dossier", "sequence")
PERSONNES = 2_000  # five messages each
MORTS = 20
PATIENCE = 600
AFFECTATIONS, PAR_PERSONNE = 20_000, 4
CHANGEES = {"perdues": 20, "altérées": 15, "en trop": 10, "derrière": 5}
SECONDES = 10

Message = tuple[int, int]  # dossier, sequence


def mesurer() -> None:
    """Both measures, each on new bases."""
    with _academies() as (siec, toulouse):
        survivre(siec, toulouse, PERSONNES, MORTS)
    with _academies() as (siec, toulouse):
        guerir(siec, toulouse, AFFECTATIONS)


@contextmanager
def _academies() -> Iterator["Academies"]:
    """The SIEC, which summons, and Toulouse, whose people they are, its server up."""
    with base_neuve():
        from tests.outillage.academies import academies_reliees

        with academies_reliees(modele=BASE) as toutes:
            for code in ("16", "siec"):
                toutes[code].base.restaurer()
            toutes["16"].demarrer()
            yield toutes["siec"], toutes["16"]


def survivre(siec: "AcademieDEssai", toulouse: "AcademieDEssai", personnes: int, morts: int) -> None:
    """Deposit five messages a person, let them leave while the home is killed, then read what it took."""
    with toulouse.dedans():
        _intervenants(personnes)
    with siec.dedans():
        decides = _decider(_intervenants(personnes))
        debut = time.perf_counter()
        _envoyer(toulouse, len(decides), morts)
        duree = time.perf_counter() - debut
    with toulouse.dedans():
        pris = _pris()
    en_trop = Counter(pris) - Counter(decides)  # taken twice, or never decided
    print(f"{len(decides)} messages, {morts} morts : {duree:.0f} s, {len(decides) / duree:.0f} messages/s")
    rapporter("messages perdus, + 1", len(set(decides) - set(pris)) + 1, 1, "", "<= 1")
    rapporter("messages pris deux fois, + 1", en_trop.total() + 1, 1, "", "<= 1")
    with siec.dedans():
        devancees = _devancees(decides, pris)
    rapporter("personnes dont un message en a devancé un autre, + 1", devancees + 1, 1, "", "<= 1")
    ecarts, _ = _rapprocher(siec)
    rapporter("écarts au rapprochement qui suit, + 1", ecarts + 1, 1, "", "<= 1")


def guerir(siec: "AcademieDEssai", toulouse: "AcademieDEssai", affectations: int) -> None:
    """Part the two sides in 50 places, compare, and count: one message each, and none the night after."""
    with siec.dedans():
        _affecter(affectations)
    deposes, premiere = _rapprocher(siec)
    print(f"{deposes} affectations jamais dites : {premiere:.1f} s pour les composer et les déposer")
    with siec.dedans():
        tenus = _faire_partir()
    with toulouse.dedans():
        _tenir(tenus)
    memes, _ = _rapprocher(siec)
    assert memes == 0, memes
    _separer(siec, toulouse, [dossier for dossier, *_ in tenus])
    ecarts, duree = _rapprocher(siec)
    rapporter(f"rapprochement de {affectations} affectations", duree, SECONDES, "s", "<= 1")
    rapporter("messages pour 50 différences", ecarts, sum(CHANGEES.values()), "messages", "<= 1")
    rapporter("différences pour un message", sum(CHANGEES.values()), ecarts or 0.1, "", "<= 1")
    siec.expedier(toulouse)
    restent, _ = _rapprocher(siec)
    rapporter("écarts la nuit suivante, + 1", restent + 1, 1, "", "<= 1")


def _intervenants(nombre: int) -> list[int]:
    """As many people of Toulouse, whom both instances know by names and birth date."""
    from tests import factories as f

    return [f.intervenant(f"EXEMPLE-{rang:05}", date_naissance="1980-05-17").pk for rang in range(nombre)]


def _decider(personnes: list[int]) -> list[Message]:
    """Summon, move twice, then cancel one in two and summon it again, move the others twice; all that it tells."""
    from imagin.domaine.convocations.actions import annuler_convocations, convoquer, modifier_dates
    from tests import factories as f
    from tests.echanges.federation.convoques import demande, dits

    mission, centre = f.mission(), f.perimetre()
    faites = convoquer(centre, mission=mission.numero, intervenants=personnes, demande=demande())
    affectations = [faite.affectation_id for faite in faites]
    for jour in (1, 0):
        modifier_dates(centre, affectations=affectations, demande=demande(jour))
    annuler_convocations(centre, affectations=affectations[::2])
    de_nouveau = [faite.affectation.intervenant_id for faite in faites[::2]]
    convoquer(centre, mission=mission.numero, intervenants=de_nouveau, demande=demande())
    modifier_dates(centre, affectations=affectations[1::2], demande=demande(1))
    modifier_dates(centre, affectations=affectations[1::2], demande=demande())
    return [(dossier, sequence) for dossier, sequence, _ in dits("16")]


def _envoyer(toulouse: "AcademieDEssai", nombre: int, morts: int) -> None:
    """Send from another thread until nothing waits; meanwhile kill the home at moments drawn over the messages."""
    arret = Event()
    expediteur = Thread(target=_expedier_tout, args=[arret], daemon=True)
    expediteur.start()
    hasard = random.Random()
    for but in sorted(hasard.sample(range(1, nombre * 9 // 10), morts)):
        _attendre(lambda but=but: toulouse.entremise.vues["POST /federation/v1/convocations"] >= but)
        toulouse.tuer()
        toulouse.demarrer()
    arret.set()
    expediteur.join(PATIENCE)
    assert not expediteur.is_alive(), "des messages attendent encore"


def _expedier_tout(arret: Event) -> None:
    """As the job worker does, which the watch tells that the home is back; ends when all has left after `arret`."""
    from django.db import connection

    from imagin.socle.envois.expedition import expedier
    from imagin.socle.envois.suivi import hater, objets_en_attente

    logging.getLogger("imagin.socle.envois.expedition").setLevel(logging.ERROR)  # the home is down: it is known
    while objets_en_attente(CANAL) or not arret.is_set():
        interrompu = expedier(CANAL).interrompu
        hater(CANAL)
        time.sleep(0.5 if interrompu else 0.05)
    connection.close()


def _attendre(condition: Callable[[], bool]) -> None:
    fin = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < fin, "trop long"
        time.sleep(0.005)


def _pris() -> list[Message]:
    """Every state that the home has held, in the order in which it took them."""
    from imagin.domaine.federation.models import ConvocationExterne

    histoire = ConvocationExterne.events.rel.related_model.objects.filter(pgh_label="update")
    etats = [*histoire.values_list(*COLONNES), *ConvocationExterne.objects.values_list(*COLONNES)]
    return [(dossier, sequence) for _, dossier, sequence in sorted(etats)]


def _devancees(decides: list[Message], pris: list[Message]) -> int:
    """People who were not told in the order of what was decided for them."""
    from imagin.domaine.convocations.models import Affectation

    qui = dict(Affectation.objects.values_list("pk", "intervenant"))

    def par_personne(messages: list[Message]) -> dict[int, list[Message]]:
        siens: dict[int, list[Message]] = {}
        for message in messages:
            siens.setdefault(qui[message[0]], []).append(message)
        return siens

    ranges = par_personne(pris)
    return sum(ranges.get(personne) != siens for personne, siens in par_personne(decides).items())


def _affecter(nombre: int) -> None:
    """As many summons in force of people of Toulouse, of which nobody was told."""
    from imagin.domaine.convocations.models import Affectation, Creneau
    from imagin.domaine.missions.rules import CreneauDuJour
    from imagin.domaine.personnes.models import Exercice, Intervenant
    from tests import factories as f
    from tests.factories.missions import jours

    missions, ici = [f.mission() for _ in range(PAR_PERSONNE)], f.etablissement()
    personnes = Intervenant.objects.bulk_create(
        Intervenant(source="EPP", reference=f"E{rang}", nom=f"EXEMPLE-{rang}", prenom="Anne", numen=f"28E{rang:010}")
        for rang in range(nombre // PAR_PERSONNE)
    )
    Exercice.objects.bulk_create(Exercice(intervenant=une, etablissement=ici, titre="P") for une in personnes)
    affectations = Affectation.objects.bulk_create(
        Affectation(mission=mission, intervenant=une, etat="CONVOQUEE", origine="GEST")
        for une in personnes
        for mission in missions
    )
    plages = [CreneauDuJour(jour).plage for jour in jours()]
    Creneau.objects.bulk_create(
        Creneau(
            affectation=affectation,
            mission_id=affectation.mission_id,
            intervenant_id=affectation.intervenant_id,
            plage=plage,
            chevauchement_admis=True,
        )
        for affectation in affectations
        for plage in plages
    )


def _rapprocher(siec: "AcademieDEssai") -> tuple[int, float]:
    """A night at the SIEC: how many messages, in how many seconds."""
    from imagin.domaine.federation.models import Partenaire
    from imagin.echanges.federation.rapprochement import rapprocher

    with siec.dedans():
        partenaire, debut = Partenaire.objects.get(code="16"), time.perf_counter()
        return sum(rapprocher(partenaire)), time.perf_counter() - debut


def _faire_partir() -> list[tuple[int, int, str]]:
    """All that waits has left; dossier, sequence and condensé of each."""
    from imagin.domaine.federation.models import DossierTransmis
    from imagin.socle.envois.models import Envoi
    from imagin.socle.temps import maintenant

    Envoi.objects.update(etat="ENVOYE", envoye_le=maintenant())
    return list(DossierTransmis.objects.values_list("affectation", "sequence", "condense"))


def _tenir(tenus: list[tuple[int, int, str]]) -> None:
    """As if the home had taken them all."""
    from imagin.domaine.federation.models import ConvocationExterne, Partenaire, PersonneExterne

    siec = Partenaire.objects.get(code="siec")
    personne = PersonneExterne.objects.create(partenaire=siec, nom="EXEMPLE", etat="INCONNUE")
    ConvocationExterne.objects.bulk_create(
        ConvocationExterne(
            partenaire=siec, personne=personne, dossier=dossier, sequence=sequence, condense=condense, contenu={}
        )
        for dossier, sequence, condense in tenus
    )


def _separer(siec: "AcademieDEssai", toulouse: "AcademieDEssai", dossiers: list[int]) -> None:
    """Lose messages, alter what is held, lose withdrawals, and change summons behind, as imports do."""
    from imagin.domaine.convocations.models import Affectation, Creneau
    from imagin.domaine.federation.models import ConvocationExterne, DossierTransmis

    tires = iter(random.Random(15).sample(dossiers, sum(CHANGEES.values())))
    choisis = {quoi: [next(tires) for _ in range(nombre)] for quoi, nombre in CHANGEES.items()}
    with toulouse.dedans():
        ConvocationExterne.objects.filter(dossier__in=choisis["perdues"]).delete()
        ConvocationExterne.objects.filter(dossier__in=choisis["altérées"]).update(condense="0" * 32)
    with siec.dedans():
        Affectation.objects.filter(pk__in=choisis["en trop"]).update(etat="ANNULEE")
        DossierTransmis.objects.filter(affectation__in=choisis["en trop"]).update(retiree=True)
        derniers = Creneau.objects.filter(affectation__in=choisis["derrière"]).order_by("affectation", "-plage")
        Creneau.objects.filter(pk__in=[creneau.pk for creneau in derniers.distinct("affectation")]).delete()
