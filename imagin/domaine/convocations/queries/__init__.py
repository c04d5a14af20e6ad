"""Reads of affectations and convocations, from the caller's centre."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.db.models import Min, Prefetch, QuerySet
from django.db.models.functions import Lower

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.enums import EtatAffectation, Origine
from imagin.domaine.convocations.models import Affectation, Convocation, Signature
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import (
    avec_libelles,
    avec_organisation,
    creneaux_proposes,
    missions_a_convoquer,
    missions_de_profils,
    missions_du_centre,
)
from imagin.domaine.missions.rules import Creneau, Profil, attentes_du_type, est_hlp, profils_manquants
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.personnes.queries import avec_etablissement_principal, intervenants_actifs


def mission_a_convoquer(perimetre: Perimetre, numero: int, *, organisee: bool = False) -> Mission | None:
    """The mission `numero` with its labels, when the caller may summon to it; `organisee`: with dates, commissions…"""
    missions = avec_libelles(missions_a_convoquer(perimetre)).filter(numero=numero)
    return (avec_organisation(missions) if organisee else missions).first()


def intervenants_a_convoquer(perimetre: Perimetre, cles: Collection[int]) -> QuerySet[Intervenant]:
    """These people, by name, with what a letter says of them."""
    return avec_etablissement_principal(intervenants_actifs(perimetre)).filter(pk__in=cles).order_by("cle", "pk")


def creneaux_attendus(mission: Mission, commission: int | None) -> list[Creneau]:
    """Dates and hours of somebody who does the whole mission, or the whole of a commission."""
    choisie = next((c for c in mission.commissions.all() if c.pk == commission), None)
    return creneaux_proposes(mission, choisie)


def creneaux_de(affectation: Affectation) -> list[Creneau]:
    """Dates and hours of an affectation, local time, by day."""
    plages = affectation.creneaux.order_by("plage").values_list("plage", flat=True)
    return [Creneau.de_plage(plage) for plage in plages]


def affectations_convoquees(perimetre: Perimetre, mission: Mission) -> QuerySet[Affectation]:
    """People summoned to a mission of the caller's centre, with what a line of the list needs (2 queries).

    Guide: G4.2-03.
    """
    principaux = Exercice.objects.filter(titre="P").select_related("etablissement")
    return (
        Affectation.objects.filter(mission=mission, mission__in=missions_du_centre(perimetre))
        .filter(etat=EtatAffectation.CONVOQUEE)
        .select_related("intervenant__discipline", "qualite", "commission", "jury", "salle")
        .prefetch_related(Prefetch("intervenant__exercices", principaux, to_attr="principaux"))
        .annotate(premier_creneau=Min(Lower("creneaux__plage")))
        .order_by("intervenant__cle", "pk")
    )


def profils_a_missionner(perimetre: Perimetre, mission: Mission) -> list[Profil]:
    """Profiles that the mission's épreuve needs and that nobody summoned in the centre has; reads only if it needs any.

    The two parts of the épreuve are often two missions: people summoned to either count.

    Guide: G4.2-14.
    """
    attendus = attentes_du_type(mission).profils
    if not attendus:
        return []
    soeurs = [m for m in missions_de_profils(perimetre, mission) if est_hlp(m.epreuve_option)]
    convoquees = Affectation.objects.filter(mission__in=soeurs, etat=EtatAffectation.CONVOQUEE)
    disciplines = convoquees.filter(intervenant__discipline__isnull=False).order_by().distinct()
    return profils_manquants(attendus, list(disciplines.values_list("intervenant__discipline__libelle", flat=True)))


def affectation_du_centre(perimetre: Perimetre, numero: int) -> QuerySet[Affectation]:
    """The affectation `numero`, in force, to a mission of the caller's centre: 0 or 1 row."""
    return Affectation.objects.filter(
        pk=numero, etat=EtatAffectation.CONVOQUEE, mission__in=missions_du_centre(perimetre)
    )


def convocations_du_centre(perimetre: Perimetre, mission: Mission) -> QuerySet[Convocation]:
    """Convocations in force that the centre made itself for a mission: the only ones it prints and mails (G4.2-05)."""
    return (
        Convocation.objects.filter(annulee_le__isnull=True, affectation__mission=mission)
        .filter(affectation__mission__in=missions_du_centre(perimetre))
        .filter(affectation__origine=Origine.CENTRE, affectation__etat=EtatAffectation.CONVOQUEE)
        .select_related("affectation__intervenant", "affectation__mission")
        .order_by("affectation__intervenant__cle", "pk")
    )


class LettreNommee(NamedTuple):
    """A letter and whose it is."""

    nom: str
    prenom: str
    donnees: dict[str, Any]


def lettres_du_centre(
    perimetre: Perimetre, mission: Mission, affectations: Collection[int] | None
) -> Iterator[LettreNommee]:
    """Letters in force that the centre issued for a mission, by name, read as they are asked for.

    `affectations` narrows them; None keeps them all.
    """
    convocations = convocations_du_centre(perimetre, mission)
    if affectations is not None:
        convocations = convocations.filter(affectation__in=affectations)
    personne = "affectation__intervenant"
    lignes = convocations.select_related(None).values_list(f"{personne}__nom", f"{personne}__prenom", "donnees")
    return map(LettreNommee._make, lignes.iterator(chunk_size=100))


def convocations_a_envoyer(cles: Collection[int]) -> QuerySet[Convocation]:
    """These convocations with person and centre, by name, for the mail that carries them."""
    return (
        Convocation.objects.filter(pk__in=cles)
        .select_related("affectation__intervenant", "affectation__mission__centre")
        .order_by("affectation__intervenant__cle", "pk")
    )


def signatures(etablissement: int) -> dict[str, Signature]:
    """Signatures of an établissement by signataire."""
    return {signature.signataire: signature for signature in Signature.objects.filter(etablissement=etablissement)}
