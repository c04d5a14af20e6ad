"""Verbs of convocation."""

from imagin.domaine.convocations.actions.annuler import annuler_convocation
from imagin.domaine.convocations.actions.convoquer import convoquer
from imagin.domaine.convocations.actions.envoyer import envoyer_convocations, renvoyer_mels
from imagin.domaine.convocations.actions.modifier import modifier_convocation, reprendre_convocation
from imagin.domaine.convocations.actions.severite import regler_severite, regler_severites
from imagin.domaine.convocations.actions.signer import enregistrer_signature

__all__ = [
    "annuler_convocation",
    "convoquer",
    "enregistrer_signature",
    "envoyer_convocations",
    "modifier_convocation",
    "regler_severite",
    "regler_severites",
    "renvoyer_mels",
    "reprendre_convocation",
]
