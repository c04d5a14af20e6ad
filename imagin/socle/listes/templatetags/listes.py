"""The tags that draw a list and what stands beside it: `{% load listes %}{% liste presentation %}`."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from imagin.socle.listes.filtres import Filtres
from imagin.socle.listes.memoire import adresse_gardee, retenir
from imagin.socle.listes.presentation import ListePresentee
from imagin.socle.listes.rendu import corps

register = template.Library()


@register.inclusion_tag("listes/liste.html", takes_context=True)
def liste(context: Context, presentation: ListePresentee[Any]) -> dict[str, Any]:
    """Title with count, search, table; cell and action templates see the page's context besides `ligne`."""
    if "request" in context:
        retenir(context["request"])
    return {
        "presentee": presentation,
        "liste": presentation.liste,
        "en_tetes": presentation.en_tetes(),
        "corps": corps(presentation, {str(cle): valeur for cle, valeur in context.flatten().items()}),
    }


@register.inclusion_tag("listes/filtres.html")
def filtrer(presentation: ListePresentee[Any], filtres: Filtres, bouton: str, effacer: str = "") -> dict[str, Any]:
    """`{% filtrer liste filtres "Filtrer missions" %}`: the filters that the list declares; `effacer` labels a link.

    Raises ValueError when the list declares others: what is declared is what is tried in a browser.
    """
    if presentation.liste.filtres is not type(filtres):
        raise ValueError(f"list {presentation.liste.cle!r}: its filters are not declared as {type(filtres).__name__}")
    return {"presentee": presentation, "filtres": filtres, "bouton": bouton, "effacer": effacer}


@register.inclusion_tag("listes/suivi.html")
def suivi(presentation: ListePresentee[Any]) -> dict[str, Any]:
    """`{% suivi liste %}` in a form `data-suit-liste`: it is sent with the list's filters, search and sort."""
    return {"presentee": presentation}


@register.inclusion_tag("listes/retour.html", takes_context=True)
def retour(context: Context, nom: str, *cles: object) -> dict[str, str]:
    """`{% retour "consultation_missions:missions" %}`: « Retour », to that list as it was left."""
    return {"adresse": adresse_gardee(context["request"], reverse(nom, args=cles))}


@register.simple_tag(takes_context=True)
def adresse_du_retour(context: Context, nom: str, *cles: object) -> str:
    """`{% adresse_du_retour "consultation_missions:missions" %}`: where « Retour » leads, for « Annuler »."""
    return adresse_gardee(context["request"], reverse(nom, args=cles))
