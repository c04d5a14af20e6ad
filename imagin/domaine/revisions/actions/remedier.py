"""Deal with what is « à revoir », one by one or together."""

from collections.abc import Collection

from django.db import transaction

from imagin.domaine.convocations.actions import ResultatDuLot
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.revisions.enums import EtatRevision
from imagin.domaine.revisions.queries import a_revoir
from imagin.domaine.revisions.rules import LONGUEUR_MOTIF_GARDE, RevisionRefusee
from imagin.socle.temps import maintenant

SANS_MOTIF = "Dites pourquoi vous gardez cette convocation : le motif est conservé, et le service des examens le voit."


@transaction.atomic
def garder_telles_quelles(perimetre: Perimetre, *, revisions: Collection[int], motif: str) -> int:
    """Keep these convocations as they are, and why; how many revisions were closed. Raises RevisionRefusee.

    Guide: GX-01.
    """
    if not motif.strip():
        raise RevisionRefusee(SANS_MOTIF)
    return (
        a_revoir(perimetre)
        .filter(pk__in=revisions)
        .order_by()
        .update(
            etat=EtatRevision.GARDEE,
            close_le=maintenant(),
            close_par=perimetre.auteur,
            motif_garde=motif.strip()[:LONGUEUR_MOTIF_GARDE],
        )
    )


@transaction.atomic
def prendre_les_nouvelles_dates(perimetre: Perimetre, *, revisions: Collection[int]) -> list[ResultatDuLot]:
    """Give these convocations the dates that their missions have now, by the letter's next version.

    What each is refused for is said; the others are done (`modifier_dates`).

    Guide: GX-01, G4.2-04.
    """
    raise RevisionRefusee("Ce remède n'est pas encore proposé.")  # package B
