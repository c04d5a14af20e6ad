"""Opening a connection to the mail server that the settings name (Django's EMAIL_* settings).

Django's own backend leaves its socket open when the server refuses the password, hence this one.
"""

import ssl
from smtplib import SMTP, SMTP_SSL
from socket import IPPROTO_TCP, TCP_NODELAY

from django.conf import settings
from django.core.mail import DNS_NAME


def joindre() -> SMTP:
    """A greeted connection, encrypted and identified as asked; raises SMTPException or OSError."""
    smtp = _appeler()
    try:
        smtp.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        if settings.EMAIL_HOST_USER:
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        if smtp.sock is not None:
            # The dot is a small write after a large one: it must not wait for the other's acknowledgement.
            smtp.sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _appeler() -> SMTP:
    """The bare connection."""
    hote, port, nom, delai = settings.EMAIL_HOST, settings.EMAIL_PORT, DNS_NAME.get_fqdn(), settings.EMAIL_TIMEOUT
    if settings.EMAIL_USE_SSL:
        return SMTP_SSL(hote, port, nom, timeout=delai, context=ssl.create_default_context())
    return SMTP(hote, port, nom, timeout=delai)
