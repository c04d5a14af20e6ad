"""Tags of the look, built in: no `{% load %}` needed."""

from collections.abc import Sized
from html import unescape

from django import template
from django.forms import BaseForm, BoundField
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.dates import WEEKDAYS
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from imagin.socle.ui.calendrier import Mois
from imagin.socle.ui.onglets import Onglet

register = template.Library()

ICONES = frozenset(
    {
        "agrandir", "ajouter", "alerte", "archive", "courriel", "fermer", "information", "menu", "modifier", "pdf",
        "quitter", "reduire", "retour", "succes", "supprimer", "telecharger",
    }
)  # fmt: skip


@register.simple_tag
def icone(nom: str) -> SafeString:
    """`{% icone "pdf" %}`: an icon of the sprite, silent for screen readers. Raises ValueError for an unknown name.

    Not a template: a list draws thousands.
    """
    if nom not in ICONES:
        raise ValueError(f"unknown icon {nom!r}: one of {sorted(ICONES)}")
    adresse = static("imagin/icones/icones.svg")
    return format_html(
        '<svg class="icone" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>', adresse, nom
    )


@register.simple_tag
def entree() -> SafeString:
    """`{% entree %}`: what Enter presses in a form whose main button is not its first.

    The unseen twin of that button, to stand before all others: a browser takes the first one, even hidden by a style.
    """
    return mark_safe('<button type="submit" class="cache" tabindex="-1" aria-hidden="true">Valider</button>')


@register.simple_tag
def entree_sans_effet() -> SafeString:
    """`{% entree_sans_effet %}`: Enter does nothing in a form none of whose buttons is the main one."""
    return mark_safe('<button type="submit" class="cache" tabindex="-1" aria-hidden="true" disabled></button>')


@register.filter
def pluriel(nombre: int | Sized, formes: str = ",s") -> str:
    """`{{ n|pluriel }}`, `{{ n|pluriel:"est,sont" }}`: from two on; zero is singular in French, unlike `pluralize`."""
    un, plusieurs = formes.split(",") if "," in formes else ("", formes)
    return plusieurs if (nombre if isinstance(nombre, int) else len(nombre)) > 1 else un


@register.inclusion_tag("ui/champ.html")
def champ(field: BoundField) -> dict[str, BoundField]:
    """`{% champ form.qualite %}`: label, field, help and errors, tied together for screen readers."""
    return {"field": field}


@register.simple_tag
def obligatoire() -> SafeString:
    """`{% obligatoire %}`: the asterisk in the legend of what must be chosen, said to screen readers in a word."""
    return mark_safe('<span class="obligatoire" aria-hidden="true"> *</span><span class="cache"> (obligatoire)</span>')


@register.inclusion_tag("ui/erreurs.html")
def erreurs(form: BaseForm, obligatoires: bool = False) -> dict[str, object]:
    """`{% erreurs form %}`: what the asterisk means when fields bear it, what is wrong with the form as a whole.

    `{% erreurs form True %}` when something else than its fields bears one (`{% obligatoire %}`).
    """
    obligatoires = obligatoires or any(champ.field.required and not champ.is_hidden for champ in form)
    return {"form": form, "obligatoires": obligatoires, "identifiant": getattr(form, "identifiant_erreurs", "")}


@register.inclusion_tag("ui/onglets.html")
def onglets(liste: list[Onglet], nom: str) -> dict[str, object]:
    """`{% onglets onglets "Données de la personne" %}`: the pages of one object; `nom` says them to screen readers."""
    return {"onglets": liste, "nom": nom}


@register.inclusion_tag("ui/donnee.html")
def donnee(libelle: str, valeur: object) -> dict[str, object]:
    """`{% donnee "Nom" personne.nom %}` in a `<dl class="resume">`: a label and its value, empty when there is none."""
    return {"libelle": libelle, "valeur": valeur}


@register.inclusion_tag("ui/mois.html", name="mois")
def mois_a_cocher(mois: list[Mois], nom: str) -> dict[str, object]:
    """`{% mois mois "jours" %}`: the months alone, boxes `jours=2027-06-01`; the page asks the hours in its own way."""
    semaine = [(str(libelle)[0].upper(), libelle) for libelle in WEEKDAYS.values()]
    return {"mois": mois, "jours_semaine": semaine, "nom": nom}


@register.inclusion_tag("ui/calendrier.html")
def calendrier(
    mois: list[Mois], nom: str = "dates", nom_debut: str = "debut", nom_fin: str = "fin"
) -> dict[str, dict[str, object]]:
    """`{% calendrier mois %}`: boxes `dates=2027-06-01` and hours `debut_2027-06-01`, `fin_2027-06-01`."""
    jours = [j for m in mois for semaine in m.semaines for j in semaine if j and j.possible]
    return {
        "calendrier": {
            **mois_a_cocher(mois, nom),
            "jours": jours,
            "nom_debut": nom_debut,
            "nom_fin": nom_fin,
        }
    }


class TitreDuDocument(template.Node):
    """What a tab of the browser, its history and a screen reader call the page."""

    def render(self, context: Context) -> SafeString:
        """The block `titre`, as text, the activity when that does not name it, and the product."""
        blocs = context.render_context.get(BLOCK_CONTEXT_KEY)
        bloc = blocs.get_block("titre") if blocs else None
        titre = " ".join(strip_tags(bloc.render(context)).split()) if bloc else ""
        activite = str(getattr(context.get("cadre"), "activite", ""))
        parties = [titre, "" if activite in unescape(titre) else conditional_escape(activite), "IMAG'IN"]
        return mark_safe(" - ".join(filter(None, parties)))  # noqa: S308 - the block escaped it already


@register.tag
def titre_du_document(parser: Parser, token: Token) -> TitreDuDocument:
    """`{% titre_du_document %}`: « Mission 186253 · Mathématiques - Convocation par mission - IMAG'IN »."""
    return TitreDuDocument()
