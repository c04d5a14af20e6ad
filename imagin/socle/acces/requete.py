"""What the house notes on a request on its way, with its type: `suivie(request).adresse_client = "…"`.

Who reads before it may have been noted reads by `getattr`, with what to do without.
"""

from typing import cast

from django.http import HttpRequest

from imagin.socle.acces.activite import Activite


class RequeteSuivie(HttpRequest):
    """A request that has gone through the house's middleware and its route; for types only, nobody makes one.

    `adresse_client`: where it comes from; `activite_notee`: its session was written just now; `activite`: its route's.
    """

    adresse_client: str
    activite_notee: bool
    activite: Activite


def suivie(request: HttpRequest) -> RequeteSuivie:
    """The same request, with what the house notes on it."""
    return cast("RequeteSuivie", request)
