from django.apps import AppConfig


class FraisConfig(AppConfig):
    name = "imagin.domaine.frais"
    verbose_name = "états de frais"
