"""Deal with what is « à revoir », one by one or together."""

from collections.abc import Collection

from django.db import transaction

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
