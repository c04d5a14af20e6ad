"""gunicorn as it must run: `gunicorn --config python:imagin.config.serveur`. Its command line may change all of it.

Threads, and never `preload_app`: a process that forked after a letter was composed would hang. The access log says
neither questions (names that people search for) nor the secret of a link.
"""

from typing import Any

from gunicorn.glogging import Logger

from imagin.socle.acces.journaux import SansSecret, sans_secret


class JournalDuServeur(Logger):  # type: ignore[misc]
    """gunicorn's own, through our filter."""

    def setup(self, cfg: Any) -> None:
        """Filter what it says of errors too: they quote addresses."""
        super().setup(cfg)
        for journal in (self.error_log, self.access_log):
            journal.addFilter(SansSecret())

    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The parts of a line of the access log."""
        parts: dict[str, Any] = super().atoms(*args, **kwargs)
        return parts | {nom: sans_secret(str(parts[nom])) for nom in ("U", "r") if nom in parts} | {"q": "", "f": "-"}


wsgi_app = "imagin.config.wsgi:application"
worker_class = "gthread"
workers, threads = 4, 4
accesslog = "-"
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
logger_class = JournalDuServeur
