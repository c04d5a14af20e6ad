"""What a row of the table of cases is, and what a mission asks once all its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imagin.domaine.missions.enums import ListeQualites, Presence, SourceDates, Transmission
from imagin.domaine.referentiel.enums import Nature

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.missions.rules.profils import Profil


@dataclass(frozen=True)
class Attentes:
    """What the convocation to a mission asks for.

    `qualite_par_defaut`: code of the one given when none is chosen, or "". `commission`, `jury`, `salle`: which field
    is shown. `code_salle`: a free code may be typed. `ouverte_d_office`: open without the gestionnaire's targeting.
    `report_de_saisie`: the pop-up « Saisie sur la mission ». `profils`: those that must be among the people summoned.
    `transmission`: as what they reach SANTORIN. `dates_specifiques`: other dates than those offered are said on the
    affectation. `empechement`: why nobody can be summoned yet, or "". `avis`: what the form says.
    """

    qualites: ListeQualites = ListeQualites.GESTIONNAIRE
    qualite_par_defaut: str = ""
    commission: Presence = Presence.ABSENTE
    jury: Presence = Presence.ABSENTE
    salle: Presence = Presence.ABSENTE
    code_salle: bool = False
    dates: SourceDates = SourceDates.MISSION
    dates_specifiques: bool = False
    ouverte_d_office: bool = False
    report_de_saisie: bool = False
    profils: tuple[Profil, ...] = ()
    transmission: Transmission = Transmission.AUCUNE
    empechement: str = ""
    avis: str = ""


def toujours(mission: Mission) -> bool:
    """The condition of a case that its natures suffice to tell."""
    return True


@dataclass(frozen=True)
class Cas:
    """A row: for missions of these `natures` (none: all) and of which `si` holds, `effets` (fields of Attentes) hold.

    `condition` says `si` in French, `regle` what the row asks, for docs/cas-de-mission.md. `organisation`: `si` reads
    commissions, jurys, salles, which must be loaded. A later row prevails over an earlier one.
    """

    code: str
    libelle: str
    regle: str
    guide: str
    natures: frozenset[Nature] = frozenset()
    condition: str = ""
    si: Callable[[Mission], bool] = toujours
    effets: Mapping[str, object] = field(default_factory=dict)
    organisation: bool = False

    def vaut_pour(self, mission: Mission) -> bool:
        """Is the mission in this case?"""
        return (not self.natures or mission.type.nature in self.natures) and self.si(mission)
