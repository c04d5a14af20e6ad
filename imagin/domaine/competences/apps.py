from django.apps import AppConfig


class CompetencesConfig(AppConfig):
    name = "imagin.domaine.competences"
    label = "competences"
