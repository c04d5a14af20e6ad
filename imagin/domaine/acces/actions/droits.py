"""Delegations, and opening of activities."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from imagin.domaine.acces.enums import Fonction, SourceDelegation
from imagin.domaine.acces.models import Compte, Delegation, Ouverture
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.racines import communs


@transaction.atomic
def deleguer(
    perimetre: Perimetre,
    *,
    compte: Compte,
    uai: str,
    fonction: Fonction,
    date_debut: date,
    date_fin: date | None = None,
) -> Delegation:
    """Let `compte` act for the établissement `uai` from `date_debut` to `date_fin` included.

    Guide: G2.1-04.
    """
    perimetre.exiger(Role.ADMINISTRATEUR)
    etablissement = communs(Etablissement).get(uai=uai)
    delegation = Delegation(
        compte=compte, etablissement=etablissement, fonction=fonction, date_debut=date_debut, date_fin=date_fin
    )
    delegation.full_clean()
    delegation.save()
    return delegation


@transaction.atomic
def ouvrir_activite(
    perimetre: Perimetre,
    *,
    activite: str,
    date_debut: date,
    date_fin: date | None = None,
    uai: str = "",
    categorie: str = "",
) -> Ouverture:
    """Open an activity to one établissement, to a category, or to all when neither is given.

    Guide: G1.3-04, GG-01.
    """
    perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    ouverture = Ouverture(
        activite=activite,
        etablissement=communs(Etablissement).get(uai=uai) if uai else None,
        categorie=categorie,
        date_debut=date_debut,
        date_fin=date_fin,
    )
    ouverture.full_clean()
    ouverture.save()
    return ouverture


def retirer_delegations_de_partenaire(perimetre: Perimetre, *, etablissements: Collection[int]) -> int:
    """Take back what another académie's sign-in gave for these établissements, its centres here; returns how many.

    Who is inside loses the perimeter at the next request.

    Guide: G4.6-01.
    """
    perimetre.exiger_administrateur()
    source = SourceDelegation.PARTENAIRE
    return Delegation.objects.filter(etablissement__in=etablissements, source=source).delete()[0]
