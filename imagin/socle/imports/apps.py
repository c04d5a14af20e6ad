from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imagin.socle.imports"
    label = "imports"
