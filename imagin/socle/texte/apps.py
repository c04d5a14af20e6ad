from django.apps import AppConfig


class TexteConfig(AppConfig):
    name = "imagin.socle.texte"
    label = "texte"
