"""The look: frame, fields, icons, calendar, scripts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: frame, fields, icons, calendar, scripts. No model."""

    name = "imagin.socle.ui"
    label = "ui"
