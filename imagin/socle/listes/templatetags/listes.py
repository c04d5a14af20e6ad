"""The tag that draws a list: `{% load listes %}{% liste presentation %}`."""

from typing import Any

from django import template
from django.template.context import Context

from imagin.socle.listes.presentation import ListePresentee
from imagin.socle.listes.rendu import corps

register = template.Library()


@register.inclusion_tag("listes/liste.html", takes_context=True)
def liste(context: Context, presentation: ListePresentee[Any]) -> dict[str, Any]:
    """Title with count, search, table; cell and action templates see the page's context besides `ligne`."""
    return {
        "presentee": presentation,
        "liste": presentation.liste,
        "en_tetes": presentation.en_tetes(),
        "corps": corps(presentation, {str(cle): valeur for cle, valeur in context.flatten().items()}),
    }
