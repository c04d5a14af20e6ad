"""Where reads of the reference data begin. It has no owner: everybody sees all of it."""

from typing import TypeVar

from django.db.models import QuerySet

from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.referentiel.models import (
    Academie,
    Bareme,
    Discipline,
    EpreuveOption,
    Etablissement,
    Examen,
    Mention,
    MessageAccueil,
    Qualite,
    Specialite,
)

Commun = TypeVar(
    "Commun",
    Academie,
    Bareme,
    Discipline,
    EpreuveOption,
    Etablissement,
    Examen,
    Mention,
    MessageAccueil,
    Qualite,
    Specialite,
)


@hors_perimetre("nomenclature et textes de l'académie, les mêmes pour tous")
def communs(modele: type[Commun]) -> QuerySet[Commun]:
    """Every row of that model, which is the académie's, nobody's own: nomenclatures, rates, welcome messages."""
    return modele._default_manager.all()


def mon_etablissement(perimetre: Perimetre) -> QuerySet[Etablissement]:
    """The caller's établissement: one row. Raises AccesRefuse when they act for none."""
    return communs(Etablissement).filter(pk=perimetre.mon_etablissement)
