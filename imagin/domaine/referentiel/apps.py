from django.apps import AppConfig


class ReferentielConfig(AppConfig):
    name = "imagin.domaine.referentiel"
    label = "referentiel"
