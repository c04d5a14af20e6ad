"""What an activity is: the unit that is shown in the menu, opened, and asked for by every URL."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Activite:
    """An activity of the application.

    `code` is also the URL namespace; `roles` may enter; `section` is the guide's; `accueil` is the URL name of its
    first screen, empty while it has none; `ouvrable` ones wait for the gestionnaire to open them; `centre_seulement`
    ones are for exam centres; `centre_d_ailleurs` ones for centres of this académie or of another.

    Guide: G1.3-04.
    """

    code: str
    libelle: str
    groupe: str
    roles: frozenset[str]
    section: str = ""
    accueil: str = ""
    ouvrable: bool = True
    centre_seulement: bool = False
    centre_d_ailleurs: bool = False
