from django.apps import AppConfig


class ServicesFaitsConfig(AppConfig):
    name = "imagin.domaine.services_faits"
    label = "services_faits"
