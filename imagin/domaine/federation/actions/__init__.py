"""Verbs of the federation."""

from imagin.domaine.federation.actions.centres import fermer_centre, ouvrir_centre, retenir_centres_ailleurs
from imagin.domaine.federation.actions.emission import EtatTransmis, noter_dossiers_transmis
from imagin.domaine.federation.actions.numen import cle_numen, recalculer_empreintes
from imagin.domaine.federation.actions.partenaires import (
    declarer_partenaire,
    epingler_cles,
    noter_etat,
    relancer_envois_refuses,
    supprimer_partenaire,
)
from imagin.domaine.federation.actions.personnes import (
    designer_personne,
    ecarter_personne,
    nommer_personne,
    reconnaitre_les_inconnues,
    reprendre_personne,
)
from imagin.domaine.federation.actions.rapprochement import comparer_condenses
from imagin.domaine.federation.actions.rattachements import rattacher, rechercher_personne
from imagin.domaine.federation.actions.reception import recevoir_convocation_externe
from imagin.domaine.federation.actions.recherche import consigner_recherche
from imagin.domaine.federation.actions.secrets import suivre_le_secret
from imagin.domaine.federation.actions.traversee import laisser_entrer

__all__ = [
    "EtatTransmis",
    "cle_numen",
    "comparer_condenses",
    "consigner_recherche",
    "declarer_partenaire",
    "designer_personne",
    "ecarter_personne",
    "epingler_cles",
    "fermer_centre",
    "laisser_entrer",
    "nommer_personne",
    "noter_dossiers_transmis",
    "noter_etat",
    "ouvrir_centre",
    "rattacher",
    "recalculer_empreintes",
    "recevoir_convocation_externe",
    "rechercher_personne",
    "reconnaitre_les_inconnues",
    "relancer_envois_refuses",
    "reprendre_personne",
    "retenir_centres_ailleurs",
    "suivre_le_secret",
    "supprimer_partenaire",
]
