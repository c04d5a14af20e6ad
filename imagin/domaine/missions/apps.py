from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "imagin.domaine.missions"
    label = "missions"
