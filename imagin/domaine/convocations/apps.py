from django.apps import AppConfig


class ConvocationsConfig(AppConfig):
    name = "imagin.domaine.convocations"
    label = "convocations"
