"""What every answer tells the browser to refuse: to keep signed-in pages, to lend our files, to use the machine."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Nothing here films, listens, locates or pays.
INTERDITS = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
ENTETES = {
    "Permissions-Policy": ", ".join(f"{nom}=()" for nom in INTERDITS),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def proteger(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, around those that serve static files: the headers above, and no copy of what a session shows.

    Pages, spreadsheets and letters alike: a computer of a staff room keeps none of them on its disk.
    """

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        reponse = suite(request)
        for nom, valeur in ENTETES.items():
            reponse.headers.setdefault(nom, valeur)
        session = getattr(request, "session", None)
        if session is not None and not session.is_empty() and "no-store" not in reponse.get("Cache-Control", ""):
            reponse["Cache-Control"] = "no-store, private"
        return reponse

    return intergiciel
