"""What summoning people at given times would clash with: two queries, whatever the number of people and dates."""

from collections.abc import Collection, Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.models import Creneau
from imagin.domaine.convocations.rules import Conflit, Plage
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.models import Mission
from imagin.socle.temps import bornes, creneau_en_lettres


def conflits(
    perimetre: Perimetre,
    *,
    mission: Mission,
    intervenants: Collection[int],
    plages: Sequence[Plage],
    hors_affectation: int | None = None,
) -> list[Conflit]:
    """Conflicts of each person with each range: on this same mission (blocking), on another, or indisponible.

    The summons of the whole académie are looked at: a person is taken wherever they are summoned. `hors_affectation`
    is the one being modified.

    Guide: G4.2-19.
    """
    if not intervenants or not plages:
        return []
    return [
        *_affectations(mission, intervenants, plages, hors_affectation),
        *_indisponibilites(intervenants, plages),
    ]


def _affectations(
    mission: Mission, intervenants: Collection[int], plages: Sequence[Plage], hors: int | None
) -> list[Conflit]:
    pris = (
        Creneau.objects.filter(_chevauche("plage", plages), intervenant__in=intervenants)
        .exclude(affectation=hors)
        .select_related("mission__centre", "intervenant")
        .order_by("plage", "pk")
    )
    return [_deja_convoque(creneau, mission) for creneau in pris]


def _deja_convoque(creneau: Creneau, mission: Mission) -> Conflit:
    quand = _quand(creneau.plage)
    meme = creneau.mission_id == mission.pk
    ou = "cette mission" if meme else f"la mission {creneau.mission.numero} ({creneau.mission.centre.libelle})"
    return Conflit(creneau.intervenant_id, str(creneau.intervenant), f"est déjà sur {ou} : {quand}", bloquant=meme)


def _indisponibilites(intervenants: Collection[int], plages: Sequence[Plage]) -> list[Conflit]:
    absences = Indisponibilite.objects.filter(_chevauche("periode", plages), intervenant__in=intervenants)
    return [
        Conflit(
            absence.intervenant_id,
            str(absence.intervenant),
            f"est indisponible : {_quand(absence.periode)}, {absence.motif}",
        )
        for absence in absences.select_related("intervenant").order_by("periode", "pk")
    ]


def _chevauche(champ: str, plages: Sequence[Plage]) -> Q:
    return reduce(or_, (Q(**{f"{champ}__overlap": plage}) for plage in plages))


def _quand(plage: Plage) -> str:
    """« le mardi 15/03/2016 09:00 - 12:00 », inside a sentence."""
    texte = creneau_en_lettres(*bornes(plage))
    return texte[0].lower() + texte[1:]
