"""Partners declared by the administrateur."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from imagin.domaine.acces.actions import retirer_delegations_de_partenaire
from imagin.domaine.federation.actions.refus import exiger_declarable
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import DossierTransmis, EtatPartenaire, Partenaire
from imagin.domaine.federation.queries import etat_du_partenaire
from imagin.domaine.federation.racines import partenaires_visibles
from imagin.domaine.federation.rules import FederationRefusee, cles_lisibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.chiffrement import SecretIllisible, chiffrer, dechiffrer
from imagin.socle.envois.suivi import envois_a_examiner, relancer
from imagin.socle.temps import maintenant
from imagin.socle.traces.suivi import dernier_changement
from imagin.socle.versions import exiger_inchange, un_seul_a_la_fois

VERROU = "federation.partenaires"
A_REDIRE = "0" * 32  # the condensé of no summons: each differs from it


@transaction.atomic
def declarer_partenaire(  # noqa: PLR0913  (the fields of a partner, all by name)
    perimetre: Perimetre,
    *,
    code: str,
    nom: str,
    adresse: str,
    academies: Collection[str],
    nationale: bool = False,
    active: bool = False,
    cle: int | None = None,
    version: str | None = None,
) -> Partenaire:
    """Declare a partner, or change one (`cle`); raises FederationRefusee, ChangeeEntreTemps, Partenaire.DoesNotExist.

    Refused: our own address or code, http where this instance is in https, an académie that another partner manages,
    opened without pinned keys, another code than the one it was declared with. Another address forgets the keys and
    closes it. Closing withdraws the delegations and buttons that it gave.

    Guide: GG-06.
    """
    perimetre.exiger_administrateur()
    un_seul_a_la_fois(VERROU)
    partenaire = partenaires_visibles(perimetre).select_for_update().get(pk=cle) if cle else Partenaire(code=code)
    if cle:
        exiger_inchange(etat_du_partenaire(partenaire), version, lambda: dernier_changement(partenaire))
    demenage = bool(cle) and partenaire.adresse != adresse
    etait = partenaire.code
    partenaire.code, partenaire.nom, partenaire.adresse = code, nom.strip(), adresse
    partenaire.academies = sorted(set(academies))
    partenaire.nationale, partenaire.active = nationale, active
    if demenage:
        _oublier_cles(partenaire)
    exiger_declarable(perimetre, partenaire, etait=etait)
    partenaire.save()
    EtatPartenaire.objects.get_or_create(partenaire=partenaire)
    if not partenaire.active:
        _fermer(perimetre, partenaire)
    return partenaire


@transaction.atomic
def supprimer_partenaire(perimetre: Perimetre, *, cle: int) -> Partenaire:
    """Forget a partner that nothing came from nor went to; raises FederationRefusee: close it instead.

    Its centres here close. Raises Partenaire.DoesNotExist.
    """
    perimetre.exiger_administrateur()
    partenaire = partenaires_visibles(perimetre).select_for_update().get(pk=cle)
    echanges = ("personnes", "convocations", "rattachements", "dossiers_transmis")
    if any(getattr(partenaire, echange).exists() for echange in echanges):
        raise FederationRefusee(
            f"Des convocations ou des personnes ont déjà été échangées avec {partenaire.nom} : fermez le partenariat "
            "au lieu de le supprimer."
        )
    _fermer(perimetre, partenaire)
    partenaire.delete()
    return partenaire


@transaction.atomic
def epingler_cles(perimetre: Perimetre, *, cle: int, cles: Sequence[Mapping[str, Any]], confirmees: bool) -> bool:
    """Keep the public keys read at a partner's address; True when they changed.

    By hand (`confirmees`: the administrateur compared the thumbprints), any; by the watch, once one of those pinned has
    vouched for them (`echanges/federation/veille.py`) and is still published: a site that changed hands is not
    followed. Raises FederationRefusee for what is no
    public key known by its thumbprint, Partenaire.DoesNotExist.
    """
    perimetre.exiger_administrateur()
    lues = cles_lisibles(cles)
    partenaire = partenaires_visibles(perimetre).select_for_update().get(pk=cle)
    tenues = {tenue["kid"] for tenue in partenaire.cles}
    suivie = confirmees or any(lue["kid"] in tenues for lue in lues)
    if not suivie or (lues == partenaire.cles and not confirmees):
        return False
    changees = bool(lues != partenaire.cles)
    partenaire.cles, partenaire.cles_lues_le = lues, maintenant()
    partenaire.save(update_fields=["cles", "cles_lues_le"])
    return changees


@transaction.atomic
def noter_etat(
    perimetre: Perimetre, *, cle: int, panne: Panne | None, decalage: int | None, cle_numen: str = ""
) -> bool:
    """Keep what the watch found; `depuis` moves only when `joignable` changes; the NUMEN key only when it is new.

    Returns whether it can be reached while it could not. Nothing for a partner that is gone meanwhile.
    """
    perimetre.exiger_administrateur()
    partenaire = partenaires_visibles(perimetre).select_for_update(no_key=True).filter(pk=cle).first()
    if partenaire is None:
        return False
    instant, joignable = maintenant(), panne is None
    etat = EtatPartenaire.objects.get_or_create(partenaire=partenaire)[0]
    revenu = joignable and not etat.joignable
    if etat.joignable != joignable:
        etat.joignable, etat.depuis = joignable, instant
    etat.panne, etat.decalage, etat.verifie_le = panne or "", decalage, instant
    etat.save()
    if cle_numen and cle_numen != _cle_numen_tenue(partenaire):
        partenaire.cle_numen = chiffrer(cle_numen)
        partenaire.save(update_fields=["cle_numen"])
        # It may not have known who was named otherwise: the night tells it all again, under the new hashes.
        DossierTransmis.objects.filter(partenaire=partenaire, retiree=False).update(condense=A_REDIRE)
    return revenu


@transaction.atomic
def relancer_envois_refuses(perimetre: Perimetre, *, cle: int) -> int:
    """Send again what a partner refused, once what it said was mended; returns how many messages.

    Raises Partenaire.DoesNotExist.
    """
    perimetre.exiger_administrateur()
    partenaire = partenaires_visibles(perimetre).get(pk=cle)
    return relancer(list(envois_a_examiner().filter(canal=partenaire.canal).values_list("pk", flat=True)))


def _cle_numen_tenue(partenaire: Partenaire) -> str:
    """The key held; empty when no secret of ours reads it any more."""
    try:
        return dechiffrer(partenaire.cle_numen)
    except SecretIllisible:
        return ""


def _oublier_cles(partenaire: Partenaire) -> None:
    """At another address may be somebody else: nothing of what was confirmed holds."""
    partenaire.cles, partenaire.cles_lues_le, partenaire.cle_numen, partenaire.active = [], None, "", False
    EtatPartenaire.objects.filter(partenaire=partenaire).update(
        joignable=False, panne="", decalage=None, depuis=maintenant()
    )


def _fermer(perimetre: Perimetre, partenaire: Partenaire) -> None:
    """Put out who came in by it; its buttons go by themselves, conditions read `active`."""
    lieux = list(partenaire.centres_ouverts.values_list("etablissement_id", flat=True))
    retirer_delegations_de_partenaire(perimetre, etablissements=lieux)
