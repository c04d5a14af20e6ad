"""Shape of what is typed to declare an indisponibilité."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from imagin.domaine.disponibilites.rules import (
    FIN_DE_JOURNEE,
    LONGUEUR_MOTIF,
    IndisponibiliteRefusee,
    periode_declaree,
)
from imagin.socle.temps import SaisieIllisible, bornes, lire_date, lire_heure


class ChampDate(forms.DateField):
    """A day, by the browser's own picker (AAAA-MM-JJ) or typed JJ/MM/AAAA."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> date | None:
        """The day; raises ValidationError with the sentence of `lire_date`."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return _lire(lire_date, value)


class ChampHeure(forms.TimeField):
    """An hour and its minutes, by the browser's own picker or typed 9h, 9h30, 09:30."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def to_python(self, value: Any) -> time | None:
        """The hour; raises ValidationError with the sentence of `lire_heure`."""
        if value in self.empty_values or isinstance(value, time):
            return None if value in self.empty_values else value
        return _lire(lire_heure, value)


class IndisponibiliteForm(forms.Form):
    """« Ajouter une indisponibilité »: dates, hours, motif (G3.2-02). Whole days unless other hours are typed."""

    date_debut = ChampDate(label="Date de début", widget=ChampDate.widget)
    heure_debut = ChampHeure(label="Heure de début", initial=time(0))
    date_fin = ChampDate(label="Date de fin")
    heure_fin = ChampHeure(label="Heure de fin", initial=FIN_DE_JOURNEE)
    motif = forms.CharField(label="Motif", max_length=LONGUEUR_MOTIF)

    def clean(self) -> dict[str, Any]:
        """Make one period of the four fields, once each can be read."""
        donnees = super().clean() or {}
        quatre: list[Any] = [donnees.get(nom) for nom in ("date_debut", "heure_debut", "date_fin", "heure_fin")]
        if None not in quatre:
            try:
                donnees["periode"] = periode_declaree(*quatre)
            except IndisponibiliteRefusee as refus:
                self.add_error("date_fin", str(refus))
        return donnees

    def periode(self) -> tuple[datetime, datetime]:
        """Both ends of the period of a valid form."""
        return bornes(self.cleaned_data["periode"])


def _lire(lire: Any, saisie: object) -> Any:
    try:
        return lire(str(saisie)[:40])
    except SaisieIllisible as erreur:
        raise forms.ValidationError(str(erreur)) from erreur
