"""Verbs of convocation."""

from imagin.domaine.convocations.actions.annuler import annuler_convocation
from imagin.domaine.convocations.actions.convoquer import convoquer
from imagin.domaine.convocations.actions.envoyer import envoyer_convocations, renvoyer_mels
from imagin.domaine.convocations.actions.modifier import modifier_convocation
from imagin.domaine.convocations.actions.plusieurs import annuler_convocations, modifier_dates
from imagin.domaine.convocations.actions.retirer import liberer_missions_retirees
from imagin.domaine.convocations.actions.severite import regler_severite, regler_severites
from imagin.domaine.convocations.actions.signer import enregistrer_signature

__all__ = [
    "annuler_convocation",
    "annuler_convocations",
    "convoquer",
    "enregistrer_signature",
    "envoyer_convocations",
    "liberer_missions_retirees",
    "modifier_convocation",
    "modifier_dates",
    "regler_severite",
    "regler_severites",
    "renvoyer_mels",
]
