"""What the federation keeps ciphered with IMAGIN_SECRET, or derived from it, once that has changed."""

from django.db import transaction

from imagin.domaine.federation.actions.numen import recalculer_empreintes
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.racines import partenaires_visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.chiffrement import chiffrer, dechiffrer


@transaction.atomic
def suivre_le_secret(perimetre: Perimetre) -> int:
    """Write the keys that partners gave us with the present secret; returns how many. Raises SecretIllisible.

    Our own matching key follows the secret: our people are hashed anew, and partners read it within the minute.
    """
    perimetre.exiger_administrateur()
    tenus = [un for un in partenaires_visibles(perimetre).select_for_update().order_by("pk") if un.cle_numen]
    for partenaire in tenus:
        partenaire.cle_numen = chiffrer(dechiffrer(partenaire.cle_numen))
    Partenaire.objects.bulk_update(tenus, ["cle_numen"])
    recalculer_empreintes(perimetre)
    return len(tenus)
