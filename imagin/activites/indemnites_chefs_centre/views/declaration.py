"""What was entered for a period: read it, change it, delete it, send it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from imagin.activites.indemnites_chefs_centre.lists import PARTS, statut_de
from imagin.activites.indemnites_chefs_centre.views.commun import IndemniteDemandee, demandee
from imagin.domaine.indemnites.actions import supprimer_indemnite, transmettre_indemnite
from imagin.domaine.indemnites.enums import StatutSaisie
from imagin.domaine.indemnites.queries import suivi_de_l_indemnite
from imagin.domaine.indemnites.rules import TRANCHES, IndemniteRefusee
from imagin.socle.argent import en_euros
from imagin.socle.console.http import dire_erreur, dire_succes
from imagin.socle.listes import presenter
from imagin.socle.nombres import ecrire_nombre

if TYPE_CHECKING:
    from imagin.domaine.indemnites.models import IndemniteCentre
    from imagin.domaine.perimetre.rules import Perimetre

CONFIRMER = (
    "Êtes-vous sûr de vouloir valider et envoyer cette saisie d'indemnités ? "
    "Votre saisie va être transmise au service Gestionnaire et vous ne pourrez plus la modifier en ligne. "
    "Pour la modifier, vous devrez contacter le service en question."
)


class Declaration(View):
    """The declaration of a period; the form at once when there is none yet.

    Guide: G4.5-06.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, session: int, periode: str) -> HttpResponse:
        demande = demandee(perimetre, session, periode)
        indemnite = demande.indemnite
        if indemnite is None:
            return redirect(demande.adresse("saisir"))
        return render(request, "indemnites_chefs_centre/declaration.html", _contexte(request, demande, indemnite))


def supprimer(request: HttpRequest, perimetre: Perimetre, session: int, periode: str) -> HttpResponse:
    """Delete what was entered (G4.5-06)."""
    demande = demandee(perimetre, session, periode)
    if not _agir(request, perimetre, demande, supprimer_indemnite, "Indemnité supprimée"):
        return redirect(demande.adresse("declaration"))
    return redirect("indemnites_chefs_centre:sessions")


def transmettre(request: HttpRequest, perimetre: Perimetre, session: int, periode: str) -> HttpResponse:
    """Send it to the gestionnaire (G4.5-06)."""
    demande = demandee(perimetre, session, periode)
    _agir(request, perimetre, demande, transmettre_indemnite, "Indemnité transmise au service Gestionnaire")
    return redirect(demande.adresse("declaration"))


def _agir(
    request: HttpRequest, perimetre: Perimetre, demande: IndemniteDemandee, action: Callable[..., object], dit: str
) -> bool:
    """Do it and say so, or say why not."""
    session, periode = demande.indemnisee.session, demande.periode
    try:
        action(perimetre, session=session.pk, periode=periode)
    except IndemniteRefusee as refus:
        dire_erreur(request, str(refus))
        return False
    dire_succes(request, f"{dit} : {session}, {periode.label}.")
    return True


def _contexte(request: HttpRequest, demande: IndemniteDemandee, indemnite: IndemniteCentre) -> dict[str, object]:
    parts = list(indemnite.parts.all())
    reparti = sum((part.montant for part in parts), Decimal(0))
    reste = indemnite.montant - reparti
    jours = (indemnite.jours_1, indemnite.jours_2, indemnite.jours_3)
    tranches = zip(TRANCHES[demande.indemnisee.domaine], jours, strict=True)
    return {
        "demande": demande,
        "indemnite": indemnite,
        "statut": statut_de(demande.indemnisee, demande.periode).upper(),
        "suivi": suivi.value if (suivi := suivi_de_l_indemnite(indemnite)) else "",
        "montant": en_euros(indemnite.montant),
        "journees": [(tranche.libelle, ecrire_nombre(jours, 1) if jours else "") for tranche, jours in tranches],
        "liste": presenter(PARTS, parts, request.GET),
        "reparti": en_euros(reparti),
        "restant": en_euros(reste),
        "modifiable": indemnite.statut == StatutSaisie.NON_TRANSMIS,
        "adresses": {nom: demande.adresse(nom) for nom in ("saisir", "supprimer", "transmettre")},
        "confirmer": f"{CONFIRMER} Attention : il reste {en_euros(reste)} à répartir." if reste else CONFIRMER,
    }
