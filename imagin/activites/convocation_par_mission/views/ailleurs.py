"""Looking for somebody at their home académie: the page, and what it found, sealed until it is taken."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.module_loading import import_string

from imagin.activites.convocation_par_mission.forms import AilleursForm
from imagin.domaine.federation.queries import academies_a_interroger
from imagin.domaine.federation.rules import (
    FederationRefusee,
    FicheExterne,
    PartenaireInjoignable,
    PersonneIntrouvable,
)
from imagin.socle.acces.chiffrement import chiffrer, dechiffrer
from imagin.socle.console.saisie import rendre_saisie

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre

SCEAU, VALABLE = "imagin.ailleurs", 20 * 60  # seconds between finding somebody and taking them
GESTES = {"csrfmiddlewaretoken", "ailleurs", "chercher", "ajouter", "revenir", "rechercher", "trouvee"}
INJOIGNABLE = (
    "L'académie {nom} n'est pas joignable pour le moment. Si le problème persiste, merci de le signaler au "
    "gestionnaire de votre académie."
)
PERIMEE = "Cette recherche date de plus de vingt minutes : faites-la de nouveau."


@dataclass(frozen=True)
class Trouvee:
    """Somebody found: of which académie, their sheet, and what they were asked for by, which may find them here."""

    academie: str
    fiche: FicheExterne
    numen: str
    date_naissance: date | None

    @property
    def nom(self) -> str:
        """« MARTIN Claire »."""
        return f"{self.fiche.nom} {self.fiche.prenom}"

    @property
    def lieu(self) -> str:
        """Where they are posted; empty when that is not said."""
        return f"{self.fiche.etablissement} ({self.fiche.uai})" if self.fiche.uai else self.fiche.etablissement

    def sceller(self, perimetre: Perimetre) -> str:
        """For this caller and twenty minutes: the page can neither read it nor change it."""
        dits = json.dumps({**asdict(self), "compte": perimetre.mon_compte}, default=str)
        return signing.dumps(chiffrer(dits), salt=SCEAU)

    @classmethod
    def lire(cls, perimetre: Perimetre, scellee: str) -> Trouvee:
        """What was sealed for this caller; raises FederationRefusee."""
        try:
            dits = json.loads(dechiffrer(signing.loads(scellee, salt=SCEAU, max_age=VALABLE)))
        except signing.BadSignature as erreur:
            raise FederationRefusee(PERIMEE) from erreur
        if dits.pop("compte") != perimetre.mon_compte:
            raise FederationRefusee(PERIMEE)
        fiche = FicheExterne(**{**dits["fiche"], "reference": UUID(dits["fiche"]["reference"])})
        jour = dits["date_naissance"]
        return cls(dits["academie"], fiche, dits["numen"], date.fromisoformat(jour) if jour else None)


def page_ailleurs(
    request: HttpRequest, perimetre: Perimetre, mission: Mission, *, chercher: bool = False, refus: str = ""
) -> HttpResponse:
    """The form, and who was found when it asks to; what was typed of the convocation goes with it, unseen.

    Guide: G4.6-07.
    """
    academies = academies_a_interroger(perimetre)
    form = AilleursForm(academies, request.POST if chercher else None)
    trouvee = _chercher(perimetre, form) if chercher and form.is_valid() else None
    contexte = {
        "mission": mission,
        "adresse": reverse("convocation_par_mission:ailleurs", args=[mission.numero]),
        "form": form,
        "ouvertes": [une for une in academies if une.joignable],
        "muettes": [une for une in academies if not une.joignable],
        "trouvee": trouvee,
        "scellee": trouvee.sceller(perimetre) if trouvee else "",
        "refus": refus,
        "postes": [
            (nom, valeur)
            for nom, valeurs in request.POST.lists()
            if nom not in GESTES and not nom.startswith(f"{AilleursForm.prefix}-")
            for valeur in valeurs
        ],
    }
    return rendre_saisie(request, "convocation_par_mission/ailleurs.html", contexte, form, refus)


def _chercher(perimetre: Perimetre, form: AilleursForm) -> Trouvee | None:
    """Ask the home académie; the form says why nobody was found."""
    dits = form.cleaned_data
    try:
        fiche: FicheExterne = import_string(settings.IMAGIN_RECHERCHE_AILLEURS)(perimetre, **dits)
    except (PersonneIntrouvable, FederationRefusee) as refus:
        form.add_error(None, str(refus))
    except PartenaireInjoignable:
        form.add_error(None, INJOIGNABLE.format(nom=form.noms[dits["academie"]]))
    else:
        return Trouvee(dits["academie"], fiche, dits["numen"], dits["date_naissance"])
    return None
