"""Shape of what the gestionnaire sets: a severity by kind of conflict, and what « far » means."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from django import forms
from django.http import QueryDict

from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.queries.severites import ReglageSeverite
from imagin.domaine.convocations.rules import SEUIL_MAXIMAL_KM
from imagin.socle.temps import date_courte, en_heure_locale, heure_courte
from imagin.socle.ui.champs import ChampEntier

HORS_BORNES = f"La distance va de 1 à {SEUIL_MAXIMAL_KM} km."


def _severite(nature: NatureConflit, sens: str) -> forms.ChoiceField:
    """The choice for a kind of conflict, and what this kind is."""
    return forms.ChoiceField(
        label=nature.label,
        choices=Severite.choices,
        widget=forms.RadioSelect,
        help_text=sens,
        show_hidden_initial=True,
        error_messages={"required": "Choisissez ce qu'IMAG'IN fait de ce conflit."},
    )


class SeveritesForm(forms.Form):
    """One field a kind, named after it. What was shown is posted too, so that only what one changed is written.

    Guide: G4.2-19.
    """

    chevauchement = _severite(
        NatureConflit.CHEVAUCHEMENT,
        "La personne est attendue au même moment à une autre mission, dans quelque centre que ce soit. "
        "Deux fois la même mission au même moment reste toujours refusé.",
    )
    indisponibilite = _severite(
        NatureConflit.INDISPONIBILITE, "Une indisponibilité de la personne touche un des créneaux choisis."
    )
    sans_competence = _severite(
        NatureConflit.SANS_COMPETENCE, "Aucun avis ne reconnaît la personne compétente pour l'épreuve de la mission."
    )
    eloignement = _severite(
        NatureConflit.ELOIGNEMENT,
        "La personne est attendue, à une autre heure de la même demi-journée, dans un centre trop éloigné. "
        "Un centre dont la position n'est pas connue compte pour proche.",
    )
    seuil_km = ChampEntier(
        label="Distance à partir de laquelle un centre est éloigné, en km",
        help_text=f"À vol d'oiseau, de 1 à {SEUIL_MAXIMAL_KM} km.",
        min_value=1,
        max_value=SEUIL_MAXIMAL_KM,
        show_hidden_initial=True,
        error_messages={"min_value": HORS_BORNES, "max_value": HORS_BORNES, "invalid": "Écrivez un nombre entier."},
    )

    def __init__(self, reglages: Sequence[ReglageSeverite], data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_valeurs(reglages))
        for reglage in reglages:
            self.fields[champ_de(reglage.nature)].help_text += f" {_dernier_changement(reglage)}"

    def lus(self, reglages: Sequence[ReglageSeverite]) -> list[ReglageSeverite]:
        """These settings as the form showed them when it was opened."""
        return [self._lu(tenu) for tenu in reglages]

    def relu(self, reglages: Sequence[ReglageSeverite]) -> "SeveritesForm":
        """The same choices, on what the settings are now."""
        donnees = cast(QueryDict, self.data).copy()
        for nom, valeur in _valeurs(reglages).items():
            donnees[f"initial-{nom}"] = str(valeur)
        return SeveritesForm(reglages, donnees)

    def voulus(self, reglages: Sequence[ReglageSeverite]) -> list[tuple[ReglageSeverite, ReglageSeverite]]:
        """What is held and what the caller wants instead, where both differ; to call once the form is valid."""
        return [(tenu, voulu) for tenu in reglages if (voulu := self._voulu(tenu)) != tenu]

    def _lu(self, tenu: ReglageSeverite) -> ReglageSeverite:
        severite = self.data.get(f"initial-{champ_de(tenu.nature)}", tenu.severite)
        seuil_km = tenu.seuil_km
        if seuil_km is not None and self.data.get("initial-seuil_km", "").isdecimal():
            seuil_km = int(self.data["initial-seuil_km"][:6])
        connue = severite in Severite.values
        return replace(tenu, severite=Severite(severite) if connue else tenu.severite, seuil_km=seuil_km)

    def _voulu(self, tenu: ReglageSeverite) -> ReglageSeverite:
        """The same but for what the caller changed."""
        champ, severite, seuil_km = champ_de(tenu.nature), tenu.severite, tenu.seuil_km
        if champ in self.changed_data:
            severite = Severite(self.cleaned_data[champ])
        if seuil_km is not None and "seuil_km" in self.changed_data:
            seuil_km = self.cleaned_data["seuil_km"]
        return replace(tenu, severite=severite, seuil_km=seuil_km)


def champ_de(nature: NatureConflit) -> str:
    """Name of the field of a kind: « chevauchement »."""
    return nature.name.lower()


def _valeurs(reglages: Sequence[ReglageSeverite]) -> dict[str, object]:
    """What the form shows before anybody touches it."""
    seuil_km = next(reglage.seuil_km for reglage in reglages if reglage.seuil_km is not None)
    return {"seuil_km": seuil_km, **{champ_de(reglage.nature): reglage.severite for reglage in reglages}}


def _dernier_changement(reglage: ReglageSeverite) -> str:
    if reglage.quand is None:
        return "Réglage d'origine."
    qui, quand = reglage.qui or "IMAG'IN", en_heure_locale(reglage.quand)
    return f"Réglé par {qui} le {date_courte(quand.date())} à {heure_courte(quand.time())}."
