"""Mark convocations that something contradicts, and take off the marks that no longer hold."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from imagin.domaine.missions.actions import fixer_dates
from imagin.domaine.missions.racines import visibles
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.revisions.actions.contradictions import (
    CLORE,
    CONTRADICTIONS,
    INDISPONIBLES,
    PHOTO,
    PHOTO_DES_JOURS,
    RENOMMER,
    VIDER,
)
from imagin.domaine.revisions.events import ConvocationsARevoir
from imagin.socle.evenements import annoncer
from imagin.socle.temps import maintenant

# What is open already says now the last change; what it was before stays.
MARQUER = """
INSERT INTO revisions_revision (affectation_id, motif, objet, phrase, avant, apres, cause, rapport_id, marquee_le, etat,
  close_par, motif_garde)
SELECT affectation, motif, coalesce(objet, ''), left(phrase, 300), avant, apres, %(cause)s, %(rapport)s, %(instant)s,
  'A_REVOIR', '', ''
  FROM ({contradictions}) n (affectation, motif, objet, phrase, avant, apres)
ON CONFLICT (affectation_id, motif, objet) WHERE etat = 'A_REVOIR'
DO UPDATE SET phrase = excluded.phrase, apres = excluded.apres, cause = excluded.cause, rapport_id = excluded.rapport_id
RETURNING id"""


def photographier(perimetre: Perimetre, *, missions: Collection[int] | None = None) -> None:
    """Keep, until the end of the transaction, what summonses to come lean on: of these missions (keys), or of all.

    Guide: GX-01.
    """
    perimetre.exiger_gestion()
    _executer(VIDER)
    _executer(PHOTO, missions=None if missions is None else list(missions))
    _executer(PHOTO_DES_JOURS)


@transaction.atomic
def marquer_contredites(perimetre: Perimetre, *, rapport: int | None = None, prevenir: bool = True) -> tuple[int, ...]:
    """Mark those that what was written since `photographier` contradicts; keys of the revisions.

    `prevenir`: who is concerned is told.

    Whoever lost a commission, a jury or a room that is back has it again, and marks that no longer hold are lifted
    first. A fixed number of queries.

    Guide: GX-01, GX-02.
    """
    perimetre.exiger_gestion()
    for requete in RENOMMER:
        _executer(requete)
    lever_ce_qui_ne_contredit_plus(perimetre)
    revisions = _marquer(perimetre, CONTRADICTIONS, rapport=rapport)
    if revisions and prevenir:
        annoncer(ConvocationsARevoir(revisions, par=perimetre.auteur))
    return revisions


@transaction.atomic
def fixer_dates_et_marquer(
    perimetre: Perimetre, *, mission: int, creneaux: Collection[CreneauDuJour]
) -> tuple[int, ...]:
    """`fixer_dates` of the mission numbered so, and mark whom it contradicts; keys of the revisions.

    Guide: G4.2-10, GX-01.
    """
    perimetre.exiger_gestion()
    photographier(perimetre, missions=visibles(perimetre).filter(numero=mission).values_list("pk", flat=True))
    fixer_dates(perimetre, mission=mission, creneaux=creneaux)
    return marquer_contredites(perimetre)


def marquer_indisponibles(
    perimetre: Perimetre, *, indisponibilites: Collection[int], deja_couverts: Collection[int]
) -> tuple[int, ...]:
    """Mark those whose créneaux these indisponibilités (keys) cover, `deja_couverts` (créneaux) left out.

    Their mails are those of G3.2-05: none is announced here.

    Guide: GX-01.
    """
    return _marquer(
        perimetre,
        INDISPONIBLES,
        rapport=None,
        indisponibilites=list(indisponibilites),
        deja_couverts=list(deja_couverts),
    )


def lever_ce_qui_ne_contredit_plus(perimetre: Perimetre, *, affectations: Collection[int] | None = None) -> int:
    """Close open revisions whose reason is gone, or was dealt with; how many.

    Guide: GX-01.
    """
    cles = None if affectations is None else list(affectations)
    return len(_executer(CLORE, affectations=cles, instant=maintenant(), par=perimetre.auteur))


def _marquer(perimetre: Perimetre, contradictions: str, *, rapport: int | None, **parametres: Any) -> tuple[int, ...]:
    """Keys of the revisions opened, or said anew."""
    requete = MARQUER.format(contradictions=contradictions)
    lignes = _executer(requete, cause=perimetre.auteur, rapport=rapport, instant=maintenant(), **parametres)
    return tuple(sorted(cle for (cle,) in lignes))


def _executer(requete: str, **parametres: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as curseur:
        curseur.execute(requete, {"fuseau": settings.TIME_ZONE, **parametres})
        lignes: list[tuple[Any, ...]] = curseur.fetchall() if curseur.description else []
        return lignes
