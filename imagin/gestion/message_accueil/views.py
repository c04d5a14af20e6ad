"""Views of « Message d'accueil »: form → action → message → redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from imagin.domaine.perimetre.enums import Role
from imagin.domaine.referentiel.actions import enregistrer_message, supprimer_message
from imagin.domaine.referentiel.queries import etat_du_message, message_d_accueil
from imagin.domaine.referentiel.rules import assainir_message
from imagin.gestion.message_accueil.forms import MessageForm, valeurs
from imagin.socle.console.http import dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.temps import en_heure_locale, maintenant
from imagin.socle.versions import ChangeeEntreTemps, version_de

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.referentiel.models import MessageAccueil


class Saisir(View):
    """A new message, or one that exists.

    Guide: G2.2-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, cle: int | None = None) -> HttpResponse:
        depart = valeurs(_message(perimetre, cle)) if cle else _nouveau()
        return _ecran(request, perimetre, MessageForm(initial=depart), cle)

    def post(self, request: HttpRequest, perimetre: Perimetre, cle: int | None = None) -> HttpResponse:
        if cle:
            _message(perimetre, cle)
        form = MessageForm(request.POST)
        if "apercu" not in request.POST and form.is_valid():
            try:
                lue = request.POST.get("version")
                message = enregistrer_message(perimetre, cle=cle, version=lue, **form.cleaned_data)
            except ChangeeEntreTemps as refus:
                form.add_error(None, str(refus))
                return _ecran(request, perimetre, form, cle, version=refus.version)
            except ValidationError as erreur:
                form.add_error(None, erreur)
            else:
                dire_succes(request, f"Message d'accueil enregistré : {message.titre}.")
                return redirect("message_accueil:messages")
        return _ecran(request, perimetre, form, cle)


def apercu(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The message as the home would show it, while it is being written."""
    return render(request, "message_accueil/apercu.html", {"message": _apercu(request)})


def supprimer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Delete a message."""
    _message(perimetre, cle)
    message = supprimer_message(perimetre, cle=cle)
    dire_succes(request, f"Message d'accueil supprimé : {message.titre}.")
    return redirect("message_accueil:messages")


def _ecran(
    request: HttpRequest, perimetre: Perimetre, form: MessageForm, cle: int | None, version: str = ""
) -> HttpResponse:
    lue = (
        version or request.POST.get("version") or (version_de(etat_du_message(_message(perimetre, cle))) if cle else "")
    )
    message = _apercu(request) if request.method == "POST" else form.initial
    contexte = {
        "form": form,
        "cle": cle,
        "version": lue,
        "message": {**message, "contenu": assainir_message(message["contenu"])},
    }
    refus = [] if "apercu" in request.POST else [form]
    return rendre_saisie(request, "message_accueil/saisir.html", contexte, *refus)


def _apercu(request: HttpRequest) -> dict[str, str]:
    """Title and safe text of what is being written."""
    return {"titre": request.POST.get("titre", ""), "contenu": assainir_message(request.POST.get("contenu", ""))}


def _nouveau() -> dict[str, object]:
    """What a new message starts with: for every établissement, from now on."""
    instant = en_heure_locale(maintenant()).replace(second=0, microsecond=0)
    return {"titre": "", "contenu": "", "services": [Role.ETABLISSEMENT], "debut": instant}


def _message(perimetre: Perimetre, cle: int) -> MessageAccueil:
    """The message of that key; 404 when it is gone."""
    message = message_d_accueil(perimetre, cle)
    if message is None:
        raise Http404
    return message
