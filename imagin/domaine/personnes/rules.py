"""What is said of people."""

from datetime import date

from imagin.domaine.personnes.enums import Civilite
from imagin.socle.temps import date_courte

NE = {Civilite.M: "né", Civilite.MME: "née"}


def distinctions(civilite: str, naissance: date | None, commune: str, reference: str) -> tuple[str, str, str]:
    """What tells two people of one name apart, in the order in which it is said: birth, commune, number.

    « née le 12/03/1963 », « ASPET », « n° 4100001 ».
    """
    ne = NE[Civilite(civilite)] if civilite else "né(e)"
    return f"{ne} le {date_courte(naissance)}" if naissance else "", commune, f"n° {reference}"
