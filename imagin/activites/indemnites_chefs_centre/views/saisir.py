"""The entry: days, and the people among whom what they are worth is shared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views import View

from imagin.activites.indemnites_chefs_centre.calcul import calculer, repartition
from imagin.activites.indemnites_chefs_centre.forms import (
    DeclarationForm,
    NouvellePart,
    declaration_de,
    parts_postees,
)
from imagin.activites.indemnites_chefs_centre.views.commun import IndemniteDemandee, demandee
from imagin.domaine.indemnites.actions import SaisieIndemnite, enregistrer_indemnite
from imagin.domaine.indemnites.enums import StatutSaisie
from imagin.domaine.indemnites.queries import suggestion_de_cyclades
from imagin.domaine.indemnites.rules import IndemniteChangee, IndemniteRefusee, PartSaisie
from imagin.domaine.personnes.queries import suggestions
from imagin.presentation.suggestions import suggestion_de_personne
from imagin.socle.console.http import dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.nombres import NombreIllisible, ecrire_nombre
from imagin.socle.temps import date_courte
from imagin.socle.texte.numeros import lire_numero

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.queries import Suggestion


@dataclass(frozen=True)
class Ajout:
    """Somebody being added: what is typed, why that cannot be, and the people of that name to choose from."""

    nouvelle: NouvellePart = field(default_factory=NouvellePart)
    refus: str = ""
    homonymes: Sequence[Suggestion] = ()

    @property
    def choix(self) -> list[dict[str, str]]:
        """The people of that name, for a list to choose from."""
        return [suggestion_de_personne(personne) for personne in self.homonymes]


class Saisir(View):
    """Enter or change the indemnity of a period. Nothing is kept before « Enregistrer ».

    Guide: G4.5-03 to G4.5-06.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, session: int, periode: str) -> HttpResponse:
        demande = demandee(perimetre, session, periode)
        indemnite = demande.indemnite
        if indemnite is not None and indemnite.statut == StatutSaisie.TRANSMIS:
            return redirect(demande.adresse("declaration"))
        parts = list(indemnite.parts.all()) if indemnite else []
        connues = [
            PartSaisie(p.intervenant_id, p.pourcentage, None if p.pourcentage is not None else p.montant) for p in parts
        ]
        return _ecran(request, perimetre, demande, _formulaire(demande), connues)

    def post(self, request: HttpRequest, perimetre: Perimetre, session: int, periode: str) -> HttpResponse:
        demande = demandee(perimetre, session, periode)
        geste, parts = request.POST.get("geste", ""), parts_postees(request.POST)
        form = _formulaire(demande, request)
        if geste == "reprendre":
            return _ecran(request, perimetre, demande, _reprise(demande) or form, parts)
        if geste.startswith("retirer:"):
            gardees = [part for part in parts if str(part.intervenant) != geste.removeprefix("retirer:")]
            return _ecran(request, perimetre, demande, form, gardees)
        nouvelle = NouvellePart.de(request.POST)
        if geste == "ajouter" or (not geste and nouvelle.nom):  # the Enter key sends no gesture
            return _ajouter(request, perimetre, demande, form, parts)
        if nouvelle.nom:
            oubli = f"« {nouvelle.nom} » n'est pas encore dans la liste : pressez « Ajouter », ou videz son nom."
            return _ecran(request, perimetre, demande, form, parts, ajout=Ajout(nouvelle, oubli))
        return _enregistrer(request, perimetre, demande, form, parts)


def apercu(request: HttpRequest, perimetre: Perimetre, session: int, periode: str) -> HttpResponse:
    """The amounts that follow from what is typed, redrawn in the page: the whole, or the shares (G4.5-04)."""
    demande = demandee(perimetre, session, periode)
    form, parts = _formulaire(demande, request), parts_postees(request.POST)
    contexte = repartition(perimetre, demande, form, parts)
    zone = "montant" if request.GET.get("zone") == "montant" else "repartition"
    return render(request, f"indemnites_chefs_centre/{zone}.html", contexte)


def suggerer_personnes(request: HttpRequest, perimetre: Perimetre) -> JsonResponse:
    """People of the académie whose name begins as typed (G4.5-05)."""
    trouves = suggestions(perimetre, texte=request.GET.get("q", ""))
    return JsonResponse([suggestion_de_personne(personne) for personne in trouves], safe=False)


def _formulaire(demande: IndemniteDemandee, request: HttpRequest | None = None) -> DeclarationForm:
    """With what is posted, else with what is known; fixed when the gestionnaire has prepared it."""
    indemnite = demande.indemnite
    return DeclarationForm(
        demande.indemnisee.domaine,
        request.POST if request else None,
        connue=declaration_de(indemnite) if indemnite else None,
        fixe=indemnite is not None and indemnite.pre_remplie,
    )


