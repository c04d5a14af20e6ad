"""The mail that tells a centre which of its missions CYCLADES has withdrawn: handler of `MissionsRetirees`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from imagin.domaine.convocations.events import MissionsRetirees
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.racines import affectations_designees
from imagin.domaine.missions.models import Mission
from imagin.domaine.referentiel.models import Etablissement
from imagin.presentation.courriels.redaction import rediger
from imagin.presentation.personnes import telephones
from imagin.socle.envois.adresses import adresse_nommee, est_joignable
from imagin.socle.envois.depot import Courriel, deposer_courriels

NOM = "missions_retirees"


@dataclass(frozen=True)
class MissionRetiree:
    """A mission in words, and its people: told by mail, to be told (with their telephone), kept since work was done."""

    numero: str
    libelle: str
    prevenus: tuple[str, ...]
    a_prevenir: tuple[str, ...]
    gardes: tuple[str, ...]


@dataclass(frozen=True)
class MotsDuRetrait:
    """What the mail says to a centre."""

    centre: str
    missions: tuple[MissionRetiree, ...]


def prevenir_les_centres(evenement: MissionsRetirees) -> None:
    """One mail for each centre, whatever the number of its missions; a centre without address gets none.

    The people that no mail has reached are its to tell: it is given their telephones.
    """
    affectations = (
        affectations_designees((*evenement.liberees, *evenement.gardees))
        .select_related("intervenant", "mission__centre", "mission__type", "mission__session__examen")
        .order_by("mission__centre", "mission__numero", "intervenant__cle", "pk")
    )
    par_centre = [(centre, list(siennes)) for centre, siennes in groupby(affectations, lambda a: a.mission.centre)]
    deposer_courriels(
        _courriel(centre, siennes, evenement) for centre, siennes in par_centre if est_joignable(centre.mel)
    )


def _courriel(centre: Etablissement, affectations: Sequence[Affectation], evenement: MissionsRetirees) -> Courriel:
    missions = tuple(
        _mission(mission, list(siennes), evenement.mels, evenement.gardees)
        for mission, siennes in groupby(affectations, lambda affectation: affectation.mission)
    )
    redaction = rediger(NOM, MotsDuRetrait(centre.libelle, missions))
    return Courriel(
        cle=f"centre:{centre.pk}",
        destinataire=adresse_nommee(centre.libelle, centre.mel),
        sujet=redaction.sujet,
        corps=redaction.corps,
        par=evenement.par,
    )


def _mission(
    mission: Mission, affectations: Sequence[Affectation], mels: Mapping[int, str], gardees: Collection[int]
) -> MissionRetiree:
    liberees = [affectation for affectation in affectations if affectation.pk not in gardees]
    return MissionRetiree(
        numero=str(mission.numero),
        libelle=f"{mission.type} ({mission.session})",
        prevenus=tuple(f"{a.intervenant}, {mels[a.pk]}" for a in liberees if a.pk in mels),
        a_prevenir=tuple(f"{a.intervenant}, {telephones(a.intervenant)}" for a in liberees if a.pk not in mels),
        gardes=tuple(str(a.intervenant) for a in affectations if a.pk in gardees),
    )
