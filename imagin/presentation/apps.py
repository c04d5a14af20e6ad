from django.apps import AppConfig


class PresentationConfig(AppConfig):
    name = "imagin.presentation"
    label = "presentation"
