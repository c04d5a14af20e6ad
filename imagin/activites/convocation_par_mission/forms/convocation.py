"""Shape of what the screens of the activity receive."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.http import QueryDict
from psycopg.types.range import Range

from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.enums import ListeQualites, Presence
from imagin.domaine.missions.models import Commission, Mission
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.missions.rules import HEURE_DEBUT, HEURE_FIN, Creneau, attentes
from imagin.domaine.referentiel.queries import qualites_proposees
from imagin.socle.temps import SaisieIllisible, date_courte, lire_heure
from imagin.socle.ui.widgets import ChoixMultiple, SelectAvecDonnees

SANS_CHOIX = ("", "Choisir…")


class FiltresMissions(forms.Form):
    """Filters « Année » and « Examen » above the list of missions (G4.2-01)."""

    annee = forms.TypedMultipleChoiceField(label="Année", coerce=int, required=False, widget=ChoixMultiple)
    examen = forms.MultipleChoiceField(label="Examen", required=False, widget=ChoixMultiple)

    def __init__(self, *args: Any, annees: list[int], examens: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["annee"].choices = [(annee, annee) for annee in annees]  # type: ignore[attr-defined]
        self.fields["examen"].choices = examens  # type: ignore[attr-defined]


class ConvocationForm(forms.Form):
    """What a convocation asks of a given mission: only the fields that this mission expects are there.

    Dates come as `dates=AAAA-MM-JJ` with `debut_AAAA-MM-JJ` and `fin_AAAA-MM-JJ`.
    Guide: G4.2-06 to G4.2-11.
    """

    intervenants = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    confirmes = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    motif = forms.CharField(label="Motif", max_length=200, required=False)
    reporter = forms.TypedChoiceField(
        choices=[("", ""), ("oui", "Oui"), ("non", "Non")],
        coerce=lambda reponse: reponse == "oui",
        empty_value=None,
        required=False,
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
        self._garder_les_entiers("intervenants", "confirmes")
        self._choix_de_qualite()
        self._choix_parmi("commission", mission.commissions, _donnees_commissions(mission))
        self._choix_parmi("jury", mission.jurys)
        self._choix_parmi("salle", mission.salles)
        if not self.attendu.code_salle:
            del self.fields["code_salle"]

    @property
    def saisie(self) -> QueryDict:
        """What was posted."""
        return cast(QueryDict, self.data)

    def details(self) -> list[forms.BoundField]:
        """The fields of the convocation that this mission expects, in the guide's order."""
        return [self[nom] for nom in ("qualite", "commission", "jury", "salle", "code_salle") if nom in self.fields]

    def clean(self) -> dict[str, Any]:
        """Read the dates and their hours."""
        donnees = super().clean() or {}
        try:
            donnees["creneaux"] = tuple(self._creneaux())
        except SaisieIllisible as erreur:
            self.add_error(None, str(erreur))
        return donnees

    def demande(self) -> Demande:
        """The domain's words for a valid form."""
        d = self.cleaned_data
        return Demande(
            creneaux=d["creneaux"],
            qualite=d.get("qualite") or None,
            commission=d.get("commission"),
            jury=d.get("jury"),
            salle=d.get("salle"),
            code_salle=d.get("code_salle", ""),
            observation=d["observation"],
            confirmes=frozenset(d["confirmes"]),
            motif=d["motif"],
            reporter=d["reporter"],
        )

    def horaires(self) -> dict[date, tuple[time, time]]:
        """Dates and hours as typed, to show the form again; what cannot be read is left out."""
        try:
            return {c.jour: (c.debut, c.fin) for c in self._creneaux()}
        except SaisieIllisible:
            return {}

    def plages(self) -> list[Range[datetime]]:
        """The ranges of the dates typed so far; those that are not in order yet are left out."""
        return [Creneau(jour, *heures).plage for jour, heures in self.horaires().items() if heures[0] < heures[1]]

    def cles(self, nom: str) -> set[int]:
        """Keys posted in `intervenants` or `confirmes`, even when the form is not valid."""
        return {int(valeur) for valeur in self.saisie.getlist(nom) if valeur.isdecimal()} if self.is_bound else set()

    def _creneaux(self) -> list[Creneau]:
        return [self._creneau(texte) for texte in self.saisie.getlist("dates")] if self.is_bound else []

    def _creneau(self, texte: str) -> Creneau:
        try:
            jour = date.fromisoformat(texte)
        except ValueError as erreur:
            raise SaisieIllisible(f"La date « {texte[:20]} » n'existe pas : choisissez dans le calendrier.") from erreur
        heures = [self.saisie.get(f"{borne}_{texte}", "") for borne in ("debut", "fin")]
        try:
            debut, fin = (lire_heure(h) if h else d for h, d in zip(heures, (HEURE_DEBUT, HEURE_FIN), strict=True))
        except SaisieIllisible as erreur:
            raise SaisieIllisible(f"Le {date_courte(jour)} : {erreur}") from erreur
        return Creneau(jour, debut, fin)

    def _garder_les_entiers(self, *noms: str) -> None:
        """People are checked by the domain, not against a list that would be the whole académie."""
        for nom in noms:
            cles = sorted(self.cles(nom))
            self.fields[nom].choices = [(cle, cle) for cle in cles]  # type: ignore[attr-defined]

    def _choix_de_qualite(self) -> None:
        if self.attendu.qualites == ListeQualites.AUCUNE:
            del self.fields["qualite"]
            return
        qualites = qualites_proposees(santorin=self.attendu.qualites == ListeQualites.SANTORIN)
        self.fields["qualite"].choices = [SANS_CHOIX, *((q.code, q.libelle) for q in qualites)]  # type: ignore[attr-defined]

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
        champ.choices = choix if presence == Presence.UNIQUE else [SANS_CHOIX, *choix]  # type: ignore[attr-defined]


def _donnees_commissions(mission: Mission) -> dict[str, dict[str, str]]:
    """Dates and number of candidates of each commission, for the calendar."""
    return {str(c.pk): _donnees_commission(mission, c) for c in mission.commissions.all()}


def _donnees_commission(mission: Mission, commission: Commission) -> dict[str, str]:
    donnees = {"dates": ",".join(c.jour.isoformat() for c in creneaux_proposes(mission, commission))}
    if commission.nb_candidats is not None:
        donnees["candidats"] = str(commission.nb_candidats)
    return donnees
