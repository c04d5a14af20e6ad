"""Rows with what a read adds to them, with its type: `MissionSuivie = Avec[Mission, Effectifs]`.

`Effectifs` is a TypedDict that names the annotations. The function that annotates says `QuerySet[MissionSuivie]`, who
reads them asks for a `MissionSuivie`: mypy refuses a mission read otherwise. When it runs, it is the model alone.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations as Avec
else:

    class Avec:
        """The model, whatever is added."""

        def __class_getitem__(cls, modele_et_ajouts: tuple[type, type]) -> type:
            return modele_et_ajouts[0]


__all__ = ["Avec"]
