"""Reads about access: services open to an account, perimeter of a delegation, activities opened."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from imagin.domaine.acces.enums import FinConnexion, NatureSecurite
from imagin.domaine.acces.models import Compte, Connexion, Delegation, EvenementSecurite, Ouverture
from imagin.domaine.acces.racines import comptes, journal, places_en_cours
from imagin.domaine.acces.rules import Reglages, reglages_de
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre, PorteeCentre, PorteeEtablissement, PorteeExamens
from imagin.socle.lignes import Avec
from imagin.socle.temps import date_courte
from imagin.socle.texte.numeros import lire_numero


@dataclass(frozen=True)
class Service:
    """An entry of the choice offered after sign-in (G2.1-01): `cle` is what the session keeps; `dates` may be empty."""

    cle: str
    libelle: str
    detail: str
    dates: str = ""


def delegations_en_cours(compte: Compte, jour: date) -> QuerySet[Delegation]:
    """Delegations of the account on `jour`, by name of établissement."""
    return (
        compte.delegations.filter(date_debut__lte=jour)
        .filter(Q(date_fin__isnull=True) | Q(date_fin__gte=jour))
        .select_related("etablissement")
        .order_by("etablissement__libelle", "etablissement_id", "fonction", "source")
    )


def services(compte: Compte, jour: date) -> list[Service]:
    """What the account may enter on `jour`: an établissement once, as its head rather than by delegation."""
    lieux: dict[int, Delegation] = {}
    for delegation in delegations_en_cours(compte, jour):
        lieux.setdefault(delegation.etablissement_id, delegation)
    offerts = [_service(delegation) for delegation in lieux.values()]
    if compte.est_gestionnaire:
        offerts.append(Service("gestionnaire", "Service gestionnaire", "Division des examens et concours"))
    if compte.est_administrateur:
        offerts.append(Service("administrateur", "Administration", "Paramétrage de l'application"))
    return offerts


def service_de_l_etablissement(compte: Compte, uai: str, jour: date) -> Service | None:
    """The service that the account has, on `jour`, for the établissement `uai`; None when it has none.

    Guide: G2.1-02.
    """
    delegation = delegations_en_cours(compte, jour).filter(etablissement__uai=uai).first()
    return _service(delegation) if delegation else None


def _service(delegation: Delegation) -> Service:
    lieu, debut = delegation.etablissement, date_courte(delegation.date_debut)
    dates = f"du {debut} au {date_courte(delegation.date_fin)}" if delegation.date_fin else f"depuis le {debut}"
    return Service(
        f"etablissement:{delegation.pk}",
        "Service établissement",
        f"{lieu.libelle} ({lieu.uai})",
        f"{delegation.get_fonction_display()}, délégation {dates}",
    )


def perimetre_de(
    compte: Compte,
    cle: str,
    *,
    jour: date,
    academie: str,
    est_centre: Q | Exists,
    est_centre_ailleurs: Q | Exists,
    connexion: int | None = None,
) -> Perimetre | None:
    """Perimeter of the service `cle` chosen by the account, or None when it no longer has it. One query at most.

    A gestionnaire has the exams that their account names, all those of the académie when it names none.

    `est_centre` and `est_centre_ailleurs` are conditions on a column `etablissement_id`, given by higher rooms, for
    « is an exam centre », here or in another académie.
    `connexion` is the place that the caller's session says it holds: the perimeter has it if that is still true.
    """
    communs = Perimetre(role=Role.ADMINISTRATEUR, auteur=compte.identifiant, compte_id=compte.pk, academie=academie)
    if cle == "administrateur" and compte.est_administrateur:
        return communs
    if cle == "gestionnaire" and compte.est_gestionnaire:
        return replace(communs, role=Role.GESTIONNAIRE, portee=PorteeExamens(frozenset(compte.examens) or None))
    genre, _, texte = cle.partition(":")
    numero = lire_numero(texte)
    if genre != "etablissement" or numero is None:
        return None
    delegation = (
        delegations_en_cours(compte, jour)
        .annotate(
            est_centre=est_centre,
            est_centre_ailleurs=est_centre_ailleurs,
            activites=ArraySubquery(_ouvertures(jour).values("activite")),
            connexion_id=Subquery(_place(connexion).values("pk")),
        )
        .filter(pk=numero)
        .first()
    )
    return _pour_etablissement(communs, delegation) if delegation else None


class DroitsDuJour(TypedDict):
    """What a delegation gives now: is it of a centre, here or elsewhere, what is open to it, the place held."""

    est_centre: bool
    est_centre_ailleurs: bool
    activites: list[str]
    connexion_id: int | None


def _pour_etablissement(communs: Perimetre, delegation: Avec[Delegation, DroitsDuJour]) -> Perimetre:
    etablissement = delegation.etablissement
    genre = PorteeCentre if delegation.est_centre else PorteeEtablissement
    portee = genre(
        etablissement.pk,
        uai=etablissement.uai,
        libelle=etablissement.libelle,
        categorie=etablissement.categorie,
        activites=frozenset(delegation.activites),
        connexion_id=delegation.connexion_id,
        centre_ailleurs=delegation.est_centre_ailleurs,
    )
    return replace(communs, role=Role.ETABLISSEMENT, portee=portee)


def _ouvertures(jour: date) -> QuerySet[Ouverture]:
    """Openings, on `jour`, that concern the établissement of the outer delegation (G1.3-04)."""
    return Ouverture.objects.filter(date_debut__lte=jour).filter(
        Q(date_fin__isnull=True) | Q(date_fin__gte=jour),
        Q(etablissement_id=OuterRef("etablissement_id")) | Q(etablissement__isnull=True),
        Q(categorie=OuterRef("etablissement__categorie")) | Q(categorie=""),
    )


def _place(connexion: int | None) -> QuerySet[Connexion]:
    """That connection, while it lasts and is the outer delegation's."""
    return Connexion.objects.filter(
        pk=connexion or 0, fermee_le=None, compte=OuterRef("compte"), etablissement=OuterRef("etablissement")
    )


