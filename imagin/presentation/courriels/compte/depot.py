"""The mail that invites the owner of a new account to choose a password: handler of `CompteInvite`."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import int_to_base36

from imagin.domaine.acces.events import CompteInvite
from imagin.domaine.acces.queries import compte_invite
from imagin.socle.envois.adresses import adresse_nommee
from imagin.socle.envois.depot import deposer_courriel


def deposer_invitation(evenement: CompteInvite) -> None:
    """One row of the outbox; an account without an address gets none, and the outbox shows it as refused.

    Guide: G2.1-01.
    """
    compte = compte_invite(evenement.compte)
    chemin = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": int_to_base36(compte.pk), "key": default_token_generator.make_token(compte)},
    )
    deposer_courriel(
        cle=f"compte:{compte.mel.lower()}"[:80],
        destinataire=adresse_nommee(str(compte), compte.mel),
        sujet="IMAG'IN : votre compte est ouvert, choisissez votre mot de passe",
        corps=render_to_string(
            "courriels/compte/invitation.txt", {"compte": compte, "adresse": settings.IMAGIN_ADRESSE + chemin}
        ),
        objet=("compte", compte.pk),
        par=evenement.par,
    )
