"""Confirming doubts, inside the action that raises them."""

from collections.abc import Collection

from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.doutes.rules import Confirmation, Doute, exiger_confirmes
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.temps import maintenant


def lever_doutes(
    perimetre: Perimetre,
    *,
    doutes: Collection[Doute],
    confirmation: Confirmation,
    mission: int | None = None,
    objet: str = "",
) -> None:
    """Keep these doubts as confirmed, in the caller's transaction; raises DoutesAConfirmer while they are not.

    `mission` is the number of the mission that they bear on, `objet` what those are about that do not say it. To call
    before anything is written.
    """
    exiger_confirmes(doutes, confirmation)
    garder_doutes(perimetre, doutes=[(doute, objet) for doute in doutes], confirmation=confirmation, mission=mission)


def garder_doutes(
    perimetre: Perimetre,
    *,
    doutes: Collection[tuple[Doute, str]],
    confirmation: Confirmation,
    mission: int | None = None,
) -> None:
    """Keep doubts that are confirmed, each with what it is about when it does not say so itself; 1 query."""
    instant, motif = maintenant(), confirmation.motif.strip()
    DouteConfirme.objects.bulk_create(
        DouteConfirme(
            code=doute.code,
            phrase=doute.phrase,
            motif=motif,
            objet=(doute.objet or objet)[:200],
            mission=mission,
            uai=perimetre.uai,
            auteur=perimetre.auteur,
            confirme_le=instant,
        )
        for doute, objet in doutes
    )
