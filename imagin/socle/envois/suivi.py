"""What became of what was deposited, and what a person may decide about it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from imagin.socle.envois.canaux import canaux_qui_retiennent
from imagin.socle.envois.enums import A_EXAMINER, EtatEnvoi
from imagin.socle.envois.erreurs import DepotHorsTransaction
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.sonnette import sonner_apres_validation
from imagin.socle.temps import maintenant


def derniers_envois(objet_type: str, objets: Collection[int]) -> dict[int, Envoi]:
    """The latest row of each object, by its number; objects never sent are absent. One query."""
    lignes = Envoi.objects.filter(objet_type=objet_type, objet_id__in=objets).order_by("objet_id", "-id")
    return {envoi.objet_id: envoi for envoi in lignes.distinct("objet_id") if envoi.objet_id is not None}


def envois_des_objets(objets_types: Collection[str], objets: Collection[int]) -> QuerySet[Envoi]:
    """Every row about these objects, oldest first, without what it carries. One query."""
    lignes = Envoi.objects.filter(objet_type__in=objets_types, objet_id__in=objets)
    return lignes.defer("corps", "pieces").order_by("id")


def envois_a_examiner() -> QuerySet[Envoi]:
    """Refused, uncertain and abandoned rows, newest first: nothing sends them again by itself."""
    return Envoi.objects.filter(etat__in=A_EXAMINER).order_by("-id")


def oublier_envois(avant: datetime) -> int:
    """Delete the rows sent before an instant; returns how many. What waits, or waits for a decision, stays.

    So does the latest row of each object of a channel whose rows say what the other side holds.
    """
    memes = Envoi.objects.filter(objet_type=OuterRef("objet_type"), objet_id=OuterRef("objet_id"))
    depassees = Exists(memes.filter(pk__gt=OuterRef("pk")))
    partis = Envoi.objects.filter(~Q(canal__in=canaux_qui_retiennent()) | depassees, etat=EtatEnvoi.ENVOYE)
    return partis.filter(envoye_le__lt=avant).delete()[0]


def objets_en_attente(canal: str) -> set[int]:
    """Numbers of the objects of which that channel has something to send, or is sending it."""
    lignes = Envoi.objects.filter(canal=canal, etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS))
    return {objet for objet in lignes.values_list("objet_id", flat=True) if objet is not None}


def canaux_en_attente() -> list[str]:
    """Channels with rows due now, or left half-way by a dead sender."""
    a_faire = Q(etat=EtatEnvoi.A_ENVOYER, prochaine_tentative__lte=maintenant()) | Q(etat=EtatEnvoi.EN_COURS)
    return list(Envoi.objects.filter(a_faire).order_by("canal").values_list("canal", flat=True).distinct())


def relancer(envois: Collection[int]) -> int:
    """Send again rows to be examined, on a person's decision, under the same Message-ID; returns how many.

    Raises DepotHorsTransaction outside an atomic block.
    """
    _exiger_une_transaction()
    lignes = Envoi.objects.filter(pk__in=envois, etat__in=A_EXAMINER)
    canaux = set(lignes.values_list("canal", flat=True))
    nombre = lignes.update(etat=EtatEnvoi.A_ENVOYER, tentatives=0, prochaine_tentative=maintenant())
    for canal in sorted(canaux):
        sonner_apres_validation(canal)
    return nombre


def hater(canal: str) -> int:
    """Try now all that waits on that channel, since the other side is back; returns how many rows."""
    nombre = Envoi.objects.filter(canal=canal, etat=EtatEnvoi.A_ENVOYER).update(prochaine_tentative=maintenant())
    if nombre:
        sonner_apres_validation(canal)
    return nombre


def retirer(objet_type: str, objets: Collection[int], motif: str) -> int:
    """Give up what has not left yet about these objects (a convocation that was deleted); returns how many rows.

    Raises DepotHorsTransaction outside an atomic block.
    """
    _exiger_une_transaction()
    lignes = Envoi.objects.filter(objet_type=objet_type, objet_id__in=objets, etat=EtatEnvoi.A_ENVOYER)
    return lignes.update(etat=EtatEnvoi.ABANDONNE, derniere_erreur=motif)


def retirer_envois(envois: Collection[int], motif: str) -> set[int]:
    """Give up those of these rows that have not left yet; returns which.

    Raises DepotHorsTransaction outside an atomic block.
    """
    _exiger_une_transaction()
    en_attente = Envoi.objects.filter(pk__in=envois, etat=EtatEnvoi.A_ENVOYER).select_for_update()
    cles = set(en_attente.values_list("pk", flat=True))
    Envoi.objects.filter(pk__in=cles).update(etat=EtatEnvoi.ABANDONNE, derniere_erreur=motif)
    return cles


def nombres_par_canal(canaux: Collection[str]) -> dict[str, tuple[int, int]]:
    """How many rows of each channel have not left, and how many are to be examined; one query."""
    attend = Count("pk", filter=Q(etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS)))
    comptes = Envoi.objects.filter(canal__in=canaux).exclude(etat=EtatEnvoi.ENVOYE).values("canal")
    lignes = comptes.annotate(attend=attend, examine=Count("pk", filter=Q(etat__in=A_EXAMINER)))
    return {ligne["canal"]: (ligne["attend"], ligne["examine"]) for ligne in lignes}


def _exiger_une_transaction() -> None:
    """Refuse to decide outside the transaction of the decision."""
    if not transaction.get_connection().in_atomic_block:
        raise DepotHorsTransaction("What leaves or not is decided inside a transaction.")
