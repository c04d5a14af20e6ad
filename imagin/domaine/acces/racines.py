"""Where reads of accounts begin. Most come before anybody asks: who one is says what one sees."""

from django.db.models import QuerySet

from imagin.domaine.acces.models import Compte, Connexion, EvenementSecurite, Identite
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre


@hors_perimetre("avant la connexion, ou d'un compte qu'une action a désigné : personne ne demande encore")
def comptes() -> QuerySet[Compte]:
    """Every account."""
    return Compte.objects.all()


@hors_perimetre("avant la connexion : personne ne demande encore")
def identites() -> QuerySet[Identite]:
    """How guichets know the holders of accounts."""
    return Identite.objects.all()


def mon_compte(perimetre: Perimetre) -> QuerySet[Compte]:
    """The caller's account: one row. Raises AccesRefuse when no person is behind the perimeter."""
    return comptes().filter(pk=perimetre.mon_compte)


def places_en_cours(perimetre: Perimetre) -> QuerySet[Connexion]:
    """Who holds the place of the caller's établissement (G2.1-03). Raises AccesRefuse when they act for none."""
    return Connexion.objects.filter(etablissement_id=perimetre.mon_etablissement, fermee_le=None)


def journal(perimetre: Perimetre) -> QuerySet[EvenementSecurite]:
    """The security journal, the administrateur's. Raises AccesRefuse."""
    perimetre.exiger_administrateur()
    return EvenementSecurite.objects.all()
