"""The whole académie, file by file."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from outils.demo.fabrique.absences import ecrire_absences
from outils.demo.fabrique.annuaire import ecrire_annuaire
from outils.demo.fabrique.calendrier import Calendrier
from outils.demo.fabrique.campagnes import Campagnes, disciplines_des_epreuves, grande_mission
from outils.demo.fabrique.correspondances import ecrire_correspondances
from outils.demo.fabrique.ecriture import ouvrir_table
from outils.demo.fabrique.enseignements import ecrire_enseignements
from outils.demo.fabrique.etablissements import Etablissement, fabriquer_etablissements
from outils.demo.fabrique.guide import Besoin, missions_du_guide
from outils.demo.fabrique.missions import Cyclades, Mission
from outils.demo.fabrique.personnes import BELLEVUE, Personne, ecrire_epp, fabriquer_personnes
from outils.demo.fabrique.regulation import Regulateur
from outils.demo.fabrique.reprise import COLONNES, Reprise
from outils.demo.fabrique.saisies import ETABLISSEMENTS, ecrire_saisies
from outils.demo.fabrique.sessions import sessions
from outils.demo.fabrique.sources import ecrire_les_sources, systeme_de
from outils.demo.fabrique.tailles import TAILLES, Taille
from outils.demo.fabrique.tirage import tirage
from outils.demo.fabrique.viviers import Viviers

VERSION = 5  # of what is written: raise it when the files change
CORRECTION_DU_GUIDE = 186_253
Demande = tuple[Mission, Besoin, tuple[str, ...]]


def fabriquer(dossier: Path, *, taille: str, graine: int, aujourd_hui: date) -> None:
    """Write the files of the feeds and saisies.json in `dossier`.

    They are annuaire.csv, epp.csv and those of the other systems of people (`sources.py`), epp_absences.csv,
    sirhen.csv, correspondances.csv, sts/*.xml, cyclades.zip and reprise.csv. `taille` is a key of TAILLES. Missions lie
    before, on and after `aujourd_hui`.
    """
    dossier.mkdir(parents=True, exist_ok=True)
    fabrique = _Fabrique(dossier, TAILLES[taille], graine, Calendrier(aujourd_hui))
    fabrique.etablissements_et_personnes()
    fabrique.enseignements()
    fabrique.missions()


class _Fabrique:
    """The order of the work, and what one file tells the next ones."""

    def __init__(self, dossier: Path, taille: Taille, graine: int, calendrier: Calendrier) -> None:
        self.dossier, self.taille, self.graine, self.calendrier = dossier, taille, graine, calendrier
        self.etablissements: list[Etablissement] = []
        self.personnes: list[Personne] = []

    def etablissements_et_personnes(self) -> None:
        """annuaire.csv, the people of each system, and the absences."""
        annee = self.calendrier.annee
        self.etablissements = fabriquer_etablissements(self.taille, tirage(self.graine, "etablissements"))
        hasard = tirage(self.graine, "personnes")
        self.personnes = fabriquer_personnes(self.etablissements, self.taille.personnes, annee, hasard)
        ecrire_annuaire(self.dossier / "annuaire.csv", self.etablissements)
        coordonnees = tirage(self.graine, "coordonnees")
        if self.taille.par_source:
            ecrire_les_sources(self.dossier, self.personnes, annee, coordonnees)
        else:
            ecrire_epp(self.dossier / "epp.csv", self.personnes, annee, coordonnees)
        ecrire_absences(self.dossier, self.calendrier, tirage(self.graine, "absences"))

    def enseignements(self) -> None:
        """correspondances.csv, and sts/: the four établissements first, then others of the second degree."""
        autres = [etab for etab in self.etablissements if etab.genre != "AUTRE" and etab.academie == "16"]
        choisis = sorted(autres, key=lambda etab: etab.uai not in ETABLISSEMENTS)[: self.taille.fichiers_sts]
        hasard = tirage(self.graine, "enseignements")
        ecrire_correspondances(self.dossier / "correspondances.csv")
        ecrire_enseignements(self.dossier / "sts", choisis, self.personnes, self.calendrier.rentree, hasard)

    def missions(self) -> None:
        """cyclades.zip, reprise.csv, saisies.json."""
        cyclades, viviers = Cyclades(), Viviers(self._convocables(), tirage(self.graine, "viviers"))
        demandes = [*self._demandes_du_guide(), *self._autres_demandes(viviers)]
        with ouvrir_table(self.dossier / "reprise.csv", COLONNES) as table:
            reprise = Reprise(table, self.calendrier.aujourd_hui, tirage(self.graine, "reprise"))
            self._pourvoir(demandes, viviers, reprise)
        for mission, _, _ in demandes:
            cyclades.ajouter(mission)
        cyclades.ecrire(self.dossier / "cyclades.zip", sessions(self.calendrier, self.taille.annees))
        correction = next(mission for mission, _, _ in demandes if mission.numero == CORRECTION_DU_GUIDE)
        ecrire_saisies(self.dossier / "saisies.json", self.calendrier, correction, self.personnes)

    def _convocables(self) -> list[Personne]:
        """As many teachers as `taille` says; all of Bellevue's mathematics among them."""
        enseignants = [personne for personne in self.personnes if personne.enseigne]
        if self.taille.par_source:  # reprise.csv knows people by their number in EPP
            enseignants = [personne for personne in enseignants if systeme_de(personne) == "epp"]
        hasard = tirage(self.graine, "convocables")
        return hasard.sample(enseignants, min(self.taille.convocables, len(enseignants)))

    def _demandes_du_guide(self) -> Iterator[Demande]:
        par_uai = {etablissement.uai: etablissement for etablissement in self.etablissements}
        epreuves = disciplines_des_epreuves()
        for mission, besoin in missions_du_guide(self.calendrier, par_uai):
            disciplines = epreuves.get((mission.examen, mission.specialite, mission.epreuve), ())
            yield mission, besoin, () if "*" in disciplines else disciplines
        if self.taille.grande_mission:
            nombre = self.taille.grande_mission
            yield grande_mission(self.calendrier, par_uai[BELLEVUE], nombre), Besoin(nombre, ("SURV",), 1.0), ()

    def _autres_demandes(self, viviers: Viviers) -> Iterable[Demande]:
        campagnes = Campagnes(self.calendrier, self.etablissements, viviers, tirage(self.graine, "missions"))
        return campagnes.missions(self.taille.missions_par_an, self.taille.annees)

    def _pourvoir(self, demandes: list[Demande], viviers: Viviers, reprise: Reprise) -> None:
        """Find people for each mission: as many as said for the guide's, in proportion for the others."""
        fixes = [demande for demande in demandes if demande[0].numero < 200_000]
        for mission, besoin, disciplines in fixes:
            reprise.affecter(mission, besoin, self._equipe(mission, besoin, besoin.nombre, disciplines, viviers))
        autres = demandes[len(fixes) :]
        reste = self.taille.affectations - reprise.table.nombre
        regulateur = Regulateur(reste, sum(besoin.nombre for _, besoin, _ in autres))
        for mission, besoin, disciplines in autres:
            voulus = regulateur.accorder(besoin.nombre)
            equipe = self._equipe(mission, besoin, voulus, disciplines, viviers)
            reprise.affecter(mission, besoin, equipe)
            regulateur.noter(besoin.nombre, len(equipe))

    def _equipe(
        self, mission: Mission, besoin: Besoin, nombre: int, disciplines: tuple[str, ...], viviers: Viviers
    ) -> list[Personne]:
        jours = [jour.jour for jour in mission.jours]
        if besoin.vivier is None:
            return viviers.choisir(disciplines, mission.centre.departement, jours, nombre)
        uai, discipline = besoin.vivier
        siens = (
            personne
            for personne in self.personnes
            if personne.discipline == discipline and personne.etablissement and personne.etablissement.uai == uai
        )
        return [next(siens) for _ in range(nombre)]
