from django.apps import AppConfig


class IndemnitesConfig(AppConfig):
    name = "imagin.domaine.indemnites"
    verbose_name = "indemnités des chefs de centre"
