"""The last application loaded: subscribes handlers and refuses undeclared URLs."""

from django.apps import AppConfig


class ConfigurationConfig(AppConfig):
    """Wires the rooms together once all of them are loaded."""

    name = "imagin.config"
    label = "config"

    def ready(self) -> None:
        from django.core.checks import register

        from imagin.activites.connexion.journal import ecouter
        from imagin.config.abonnements import abonner_tout
        from imagin.config.controles import controler_routes

        abonner_tout()
        ecouter()
        register(controler_routes)
