"""Delegations, and opening of activities."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F

from imagin.domaine.acces.enums import FinConnexion, Fonction, SourceDelegation
from imagin.domaine.acces.models import Compte, Connexion, Delegation, Ouverture
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.racines import communs
from imagin.socle.temps import maintenant


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


@transaction.atomic
def retirer_delegations_de_partenaire(perimetre: Perimetre, *, etablissements: Collection[int]) -> int:
    """Take back what another académie's sign-in gave for these établissements, its centres here; returns how many.

    Who is inside is put out at the next request, and told so; their place is free.

    Guide: G4.6-01.
    """
    perimetre.exiger_administrateur()
    lieux, source = {"etablissement__in": etablissements}, SourceDelegation.PARTENAIRE
    par_elle = {"compte__delegations__source": source, "compte__delegations__etablissement": F("etablissement")}
    Connexion.objects.filter(**lieux, **par_elle, fermee_le=None).update(
        fermee_le=maintenant(), fin=FinConnexion.LIBEREE
    )
    return Delegation.objects.filter(**lieux, source=source).delete()[0]
