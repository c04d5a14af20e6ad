"""Verbs of convocation, and what they answer."""

from imagin.domaine.convocations.actions.annuler import annuler_convocation
from imagin.domaine.convocations.actions.avis import Changement, changements_a_dire, noter_avis
from imagin.domaine.convocations.actions.convoquer import convoquer
from imagin.domaine.convocations.actions.envoyer import BilanEnvoi, envoyer_convocations, renvoyer_mels
from imagin.domaine.convocations.actions.modifier import modifier_convocation
from imagin.domaine.convocations.actions.plusieurs import ResultatDuLot, annuler_convocations, modifier_dates
from imagin.domaine.convocations.actions.renvoyer import renvoyer_a_santorin
from imagin.domaine.convocations.actions.retirer import liberer_missions_retirees
from imagin.domaine.convocations.actions.severite import regler_severite, regler_severites
from imagin.domaine.convocations.actions.signer import enregistrer_signature

__all__ = [
    "BilanEnvoi",
    "Changement",
    "ResultatDuLot",
    "annuler_convocation",
    "annuler_convocations",
    "changements_a_dire",
    "convoquer",
    "enregistrer_signature",
    "envoyer_convocations",
    "liberer_missions_retirees",
    "modifier_convocation",
    "modifier_dates",
    "noter_avis",
    "regler_severite",
    "regler_severites",
    "renvoyer_a_santorin",
    "renvoyer_mels",
]
