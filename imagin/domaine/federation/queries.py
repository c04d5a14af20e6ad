"""Reads of the federation."""

from django.db.models import Exists, OuterRef, QuerySet

from imagin.domaine.federation.models import CentreAilleurs, CentreOuvert, Partenaire, PersonneExterne
from imagin.domaine.federation.racines import (
    centres_ailleurs_visibles,
    partenaires_ouverts,
    partenaires_visibles,
    personnes_externes_visibles,
)
from imagin.domaine.federation.rules import AcademieAccessible
from imagin.domaine.perimetre.rules import Perimetre


def est_centre_ouvert(colonne_etablissement: str) -> Exists:
    """Condition « declared here a centre of another académie », on a column of the outer query."""
    return Exists(CentreOuvert.objects.filter(etablissement=OuterRef(colonne_etablissement), partenaire__active=True))


def est_centre_ailleurs(colonne_etablissement: str) -> Exists:
    """Condition « another académie, DGRH aside, declared it its centre », on a column of the outer query."""
    return Exists(
        CentreAilleurs.objects.filter(
            etablissement=OuterRef(colonne_etablissement), partenaire__active=True, partenaire__nationale=False
        )
    )


def academies_accessibles(perimetre: Perimetre) -> list[AcademieAccessible]:
    """Académies of which the caller's établissement is a centre, by name; one query, no network.

    Guide: G4.6-01, G4.6-03.
    """
    declares = centres_ailleurs_visibles(perimetre).filter(etablissement=perimetre.mon_etablissement)
    lignes = declares.order_by("partenaire__nom").values_list(
        "partenaire__code", "partenaire__nom", "partenaire__etat__joignable"
    )
    return [AcademieAccessible(code, nom, bool(joignable)) for code, nom, joignable in lignes]


def partenaire_ouvert(code: str) -> Partenaire | None:
    """The partner of that code, when its partnership is open."""
    return partenaires_ouverts().filter(code=code).first()


def partenaires(perimetre: Perimetre) -> QuerySet[Partenaire]:
    """All partners by name, with their state; raises AccesRefuse.

    Guide: GG-06.
    """
    perimetre.exiger_administrateur()
    return partenaires_visibles(perimetre).select_related("etat").order_by("nom", "pk")


def personnes_externes(perimetre: Perimetre) -> QuerySet[PersonneExterne]:
    """People whom other académies named, with partner and who they are here, latest named first.

    Guide: G4.6-06.
    """
    perimetre.exiger_gestion()
    return personnes_externes_visibles(perimetre).select_related("partenaire", "intervenant").order_by("-vue_le", "-pk")
