from django.apps import AppConfig


class PersonnesConfig(AppConfig):
    name = "imagin.domaine.personnes"
    label = "personnes"
