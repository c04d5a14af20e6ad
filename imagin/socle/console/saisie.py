"""A form shown again because something in it must be corrected: the screen and the console say the same."""

from collections.abc import Iterator, Mapping

from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import deja_dit, dire_tout

MENTIONNEES = 20  # errors that the console writes one by one; the screen marks them all


def rendre_saisie(
    request: HttpRequest, gabarit: str, contexte: Mapping[str, object], *refus: BaseForm | str
) -> HttpResponse:
    """Render the screen of a form: with status 422, and a line of the console for each error, when there are some.

    `refus`: forms, whose errors are told after the name of their field, and sentences (an empty one says nothing). What
    the view has told already is not told twice. The only way to answer 422 (`tests/test_house.py`).

    Guide: G1.3-05.
    """
    phrases = list(dict.fromkeys(phrase for source in refus for phrase in _phrases(source)))
    if not phrases:
        return render(request, gabarit, dict(contexte))
    tues = [phrase for phrase in phrases if not deja_dit(request, phrase)]
    if len(tues) > MENTIONNEES:
        tues = [*tues[:MENTIONNEES], f"Et {len(tues) - MENTIONNEES} autres erreurs, marquées à l'écran."]
    # The console shows the newest first: the first error of the screen is the last told.
    dire_tout(request, [(GenreMessage.ERREUR, phrase) for phrase in reversed(tues)])
    return render(request, gabarit, dict(contexte), status=422)


def _phrases(source: BaseForm | str) -> Iterator[str]:
    if isinstance(source, str):
        if source:
            yield source
        return
    erreurs: ErrorDict = source.errors
    for champ, motifs in erreurs.items():
        connu = champ in source.fields
        for motif in motifs:
            yield f"{source[champ].label} : {motif}" if connu and source[champ].label else str(motif)
