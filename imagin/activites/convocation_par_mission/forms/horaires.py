"""Dates and hours of a convocation, and what is answered about them: what creating, changing and moving share."""

from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.http import QueryDict
from psycopg.types.range import Range

from imagin.domaine.convocations.rules import ConvocationRefusee, Demande
from imagin.domaine.missions.rules import HEURE_DEBUT, HEURE_FIN, CreneauDuJour
from imagin.presentation.doutes import confirmation_postee
from imagin.socle.temps import SaisieIllisible, date_courte, exiger_un_jour, lire_heure
from imagin.socle.texte.numeros import lire_numeros
from imagin.socle.ui.champs import proposer


class HorairesForm(forms.Form):
    """Dates come as `dates=AAAA-MM-JJ` with `debut_AAAA-MM-JJ` and `fin_AAAA-MM-JJ`.

    `affectations`: the ones being changed, which are not in their own way.
    """

    affectations = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    confirmes = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    dates = forms.Field(label="Dates de mission", required=False, widget=forms.HiddenInput)
    motif = forms.CharField(
        label="Motif",
        max_length=200,
        required=False,  # only for who confirms a conflict: the domain asks for it
        help_text="Obligatoire pour convoquer quand même ; il est conservé avec la convocation.",
        widget=forms.TextInput(attrs={"aria-required": "true", "autocomplete": "off"}),
    )
    reporter = forms.TypedChoiceField(
        choices=[("", ""), ("oui", "Oui"), ("non", "Non")],
        coerce=lambda reponse: reponse == "oui",
        empty_value=None,
        required=False,
    )

    non_oublie = True  # « Non » to the pop-up: what an earlier « Oui » carried is forgotten

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._garder_les_entiers("affectations", "confirmes")

    @property
    def saisie(self) -> QueryDict:
        """What was posted."""
        return cast(QueryDict, self.data)

    def clean(self) -> dict[str, Any]:
        """Read the dates and their hours."""
        donnees = super().clean() or {}
        creneaux, erreurs = self._creneaux()
        donnees["creneaux"] = tuple(creneaux)
        for erreur in erreurs:
            self.add_error("dates", erreur)
        return donnees

    def refuser(self, refus: Exception) -> None:
        """Keep why the domain refused, at what must be corrected when that is one thing."""
        champ = refus.champ if isinstance(refus, ConvocationRefusee) else None
        self.add_error(champ if champ in self.fields else None, str(refus))

    def horaires(self) -> dict[date, tuple[time, time]]:
        """Dates and hours as typed, to show the form again; what cannot be read is left out, and only that."""
        return {c.jour: (c.debut, c.fin) for c in self._creneaux()[0]}

    def plages(self) -> list[Range[datetime]]:
        """The ranges of the dates typed so far; those that are not in order yet are left out."""
        return [CreneauDuJour(jour, *heures).plage for jour, heures in self.horaires().items() if heures[0] < heures[1]]

    def cles(self, nom: str) -> set[int]:
        """Keys posted under that name, even when the form is not valid."""
        return lire_numeros(self.saisie.getlist(nom)) if self.is_bound else set()

    def demande(self) -> Demande:
        """The domain's words for a valid form."""
        d = self.cleaned_data
        return Demande(
            creneaux=d["creneaux"],
            confirmes=frozenset(d["confirmes"]),
            motif=d["motif"],
            reporter=d["reporter"],
            oublier=d["reporter"] is False and self.non_oublie,
            confirmation=confirmation_postee(self.saisie),
        )

    def _creneaux(self) -> tuple[list[CreneauDuJour], list[str]]:
        """The dates that can be read, and what is wrong with each of the others."""
        creneaux, erreurs = [], []
        for texte in self.saisie.getlist("dates") if self.is_bound else ():
            try:
                creneaux.append(self._creneau(texte))
            except SaisieIllisible as erreur:
                erreurs.append(str(erreur))
        return creneaux, erreurs

    def _creneau(self, texte: str) -> CreneauDuJour:
        try:
            jour = exiger_un_jour(date.fromisoformat(texte))
        except ValueError as erreur:
            raise SaisieIllisible(f"La date « {texte[:20]} » n'existe pas : choisissez dans le calendrier.") from erreur
        heures = [self.saisie.get(f"{borne}_{texte}", "") for borne in ("debut", "fin")]
        try:
            debut, fin = (lire_heure(h) if h else d for h, d in zip(heures, (HEURE_DEBUT, HEURE_FIN), strict=True))
        except SaisieIllisible as erreur:
            raise SaisieIllisible(f"Le {date_courte(jour)} : {erreur}") from erreur
        return CreneauDuJour(jour, debut, fin)

    def _garder_les_entiers(self, *noms: str) -> None:
        """Keys are checked by the domain, not against a list that would be the whole académie."""
        for nom in noms:
            cles = sorted(self.cles(nom))
            proposer(self, nom, [(cle, cle) for cle in cles])


class DatesForm(HorairesForm):
    """New dates for several convocations of a mission (G4.2-04). Not ticked, `reporter` leaves what was carried."""

    non_oublie = False

    reporter = forms.BooleanField(  # type: ignore[assignment]
        label="Proposer ces dates pour les prochaines convocations de la mission", required=False
    )

    def versions(self) -> dict[int, str]:
        """Of the dates that the form was opened on, by affectation: `version_<key>`."""
        lues = {cle: self.saisie.get(f"version_{cle}") for cle in self.cles("affectations")}
        return {cle: version for cle, version in lues.items() if version is not None}
