"""The `imagin` command: Django's own, with our settings."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from imagin.socle.traces.signature import signer_les_ecritures


def main() -> None:
    """Run one command; a missing setting is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imagin.config.settings")
    try:
        signer_les_ecritures(" ".join(["imagin", *sys.argv[1:2]]))
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as erreur:
        sys.exit(f"imagin : {erreur}")


if __name__ == "__main__":
    main()
