"""Shape of what is typed to declare an indisponibilité."""

from datetime import datetime, time
from typing import Any

from django import forms

from imagin.domaine.disponibilites.rules import (
    FIN_DE_JOURNEE,
    LONGUEUR_MOTIF,
    IndisponibiliteRefusee,
    periode_declaree,
)
from imagin.socle.temps import bornes
from imagin.socle.ui.champs import ChampDate, ChampHeure


class IndisponibiliteForm(forms.Form):
    """« Ajouter une indisponibilité »: dates, hours, motif (G3.2-02). Whole days unless other hours are typed."""

    date_debut = ChampDate(
        label="Date de début",
        widget=forms.DateInput(attrs={"type": "date", "data-propose-fin": "date_fin"}, format="%Y-%m-%d"),
    )
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
