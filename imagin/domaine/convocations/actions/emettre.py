"""Issuing letters: the facts are composed once, and kept."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from imagin.domaine.convocations.events import Convoquee
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.convocations.queries.lettres import faits_communs
from imagin.domaine.convocations.rules import Demande, Emission
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.evenements import annoncer
from imagin.socle.temps import maintenant

Composer = Callable[[Sequence[Emission]], list[dict[str, Any]]]


def poser_creneaux(affectations: Sequence[Affectation], demande: Demande, *, chevauchent: Collection[int]) -> None:
    """Write the créneaux of each affectation; the database refuses overlaps, save those of the people `chevauchent`."""
    Creneau.objects.bulk_create(
        Creneau(
            affectation=affectation,
            mission_id=affectation.mission_id,
            intervenant_id=affectation.intervenant_id,
            plage=creneau.plage,
            chevauchement_admis=affectation.intervenant_id in chevauchent,
        )
        for affectation in affectations
        for creneau in demande.creneaux
    )


def emettre(
    perimetre: Perimetre,
    mission: Mission,
    affectations: Sequence[Affectation],
    demande: Demande,
    *,
    precedentes: Mapping[int, Convocation] = MappingProxyType({}),
) -> list[Convocation]:
    """Compose and keep one letter for each affectation, then announce it; `precedentes` are those that they replace.

    The words and layout come from the provider named in settings (`IMAGIN_LETTRE`): a letter is presentation, its
    facts are not.
    """
    instant = maintenant()
    commun = faits_communs(mission)
    emissions = [
        Emission(
            affectation=affectation,
            plages=tuple(creneau.plage for creneau in demande.creneaux),
            precedente=precedentes.get(affectation.pk),
            emise_le=instant,
            **commun,
        )
        for affectation in affectations
    ]
    composer: Composer = import_string(settings.IMAGIN_LETTRE)
    convocations = Convocation.objects.bulk_create(
        Convocation(
            affectation=emission.affectation,
            version=emission.version,
            emise_le=instant,
            emise_par=perimetre.auteur,
            donnees=donnees,
        )
        for emission, donnees in zip(emissions, composer(emissions), strict=True)
    )
    annoncer(Convoquee(tuple(convocation.pk for convocation in convocations)))
    return convocations
