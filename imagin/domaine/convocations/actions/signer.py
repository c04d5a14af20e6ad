"""Keep what is printed under the letters of an établissement."""

from django.db import transaction

from imagin.domaine.convocations.models import Signature
from imagin.domaine.convocations.queries.signature import etat_de_la_signature
from imagin.domaine.convocations.racines import signatures_de
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.racines import communs
from imagin.socle.traces.suivi import dernier_changement
from imagin.socle.versions import exiger_inchange, un_seul_a_la_fois


@transaction.atomic
def enregistrer_signature(
    perimetre: Perimetre,
    *,
    uai: str,
    signataire: Signataire,
    autorite: str,
    intitule: str,
    nom: str,
    ville: str,
    version: str | None = None,
) -> Signature:
    """Set the signature of an établissement, the caller's own unless they serve the académie.

    Raises ChangeeEntreTemps when `version`, of what the form was opened on, is no longer that of the signature.

    Guide: G4.4-01.
    """
    if perimetre.uai != uai:
        perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    un_seul_a_la_fois(f"signature {uai} {signataire}")
    tenue = signatures_de(uai).filter(signataire=signataire).select_for_update(of=("self",)).first()
    exiger_inchange(etat_de_la_signature(tenue), version, lambda: dernier_changement(tenue) if tenue else None)
    signature, _ = Signature.objects.update_or_create(
        etablissement=communs(Etablissement).get(uai=uai),
        signataire=signataire,
        defaults={"autorite": autorite, "intitule": intitule, "nom": nom, "ville": ville},
    )
    return signature
