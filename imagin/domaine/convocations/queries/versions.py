"""What a form that changes a convocation was opened on: compared with what is there when it comes back."""

from collections.abc import Collection
from datetime import datetime

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.racines import creneaux_d, lettres_en_vigueur_d
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.temps import date_courte, heure_courte

DATES = "Dates"


def etat_de_la_convocation(affectation: Affectation) -> dict[str, str]:
    """Dates and choices of an affectation, as « Détails de la convocation » shows them."""
    return {
        **etats_des_dates([affectation])[affectation.pk],
        "Qualité": str(affectation.qualite or ""),
        "Commission": affectation.commission.code if affectation.commission else "",
        "Jury": affectation.jury.code if affectation.jury else "",
        "Salle": affectation.salle.code if affectation.salle else "",
        "Code salle": affectation.code_salle,
        "Observation": affectation.observation,
    }


def etats_des_dates(affectations: Collection[Affectation]) -> dict[int, dict[str, str]]:
    """Dates and hours of each affectation, by key: all that a change of dates undoes (1 query)."""
    dites: dict[int, list[str]] = {affectation.pk: [] for affectation in affectations}
    lignes = creneaux_d(dites).values_list("affectation", "plage")
    for cle, plage in lignes:
        dites[cle].append(_dire(CreneauDuJour.de_plage(plage)))
    return {cle: {DATES: ", ".join(jours)} for cle, jours in dites.items()}


def derniere_emission(affectation: Affectation) -> tuple[str, datetime] | None:
    """Who issued the letter in force of an affectation, and when."""
    return dernieres_emissions([affectation.pk]).get(affectation.pk)


def dernieres_emissions(affectations: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """The same for each of these affectations, by key; 1 query."""
    lettres = lettres_en_vigueur_d(affectations)
    lignes = lettres.order_by("pk").values_list("affectation", "emise_par", "emise_le")
    return {cle: (par, le) for cle, par, le in lignes}


def _dire(creneau: CreneauDuJour) -> str:
    return f"{date_courte(creneau.jour)} {heure_courte(creneau.debut)}-{heure_courte(creneau.fin)}"
