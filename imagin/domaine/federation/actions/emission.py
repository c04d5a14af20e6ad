"""What is remembered of what was told to the homes of people summoned here."""

from collections.abc import Collection
from dataclasses import dataclass

from imagin.domaine.federation.models import DossierTransmis
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.temps import maintenant


@dataclass(frozen=True)
class EtatTransmis:
    """What is deposited for a partner about an affectation."""

    partenaire: int
    affectation: int
    intervenant: int
    sequence: int
    condense: str
    retiree: bool


def noter_dossiers_transmis(perimetre: Perimetre, *, etats: Collection[EtatTransmis]) -> None:
    """Keep what is being deposited, in the transaction that deposits it and holds the affectations; one statement."""
    perimetre.exiger_administrateur()
    instant = maintenant()
    DossierTransmis.objects.bulk_create(
        (
            DossierTransmis(
                partenaire_id=etat.partenaire,
                affectation=etat.affectation,
                intervenant_id=etat.intervenant,
                sequence=etat.sequence,
                retiree=etat.retiree,
                condense=etat.condense,
                deposee_le=instant,
            )
            for etat in etats
        ),
        update_conflicts=True,
        unique_fields=["partenaire", "affectation"],
        update_fields=["intervenant", "sequence", "retiree", "condense", "deposee_le"],
    )
