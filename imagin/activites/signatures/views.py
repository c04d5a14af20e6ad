"""Views of the signatures: form → action → message → redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from imagin.activites.signatures.activity import SIGNATAIRES
from imagin.activites.signatures.forms import SignatureForm
from imagin.activites.signatures.lists import CHANGEMENTS
from imagin.domaine.convocations.actions import enregistrer_signature
from imagin.domaine.convocations.queries.envois import adresse_du_centre
from imagin.domaine.convocations.queries.signature import (
    changements_de_signature,
    etat_de_la_signature,
    signature_de,
)
from imagin.presentation.documents.convocation.specimen import specimen
from imagin.socle.acces.requete import suivie
from imagin.socle.console.http import dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.documents import rendre
from imagin.socle.listes import presenter
from imagin.socle.temps import maintenant
from imagin.socle.versions import ChangeeEntreTemps, version_de

if TYPE_CHECKING:
    from imagin.domaine.missions.enums import Signataire
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.acces.activite import Activite


class Signer(View):
    """« Signature centre » or « Signature établissement pour la convocation ».

    Guide: G4.4-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        signature = signature_de(perimetre, _signataire(request))
        connues = {nom: getattr(signature, nom) for nom in SignatureForm.base_fields} if signature else {}
        return _ecran(request, perimetre, SignatureForm(initial=connues or {"autorite": _signataire(request).label}))

    def post(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        form = SignatureForm(request.POST)
        if not form.is_valid():
            return _ecran(request, perimetre, form)
        signataire, lue = _signataire(request), request.POST.get("version")
        try:
            enregistrer_signature(perimetre, uai=perimetre.uai, signataire=signataire, version=lue, **form.cleaned_data)
        except ChangeeEntreTemps as refus:
            form.add_error(None, str(refus))
            return _ecran(request, perimetre, form, version=refus.version)
        dire_succes(request, f"Signature enregistrée : {_activite(request).libelle}.")
        return redirect(_activite(request).accueil)


def previsualiser(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The centre's real letter with fictitious data, signed as typed; the form again when it is not valid.

    Guide: G4.4-01.
    """
    form = SignatureForm(request.POST)
    if not form.is_valid():
        return _ecran(request, perimetre, form)
    lettre = specimen(perimetre, signataire=_signataire(request), signature=form.cleaned_data, instant=maintenant())
    return HttpResponse(rendre("convocation", lettre.en_json()), content_type="application/pdf")


def _ecran(request: HttpRequest, perimetre: Perimetre, form: SignatureForm, version: str = "") -> HttpResponse:
    signataire = _signataire(request)
    lue = (
        version or request.POST.get("version") or version_de(etat_de_la_signature(signature_de(perimetre, signataire)))
    )
    changements = changements_de_signature(perimetre, _signataire(request))
    form.fields["autorite"].help_text = f"Par exemple : Le {signataire.label.lower()}."
    contexte = {
        "form": form,
        "version": lue,
        "activite": _activite(request),
        "apercu": reverse(f"{_activite(request).code}:apercu"),
        "signataire": _signataire(request).label,
        "centre_joignable": bool(adresse_du_centre(perimetre)),
        "liste": presenter(CHANGEMENTS, changements, request.GET),
    }
    return rendre_saisie(request, "signatures/signature.html", contexte, form)


def _activite(request: HttpRequest) -> Activite:
    """Which of the two was entered; the route has written it."""
    return suivie(request).activite


def _signataire(request: HttpRequest) -> Signataire:
    return SIGNATAIRES[_activite(request)]
