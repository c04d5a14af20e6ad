"""People whom others vouch for, guichet, portal or académie: their account, and the delegations said of them."""

import hashlib
import logging
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from imagin.domaine.acces.enums import SourceDelegation
from imagin.domaine.acces.models import Compte, Delegation, Identite
from imagin.domaine.acces.queries import services
from imagin.domaine.acces.racines import comptes, identites
from imagin.domaine.acces.rules import Habilitation, IdentiteRecue, IdentiteRefusee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.racines import communs

journal = logging.getLogger(__name__)
SANS_RESPONSABILITE = (
    "Votre compte ne vous donne la responsabilité d'aucun établissement et aucune délégation en cours ne vous ouvre "
    "IMAG'IN. Demandez au chef d'établissement de vous déléguer l'application IMAG'IN, puis reconnectez-vous."
)
ETABLISSEMENT_INCONNU = (
    "L'établissement dont vous êtes responsable ({uai}) n'est pas connu d'IMAG'IN. Signalez-le au service des examens."
)
DESACTIVE = "Votre compte est désactivé dans IMAG'IN. Adressez-vous au service des examens."


def accueillir_identite(perimetre: Perimetre, *, recue: IdentiteRecue, jour: date) -> Compte:
    """The account of who signs in through the guichet, made the first time, with the delegations it says for `jour`.

    Delegations that it no longer says are withdrawn, even when IdentiteRefusee is then raised; those given by the
    administration are left alone.

    Guide: G2.1-02, G2.1-04.
    """
    perimetre.exiger_administrateur()
    return _accueillir(recue, jour, SourceDelegation.GUICHET)


def accueillir_partenaire(perimetre: Perimetre, *, recue: IdentiteRecue, jour: date) -> Compte:
    """The account of who comes from another académie, for the one établissement that it vouches for on `jour`.

    Made the first time; what the académie had vouched for before is taken back. Raises IdentiteRefusee. Who calls has
    checked that the établissement is a centre that this académie opened to that one.

    Guide: G4.6-02.
    """
    perimetre.exiger_administrateur()
    return _accueillir(recue, jour, SourceDelegation.PARTENAIRE)


def _accueillir(recue: IdentiteRecue, jour: date, source: SourceDelegation) -> Compte:
    """The account of who is presented, with the delegations of that source that are said of them; no other."""
    with transaction.atomic():
        lieux = communs(Etablissement).in_bulk([droit.uai for droit in recue.habilitations], field_name="uai")
        compte = _compte(recue, creer=bool(lieux))
        if compte is not None:
            _actualiser_delegations(compte, recue.habilitations, lieux, source)
    if inconnus := sorted({droit.uai for droit in recue.habilitations} - lieux.keys()):
        journal.warning("établissements inconnus, reçus de %s : %s", recue.emetteur, ", ".join(inconnus))
    if compte is not None and not compte.is_active:
        raise IdentiteRefusee(DESACTIVE)
    if compte is None or not services(compte, jour):
        raise IdentiteRefusee(
            ETABLISSEMENT_INCONNU.format(uai=", ".join(inconnus)) if inconnus else SANS_RESPONSABILITE
        )
    return compte


def _compte(recue: IdentiteRecue, *, creer: bool) -> Compte | None:
    """The account of this person, locked and brought up to date; None when there is none and none must be made."""
    connue = identites().filter(emetteur=recue.emetteur, sujet=recue.sujet).first()
    if connue is None and not creer:
        return None
    compte_id = connue.compte_id if connue else _creer(recue)
    compte = comptes().select_for_update().get(pk=compte_id)
    champs = {"nom": recue.nom, "prenom": recue.prenom, "mel": recue.mel}
    changes = [champ for champ, valeur in champs.items() if valeur and getattr(compte, champ) != valeur]
    for champ in changes:
        setattr(compte, champ, champs[champ])
    if changes:
        compte.save(update_fields=changes)
    return compte


def _creer(recue: IdentiteRecue) -> int:
    """Make account and identity; of two first sign-ins at the same instant, the second finds those of the first."""
    defauts = {"nom": recue.nom, "prenom": recue.prenom, "mel": recue.mel, "password": "!"}
    compte, _ = Compte.objects.get_or_create(identifiant=_identifiant(recue), defaults=defauts)
    Identite.objects.get_or_create(emetteur=recue.emetteur, sujet=recue.sujet, defaults={"compte": compte})
    return compte.pk


def _identifiant(recue: IdentiteRecue) -> str:
    """A name for the account that people can read and nobody else has: « helene.de-la-tour.3f2a9c1b04 »."""
    somme = hashlib.sha256(f"{recue.emetteur}\0{recue.sujet}".encode()).hexdigest()[:16]
    return f"{slugify(recue.prenom)[:20]}.{slugify(recue.nom)[:20]}.{somme}"


def _actualiser_delegations(
    compte: Compte,
    habilitations: tuple[Habilitation, ...],
    lieux: dict[str, Etablissement],
    source: SourceDelegation,
) -> None:
    """Make the account's delegations of that source those of `habilitations`, at known établissements, and no other."""
    voulues = {lieux[droit.uai].pk: droit for droit in habilitations if droit.uai in lieux}
    presentes = {delegation.etablissement_id: delegation for delegation in compte.delegations.filter(source=source)}
    retirees = [delegation.pk for lieu, delegation in presentes.items() if lieu not in voulues]
    if retirees:
        compte.delegations.filter(pk__in=retirees).delete()
    for lieu, droit in voulues.items():
        delegation = presentes.get(lieu) or Delegation(
            compte=compte, etablissement_id=lieu, source=source, date_debut=droit.date_debut
        )
        _accorder(delegation, droit)


def _accorder(delegation: Delegation, droit: Habilitation) -> None:
    """Give the delegation the function and end of the right; its beginning stays, unless the right ends before."""
    avant = (delegation.fonction, delegation.date_fin)
    delegation.fonction, delegation.date_fin = droit.fonction, droit.date_fin
    if delegation.pk is None or avant != (droit.fonction, droit.date_fin):
        delegation.date_debut = min(delegation.date_debut, droit.date_debut)
        delegation.save()
