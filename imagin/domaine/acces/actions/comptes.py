"""Accounts: creation, password, display settings."""

from dataclasses import asdict

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from imagin.domaine.acces.events import CompteInvite
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.racines import mon_compte
from imagin.domaine.acces.rules import Reglages
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre
from imagin.socle.evenements import annoncer


@transaction.atomic
def creer_compte(  # noqa: PLR0913  (the fields of an account, all by name)
    perimetre: Perimetre,
    *,
    identifiant: str,
    nom: str,
    prenom: str,
    mot_de_passe: str = "",
    mel: str = "",
    est_gestionnaire: bool = False,
    est_administrateur: bool = False,
    doit_changer: bool = False,
) -> Compte:
    """Create an account; raises ValidationError when the password is too weak (CNIL 2022-100).

    Without `mot_de_passe`, the person chooses theirs by the link of the mail that this announces. With `doit_changer`,
    the password given serves once: the person must replace it before entering a service.

    Guide: G2.1-01.
    """
    perimetre.exiger(Role.ADMINISTRATEUR)
    compte = Compte(
        identifiant=identifiant,
        nom=nom,
        prenom=prenom,
        mel=mel,
        est_gestionnaire=est_gestionnaire,
        est_administrateur=est_administrateur,
        doit_changer=doit_changer or not mot_de_passe,
    )
    if mot_de_passe:
        validate_password(mot_de_passe, compte)
        compte.set_password(mot_de_passe)
    else:
        compte.set_unusable_password()
    compte.full_clean()
    compte.save()
    if not mot_de_passe:
        annoncer(CompteInvite(compte=compte.pk, par=perimetre.auteur))
    return compte


@transaction.atomic
def changer_mot_de_passe(compte: Compte, *, mot_de_passe: str) -> None:
    """Give the account the password that its owner has chosen and proved to be entitled to choose; checked before."""
    compte.set_password(mot_de_passe)
    compte.doit_changer = False
    compte.save(update_fields=["password", "doit_changer"])


@transaction.atomic
def regler_affichage(perimetre: Perimetre, *, reglages: Reglages) -> None:
    """Keep how the caller wants screens to look; raises AccesRefuse when nobody is behind the perimeter.

    Guide: G1.3-01.
    """
    if perimetre.compte_id is None:
        raise AccesRefuse("Connectez-vous pour que vos réglages d'affichage soient enregistrés avec votre compte.")
    compte = mon_compte(perimetre).select_for_update().get()
    compte.reglages = asdict(reglages)
    compte.save(update_fields=["reglages"])
