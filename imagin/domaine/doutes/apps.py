from django.apps import AppConfig


class DoutesConfig(AppConfig):
    name = "imagin.domaine.doutes"
    label = "doutes"
