"""The mail that invites the owner of a new account to choose a password: handler of `CompteInvite`."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import int_to_base36

from imagin.domaine.acces.events import CompteInvite
from imagin.domaine.acces.queries import compte_invite
from imagin.presentation.courriels.redaction import rediger
from imagin.socle.envois.adresses import adresse_nommee
from imagin.socle.envois.depot import deposer_courriel


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """Who is invited, under which identifiant, and where they choose their password."""

    nom: str
    identifiant: str
    adresse: str


def deposer_invitation(evenement: CompteInvite) -> None:
    """One row of the outbox; an account without an address gets none, and the outbox shows it as refused.

    Guide: G2.1-01.
    """
    compte = compte_invite(evenement.compte)
    chemin = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": int_to_base36(compte.pk), "key": default_token_generator.make_token(compte)},
    )
    redaction = rediger(
        "compte", Invitation(nom=str(compte), identifiant=compte.identifiant, adresse=settings.IMAGIN_ADRESSE + chemin)
    )
    deposer_courriel(
        cle=f"compte:{compte.mel.lower()}"[:80],
        destinataire=adresse_nommee(str(compte), compte.mel),
        sujet=redaction.sujet,
        corps=redaction.corps,
        objet=("compte", compte.pk),
        par=evenement.par,
    )
