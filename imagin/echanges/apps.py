from django.apps import AppConfig


class EchangesConfig(AppConfig):
    name = "imagin.echanges"
    label = "echanges"
