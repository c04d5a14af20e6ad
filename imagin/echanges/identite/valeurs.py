"""What the attributes of the Éducation nationale's directory say, read one value at a time.

What cannot be read is ignored and noted without its content, which is personal. Nothing here knows where a value came
from.

Source: attributs FrEduRneResp, FrEduResDel, FrEduFonctAdm de l'annuaire fédérateur.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

from imagin.domaine.referentiel.models import LETTRES_UAI

journal = logging.getLogger(__name__)
AUCUNE = {"", "X"}
SANS_FIN = 9999
FORME_UAI = re.compile(r"\d{7}[A-Z]", re.ASCII)
VIRGULE = re.compile(",")
# Between two delegations, not inside the name of who delegates: « uid=chef,ou=personnels ».
ENTRE_DELEGATIONS = re.compile(r",(?=[^|,=]*\|)")
# application | address | from | to | who delegates | FrEduRneResp=… | server | module |
CHAMPS_DE_DELEGATION = 6


@dataclass(frozen=True)
class DelegationLue:
    """A delegation of one application, for établissements, from a day to another included (None: no end)."""

    applications: frozenset[str]
    debut: date
    fin: date | None
    uais: tuple[str, ...]

    def couvre(self, jour: date) -> bool:
        """Does it hold on `jour`?"""
        return self.debut <= jour and (self.fin is None or jour <= self.fin)


def valeurs_de(valeur: object, entre: re.Pattern[str] = VIRGULE) -> list[str]:
    """Values of an attribute given as a list, or as one text where commas part them; « X » and nothing mean none."""
    brutes = valeur if isinstance(valeur, list | tuple) else [valeur]
    textes = [texte.strip() for brute in brutes if isinstance(brute, str) for texte in entre.split(brute)]
    return [texte for texte in textes if texte not in AUCUNE]


def responsabilites(valeur: object) -> list[str]:
    """UAI of FrEduRneResp: « 0590258K », or « uai$type$catégorie$activité$tna_sym$tty_code$tna_code »."""
    return [uai for texte in valeurs_de(valeur) if (uai := _uai(texte, "FrEduRneResp"))]


def delegations(valeur: object) -> Iterator[DelegationLue]:
    """Delegations of FrEduResDel, whatever the application and the day."""
    for texte in valeurs_de(valeur, ENTRE_DELEGATIONS):
        lue = _delegation(texte)
        if lue is None:
            journal.warning("valeur illisible de FrEduResDel : ignorée")
        else:
            yield lue


def _delegation(texte: str) -> DelegationLue | None:
    """One value of FrEduResDel; None when it cannot be read.

    `<nom>|<url …applicationname=xxx>|<JJ/MM/AAAA>|<JJ/MM/AAAA>|<délégant>|FrEduRneResp=<uai>$…[;…]|<serveur>|<module>|`
    """
    champs = [champ.strip() for champ in texte.split("|")]
    if len(champs) < CHAMPS_DE_DELEGATION:
        return None
    nom, adresse, debut, fin, _, lieux = champs[:CHAMPS_DE_DELEGATION]
    attribut, _, etablissements = lieux.partition("=")
    jours = _jour(debut), _jour(fin)
    if attribut != "FrEduRneResp" or jours[0] is None or jours[1] is None:
        return None
    uais = [_uai(lieu.strip(), "FrEduResDel") for lieu in etablissements.split(";") if lieu.strip() not in AUCUNE]
    return DelegationLue(
        applications=frozenset({nom.casefold(), *_application(adresse)}),
        debut=jours[0],
        fin=None if jours[1].year == SANS_FIN else jours[1],
        uais=tuple(uai for uai in uais if uai),
    )


def _application(adresse: str) -> list[str]:
    """The parameter `applicationname` of an address."""
    try:
        return [nom.casefold() for nom in parse_qs(urlsplit(adresse).query).get("applicationname", [])]
    except ValueError:
        return []


def _jour(texte: str) -> date | None:
    try:
        return datetime.strptime(texte, "%d/%m/%Y").date()  # noqa: DTZ007  (a day has no time zone)
    except ValueError:
        return None


def _uai(texte: str, attribut: str) -> str:
    """The UAI that begins a value, its check letter verified; empty, and noted, when it is none."""
    uai = texte.partition("$")[0].strip().upper()
    if FORME_UAI.fullmatch(uai) and LETTRES_UAI[int(uai[:7]) % len(LETTRES_UAI)] == uai[7]:
        return uai
    if uai not in AUCUNE:
        journal.warning("UAI illisible dans %s : ignoré", attribut)
    return ""
