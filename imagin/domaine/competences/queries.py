"""Reads of compétences, within the caller's personnel."""

from collections.abc import Collection
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.competences.enums import Auteur, Avis
from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.competences.rules import Competence, annee_scolaire, boutons, examens_permis, existe
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import personnels
from imagin.domaine.referentiel.models import EpreuveOption, Examen, Specialite
from imagin.socle.temps import aujourd_hui

# Établissements first, the system last: as the guide's examples show them.
RANGS = {Auteur.ETABLISSEMENT: 0, Auteur.AGENT: 1, Auteur.GESTIONNAIRE: 2, Auteur.SYSTEME: 3}


def personnels_et_competences(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """The caller's personnel by name, each with `competences_definies`.

    Guide: G3.3-01.
    """
    reconnues = Position.objects.filter(intervenant=OuterRef("pk"), avis=Avis.COMPETENT)
    siens = personnels(perimetre).select_related("discipline").annotate(competences_definies=Exists(reconnues))
    return siens.order_by("cle", "pk")


def competences_de(perimetre: Perimetre, intervenant: int) -> list[Competence]:
    """Compétences of a member of the caller's personnel that exist, by exam, spécialité and épreuve; one query.

    Guide: G3.3-02, G3.3-04.
    """
    positions = (
        Position.objects.filter(intervenant__in=personnels(perimetre).filter(pk=intervenant))
        .select_related("epreuve_option__specialite__examen", "etablissement")
        .order_by("epreuve_option__specialite__examen", "epreuve_option__specialite__code", "epreuve_option__code")
    )
    groupes = (list(groupe) for _, groupe in groupby(positions, key=lambda p: p.epreuve_option_id))
    return [
        _competence(perimetre, siennes) for siennes in groupes if existe([Avis(position.avis) for position in siennes])
    ]


def examens_proposes(perimetre: Perimetre) -> QuerySet[Examen]:
    """Exams for which the caller's personnel may be declared competent.

    Guide: G3.3-05.
    """
    return Examen.objects.filter(sigle__in=examens_permis(perimetre.categorie)).order_by("code")


def specialites_proposees(perimetre: Perimetre, examen: str) -> QuerySet[Specialite]:
    """Spécialités of one of these exams (its code) that have épreuves-options."""
    siennes = Specialite.objects.filter(examen__in=examens_proposes(perimetre).filter(pk=examen))
    return siennes.filter(Exists(EpreuveOption.objects.filter(specialite=OuterRef("pk")))).order_by("code")


def epreuves_proposees(perimetre: Perimetre, specialite: int) -> QuerySet[EpreuveOption]:
    """Épreuves-options of a spécialité (its key) of one of these exams."""
    return EpreuveOption.objects.filter(
        specialite=specialite, specialite__examen__in=examens_proposes(perimetre)
    ).order_by("code")


def sans_competence(perimetre: Perimetre, *, intervenants: Collection[int], epreuve_option: int) -> set[int]:
    """Those of these people whom nobody holds competent for that épreuve-option; one query."""
    reconnus = Position.objects.filter(
        intervenant__in=intervenants, epreuve_option=epreuve_option, avis=Avis.COMPETENT
    ).values_list("intervenant", flat=True)
    return set(intervenants) - set(reconnus)


def validation_en_cours(perimetre: Perimetre) -> ValidationSaisie | None:
    """The validation of the caller's établissement for this school year; None while its entry is open.

    Guide: G3.4-01.
    """
    return ValidationSaisie.objects.filter(
        etablissement=perimetre.mon_etablissement, annee=annee_scolaire(aujourd_hui()), rouverte_le__isnull=True
    ).first()


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
