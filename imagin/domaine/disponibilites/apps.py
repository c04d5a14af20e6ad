from django.apps import AppConfig


class DisponibilitesConfig(AppConfig):
    name = "imagin.domaine.disponibilites"
    label = "disponibilites"
