"""Where and how to reach people: addresses in real communes, numbers and domains that the rules keep for fiction."""

import unicodedata
from collections import Counter
from random import Random

from outils.demo.fabrique.donnees import lignes
from outils.demo.fabrique.etablissements import Lieu, communes

SANS_MEL, MEL_PERSONNEL_SEUL, MEL_PERSONNEL_AUSSI = 0.015, 0.03, 0.25
COMPLEMENTS = (
    "Appartement 12",
    "Résidence Les Jardins d'Occitanie, bâtiment C",
    "Chez M. et Mme Pujol",
    "Bâtiment B, escalier 3",
    "Lieu-dit « La Bourdette »",
)
ADRESSE_LONGUE = (
    "Chez Mme Marguerite de Bonnefoy d'Aubuisson",
    "Résidence Les Terrasses du Canal-de-Brienne, bât. C, appt 2147",
    "1248 bis chemin de la Côte-Pavée prolongée",
    "Lieu-dit « Le Pech de l'Oratoire »",
)


class Meladresses:
    """Professional addresses « prenom.nom », numbered when several people share a name."""

    def __init__(self, domaine: str) -> None:
        self.domaine = domaine
        self.vues: Counter[str] = Counter()

    def suivante(self, prenom: str, nom: str) -> str:
        """The next free one, in the académie's made-up domain."""
        partie = f"{ascii_simple(prenom)}.{ascii_simple(nom)}"[:58]
        self.vues[partie] += 1
        numero = self.vues[partie] - 1
        return f"{partie}{numero or ''}@{self.domaine}"


def ascii_simple(texte: str) -> str:
    """Lower-case letters and hyphens: « BÉNEC'H » gives « benech », « LE GOFF » « le-goff »."""
    if not texte.isascii():
        decompose = unicodedata.normalize("NFD", texte.replace("Ł", "L").replace("ł", "l").replace("ß", "ss"))
        texte = "".join(lettre for lettre in decompose if lettre.isascii())
    return "".join(lettre for lettre in texte.lower().replace(" ", "-") if lettre.isalpha() or lettre == "-")


def adresse(hasard: Random, *, longue: bool = False) -> str:
    """Lines of a postal address above the postal code, separated by « | »."""
    if longue:
        return " | ".join(ADRESSE_LONGUE)
    sorte = hasard.random()
    numero = f"{hasard.randint(1, 199)}{' bis' if sorte < 0.05 else ''}"
    voie = f"{numero} {hasard.choice(lignes('voies'))}"
    return f"{hasard.choice(COMPLEMENTS)} | {voie}" if sorte < 0.2 else voie


def mels(hasard: Random, professionnel: str, prenom: str, nom: str, cas: str) -> tuple[str, str]:
    """(professional, personal) address, either or both empty; `cas` imposes one of the rare cases."""
    sorte = hasard.random()
    personnel = f"{ascii_simple(nom)}.{ascii_simple(prenom)}@courriel.example"
    if cas == "sans_mel" or (not cas and sorte < SANS_MEL):
        return "", ""
    if cas == "mel_personnel" or (not cas and sorte < MEL_PERSONNEL_SEUL):
        return "", personnel
    return professionnel, personnel if sorte < MEL_PERSONNEL_AUSSI else ""


def telephone_mobile(hasard: Random) -> str:
    """A number of the range « 06 39 98 » that the regulator keeps for fiction."""
    numero = hasard.randrange(10_000)
    return f"06 39 98 {numero // 100:02} {numero % 100:02}"


class Residences:
    """Where people live: the commune where they work, or another of the department; anywhere for who works nowhere."""

    def __init__(self) -> None:
        lieux = communes()
        self.partout = lieux
        self.autour = {
            departement: [lieu for lieu in lieux.choses if lieu.departement == departement]
            for departement in {lieu.departement for lieu in lieux.choses}
        }

    def tirer(self, hasard: Random, travail: Lieu | None) -> Lieu:
        """One commune; never with the postal code that a school has for itself (CEDEX)."""
        if travail is None:
            return self.partout.tirer(hasard)
        if hasard.random() < 0.55 or travail.departement not in self.autour:
            code_postal = SANS_CEDEX.get(travail.insee, travail.code_postal)
            return Lieu(travail.departement, travail.commune, travail.insee, code_postal)
        return hasard.choice(self.autour[travail.departement])


SANS_CEDEX = {
    "31555": "31400", "65440": "65000", "31395": "31600", "82121": "82000", "46102": "46100", "31483": "31800",
    "81163": "81200", "81004": "81000", "35238": "35700", "56165": "56800",
}  # fmt: skip
