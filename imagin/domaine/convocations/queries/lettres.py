"""The facts of a letter: those that all letters of a mission share, and those of one that another system issued."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from imagin.domaine.convocations.models import Affectations, Convocation, Creneau
from imagin.domaine.convocations.queries.lignes import lettre_en_vigueur
from imagin.domaine.convocations.racines import affectations_du_personnel_visible, affectations_visibles, signatures_de
from imagin.domaine.convocations.rules import Emission
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import avec_libelles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import postes_principaux
from imagin.domaine.referentiel.models import Academie
from imagin.domaine.referentiel.queries import mentions
from imagin.domaine.referentiel.racines import communs


def faits_communs(mission: Mission) -> dict[str, Any]:
    """Facts that all letters of a mission share: fields of Emission."""
    signatures = signatures_de(mission.centre_id).filter(signataire=mission.signataire)
    return {
        "signature": signatures.first(),
        "mentions": tuple(mentions()),
        "academie": communs(Academie).get(code=settings.IMAGIN_ACADEMIE),
    }


def emission_pour_une_mission(perimetre: Perimetre, affectation: int) -> Emission | None:
    """What is known of a letter that another system issued for a mission that the caller sees.

    None when IMAG'IN issued it, when nobody is summoned, or when its dates are not known.

    Guide: G4.1-05.
    """
    return _emission(affectations_visibles(perimetre).filter(pk=affectation))


def emission_du_personnel(perimetre: Perimetre, affectation: int) -> Emission | None:
    """The same for a member of the caller's personnel, wherever the mission takes place.

    Guide: G3.1-06.
    """
    perimetre.exiger_etablissement()
    return _emission(affectations_du_personnel_visible(perimetre).filter(pk=affectation))


def _emission(affectations: Affectations) -> Emission | None:
    affectation = (
        affectations.en_vigueur()
        .select_related("intervenant__discipline", "qualite", "commission", "jury", "salle")
        .prefetch_related(
            Prefetch("mission", avec_libelles(Mission.objects.all())),
            Prefetch("creneaux", Creneau.objects.order_by("plage")),
            Prefetch("convocations", Convocation.objects.filter(annulee_le__isnull=True)),
            postes_principaux("intervenant__exercices"),
        )
        .first()
    )
    if affectation is None:
        return None
    plages = tuple(creneau.plage for creneau in affectation.creneaux.all())
    lettre = lettre_en_vigueur(affectation)
    if not plages or lettre is None or lettre.donnees is not None:
        return None
    return Emission(
        affectation=affectation,
        plages=plages,
        precedente=None,
        emise_le=lettre.emise_le,
        **faits_communs(affectation.mission),
    )
