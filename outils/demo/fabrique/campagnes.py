"""Missions of ordinary campaigns: each year's sessions, in centres over the whole académie."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from outils.demo.fabrique.calendrier import Calendrier, jour_ouvre, jours_ouvres, quantieme
from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.etablissements import ACADEMIE, Etablissement
from outils.demo.fabrique.guide import Besoin
from outils.demo.fabrique.missions import Commission, Jour, Mission
from outils.demo.fabrique.sessions import annees
from outils.demo.fabrique.tirage import Urne
from outils.demo.fabrique.viviers import Viviers

TOUTES = "*"
PREMIER_NUMERO = 200_001
HORAIRES = (("", ""), ("", ""), ("08:00", "12:30"), ("13:30", "18:00"), ("08:30", "17:30"), ("08:00", "18:00"))
TYPES_DE_L_ETABLISSEMENT = {"COEC", "PRECE", "ORAL_EC", "NUM"}
PREPAREES = 0.4  # share of the missions ahead that already have people
EMISES = 0.5  # share of the people of a mission ahead who are summoned already
CIBLEES = {True: 0.25, False: 0.6}  # by whether the mission is over
POIDS_DES_CENTRES = {"LYC": 3, "LP": 2, "CLG": 1}


@dataclass(frozen=True, slots=True)
class Modele:
    """A kind of mission that comes back every year."""

    ligne: dict[str, str]
    disciplines: tuple[str, ...]

    @property
    def poids(self) -> float:
        """How often it comes."""
        return float(self.ligne["poids"])


class Campagnes:
    """Draws missions: first a discipline, by how many teach it, so that everyone has a like load; then a kind."""

    def __init__(
        self, calendrier: Calendrier, etablissements: list[Etablissement], viviers: Viviers, hasard: Random
    ) -> None:
        self.calendrier, self.hasard, self.numero = calendrier, hasard, PREMIER_NUMERO - 1
        self.centres = _centres(etablissements)
        self.modeles = _modeles_par_discipline(viviers)
        self.disciplines = Urne(list(self.modeles), [viviers.effectif(discipline) for discipline in self.modeles])

    def missions(self, par_an: int, nombre_d_annees: int) -> Iterator[tuple[Mission, Besoin, tuple[str, ...]]]:
        """Missions of all the years, each with the people it wants and the disciplines they teach (none: any)."""
        for annee in annees(self.calendrier, nombre_d_annees):
            for _ in range(par_an):
                modele = self.modeles[self.disciplines.tirer(self.hasard)].tirer(self.hasard)
                mission = self._mission(modele.ligne, annee)
                yield mission, self._besoin(modele.ligne, mission), modele.disciplines

    def _mission(self, ligne: dict[str, str], annee: int) -> Mission:
        hasard = self.hasard
        self.numero += 1
        jours = self._jours(ligne, annee)
        finie = jours[-1].jour < self.calendrier.aujourd_hui
        de_l_etablissement = ligne["type"] in TYPES_DE_L_ETABLISSEMENT
        return Mission(
            numero=self.numero,
            examen=ligne["examen"],
            session=f"{annee}{ligne['suffixe']}",
            specialite=ligne["specialite"],
            epreuve=ligne["epreuve"],
            type=ligne["type"],
            centre=self.centres[ligne["centres"]].tirer(hasard),
            jours=jours,
            ciblee=de_l_etablissement or hasard.random() < CIBLEES[finie],
            signataire="ETAB" if de_l_etablissement else "CENTRE",
            candidats_affectes=finie or hasard.random() < 0.5,
            inscrits=hasard.randint(8, 320),
            attendus=max(1, round(float(ligne["moyenne"]))),
            commissions=self._commissions(int(ligne["commissions"]), jours),
            jurys=[f"J{rang + 1:02}" for rang in range(int(ligne["jurys"]))],
            salles=[f"S{hasard.randint(1, 3)}{rang + 1:02}" for rang in range(int(ligne["salles"]))],
        )

    def _jours(self, ligne: dict[str, str], annee: int) -> list[Jour]:
        fin = quantieme(annee, ligne["fin"])
        debut = quantieme(annee - (ligne["debut"] > ligne["fin"]), ligne["debut"])
        premier = jour_ouvre(debut + timedelta(days=self.hasard.randint(0, (fin - debut).days)))
        horaire = self.hasard.choice(HORAIRES)
        nombre = self.hasard.randint(1, int(ligne["jours"]))
        return [Jour(jour, *horaire) for jour in jours_ouvres(premier, nombre)]

    def _commissions(self, nombre: int, jours: list[Jour]) -> list[Commission]:
        """From one to `nombre` commissions, each on one of the days."""
        if not nombre:
            return []
        return [
            Commission(f"C{rang + 1:02}", self.hasard.randint(6, 16), [jours[rang % len(jours)]])
            for rang in range(self.hasard.randint(1, nombre))
        ]

    def _besoin(self, ligne: dict[str, str], mission: Mission) -> Besoin:
        moyenne = float(ligne["moyenne"])
        voulus = max(1, round(self.hasard.triangular(1, 2.2 * moyenne, moyenne * 0.8)))
        a_venir = mission.debut > self.calendrier.aujourd_hui
        if a_venir and self.hasard.random() > PREPAREES:
            voulus = 0
        part = EMISES if a_venir else 1.0
        return Besoin(voulus, tuple(ligne["qualites"].split()), part)


def _centres(etablissements: list[Etablissement]) -> dict[str, Urne[Etablissement]]:
    """Établissements of the académie by kind, the bigger ones more often."""
    siens = [etablissement for etablissement in etablissements if etablissement.academie == ACADEMIE]
    return {
        genre: Urne(choix, [etablissement.personnels * POIDS_DES_CENTRES[genre] for etablissement in choix])
        for genre in POIDS_DES_CENTRES
        if (choix := [etablissement for etablissement in siens if etablissement.genre == genre])
    }


def disciplines_des_epreuves() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Disciplines of the people who examine each (examen, spécialité, épreuve); « * » for any."""
    return {
        (ligne["examen"], ligne["specialite"], ligne["code"]): tuple(ligne["disciplines"].split())
        for ligne in table("epreuves_options")
    }


