"""Which moves an état de frais allows, when it is locked, and what a service is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from imagin.domaine.frais.enums import EtatTraitement, Mouvement
from imagin.domaine.referentiel.enums import Remuneration, Tarif
from imagin.socle.argent import au_centime

E = EtatTraitement

# From which states each move starts, and where it leads. The database holds the same table (migration 0002).
MOUVEMENTS: Mapping[Mouvement, tuple[frozenset[EtatTraitement], EtatTraitement]] = {
    Mouvement.CONSTATER: (frozenset({E.INITIALISE, E.REJETE, E.ANNULE}), E.A_VALIDER),
    Mouvement.RETIRER_LE_CONSTAT: (frozenset({E.A_VALIDER}), E.INITIALISE),
    Mouvement.ANNULER: (frozenset({E.INITIALISE, E.A_VALIDER, E.REJETE}), E.ANNULE),
    Mouvement.RETABLIR: (frozenset({E.ANNULE}), E.INITIALISE),
    Mouvement.VALIDER: (frozenset({E.INITIALISE, E.A_VALIDER, E.REJETE}), E.VALIDE),
    Mouvement.ROUVRIR: (frozenset({E.VALIDE}), E.A_VALIDER),
    Mouvement.REJETER: (frozenset({E.INITIALISE, E.A_VALIDER, E.VALIDE, E.TRANSMIS}), E.REJETE),
    Mouvement.TRANSMETTRE: (frozenset({E.VALIDE}), E.TRANSMIS),
    Mouvement.ACCEPTER: (frozenset({E.TRANSMIS}), E.ACCEPTE),
}
# Under treatment: amount and constat do not change any more, the convocation can be neither changed nor cancelled.
TRAITES = frozenset({E.VALIDE, E.TRANSMIS, E.ACCEPTE})
MINUTE = Fraction(1, 60)
Facteur = Decimal | Fraction | int | None
VERROU = "son état de frais est en cours de traitement"


class MouvementRefuse(Exception):
    """The état de frais does not allow that; the message says why and what to do."""


@dataclass(frozen=True)
class Indemnite:
    """A share of an indemnity, to be paid to somebody: `montant` in euros."""

    beneficiaire: int
    libelle: str
    montant: Decimal


@dataclass(frozen=True)
class ServiceRendu:
    """What is known of the service of an affectation: None while nothing is stated, else whether it was done.

    `quantite`: copies or candidates; `minutes`: hours stated, in minutes; both None when not given.
    """

    affectation: int
    fait: bool | None
    quantite: int | None = None
    minutes: int | None = None


def mouvement_du_constat(etat: EtatTraitement, *, fait: bool | None) -> Mouvement | None:
    """The move that a constat brings about, None when the état de frais stays as it is.

    A rejected one goes back to the gestionnaire when the centre states the service again.

    Guide: G4.3-07.
    """
    if fait is False:
        return None if etat == E.ANNULE else Mouvement.ANNULER
    if fait:
        return None if etat == E.A_VALIDER else Mouvement.CONSTATER
    return {E.ANNULE: Mouvement.RETABLIR, E.A_VALIDER: Mouvement.RETIRER_LE_CONSTAT}.get(etat)


@dataclass(frozen=True)
class BaremeMission:
    """What a mission pays by: its type's `paiement`, its exam's rates ("" : none), what each is worth at its date."""

    paiement: str
    taux_copie: str
    taux_heure: str
    tarifs: Mapping[str, Decimal]


def estimer(service: ServiceRendu, bareme: BaremeMission) -> Decimal | None:
    """What a service done is worth, in euros, rounded once; None when it is not known well enough, or nothing says.

    An estimate for the gestionnaire, who liquidates: an oral counts `MINUTES_ORAL` a candidate, a VAE `COEF_VAE` hours.
    """
    copie, heure = bareme.taux_copie, bareme.taux_heure
    if not (service.fait and copie and heure):
        return None
    quantite, minutes, tarif = service.quantite, service.minutes, bareme.tarifs.get
    heures = None if minutes is None else minutes * MINUTE
    facteurs: Mapping[str, tuple[Facteur, ...]] = {
        Remuneration.ECRITE: (quantite, tarif(copie)),
        Remuneration.ORALE: (quantite, tarif(Tarif.MINUTES_ORAL), tarif(heure), MINUTE),
        Remuneration.VAE: (quantite, tarif(Tarif.COEFFICIENT_VAE), tarif(heure)),
        Remuneration.PRATIQUE: (heures, tarif(heure)),
        Remuneration.SPORTIVE: (heures, tarif(heure), tarif(Tarif.PART_SPORTIVE)),
        Remuneration.SURVEILLANCE: (heures, tarif(Tarif.HEURE_SURVEILLANCE)),
    }
    return _produit(facteurs.get(bareme.paiement, (None,)))


def _produit(facteurs: Iterable[Facteur]) -> Decimal | None:
    """Their product rounded to the cent, once; None when one is not known."""
    produit = Fraction(1)
    for facteur in facteurs:
        if facteur is None:
            return None
        produit *= Fraction(facteur)
    return au_centime(Decimal(produit.numerator) / Decimal(produit.denominator))
