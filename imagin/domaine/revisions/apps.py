from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "imagin.domaine.revisions"
    label = "revisions"
    verbose_name = "révisions"
