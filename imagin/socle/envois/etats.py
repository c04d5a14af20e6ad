"""Changes of state made by the sender: each is one UPDATE, committed at once, that checks the state it leaves."""

from django.db import Error, connection
from django.db.models import QuerySet

from imagin.socle.envois.adresses import une_ligne
from imagin.socle.envois.canaux import est_repetable
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.erreurs import RetireEntreTemps
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.reprise import delai_avant_reprise, est_a_abandonner
from imagin.socle.temps import maintenant

LONGUEUR_MOTIF = 1_000
DOUTE_APRES_ARRET = (
    "L'expéditeur s'est arrêté pendant la remise : le message est peut-être parti. "
    "Demandez au destinataire s'il l'a reçu avant de refaire l'envoi."
)


def marquer_en_cours(envoi: Envoi) -> None:
    """From here the row may have left. Raises RetireEntreTemps when somebody withdrew it."""
    pris = Envoi.objects.filter(pk=envoi.pk, etat=EtatEnvoi.A_ENVOYER).update(
        etat=EtatEnvoi.EN_COURS, tentatives=envoi.tentatives + 1
    )
    if not pris:
        raise RetireEntreTemps


def marquer_envoye(envoi: Envoi, remarque: str) -> EtatEnvoi:
    """The other side took it. That is known for sure, so it is written even through a fresh database session."""
    try:
        _marquer_envoye(envoi, remarque)
    except Error:
        connection.close()
        _marquer_envoye(envoi, remarque)
        raise
    return EtatEnvoi.ENVOYE


def _marquer_envoye(envoi: Envoi, remarque: str) -> None:
    """Write it, over the doubt too that another sender may have noted meanwhile."""
    Envoi.objects.filter(pk=envoi.pk, etat__in=(EtatEnvoi.EN_COURS, EtatEnvoi.INCERTAIN)).update(
        etat=EtatEnvoi.ENVOYE, envoye_le=maintenant(), derniere_erreur=_borner(remarque)
    )


def marquer_refuse(envoi: Envoi, motif: str) -> EtatEnvoi:
    """The other side refused it for good, in those words."""
    return _quitter(envoi, EtatEnvoi.REFUSE, motif)


def marquer_incertain(envoi: Envoi, motif: str) -> EtatEnvoi:
    """Nobody can tell whether it left: a person will decide."""
    return _quitter(envoi, EtatEnvoi.INCERTAIN, motif)


def marquer_a_reprendre(envoi: Envoi, motif: str) -> EtatEnvoi:
    """It did not leave: try later, or give up after too many attempts; never on a repeatable channel."""
    tentatives = envoi.tentatives + 1
    if est_a_abandonner(tentatives) and not est_repetable(envoi.canal):
        return _quitter(envoi, EtatEnvoi.ABANDONNE, motif)
    _en_main(envoi).update(
        etat=EtatEnvoi.A_ENVOYER,
        tentatives=tentatives,
        prochaine_tentative=maintenant() + delai_avant_reprise(tentatives),
        derniere_erreur=_borner(motif),
    )
    return EtatEnvoi.A_ENVOYER


def reprendre_les_orphelins(canal: str) -> int:
    """Rows that a dead sender left between its commitment and the answer; to call holding the channel's lock.

    They are uncertain, or simply sent again where the other side recognises what it has taken.
    """
    orphelins = Envoi.objects.filter(canal=canal, etat=EtatEnvoi.EN_COURS)
    if est_repetable(canal):
        return orphelins.update(etat=EtatEnvoi.A_ENVOYER, prochaine_tentative=maintenant())
    return orphelins.update(etat=EtatEnvoi.INCERTAIN, derniere_erreur=DOUTE_APRES_ARRET)


def _quitter(envoi: Envoi, etat: EtatEnvoi, motif: str) -> EtatEnvoi:
    """Leave the queue for good, in that state."""
    _en_main(envoi).update(etat=etat, tentatives=envoi.tentatives + 1, derniere_erreur=_borner(motif))
    return etat


def _borner(motif: str) -> str:
    """One line that the database can keep, whatever the other side said."""
    return une_ligne(motif)[:LONGUEUR_MOTIF]


def _en_main(envoi: Envoi) -> QuerySet[Envoi]:
    """The row, provided that nobody withdrew it or sent it meanwhile."""
    return Envoi.objects.filter(pk=envoi.pk, etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS))
