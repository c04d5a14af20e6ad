"""Where reads of affectations, créneaux, letters and signatures begin: those to the missions that a portée sees.

What hangs on affectations (créneaux, letters, what was told) is read from their keys, which one of the first has given.
"""

from collections.abc import Collection

from django.db.models import QuerySet

from imagin.domaine.convocations.models import (
    Affectation,
    Affectations,
    AvisIndisponibilite,
    Convocation,
    Creneau,
    SeveriteConflit,
    Signature,
)
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.racines import visibles
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.racines import visibles as personnes_visibles

Affectees = Collection[int] | Collection[Affectation] | QuerySet[Affectation]


def affectations_visibles(perimetre: Perimetre) -> Affectations:
    """Affectations in force to the missions that the caller sees."""
    return affectations_aux(visibles(perimetre)).en_vigueur()


def affectations_aux(missions: QuerySet[Mission]) -> Affectations:
    """Affectations to these missions, whatever became of them."""
    return Affectation.objects.filter(mission__in=missions)


def affectations_du_personnel_visible(perimetre: Perimetre) -> Affectations:
    """Affectations of the people whom the caller sees, wherever: a head of school's own personnel (G3.1)."""
    return Affectation.objects.filter(intervenant__in=personnes_visibles(perimetre))


def lettres_visibles(perimetre: Perimetre) -> QuerySet[Convocation]:
    """Letters of the missions that the caller sees, those that ended included."""
    return Convocation.objects.filter(affectation__mission__in=visibles(perimetre))


def mes_signatures(perimetre: Perimetre) -> QuerySet[Signature]:
    """Signatures of the caller's établissement; raises AccesRefuse when they act for none."""
    return Signature.objects.filter(etablissement=perimetre.mon_etablissement)


@hors_perimetre("imprimées sous les lettres de leur centre, qui que ce soit qui convoque")
def signatures_de(etablissement: int | str) -> QuerySet[Signature]:
    """Signatures of an établissement, by its key, or by its UAI."""
    if isinstance(etablissement, str):
        return Signature.objects.filter(etablissement__uai=etablissement)
    return Signature.objects.filter(etablissement=etablissement)


@hors_perimetre("la boîte d'envoi, SANTORIN et les suites d'une action reçoivent les clés qu'elle a désignées")
def affectations_designees(cles: Collection[int]) -> Affectations:
    """These affectations, whatever became of them."""
    return Affectation.objects.filter(pk__in=cles)


@hors_perimetre("la boîte d'envoi, SANTORIN et les suites d'une action reçoivent les clés qu'elle a désignées")
def lettres_designees(cles: Collection[int]) -> QuerySet[Convocation]:
    """These letters."""
    return Convocation.objects.filter(pk__in=cles)


@hors_perimetre("l'académie libère ceux des missions que CYCLADES a retirées, quel que soit le centre")
def affectations_sans_mission() -> Affectations:
    """Those to missions that are withdrawn."""
    return Affectation.objects.filter(mission__retiree_le__isnull=False)


@hors_perimetre("une personne déjà prise l'est où que ce soit")
def creneaux_de_tous(intervenants: Collection[int]) -> QuerySet[Creneau]:
    """Créneaux of these people (keys), wherever: on missions not withdrawn."""
    return Creneau.objects.filter(intervenant__in=intervenants, mission__retiree_le=None)


@hors_perimetre("qui déclare une indisponibilité prévient ceux qui ont convoqué, où que ce soit")
def creneaux_contraries_de_tous() -> QuerySet[Creneau]:
    """Créneaux, whose readers keep those that an indisponibilité just written upsets."""
    return Creneau.objects.all()


@hors_perimetre("qui déclare une indisponibilité prévient ceux qui ont convoqué, où que ce soit")
def avis_sur(personnes: Collection[int] | QuerySet[Intervenant]) -> QuerySet[AvisIndisponibilite]:
    """What was told of indisponibilités of these people."""
    return AvisIndisponibilite.objects.filter(affectation__intervenant__in=personnes)


@hors_perimetre("réglées pour toute l'académie")
def severites_posees() -> QuerySet[SeveriteConflit]:
    """What the gestionnaire has set."""
    return SeveriteConflit.objects.all()


def creneaux_d(affectations: Affectees) -> QuerySet[Creneau]:
    """Créneaux of these affectations, by time."""
    return Creneau.objects.filter(affectation__in=affectations).order_by("plage")


def lettres_d(affectations: Affectees) -> QuerySet[Convocation]:
    """Letters of these affectations, those that ended included."""
    return Convocation.objects.filter(affectation__in=affectations)


def lettres_en_vigueur_d(affectations: Affectees) -> QuerySet[Convocation]:
    """The letter in force of each of these affectations."""
    return lettres_d(affectations).filter(annulee_le__isnull=True)
