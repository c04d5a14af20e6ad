"""Reads of the signatures of the caller's établissement, and of how they changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imagin.domaine.convocations.models import Signature
from imagin.domaine.convocations.racines import mes_signatures
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.traces.suivi import auteur_de, histoire_de

CHAMPS = {"autorite": "Autorité", "intitule": "Intitulé", "nom": "Nom", "ville": "Ville"}


@dataclass(frozen=True)
class ChangementSignature:
    """One change: when, who, which field (its label), from what (empty at first) to what.

    Guide: G4.4-01.
    """

    quand: datetime
    qui: str
    champ: str
    avant: str
    apres: str


def signature_de(perimetre: Perimetre, signataire: Signataire) -> Signature | None:
    """The signature of the caller's établissement for that signatory; None before anybody filled it in.

    Guide: G4.4-01.
    """
    return mes_signatures(perimetre).filter(signataire=signataire).first()


def etat_de_la_signature(signature: Signature | None) -> dict[str, str]:
    """What a form that changes a signature was opened on, empty before anybody filled it in."""
    return {libelle: str(getattr(signature, champ, "")) for champ, libelle in CHAMPS.items()}


def changements_de_signature(perimetre: Perimetre, signataire: Signataire) -> list[ChangementSignature]:
    """Every change of that signature, newest first, read from its history (2 queries).

    Guide: G4.4-01.
    """
    signature = signature_de(perimetre, signataire)
    if signature is None:
        return []
    evenements = histoire_de(signature).select_related("pgh_context").order_by("pgh_id")
    changements: list[ChangementSignature] = []
    passes = [evenement for evenement in evenements if evenement.pgh_label != "insert"]
    etats = [*passes, signature]  # an update keeps the row it replaces: what it wrote is in the following one
    creation = next((evenement for evenement in evenements if evenement.pgh_label == "insert"), None)
    if creation:
        changements += _entre(creation, None, creation)
    for rang, evenement in enumerate(passes):
        changements += _entre(evenement, evenement, etats[rang + 1])
    return changements[::-1]


def _entre(evenement: Any, avant: Any, apres: Any) -> list[ChangementSignature]:
    """The fields that an event changed."""
    valeurs = [(champ, getattr(avant, champ, ""), getattr(apres, champ)) for champ in CHAMPS]
    return [
        ChangementSignature(
            quand=evenement.pgh_created_at,
            qui=auteur_de(evenement),
            champ=CHAMPS[champ],
            avant=ancienne,
            apres=nouvelle,
        )
        for champ, ancienne, nouvelle in valeurs
        if ancienne != nouvelle
    ]
