"""Reads about access: services open to an account, perimeter of a delegation, activities opened."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.models import Compte, Delegation, Ouverture
from imagin.domaine.acces.rules import Perimetre


@dataclass(frozen=True)
class Service:
    """One entry of the choice offered after sign-in (G2.1-01). `cle` is what the session keeps."""

    cle: str
    libelle: str
    detail: str


def delegations_en_cours(compte: Compte, jour: date) -> QuerySet[Delegation]:
    """Delegations of the account on `jour`, by name of établissement."""
    return (
        compte.delegations.filter(date_debut__lte=jour)
        .filter(Q(date_fin__isnull=True) | Q(date_fin__gte=jour))
        .select_related("etablissement")
        .order_by("etablissement__libelle")
    )


def services(compte: Compte, jour: date) -> list[Service]:
    """What the account may enter on `jour`."""
    offerts = [
        Service(f"etablissement:{d.pk}", "Service établissement", f"{d.etablissement.libelle} ({d.etablissement.uai})")
        for d in delegations_en_cours(compte, jour)
    ]
    if compte.est_gestionnaire:
        offerts.append(Service("gestionnaire", "Service gestionnaire", "Division des examens et concours"))
    if compte.est_administrateur:
        offerts.append(Service("administrateur", "Administration", "Paramétrage de l'application"))
    return offerts


def perimetre_de(compte: Compte, cle: str, *, jour: date, academie: str, est_centre: Exists) -> Perimetre | None:
    """Perimeter of the service `cle` chosen by the account, or None when it no longer has it. One query.

    `est_centre` is the condition, on a column `etablissement_id`, that a higher room gives for « is an exam centre ».
    """
    communs = Perimetre(role=Role.ADMINISTRATEUR, auteur=compte.identifiant, compte_id=compte.pk, academie=academie)
    if cle == "administrateur" and compte.est_administrateur:
        return communs
    if cle == "gestionnaire" and compte.est_gestionnaire:
        return replace(communs, role=Role.GESTIONNAIRE)
    genre, _, numero = cle.partition(":")
    if genre != "etablissement" or not numero.isdecimal():
        return None
    delegation = (
        delegations_en_cours(compte, jour)
        .annotate(est_centre=est_centre, activites=ArraySubquery(_ouvertures(jour).values("activite")))
        .filter(pk=int(numero))
        .first()
    )
    return _pour_etablissement(communs, delegation) if delegation else None


def _pour_etablissement(communs: Perimetre, delegation: Delegation) -> Perimetre:
    etablissement = delegation.etablissement
    return replace(
        communs,
        role=Role.ETABLISSEMENT,
        etablissement_id=etablissement.pk,
        uai=etablissement.uai,
        etablissement=etablissement.libelle,
        categorie=etablissement.categorie,
        est_centre=delegation.est_centre,  # type: ignore[attr-defined]
        activites=frozenset(delegation.activites),  # type: ignore[attr-defined]
    )


def _ouvertures(jour: date) -> QuerySet[Ouverture]:
    """Openings, on `jour`, that concern the établissement of the outer delegation (G1.3-04)."""
    return Ouverture.objects.filter(date_debut__lte=jour).filter(
        Q(date_fin__isnull=True) | Q(date_fin__gte=jour),
        Q(etablissement_id=OuterRef("etablissement_id")) | Q(etablissement__isnull=True),
        Q(categorie=OuterRef("etablissement__categorie")) | Q(categorie=""),
    )
