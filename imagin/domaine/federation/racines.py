"""Where reads of the federation begin: a partner sees what it told us, the académie all, nobody else anything."""

from django.db.models import F, Q, QuerySet

from imagin.domaine.federation.models import (
    CentreAilleurs,
    CentreOuvert,
    ConvocationExterne,
    EmpreinteNumen,
    Partenaire,
    PersonneExterne,
)
from imagin.domaine.perimetre.rules import (
    Perimetre,
    PorteeAcademie,
    PorteeEtablissement,
    PorteeExamens,
    PorteePartenaire,
    hors_perimetre,
)

# Of centres: those of an académie that their partner manages. Once the annuaire gives one to another, it vouches for
# nobody there any more.
AUX_SIENS = Q(partenaire__academies__contains=[F("etablissement__academie")])


def partenaires_visibles(perimetre: Perimetre) -> QuerySet[Partenaire]:
    """The académies that this one works with: a partner sees itself."""
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return Partenaire.objects.filter(code=code, active=True)
        case PorteeAcademie() | PorteeExamens():
            return Partenaire.objects.all()
        case _:
            return Partenaire.objects.none()


@hors_perimetre("on dit qui l'on est avant d'avoir un périmètre, et les envois sont de toute l'académie")
def partenaires_ouverts() -> QuerySet[Partenaire]:
    """The académies whose partnership is open, whoever asks."""
    return Partenaire.objects.filter(active=True)


def centres_ailleurs_visibles(perimetre: Perimetre) -> QuerySet[CentreAilleurs]:
    """Which établissements other académies declared centres: an établissement sees its own, DGRH aside."""
    match perimetre.portee:
        case PorteeEtablissement(cle=cle):  # a centre is one
            return CentreAilleurs.objects.filter(
                etablissement=cle, partenaire__active=True, partenaire__nationale=False
            )
        case PorteeAcademie() | PorteeExamens():
            return CentreAilleurs.objects.all()
        case _:
            return CentreAilleurs.objects.none()


def centres_ouverts_visibles(perimetre: Perimetre) -> QuerySet[CentreOuvert]:
    """Établissements of partners that are centres here; a partner sees its own."""
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return CentreOuvert.objects.filter(AUX_SIENS, partenaire__code=code, partenaire__active=True)
        case PorteeAcademie() | PorteeExamens():
            return CentreOuvert.objects.all()
        case _:
            return CentreOuvert.objects.none()


def convocations_externes_visibles(perimetre: Perimetre) -> QuerySet[ConvocationExterne]:
    """Summons of our people by other académies."""
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return ConvocationExterne.objects.filter(partenaire__code=code)
        case PorteeAcademie() | PorteeExamens():
            return ConvocationExterne.objects.all()
        case _:
            return ConvocationExterne.objects.none()


def personnes_externes_visibles(perimetre: Perimetre) -> QuerySet[PersonneExterne]:
    """People whom other académies named."""
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return PersonneExterne.objects.filter(partenaire__code=code)
        case PorteeAcademie() | PorteeExamens():
            return PersonneExterne.objects.all()
        case _:
            return PersonneExterne.objects.none()


def empreintes_visibles(perimetre: Perimetre) -> QuerySet[EmpreinteNumen]:
    """Hashed NUMEN of our people: what a partner names somebody by, who has their NUMEN already."""
    match perimetre.portee:
        case PorteePartenaire() | PorteeAcademie() | PorteeExamens():
            return EmpreinteNumen.objects.all()
        case _:
            return EmpreinteNumen.objects.none()