def _modeles_par_discipline(viviers: Viviers) -> dict[str, Urne[Modele]]:
    """For each discipline someone teaches, the kinds of mission that may want it; all that want anybody among them."""
    epreuves = disciplines_des_epreuves()
    par_discipline: dict[str, list[Modele]] = {}
    generaux: list[Modele] = []
    for ligne in table("modeles"):
        disciplines = epreuves.get((ligne["examen"], ligne["specialite"], ligne["epreuve"]), (TOUTES,))
        if TOUTES in disciplines:
            generaux.append(Modele(ligne, ()))
            continue
        for discipline in disciplines:
            par_discipline.setdefault(discipline, []).append(Modele(ligne, disciplines))
    presentes = {discipline for discipline, lieu in viviers.tours if discipline and not lieu}
    return {
        discipline: Urne(modeles := par_discipline.get(discipline, []) + generaux, [m.poids for m in modeles])
        for discipline in sorted(presentes)
    }


def grande_mission(calendrier: Calendrier, centre: Etablissement, inscrits: int) -> Mission:
    """One surveillance that takes a crowd, to see how lists and letters bear it."""
    jour = jour_ouvre(date(calendrier.prochaine, 6, 14))
    return Mission(
        numero=199_999,
        examen="470",
        session=f"{calendrier.prochaine}-06",
        specialite="BCG",
        epreuve="",
        type="SURV",
        centre=centre,
        jours=[Jour(jour, "07:30", "12:30")],
        ciblee=True,
        signataire="CENTRE",
        inscrits=inscrits,
        attendus=inscrits,
    )
