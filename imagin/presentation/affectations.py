"""How an affectation is said: commission, jury, salle, and the day of who comes only in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagin.socle.temps import date_courte, en_heure_locale

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.queries.lignes import AffectationDatee


def commission_et_jury(affectation: Affectation, *, avec_jury: bool = True) -> list[str]:
    """« Com. 3GMATH1 », « Jury J1 », those that there are; `avec_jury=False`: the commission alone."""
    commission = [f"Com. {affectation.commission.code}"] if affectation.commission else []
    return [*commission, f"Jury {affectation.jury.code}"] if affectation.jury and avec_jury else commission


def salles(affectation: Affectation) -> list[str]:
    """Codes of where the person goes: CYCLADES's salle, then what the centre has typed."""
    return [code for code in (affectation.salle.code if affectation.salle else "", affectation.code_salle) if code]


def precisions(affectation: AffectationDatee, *, ecrire: Callable[[date], str] = date_courte) -> list[str]:
    """« Com. 3GMATH1 », « Jury J1 », « Salle B204 », « date spécifique 02/06/2027 »; `ecrire` writes the date.

    Guide: G4.2-03.
    """
    lieux = [*commission_et_jury(affectation), *(f"Salle {code}" for code in salles(affectation))]
    premier = affectation.premier_creneau if affectation.dates_specifiques else None
    return [*lieux, f"date spécifique {ecrire(en_heure_locale(premier).date())}"] if premier else lieux
