"""What SANTORIN must be told, deposited in the transaction that decides it: handlers, and the nightly comparison.

One rule for all: compose the present state of an affectation, compare it with what was last deposited for it, deposit
only what differs. So a change that SANTORIN does not see sends nothing, and nothing is sent twice.
"""

import json
from collections.abc import Collection, Iterable, Iterator

from django.db import transaction
from django.db.models import Max, QuerySet

from imagin.domaine.convocations.enums import EtatAffectation, ObjetEnvoi
from imagin.domaine.convocations.events import ConvocationsAnnulees, Convoquee
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from imagin.echanges.santorin.canal import SANTORIN
from imagin.echanges.santorin.composition import Contenu, convocation, enveloppe, relire, retrait, role
from imagin.echanges.santorin.lecture import AffectationComparee, a_comparer, lots_a_rapprocher, transmises
from imagin.socle.envois.depot import MessageADeposer, deposer_messages
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.suivi import derniers_envois


def transmettre_convocations(evenement: Convoquee) -> None:
    """One message for each of these convocations whose mission is SANTORIN's; one query when it is not.

    Guide: G4.2-15.
    """
    missions = (
        Mission.objects.filter(affectations__convocations__in=evenement.convocations)
        .select_related("type", "epreuve_option")
        .annotate(par=Max("affectations__convocations__emise_par"))
    )
    if auteurs := [mission.par for mission in missions if role(mission)]:
        deposer_ecarts(_cles(Affectation.objects.filter(convocations__in=evenement.convocations)), par=auteurs[0])


def transmettre_annulations(evenement: ConvocationsAnnulees) -> None:
    """Tell SANTORIN that people it knows are no longer summoned; one query when it knows none.

    Guide: G4.2-15.
    """
    if connues := _cles(transmises(Affectation.objects.filter(convocations__in=evenement.convocations))):
        deposer_ecarts(connues, par=evenement.par)


def rapprocher_missions() -> int:
    """Deposit what imports changed behind, for the open sessions; returns how many messages. A transaction a lot.

    A mail or a name changed by EPP, a mission withdrawn by CYCLADES or given another type, an affectation taken over.

    Guide: G4.2-15.
    """
    nombre = 0
    for lot in lots_a_rapprocher():
        with transaction.atomic():
            nombre += deposer_ecarts(lot, par="rapprochement")
    return nombre


def deposer_ecarts(cles: Collection[int], *, par: str = "") -> int:
    """Deposit what SANTORIN does not know yet of these affectations; returns how many messages.

    A fixed number of queries whatever their number. To call in the transaction that decides.
    """
    lues = list(a_comparer(cles))  # locked: what was deposited last is read after
    derniers = derniers_envois(ObjetEnvoi.SANTORIN, cles)
    return len(deposer_messages(SANTORIN, _messages(lues, derniers, par)))


def _messages(lues: Iterable[AffectationComparee], derniers: dict[int, Envoi], par: str) -> Iterator[MessageADeposer]:
    """A message for each affectation of which something is to be told."""
    for affectation in lues:
        dernier = derniers.get(affectation.pk)
        connu, version = relire(dernier.corps) if dernier else ({}, 0)
        voulu = convocation(affectation) if _est_attendue(affectation, connu) else connu and retrait(connu)
        if voulu != connu:
            yield _message(affectation, enveloppe(voulu, version + 1), par)


def _est_attendue(affectation: AffectationComparee, connu: Contenu) -> bool:
    """Is the person summoned to a mission that SANTORIN knows, by us, or as a dossier that it has from us?"""
    convoquee = affectation.etat == EtatAffectation.CONVOQUEE
    return convoquee and (affectation.a_nous or bool(connu)) and bool(role(affectation.mission))


def _message(affectation: Affectation, message: dict[str, object], par: str) -> MessageADeposer:
    """One key a person: what is told of somebody leaves in the order in which it was decided."""
    return MessageADeposer(
        cle=f"intervenant:{affectation.intervenant_id}",
        identifiant=str(message["identifiant"]),
        destinataire="SANTORIN",
        sujet=f"{str(message['operation']).capitalize()} {affectation.intervenant}, mission {affectation.mission}",
        corps=json.dumps(message, ensure_ascii=False),
        objet=(ObjetEnvoi.SANTORIN, affectation.pk),
        par=par,
    )


def _cles(affectations: QuerySet[Affectation]) -> list[int]:
    return list(affectations.order_by("pk").values_list("pk", flat=True))
