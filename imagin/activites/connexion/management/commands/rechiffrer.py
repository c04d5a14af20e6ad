"""`imagin rechiffrer`: after IMAGIN_SECRET was changed, write the secrets that the database keeps with the new one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from imagin.domaine.federation.actions import suivre_le_secret
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.acces.chiffrement import SecretIllisible, chiffrer, dechiffrer
from imagin.socle.acces.moyens import garder_les_secrets, moyens_tenus
from imagin.socle.jetons.cles import rechiffrer_cles

GARDES = ("secret", "seed")


class Command(BaseCommand):
    """All or nothing."""

    help = (
        "Rechiffre ce que la base garde secret (double authentification, clés de signature, clés d'appariement) avec "
        "IMAGIN_SECRET ; l'ancien peut ensuite être oublié."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Read each secret with whichever key reads it, write it with the present one."""
        moyens = moyens_tenus()
        try:
            for moyen in moyens:
                moyen.data = {cle: _reecrit(cle, valeur) for cle, valeur in moyen.data.items()}
            autres = rechiffrer_cles() + suivre_le_secret(systeme("imagin rechiffrer"))
        except SecretIllisible as erreur:
            raise CommandError(f"{erreur} Rien n'a été modifié.") from erreur
        garder_les_secrets(moyens)
        self.stdout.write(self.style.SUCCESS(f"Secrets rechiffrés : {len(moyens) + autres}."))


def _reecrit(cle: str, valeur: Any) -> Any:
    if cle == "migrated_codes":
        return [chiffrer(dechiffrer(code)) for code in valeur]
    return chiffrer(dechiffrer(valeur)) if cle in GARDES else valeur
