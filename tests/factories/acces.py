"""Accounts and perimeters."""

from datetime import date

from imagin.domaine.acces.actions import creer_compte, deleguer, ouvrir_activite
from imagin.domaine.acces.enums import Fonction
from imagin.domaine.acces.models import Compte
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre, PorteeCentre, systeme
from imagin.domaine.referentiel.models import Etablissement
from tests.factories.referentiel import etablissement

MOT_DE_PASSE = "Imagin-demo-31!"
HIER = date(2020, 1, 1)


def compte(
    identifiant: str = "chef.0310038Y", *, pour: Etablissement | None = None, mel: str = "", **droits: bool
) -> Compte:
    """An account that may act for an établissement (Bellevue), unless it has rights in the académie."""
    par = systeme("tests")
    cree = creer_compte(
        par, identifiant=identifiant, mot_de_passe=MOT_DE_PASSE, nom="DE LA TOUR", prenom="Hélène", mel=mel, **droits
    )
    if pour or not droits:
        uai = (pour or etablissement()).uai
        deleguer(par, compte=cree, uai=uai, fonction=Fonction.CHEF, date_debut=HIER)
    return cree


def ouverture(activite: str = "convocation_par_mission", **portee: str) -> None:
    """Open an activity to all."""
    ouvrir_activite(systeme("tests"), activite=activite, date_debut=HIER, **portee)


def perimetre(pour: Etablissement | None = None) -> Perimetre:
    """The perimeter of a head of centre."""
    centre = pour or etablissement()
    return Perimetre(
        role=Role.ETABLISSEMENT,
        auteur=f"chef.{centre.uai}",
        academie="TOULOUSE",
        portee=PorteeCentre(
            centre.pk,
            uai=centre.uai,
            libelle=centre.libelle,
            categorie=centre.categorie,
            activites=frozenset({"convocation_par_mission"}),
        ),
    )
