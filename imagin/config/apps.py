"""The last application loaded: subscribes handlers and refuses undeclared URLs."""

from django.apps import AppConfig


class ConfigurationConfig(AppConfig):
    """Wires the rooms together once all of them are loaded."""

    name = "imagin.config"
    label = "config"

    def ready(self) -> None:
        from django.core.checks import register
        from django.db.models.signals import post_migrate

        from imagin.activites.connexion.journal import ecouter
        from imagin.config.abonnements import abonner_tout
        from imagin.config.controles import controler_routes
        from imagin.socle.temps.fuseau import poser_fuseau

        abonner_tout()
        post_migrate.connect(poser_fuseau, sender=self)
        ecouter()
        register(controler_routes)
