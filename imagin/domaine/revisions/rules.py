"""What may be done of each reason."""

from collections.abc import Mapping
from types import MappingProxyType

from imagin.domaine.revisions.enums import MotifRevision, Remede

LONGUEUR_MOTIF_GARDE = 200
COURANTS = (Remede.REMPLACER, Remede.ANNULER, Remede.GARDER)
REMEDES: Mapping[MotifRevision, tuple[Remede, ...]] = MappingProxyType(
    {
        MotifRevision.DATE: (Remede.NOUVELLES_DATES, Remede.MODIFIER, *COURANTS),
        MotifRevision.HORAIRES: (Remede.NOUVELLES_DATES, Remede.MODIFIER, *COURANTS),
        MotifRevision.COMMISSION: (Remede.MODIFIER, *COURANTS),
        MotifRevision.JURY: (Remede.MODIFIER, *COURANTS),
        MotifRevision.SALLE: (Remede.MODIFIER, *COURANTS),
        MotifRevision.CENTRE: (Remede.NOUVELLES_DATES, *COURANTS),
        MotifRevision.MISSION: (Remede.ANNULER, Remede.GARDER),
        MotifRevision.PERSONNE: COURANTS,
        MotifRevision.INDISPONIBLE: COURANTS,
        MotifRevision.AILLEURS: COURANTS,
        MotifRevision.CENTRE_FERME: COURANTS,
    }
)
"""In the order in which they are offered. « Prendre les nouvelles dates » issues the letter again, centre included."""


class RevisionRefusee(Exception):
    """This may not be done of that revision; the message says why in French."""


def remedes_communs(motifs: "set[MotifRevision]") -> tuple[Remede, ...]:
    """Those that may be done of several reasons together, in their order."""
    return tuple(remede for remede in Remede if all(remede in REMEDES[motif] for motif in motifs))
