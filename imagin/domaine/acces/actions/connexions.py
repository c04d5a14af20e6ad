"""The one connection per établissement (G2.1-03): taken, kept alive, left, taken over, freed."""

from datetime import datetime

from django.db import transaction

from imagin.domaine.acces.enums import FinConnexion
from imagin.domaine.acces.models import Connexion
from imagin.domaine.acces.queries import connexion_en_cours
from imagin.domaine.acces.rules import PlaceOccupee
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.racines import mon_etablissement
from imagin.socle.temps import maintenant


@transaction.atomic
def ouvrir_connexion(perimetre: Perimetre, *, reprendre: bool = False) -> Connexion:
    """Take the only place of the caller's établissement; raises PlaceOccupee, which says by whom and since when.

    A place whose holder has been silent for 30 minutes is free. `reprendre` lets an account take its own place over
    from another browser. The établissement's row is locked: of two who come at the same instant, one waits, then sees
    the other.

    Guide: G2.1-03.
    """
    etablissement = mon_etablissement(perimetre).select_for_update(no_key=True).get()
    occupee = connexion_en_cours(perimetre)
    if occupee is not None:
        _ecarter(perimetre, occupee, reprendre=reprendre)
    instant = maintenant()
    return Connexion.objects.create(
        compte_id=perimetre.mon_compte, etablissement=etablissement, ouverte_le=instant, derniere_activite=instant
    )


def signaler_activite(perimetre: Perimetre) -> None:
    """Keep the caller's place: they have just done something."""
    Connexion.objects.filter(pk=perimetre.connexion_id or 0, fermee_le=None).update(derniere_activite=maintenant())


def fermer_connexion(perimetre: Perimetre) -> None:
    """Give the caller's place back, on « Quitter » or when they change service; nothing when they hold none."""
    Connexion.objects.filter(pk=perimetre.connexion_id or 0, fermee_le=None).update(
        fermee_le=maintenant(), fin=FinConnexion.QUITTEE
    )


def liberer_connexion(perimetre: Perimetre, *, etablissement: int) -> bool:
    """Free the place of an établissement from the académie; False when it was free already.

    Guide: G2.1-03.
    """
    perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    fermees = Connexion.objects.filter(etablissement_id=etablissement, fermee_le=None).update(
        fermee_le=maintenant(), fin=FinConnexion.LIBEREE
    )
    return bool(fermees)


def oublier_connexions(perimetre: Perimetre, *, avant: datetime) -> int:
    """Delete the connections that ended before an instant; returns how many. Those still open stay."""
    perimetre.exiger_administrateur()
    return Connexion.objects.filter(fermee_le__lt=avant).delete()[0]


def _ecarter(perimetre: Perimetre, occupee: Connexion, *, reprendre: bool) -> None:
    """End a connection that stands in the way; raises PlaceOccupee when it may not be."""
    par_soi = occupee.compte_id == perimetre.compte_id
    if not occupee.est_silencieuse and not (par_soi and reprendre):
        raise PlaceOccupee(
            par=str(occupee.compte),
            depuis=occupee.ouverte_le,
            derniere_activite=occupee.derniere_activite,
            par_soi=par_soi,
        )
    fin = FinConnexion.EXPIREE if occupee.est_silencieuse else FinConnexion.REPRISE
    Connexion.objects.filter(pk=occupee.pk).update(fermee_le=maintenant(), fin=fin)
