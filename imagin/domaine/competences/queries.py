"""Reads of compétences, within the caller's personnel."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from imagin.domaine.acces.models import Compte
from imagin.domaine.competences.enums import Auteur, Avis
from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.competences.racines import positions_de_tous, validations_visibles, visibles
from imagin.domaine.competences.rules import PERSONNELS, Competence, boutons, existe
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import personnels
from imagin.domaine.referentiel.enums import Categorie
from imagin.domaine.referentiel.models import EpreuveOption, Examen, Specialite
from imagin.domaine.referentiel.racines import communs
from imagin.socle.lignes import Avec
from imagin.socle.temps import annee_scolaire, aujourd_hui

# Établissements first, the system last: as the guide's examples show them.
RANGS = {Auteur.ETABLISSEMENT: 0, Auteur.AGENT: 1, Auteur.GESTIONNAIRE: 2, Auteur.SYSTEME: 3}


class CompetencesDefinies(TypedDict):
    """Has the person at least one compétence that exists?"""

    competences_definies: bool


class NomDuValideur(TypedDict):
    """Who validated, by name; by identifier when the account is gone."""

    nom: str


PersonneEtCompetences = Avec[Intervenant, CompetencesDefinies]
ValidationNommee = Avec[ValidationSaisie, NomDuValideur]


def personnels_et_competences(perimetre: Perimetre, *, definies: bool | None = None) -> QuerySet[PersonneEtCompetences]:
    """The caller's personnel by name; `definies` keeps those who have some, or none.

    Guide: G3.3-01.
    """
    reconnues = Position.objects.filter(intervenant=OuterRef("pk"), avis=Avis.COMPETENT)
    siens = personnels(perimetre).select_related("discipline").annotate(competences_definies=Exists(reconnues))
    if definies is not None:
        siens = siens.filter(competences_definies=definies)
    return siens.order_by("cle", "pk")


@dataclass(frozen=True)
class BilanCompetences:
    """How many of the personnel have a compétence that exists, and how many have none."""

    avec: int
    sans: int


def bilan_des_competences(perimetre: Perimetre) -> BilanCompetences:
    """What the caller's établissement is about to declare finished; one query.

    Guide: G3.4-01.
    """
    definies = Count("pk", filter=Q(competences_definies=True))
    comptes = personnels_et_competences(perimetre).order_by().aggregate(avec=definies, tous=Count("pk"))
    return BilanCompetences(comptes["avec"], comptes["tous"] - comptes["avec"])


def competences_de(perimetre: Perimetre, intervenant: int) -> list[Competence]:
    """Compétences of a member of the caller's personnel that exist, by exam, spécialité and épreuve; one query.

    Guide: G3.3-02, G3.3-04.
    """
    positions = (
        visibles(perimetre)
        .filter(intervenant=intervenant)
        .select_related("epreuve_option__specialite__examen", "etablissement")
        .order_by("epreuve_option__specialite__examen", "epreuve_option__specialite__code", "epreuve_option__code")
    )
    groupes = (list(groupe) for _, groupe in groupby(positions, key=lambda p: p.epreuve_option_id))
    return [
        _competence(perimetre, siennes) for siennes in groupes if existe([Avis(position.avis) for position in siennes])
    ]


@hors_perimetre("nomenclature, la même pour tous")
def examens_proposes(perimetre: Perimetre) -> QuerySet[Examen]:
    """Exams for which the caller's personnel may be declared competent.

    Guide: G3.3-05.
    """
    personnel = PERSONNELS.get(Categorie(perimetre.categorie)) if perimetre.categorie else None
    return communs(Examen).filter(regime__personnel=personnel).order_by("code") if personnel else communs(Examen).none()


@hors_perimetre("nomenclature, la même pour tous")
def specialites_proposees(perimetre: Perimetre, examen: str) -> QuerySet[Specialite]:
    """Spécialités of one of these exams (its code) that have épreuves-options."""
    siennes = communs(Specialite).filter(examen__in=examens_proposes(perimetre).filter(pk=examen))
    return siennes.filter(Exists(EpreuveOption.objects.filter(specialite=OuterRef("pk")))).order_by("code")


@hors_perimetre("nomenclature, la même pour tous")
def epreuves_proposees(perimetre: Perimetre, specialite: int) -> QuerySet[EpreuveOption]:
    """Épreuves-options of a spécialité (its key) of one of these exams."""
    return (
        communs(EpreuveOption)
        .filter(specialite=specialite, specialite__examen__in=examens_proposes(perimetre))
        .order_by("code")
    )


@hors_perimetre("« sans compétence » se dit de toute personne à convoquer")
def sans_competence(perimetre: Perimetre, *, intervenants: Collection[int], epreuve_option: int) -> set[int]:
    """Those of these people whom nobody holds competent for that épreuve-option; one query."""
    reconnus = positions_de_tous(intervenants).filter(epreuve_option=epreuve_option, avis=Avis.COMPETENT)
    return set(intervenants) - set(reconnus.values_list("intervenant", flat=True))


def validation_en_cours(perimetre: Perimetre) -> ValidationNommee | None:
    """The validation of the caller's établissement for this school year; None while its entry is open.

    Guide: G3.4-01.
    """
    return _en_cours(perimetre).filter(etablissement=perimetre.mon_etablissement).first()


def validations_en_cours(perimetre: Perimetre) -> QuerySet[ValidationNommee]:
    """Every validation of this school year that closes an entry, by établissement: for who may reopen it.

    Guide: G3.4-01.
    """
    perimetre.exiger_gestion()
    return _en_cours(perimetre).select_related("etablissement").order_by("etablissement__uai")


def derniere_validation(perimetre: Perimetre, etablissement: int) -> ValidationSaisie | None:
    """The last validation of this school year by an établissement (its key), reopened since or not: for who may reopen.

    Guide: G3.4-01.
    """
    perimetre.exiger_gestion()
    de_l_annee = validations_visibles(perimetre).filter(
        etablissement=etablissement, annee=annee_scolaire(aujourd_hui())
    )
    return de_l_annee.select_related("etablissement").order_by("validee_le").last()


def _en_cours(perimetre: Perimetre) -> QuerySet[ValidationNommee]:
    comptes = Compte.objects.filter(identifiant=OuterRef("validee_par"))
    nom = Subquery(comptes.annotate(entier=Concat("prenom", Value(" "), "nom")).values("entier")[:1])
    validations = validations_visibles(perimetre).filter(annee=annee_scolaire(aujourd_hui()), rouverte_le__isnull=True)
    return validations.annotate(nom=Coalesce(nom, "validee_par"))


def _competence(perimetre: Perimetre, positions: list[Position]) -> Competence:
    epreuve = positions[0].epreuve_option
    la_notre = next((p.avis for p in positions if p.etablissement_id == perimetre.mon_etablissement), None)
    return Competence(
        epreuve_option=epreuve.pk,
        examen=str(epreuve.specialite.examen),
        specialite=str(epreuve.specialite),
        epreuve=str(epreuve),
        auteurs=tuple(_auteur(p) for p in sorted(positions, key=lambda p: RANGS[Auteur(p.auteur)])),
        boutons=boutons(Avis(la_notre) if la_notre else None),
    )


def _auteur(position: Position) -> str:
    """« 0120006S (C) », « SYS (C) »; the agent is not named by their NUMEN, which is confidential."""
    nom = {
        Auteur.ETABLISSEMENT: position.etablissement.uai if position.etablissement else "",
        Auteur.AGENT: "Agent",
        Auteur.GESTIONNAIRE: position.code,
        Auteur.SYSTEME: "SYS",
    }[Auteur(position.auteur)]
    return f"{nom} ({position.avis})"
