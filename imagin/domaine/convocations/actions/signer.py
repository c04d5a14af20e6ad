"""Keep what is printed under the letters of an établissement."""

from django.db import transaction

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.models import Signature
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.referentiel.models import Etablissement


@transaction.atomic
def enregistrer_signature(
    perimetre: Perimetre, *, uai: str, signataire: Signataire, autorite: str, intitule: str, nom: str, ville: str
) -> Signature:
    """Set the signature of an établissement, the caller's own unless they serve the académie.

    Guide: G4.4-01.
    """
    if perimetre.uai != uai:
        perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    signature, _ = Signature.objects.update_or_create(
        etablissement=Etablissement.objects.get(uai=uai),
        signataire=signataire,
        defaults={"autorite": autorite, "intitule": intitule, "nom": nom, "ville": ville},
    )
    return signature
