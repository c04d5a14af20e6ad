from django.apps import AppConfig


class AccesConfig(AppConfig):
    name = "imagin.domaine.acces"
    label = "acces"
