from django.apps import AppConfig


class JetonsConfig(AppConfig):
    name = "imagin.socle.jetons"
    label = "jetons"
    verbose_name = "jetons"
