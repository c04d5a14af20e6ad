"""WSGI entry point. Never preload the application and fork after a letter was composed: see docs/decisions."""

import os

from django.core.wsgi import get_wsgi_application

from imagin.config.controles import refuser_les_mauvais_reglages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imagin.config.settings")
application = get_wsgi_application()
refuser_les_mauvais_reglages()
