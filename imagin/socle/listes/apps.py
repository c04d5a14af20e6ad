"""Lists: declared once, shown, searched, sorted and exported."""

from django.apps import AppConfig


class ListesConfig(AppConfig):
    """Lists: one declaration gives screen, count, sort, search, CSV and PDF. No model."""

    name = "imagin.socle.listes"
    label = "listes"
