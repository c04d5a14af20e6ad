"""Ask that convocations leave by mail, and again those that did not arrive."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.events import EnvoiDemande
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries import affectations_par_cle, convocations_du_centre
from imagin.domaine.convocations.queries.envois import LigneJournal, journal_de_la_mission, point_des_envois
from imagin.domaine.convocations.racines import affectations_aux
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.domaine.missions.queries import missions_du_centre
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.envois.adresses import decomposee
from imagin.socle.envois.suivi import relancer
from imagin.socle.evenements import annoncer


@dataclass
class BilanEnvoi:
    """Who gets a mail, who was about to get it already, who had it and gets no other, who has no address at all.

    `retirees`: whom their source has withdrawn, and nobody writes to.
    """

    envoyees: list[Convocation]
    deja_en_route: list[Convocation]
    deja_envoyees: list[Convocation]
    sans_adresse: list[Convocation]
    retirees: list[Convocation]


@transaction.atomic
def envoyer_convocations(perimetre: Perimetre, *, affectations: Collection[int], encore: bool = False) -> BilanEnvoi:
    """Ask for one mail for each of these affectations that the centre made; others are passed over.

    The professional address first, else the personal one. A letter whose mail still waits gets no second one; one that
    left by mail gets another only when asked (`encore`).

    Guide: G4.2-04, G4.2-18.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    _tenir(affectations_par_cle(perimetre, affectations))
    choisies = list(convocations_du_centre(perimetre, affectations=affectations))
    if not choisies:
        raise ConvocationRefusee("Aucune convocation réalisée par votre centre n'est à envoyer dans cette liste.")
    point = point_des_envois(choisies)
    envoyees = [*point.a_envoyer, *(point.envoyees if encore else ())]
    _demander(perimetre, [convocation.pk for convocation in envoyees])
    laissees = [] if encore else point.envoyees
    return BilanEnvoi(envoyees, point.en_route, laissees, point.sans_adresse, point.retirees)


@transaction.atomic
def renvoyer_mels(perimetre: Perimetre, *, mission: int, envoi: int | None = None) -> list[LigneJournal]:
    """Send again the mails of the mission numbered `mission` that did not arrive; returns which.

    Under the same Message-ID, unless the person's address has changed since: it is another mail then. Uncertain ones
    are left alone, unless `envoi` names one: a person decides for each.

    Guide: G4.2-18.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    _tenir(affectations_aux(missions_du_centre(perimetre).filter(numero=mission)).order_by("pk"))
    lignes = [ligne for ligne in journal_de_la_mission(perimetre, mission) if _a_renvoyer(ligne, envoi)]
    deplacees = [ligne for ligne in lignes if _adresse_changee(ligne)]
    _demander(perimetre, [ligne.convocation.pk for ligne in deplacees])
    relancer([ligne.envoi.pk for ligne in lignes if ligne.envoi and ligne not in deplacees])
    return lignes


def _tenir(affectations: QuerySet[Affectation]) -> None:
    """Lock them in order of key, as `plusieurs` does: who asks twice at once finds what the first has deposited."""
    list(affectations.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _a_renvoyer(ligne: LigneJournal, envoi: int | None) -> bool:
    if not ligne.renvoyable or ligne.envoi is None:
        return False
    return ligne.envoi.pk == envoi if envoi else not ligne.incertain


def _adresse_changee(ligne: LigneJournal) -> bool:
    """Has the person another address than the one that the mail was refused at? A cancellation keeps its own."""
    actuelle = ligne.affectation.intervenant.mel
    if ligne.envoi is None or ligne.envoi.objet_type != ObjetEnvoi.CONVOCATION or not actuelle:
        return False
    return decomposee(ligne.envoi.destinataire) != decomposee(actuelle)


def _demander(perimetre: Perimetre, convocations: Sequence[int]) -> None:
    if convocations:
        annoncer(EnvoiDemande(tuple(convocations), par=perimetre.auteur))
