"""Asking the table."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from imagin.domaine.missions.rules.cas import Attentes
from imagin.domaine.missions.rules.table import TABLE
from imagin.domaine.referentiel.enums import Nature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imagin.domaine.missions.models import Mission
    from imagin.domaine.missions.rules.cas import Cas


def attentes(mission: Mission) -> Attentes:
    """What the convocation to that mission asks for; reads what `avec_libelles` and `avec_organisation` have loaded.

    Guide: G4.2-07 to G4.2-14.
    """
    return _lire(mission, TABLE)


def attentes_du_type(mission: Mission) -> Attentes:
    """The same without what depends on commissions, jurys, salles and fixed dates, for a mission without them."""
    return _lire(mission, (cas for cas in TABLE if not cas.organisation))


def natures_avec(**effets: object) -> list[Nature]:
    """Natures that, whatever else the mission is, have these effects: what SQL needs of the table.

    `natures_avec(ouverte_d_office=True)`. Rows with a condition of their own are not counted.
    """
    par_nature = {nature: _de_la_nature(nature) for nature in Nature}
    return [n for n, a in par_nature.items() if all(getattr(a, nom) == valeur for nom, valeur in effets.items())]


def _lire(mission: Mission, table: Iterable[Cas]) -> Attentes:
    return _cumuler(cas for cas in table if cas.vaut_pour(mission))


def _de_la_nature(nature: Nature) -> Attentes:
    return _cumuler(cas for cas in TABLE if not cas.condition and (not cas.natures or nature in cas.natures))


def _cumuler(cas: Iterable[Cas]) -> Attentes:
    """The effects of these rows, the later ones prevailing."""
    effets: dict[str, Any] = reduce(lambda deja, ligne: {**deja, **ligne.effets}, cas, {})
    return replace(Attentes(), **effets)