def connexion_en_cours(perimetre: Perimetre) -> Connexion | None:
    """Who holds the place of the caller's établissement, be they silent for too long; None when it is free.

    Guide: G2.1-03.
    """
    return places_en_cours(perimetre).select_related("compte").first()


def fin_de_connexion(compte: Compte, connexion: int) -> FinConnexion | None:
    """How a place that the account held was lost; None while it is held, or when it never was."""
    fin = compte.connexions.filter(pk=connexion).values_list("fin", flat=True).first()
    return FinConnexion(fin) if fin else None


def comptes_du_mel(mel: str) -> list[Compte]:
    """Active accounts that have this address, whatever its case: a school may give the same to several people.

    Accounts of the guichet are left out: a password here would outlive the rights that it gives at each sign-in.
    """
    actifs = comptes().filter(mel__iexact=mel, is_active=True, identites=None)
    return list(actifs.exclude(mel="").order_by("identifiant"))


def compte_de_l_identifiant(identifiant: str) -> Compte | None:
    """The account of that identifier, whose case matters; None when there is none."""
    return comptes().filter(identifiant=identifiant).first()


def compte_invite(compte: int) -> Compte:
    """The account that an invitation is for."""
    return comptes().get(pk=compte)


def journal_de_securite(perimetre: Perimetre) -> QuerySet[EvenementSecurite]:
    """The security journal, the latest first; for the administrateur.

    Guide: GG-06.
    """
    return journal(perimetre).order_by("-instant", "-pk")


def combien_d_evenements(perimetre: Perimetre, *, nature: NatureSecurite, identifiant: str, depuis: datetime) -> int:
    """How many times that happened to that account since an instant. Raises AccesRefuse."""
    siens = journal(perimetre).filter(nature=nature, identifiant=identifiant, instant__gte=depuis)
    return siens.count()


def reglages_du_compte(compte: object) -> Reglages | None:
    """Display settings that the person chose; None for somebody who has chosen none, or is not signed in. No query.

    Guide: G1.3-01.
    """
    return reglages_de(compte.reglages) if isinstance(compte, Compte) and compte.reglages else None
