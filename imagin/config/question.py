"""Without scripts, what a dialog would have asked is asked by a page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from imagin.socle.ui.demande import QUESTION, parametres

LONGUEUR = 500  # characters of a question


class QuestionSansScript:
    """Middleware: a form sent by a `data-confirme` button whose dialog did not open is shown to be confirmed.

    Guide: G1.3-13.
    """

    def __init__(self, suite: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.suite(request)

    def process_view(self, request: HttpRequest, vue: Any, *reste: Any) -> HttpResponseBase | None:
        """Ask, instead of the view, whoever may be asked; the view has its own guards for the answer."""
        if request.method != "POST" or QUESTION not in request.POST or getattr(request, "perimetre", None) is None:
            return None
        oui, _barre, question = request.POST[QUESTION][:LONGUEUR].partition("|")
        contexte = {
            "oui": oui,
            "question": question,
            "adresse": request.get_full_path(),
            "parametres": parametres(request.POST),
            "retour": _d_ou_l_on_vient(request),
        }
        return render(request, "ui/question.html", contexte)


def _d_ou_l_on_vient(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    sure = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return page if sure else "/"
