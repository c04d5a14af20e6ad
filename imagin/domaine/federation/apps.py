from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "imagin.domaine.federation"
    verbose_name = "fédération"
