"""What surprises in a constat: to be confirmed with a reason, which the gestionnaire sees."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from imagin.domaine.doutes.rules import Doute
from imagin.domaine.services_faits.enums import Saisie
from imagin.domaine.services_faits.rules.constat import CadreConstat, Constatation
from imagin.domaine.services_faits.rules.journees import Journee, minutes_de
from imagin.socle.temps import date_courte, ecrire_duree


@dataclass(frozen=True)
class Faits:
    """What a line is held against: candidates inscrits, if known; minutes summoned for, 0 if not known."""

    inscrits: int | None = None
    convoquees: int = 0


RIEN_A_COMPARER = Faits()


def doutes_de(
    ligne: Constatation,
    cadre: CadreConstat,
    *,
    personne: str,
    gardees: Collection[Journee],
    faits: Faits = RIEN_A_COMPARER,
) -> list[Doute]:
    """The doubts that a line raises, on whom it is about; `gardees` are the hours stated before, confirmed then.

    Guide: G4.3-05, G4.2-20.
    """
    surprises = [
        ("constat-hors-dates", _hors_des_dates(ligne.journees or (), cadre, gardees)),
        ("constat-quantite", _au_dela_des_inscrits(ligne, cadre, faits.inscrits)),
        ("constat-heures", _au_dela_de_la_convocation(ligne, cadre, faits.convoquees)),
    ]
    return [Doute(code, p, objet=personne, motif_exige=True) for code, phrases in surprises for p in phrases]


def _au_dela_des_inscrits(ligne: Constatation, cadre: CadreConstat, inscrits: int | None) -> Iterator[str]:
    if ligne.quantite is not None and inscrits is not None and ligne.quantite > inscrits:
        quoi = cadre.saisie.label.removeprefix("Nombre de ")
        qui = "inscrits" if cadre.saisie == Saisie.CANDIDATS else "candidats inscrits"
        yield f"{ligne.quantite} {quoi} pour {inscrits} {qui}."


def _au_dela_de_la_convocation(ligne: Constatation, cadre: CadreConstat, convoquees: int) -> Iterator[str]:
    minutes = minutes_de(ligne.journees or ()) if cadre.saisie == Saisie.HORAIRES else ligne.minutes or 0
    if convoquees and minutes > convoquees:
        yield f"{ecrire_duree(minutes)} constatées pour {ecrire_duree(convoquees)} de convocation."


def _hors_des_dates(journees: Collection[Journee], cadre: CadreConstat, gardees: Collection[Journee]) -> Iterator[str]:
    connus = cadre.jours | {journee.jour for journee in gardees}
    for journee in sorted(journees, key=lambda journee: journee.jour):
        if journee.jour not in connus:
            yield f"le {date_courte(journee.jour)} n'est pas une date de la mission."