def _reprise(demande: IndemniteDemandee) -> DeclarationForm | None:
    """With what CYCLADES proposes for that period; None when it proposes nothing, what was typed stays then."""
    suggeree = suggestion_de_cyclades(demande.perimetre, demande.indemnisee, demande.periode)
    return DeclarationForm(demande.indemnisee.domaine, None, connue=suggeree) if suggeree else None


def _ajouter(
    request: HttpRequest,
    perimetre: Perimetre,
    demande: IndemniteDemandee,
    form: DeclarationForm,
    parts: list[PartSaisie],
) -> HttpResponse:
    """One more person in the list."""
    nouvelle = NouvellePart.de(request.POST)
    homonymes = [] if nouvelle.cle else suggestions(perimetre, texte=nouvelle.nom)
    try:
        avec = [*parts, nouvelle.part(_exiger_personne(nouvelle, homonymes, parts))]
        refus = calculer(demande, form, avec).refus
    except (IndemniteRefusee, NombreIllisible) as erreur:
        refus = str(erreur)
    if refus:
        return _ecran(request, perimetre, demande, form, parts, ajout=Ajout(nouvelle, refus, homonymes))
    return _ecran(request, perimetre, demande, form, avec)


def _exiger_personne(nouvelle: NouvellePart, homonymes: Sequence[Suggestion], parts: Sequence[PartSaisie]) -> int:
    """The key of the person meant; raises IndemniteRefusee when it is not clear, or is in the list already."""
    cle = nouvelle.cle or (homonymes[0].cle if len(homonymes) == 1 else None)
    if cle is None and homonymes:
        raise IndemniteRefusee(f"Plusieurs personnes répondent à « {nouvelle.nom} » : choisissez dans la liste.")
    if cle is None and nouvelle.nom:
        raise IndemniteRefusee(
            f"Aucun intervenant ne se nomme « {nouvelle.nom} ». "
            "S'il n'est pas connu d'IMAG'IN, contactez le gestionnaire."
        )
    if cle is None:
        raise IndemniteRefusee("Donnez le nom de la personne à ajouter.")
    if cle in {part.intervenant for part in parts}:
        raise IndemniteRefusee("Cette personne est déjà dans la liste : retirez-la avant de changer sa part.")
    return cle


def _enregistrer(
    request: HttpRequest,
    perimetre: Perimetre,
    demande: IndemniteDemandee,
    form: DeclarationForm,
    parts: list[PartSaisie],
) -> HttpResponse:
    if not form.is_valid():
        return _ecran(request, perimetre, demande, form, parts, refuse=True)
    version = request.POST.get("version", "")
    saisie = SaisieIndemnite(form.declaration(), parts, lire_numero(version[:9]) or 0)
    session, periode = demande.indemnisee.session, demande.periode
    try:
        enregistrer_indemnite(perimetre, session=session.pk, periode=periode, saisie=saisie)
    except IndemniteRefusee as refus:
        form.refuser(refus)
        relue = refus.version if isinstance(refus, IndemniteChangee) else None
        return _ecran(request, perimetre, demande, form, parts, refuse=True, version=relue)
    dire_succes(request, f"Indemnité enregistrée : {session}, {periode.label}.")
    return redirect(demande.adresse("declaration"))


def _ecran(
    request: HttpRequest,
    perimetre: Perimetre,
    demande: IndemniteDemandee,
    form: DeclarationForm,
    parts: Sequence[PartSaisie],
    *,
    ajout: Ajout = Ajout(),
    refuse: bool = False,
    version: int | None = None,
) -> HttpResponse:
    """The form; `version`: of what somebody else has saved, which the caller has now been told of."""
    lue = request.POST.get("version", demande.indemnite.version if demande.indemnite else 0)
    contexte = {
        **repartition(perimetre, demande, form, parts),
        "demande": demande,
        "form": form,
        "version": lue if version is None else version,
        "ajout": ajout,
        **_proposees(demande, form),
        "adresses": {nom: demande.adresse(nom) for nom in ("declaration", "saisir", "apercu")},
    }
    refus = [form] if refuse else []
    return rendre_saisie(request, "indemnites_chefs_centre/saisir.html", contexte, ajout.refus, *refus)


def _proposees(demande: IndemniteDemandee, form: DeclarationForm) -> dict[str, object]:
    """Each field beside what CYCLADES proposes for it, to be taken over in one click; nothing when it says nothing."""
    suggeree = None if form.fixe else suggestion_de_cyclades(demande.perimetre, demande.indemnisee, demande.periode)
    if suggeree is None:
        return {"cyclades": False, "date_proposee": "", "journees": [(champ, "") for champ in form.journees]}
    jours = zip(form.tranches, suggeree.jours, strict=True)
    ecrits = [ecrire_nombre(nombre, 1) if tranche.candidats else "" for tranche, nombre in jours]
    return {
        "cyclades": True,
        "date_proposee": date_courte(suggeree.date_debut),
        "journees": list(zip(form.journees, ecrits, strict=True)),
    }
