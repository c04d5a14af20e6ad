"""The form « Détails de la convocation »."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from imagin.activites.convocation_par_mission.forms.horaires import HorairesForm
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.enums import ListeQualites, Presence
from imagin.domaine.missions.models import Commission, Mission
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.missions.rules import attentes
from imagin.domaine.referentiel.queries import qualites_proposees
from imagin.socle.ui.champs import proposer
from imagin.socle.ui.widgets import SelectAvecDonnees

SANS_CHOIX = ("", "Choisir…")
CLES = frozenset({"intervenants", "affectations", "confirmes", "dates"})


class ConvocationForm(HorairesForm):
    """What a convocation asks of a given mission: only the fields that this mission expects are there.

    Guide: G4.2-06 to G4.2-11.
    """

    intervenants = forms.TypedMultipleChoiceField(
        label="Intervenant(s) identifié(s)", coerce=int, required=False, widget=forms.MultipleHiddenInput
    )
    qualite = forms.ChoiceField(label="Qualité", required=False)
    commission = forms.TypedChoiceField(label="Commission", coerce=int, empty_value=None)
    jury = forms.TypedChoiceField(label="Jury", coerce=int, empty_value=None, required=False)
    salle = forms.TypedChoiceField(label="Salle", coerce=int, empty_value=None, required=False)
    code_salle = forms.CharField(label="Code salle", max_length=20, required=False)
    observation = forms.CharField(
        label="Observation portée sur la convocation",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, mission: Mission, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.mission, self.attendu = mission, attentes(mission)
        self._garder_les_entiers("intervenants")
        self._choix_de_qualite()
        self._choix_parmi("commission", mission.commissions, _donnees_commissions(mission))
        self._choix_parmi("jury", mission.jurys)
        self._choix_parmi("salle", mission.salles)
        if not self.attendu.code_salle:
            del self.fields["code_salle"]

    def details(self) -> list[forms.BoundField]:
        """The fields of the convocation that this mission expects, in the guide's order."""
        return [self[nom] for nom in ("qualite", "commission", "jury", "salle", "code_salle") if nom in self.fields]

    def saisie_en_cours(self) -> dict[str, Any]:
        """What was posted, as the initial values of another form: shown again as it is, judged by nobody."""
        textes = {nom: self.saisie.get(nom, "") for nom in self.fields if nom not in CLES}
        return {**textes, "horaires": self.horaires()}

    def demande(self) -> Demande:
        """The domain's words for a valid form."""
        d = self.cleaned_data
        return replace(
            super().demande(),
            qualite=d.get("qualite") or None,
            commission=d.get("commission"),
            jury=d.get("jury"),
            salle=d.get("salle"),
            code_salle=d.get("code_salle", ""),
            observation=d["observation"],
        )

    def _choix_de_qualite(self) -> None:
        if self.attendu.qualites == ListeQualites.AUCUNE:
            del self.fields["qualite"]
            return
        qualites = qualites_proposees(santorin=self.attendu.qualites == ListeQualites.SANTORIN)
        proposer(self, "qualite", [SANS_CHOIX, *((q.code, q.libelle) for q in qualites)])

    def _choix_parmi(self, nom: str, lignes: Any, donnees: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """Choices among rows of the mission; no field without rows, and a single row is chosen at once (G4.2-08)."""
        presence = getattr(self.attendu, nom)
        if presence == Presence.ABSENTE:
            del self.fields[nom]
            return
        choix = [(ligne.pk, ligne.code) for ligne in lignes.all()]
        champ = self.fields[nom]
        if donnees:
            champ.widget = SelectAvecDonnees(attrs={"data-commissions": ""}, donnees=donnees)
        champ.required = champ.required or (nom == "salle" and presence == Presence.PLUSIEURS)
        proposer(self, nom, choix if presence == Presence.UNIQUE else [SANS_CHOIX, *choix])


def _donnees_commissions(mission: Mission) -> dict[str, dict[str, str]]:
    """Dates and number of candidates of each commission, for the calendar."""
    return {str(c.pk): _donnees_commission(mission, c) for c in mission.commissions.all()}


def _donnees_commission(mission: Mission, commission: Commission) -> dict[str, str]:
    donnees = {"dates": ",".join(c.jour.isoformat() for c in creneaux_proposes(mission, commission))}
    if commission.nb_candidats is not None:
        donnees["candidats"] = str(commission.nb_candidats)
    return donnees
