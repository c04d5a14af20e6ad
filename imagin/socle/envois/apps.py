"""The application « envois »."""

from django.apps import AppConfig
from django.core.checks import register


class EnvoisConfig(AppConfig):
    """The outbox."""

    name = "imagin.socle.envois"
    label = "envois"
    verbose_name = "Envois"

    def ready(self) -> None:
        """Make the mail channel known; connectors make theirs known likewise."""
        # Models cannot be imported before the applications are loaded.
        from imagin.socle.envois.canaux import enregistrer_canal
        from imagin.socle.envois.controles import controler_expediteur
        from imagin.socle.envois.enums import COURRIEL
        from imagin.socle.envois.smtp import ouvrir_courriel

        enregistrer_canal(COURRIEL, ouvrir_courriel)
        register(controler_expediteur)
