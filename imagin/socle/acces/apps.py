from django.apps import AppConfig


class AccesConfig(AppConfig):
    name = "imagin.socle.acces"
    label = "socle_acces"
