"""The application « console »."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Messages told to a connection."""

    name = "imagin.socle.console"
    label = "console"
