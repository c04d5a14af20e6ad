"""What may be done of each reason."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.revisions.enums import MotifRevision, Remede
from imagin.socle.temps import bornes

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


def creneaux_suivants(
    anciens: Sequence[CreneauDuJour],
    calendrier: Sequence[CreneauDuJour],
    *,
    rangs: Mapping[date, tuple[int, int]],
    sans_heures: Collection[date] = (),
) -> tuple[CreneauDuJour, ...] | None:
    """What somebody who had dates or hours of their own (`anciens`) is asked for once the calendar has changed.

    As many days as the calendar: day for day. Else the days that it still has, and for each that it lost the one that
    has taken its place; `rangs`: its rank (1, 2…) in the calendar that had it, and how many days that one had. None
    when one cannot tell: somebody must choose. Hours of their own stay where they hold in the day's, those of days
    `sans_heures` bind nobody.
    """
    par_jour = {creneau.jour: creneau for creneau in calendrier}
    if len(anciens) == len(calendrier):
        jours: list[date] = [creneau.jour for creneau in calendrier]
    else:
        suivis = [_jour_suivant(ancien.jour, calendrier, rangs) for ancien in anciens]
        jours = [jour for jour in suivis if jour is not None and jour in par_jour]
        if len(set(jours)) < len(anciens):
            return None
    return tuple(
        _heures(ancien, par_jour[jour], libre=jour in sans_heures)
        for ancien, jour in sorted(zip(anciens, jours, strict=True), key=lambda paire: paire[1])
    )


def _jour_suivant(
    jour: date, calendrier: Sequence[CreneauDuJour], rangs: Mapping[date, tuple[int, int]]
) -> date | None:
    rang, sur = rangs.get(jour, (0, 0))
    if not rang:
        return jour
    return calendrier[rang - 1].jour if sur == len(calendrier) else None


def _heures(ancien: CreneauDuJour, nouveau: CreneauDuJour, *, libre: bool) -> CreneauDuJour:
    """The former hours on the new day, when they hold in its own."""
    garde = CreneauDuJour(nouveau.jour, ancien.debut, ancien.fin)
    (ouvre, ferme), (debut, fin) = bornes(nouveau.plage), bornes(garde.plage)
    return garde if libre or (ouvre <= debut and fin <= ferme) else nouveau
