"""Verbs of access: accounts, delegations, opening of activities, the one connection per établissement."""

from imagin.domaine.acces.actions.comptes import changer_mot_de_passe, creer_compte, regler_affichage
from imagin.domaine.acces.actions.connexions import (
    fermer_connexion,
    liberer_connexion,
    oublier_connexions,
    ouvrir_connexion,
    signaler_activite,
)
from imagin.domaine.acces.actions.droits import deleguer, ouvrir_activite, retirer_delegations_de_partenaire
from imagin.domaine.acces.actions.identites import accueillir_identite, accueillir_partenaire
from imagin.domaine.acces.actions.securite import journaliser, oublier_journal

__all__ = [
    "accueillir_identite",
    "accueillir_partenaire",
    "changer_mot_de_passe",
    "creer_compte",
    "deleguer",
    "fermer_connexion",
    "journaliser",
    "liberer_connexion",
    "oublier_connexions",
    "oublier_journal",
    "ouvrir_activite",
    "ouvrir_connexion",
    "regler_affichage",
    "retirer_delegations_de_partenaire",
    "signaler_activite",
]
