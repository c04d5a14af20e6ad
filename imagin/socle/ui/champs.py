"""Fields that forms share: days, hours and numbers, by the browser's own picker or typed as French people do."""

from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from django import forms

from imagin.socle.nombres import NombreIllisible, ecrire_nombre, lire_entier, lire_nombre
from imagin.socle.temps import (
    DERNIER_JOUR,
    PREMIER_JOUR,
    PREMIERE_NAISSANCE,
    SaisieIllisible,
    exiger_un_jour,
    lire_date,
    lire_heure,
)
from imagin.socle.ui.widgets import ChoixMultiple

T = TypeVar("T", date, time)
MAX_ENTIER = 999_999_999


def proposer(form: forms.BaseForm, champ: str, choix: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of choices what it offers. Raises TypeError for a field of another kind."""
    choisi = form.fields[champ]
    if not isinstance(choisi, forms.ChoiceField):
        raise TypeError(f"{champ!r} offers no choice")
    choisi.choices = list(choix)


class ChampAnnees(forms.TypedMultipleChoiceField):
    """One or several years, folded in one field; none says « Toutes »."""

    def __init__(self, **options: Any) -> None:
        defauts: dict[str, Any] = {"label": "Année", "coerce": int, "widget": ChoixMultiple}
        super().__init__(**(defauts | options))


class ChampDate(forms.DateField):
    """A day, by the browser's own picker (AAAA-MM-JJ) or typed JJ/MM/AAAA."""

    premier = PREMIER_JOUR
    widget = forms.DateInput(
        attrs={"type": "date", "min": PREMIER_JOUR.isoformat(), "max": DERNIER_JOUR.isoformat()}, format="%Y-%m-%d"
    )

    def to_python(self, value: Any) -> date | None:
        """The day; raises ValidationError with the sentence of `lire_date`."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            jour = date.fromisoformat(str(value))
        except ValueError:
            return _lire(lambda saisie: lire_date(saisie, premier=self.premier), value)
        return _lire(lambda _: exiger_un_jour(jour, premier=self.premier), value)


class ChampNaissance(ChampDate):
    """The day on which somebody was born."""

    premier = PREMIERE_NAISSANCE
    widget = forms.DateInput(
        attrs={"type": "date", "min": PREMIERE_NAISSANCE.isoformat(), "max": DERNIER_JOUR.isoformat()},
        format="%Y-%m-%d",
    )


class ChampHeure(forms.TimeField):
    """An hour and its minutes, by the browser's own picker or typed 9h, 9h30, 09:30."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def to_python(self, value: Any) -> time | None:
        """The hour; raises ValidationError with the sentence of `lire_heure`."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        return _lire(lire_heure, value)


class ChampEntier(forms.IntegerField):
    """A whole number typed « 12 » or « 1 200 »: nothing that only Python would take (`1_000`, other alphabets)."""

    def to_python(self, value: Any) -> int | None:
        """The number; raises ValidationError with the message of an invalid one."""
        if isinstance(value, int):
            return value
        if value in self.empty_values:
            return None
        try:
            return lire_entier(str(value)[:40], maximum=MAX_ENTIER)
        except NombreIllisible as erreur:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from erreur


class ChampNombre(forms.CharField):
    """A number with `decimales` decimals, typed « 6 » or « 5,5 »; nothing typed is None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": "14", "size": "8"})

    def __init__(self, *, decimales: int, **options: Any) -> None:
        super().__init__(**options)
        self.decimales = decimales

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number; raises ValidationError with the sentence of `lire_nombre`."""
        if value in self.empty_values or isinstance(value, Decimal):
            return value or None
        try:
            return lire_nombre(str(value)[:40], decimales=self.decimales)
        except NombreIllisible as erreur:
            raise forms.ValidationError(str(erreur)) from erreur

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return ecrire_nombre(value, self.decimales) if isinstance(value, Decimal) else value


def _lire(lire: Callable[[str], T], saisie: object) -> T:
    try:
        return lire(str(saisie)[:40])
    except SaisieIllisible as erreur:
        raise forms.ValidationError(str(erreur)) from erreur
