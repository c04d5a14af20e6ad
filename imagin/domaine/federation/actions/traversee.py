"""Who comes in from another académie."""

from datetime import date

from django.db import transaction

from imagin.domaine.acces.actions import accueillir_partenaire
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.rules import IdentiteRecue, IdentiteRefusee
from imagin.domaine.federation.queries import partenaire_du_centre
from imagin.domaine.federation.rules import PAS_CENTRE
from imagin.domaine.perimetre.rules import Perimetre


@transaction.atomic
def laisser_entrer(perimetre: Perimetre, *, partenaire: str, recue: IdentiteRecue, jour: date) -> Compte:
    """The account of who comes from that partner (its code) for one of its centres here; raises IdentiteRefusee.

    The partner is locked: a partnership or a centre that closes meanwhile takes back what is given here.

    Guide: G4.6-01, G4.6-02.
    """
    [droit] = recue.habilitations
    if partenaire_du_centre(partenaire, droit.uai, verrou=True) is None:
        raise IdentiteRefusee(PAS_CENTRE.format(uai=droit.uai))
    return accueillir_partenaire(perimetre, recue=recue, jour=jour)
