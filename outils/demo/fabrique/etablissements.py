"""Établissements: those of the guide, then made-up ones in real communes of the académie."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from outils.demo.fabrique.donnees import lignes, table
from outils.demo.fabrique.tailles import Taille
from outils.demo.fabrique.tirage import Urne
from outils.demo.fabrique.uai import uai

ACADEMIE = "16"
# Share of each nature among the second degree, and size of its staff (least, most).
SECOND_DEGRE = {
    "340": (62, 32, 74),
    "306": (9, 95, 170),
    "300": (10, 70, 150),
    "302": (2, 60, 110),
    "301": (1, 50, 90),
    "320": (13, 38, 92),
    "370": (1, 22, 36),
}
ECOLE = "151"
SERVICE = "SERVICE"
LYCEES = {"300", "301", "302", "306"}
PART_DU_PRIVE = 0.2
RELIGIEUX = ("Saint", "Notre-Dame", "Jeanne d'Arc", "Immaculée", "Le Caousou")
PREMIER_NUMERO = 8001  # after the department: a range that no school has, so that nobody's UAI is borrowed


@dataclass(slots=True)
class Lieu:
    """A commune of the académie."""

    departement: str
    commune: str
    insee: str
    code_postal: str


@dataclass(slots=True)
class Etablissement:
    """What the annuaire says of it, and how many people it employs."""

    uai: str
    nature: str
    prive: bool
    nom: str
    adresse: tuple[str, str, str]
    lieu: Lieu
    academie: str
    personnels: int

    @property
    def departement(self) -> str:
        """Three digits."""
        return self.lieu.departement

    @property
    def genre(self) -> str:
        """LYC, LP, CLG or AUTRE: who teaches there and what is examined there."""
        if self.nature in LYCEES:
            return "LYC"
        return {"320": "LP", "340": "CLG", "370": "CLG"}.get(self.nature, "AUTRE")


def communes() -> Urne[Lieu]:
    """Communes of the académie, by the size of their schools."""
    lus = table("communes")
    lieux = [Lieu(ligne["departement"], ligne["commune"], ligne["insee"], ligne["code_postal"]) for ligne in lus]
    return Urne(lieux, [int(ligne["poids"]) for ligne in lus])


def fabriquer_etablissements(taille: Taille, hasard: Random) -> list[Etablissement]:
    """The guide's, then made-up ones up to the counts of `taille`; no two bear one name in one commune."""
    faits = du_guide()
    atelier = _Atelier(hasard)
    restants = taille.second_degre - sum(_du_second_degre(etablissement) for etablissement in faits)
    natures = Urne(list(SECOND_DEGRE), [part for part, _, _ in SECOND_DEGRE.values()])
    faits += [atelier.second_degre(natures.tirer(hasard)) for _ in range(restants)]
    faits += [atelier.ecole(prive=taille.par_source and rang % 8 == 7) for rang in range(taille.ecoles)]
    faits += [atelier.service(rang) for rang in range(taille.services)]
    return faits


def du_guide() -> list[Etablissement]:
    """The établissements that the guide names, here and in other académies."""
    return etablissements_decrits(table("etablissements_guide"))


def etablissements_decrits(lus: Iterable[Mapping[str, str]]) -> list[Etablissement]:
    """Those of such a table."""
    return [
        Etablissement(
            uai=ligne["uai"],
            nature=ligne["nature"],
            prive=ligne["statut"] != "Public",
            nom=ligne["nom"],
            adresse=(ligne["adresse_1"], ligne["adresse_2"], ligne["adresse_3"]),
            lieu=Lieu(ligne["uai"][:3], ligne["commune"], ligne["code_commune"], ligne["code_postal"]),
            academie=ligne["academie"],
            personnels=int(ligne["personnels"]),
        )
        for ligne in lus
    ]


def localite(commune: str) -> str:
    """As the post writes it: « Saint-Orens-de-Gameville » gives « ST ORENS DE GAMEVILLE »."""
    decompose = unicodedata.normalize("NFD", commune.upper().replace("-", " ").replace("'", " "))
    ecrit = "".join(lettre for lettre in decompose if lettre.isascii())
    return ecrit.replace("SAINT ", "ST ").replace("SAINTE ", "STE ")


def _du_second_degre(etablissement: Etablissement) -> bool:
    return etablissement.academie == ACADEMIE and etablissement.nature in SECOND_DEGRE


class _Atelier:
    """Makes établissements, each with a number of its own in its department."""

    def __init__(self, hasard: Random) -> None:
        self.hasard, self.communes = hasard, communes()
        noms, self.voies = lignes("etablissements_noms"), lignes("voies")
        religieux = tuple(nom for nom in noms if nom.startswith(RELIGIEUX))
        self.noms = {True: religieux, False: tuple(nom for nom in noms if nom not in religieux)}
        self.natures = {ligne["code"]: ligne for ligne in table("natures")}
        self.numeros: dict[str, int] = {}
        self.pris: set[tuple[str, str]] = set()

    def second_degre(self, nature: str) -> Etablissement:
        _, moins, plus = SECOND_DEGRE[nature]
        prive = self.hasard.random() < PART_DU_PRIVE
        intitule = self.natures[nature]["intitule_prive" if prive else "intitule_public"]
        return self._poser(nature, intitule, prive=prive, personnels=self.hasard.randint(moins, plus))

    def ecole(self, *, prive: bool) -> Etablissement:
        intitule = "École élémentaire privée" if prive else "École élémentaire"
        return self._poser(ECOLE, intitule, prive=prive, personnels=self.hasard.randint(4, 14))

    def service(self, rang: int) -> Etablissement:
        intitule = ("Centre d'information et d'orientation", "Antenne des examens", "Centre de formation d'apprentis")
        return self._poser(SERVICE, intitule[rang % 3], prive=False, personnels=self.hasard.randint(5, 20))

    def _poser(self, nature: str, intitule: str, *, prive: bool, personnels: int) -> Etablissement:
        lieu, nom = self._place(intitule, self.noms[prive])
        numero = self.numeros[lieu.departement] = self.numeros.get(lieu.departement, PREMIER_NUMERO - 1) + 1
        voie = f"{self.hasard.randint(1, 140)} {self.hasard.choice(self.voies)}"
        adresse = (voie, "", f"{lieu.code_postal} {localite(lieu.commune)}")
        return Etablissement(
            uai(f"{lieu.departement}{numero:04}"), nature, prive, nom, adresse, lieu, ACADEMIE, personnels
        )

    def _place(self, intitule: str, noms: tuple[str, ...]) -> tuple[Lieu, str]:
        """A commune where that name is free; after some draws the name is numbered, as real schools' are."""
        for essai in range(1, 1_000):
            lieu, nom = self.communes.tirer(self.hasard), self.hasard.choice(noms)
            complet = f"{intitule} {nom}" if essai < 40 else f"{intitule} {nom} {essai - 38}"
            if (lieu.insee, complet) not in self.pris:
                self.pris.add((lieu.insee, complet))
                return lieu, complet
        raise RuntimeError(f"Plus de nom libre pour : {intitule}")
