"""What surprises in a constat: to be confirmed with a reason, which the gestionnaire sees."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from imagin.domaine.doutes.rules import Doute
from imagin.domaine.services_faits.rules.constat import Cadre, Constatation
from imagin.domaine.services_faits.rules.journees import Journee
from imagin.socle.temps import date_courte


def doutes_de(ligne: Constatation, cadre: Cadre, *, personne: str, gardees: Collection[Journee]) -> list[Doute]:
    """The doubts that a line raises, on whom it is about; `gardees` are the hours stated before, confirmed then.

    Guide: G4.3-05.
    """
    return [
        Doute("constat-hors-dates", phrase, objet=personne, motif_exige=True)
        for phrase in _hors_des_dates(ligne.journees or (), cadre, gardees)
    ]


def _hors_des_dates(journees: Collection[Journee], cadre: Cadre, gardees: Collection[Journee]) -> Iterator[str]:
    connus = cadre.jours | {journee.jour for journee in gardees}
    for journee in sorted(journees, key=lambda journee: journee.jour):
        if journee.jour not in connus:
            yield f"le {date_courte(journee.jour)} n'est pas une date de la mission."
