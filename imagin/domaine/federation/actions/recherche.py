"""Searches of our people by another académie, in the security journal."""

from datetime import timedelta

from imagin.domaine.acces.actions import journaliser
from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.acces.queries import combien_d_evenements
from imagin.domaine.federation.rules import TropDeRecherches
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre, systeme
from imagin.socle.temps import maintenant


def consigner_recherche(perimetre: Perimetre, *, au_plus: int) -> None:
    """Keep that the calling partner looks for somebody, never whom; raises TropDeRecherches over so many a minute.

    Guide: G4.6-07.
    """
    perimetre.exiger(Role.PARTENAIRE)
    recentes = combien_d_evenements(
        systeme(perimetre.auteur),
        nature=NatureSecurite.RECHERCHE,
        identifiant=perimetre.auteur,
        depuis=maintenant() - timedelta(minutes=1),
    )
    if recentes >= au_plus:
        raise TropDeRecherches("Trop de recherches en une minute : recommencez dans un instant.")
    journaliser(nature=NatureSecurite.RECHERCHE, identifiant=perimetre.auteur)
