"""epp.csv: everybody the académie knows, with their postings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from outils.demo.fabrique import coordonnees
from outils.demo.fabrique.annuaire import TOULOUSE, Usages, telephone_fixe
from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.ecriture import ouvrir_table
from outils.demo.fabrique.effectifs import SANS_DISCIPLINE, libelles, postes, tailles_ajustees
from outils.demo.fabrique.etablissements import Etablissement
from outils.demo.fabrique.identites import Identites

COLONNES = (
    "numero_agent", "numen", "civilite", "nom", "prenom", "nom_naissance", "date_naissance", "discipline_code",
    "discipline", "uai_principal", "uai_secondaires", "adresse", "code_postal", "commune", "tel_personnel",
    "tel_professionnel", "mel_professionnel", "mel_personnel",
)  # fmt: skip
PREMIER_NUMERO = 4_100_000
LETTRES = "ABCDEFGHJKLMNPRSTUVWXYZ"
PART_SECONDAIRE = 0.035
SECONDAIRES_DE_BELLEVUE = 6
BELLEVUE = "0310038Y"


@dataclass(slots=True)
class Personne:
    """What the other files need to know of someone."""

    numero: int
    civilite: str
    nom: str
    prenom: str
    nom_naissance: str
    date_naissance: date
    discipline: str
    etablissement: Etablissement | None
    secondaires: tuple[Etablissement, ...] = ()
    cas: str = ""

    @property
    def enseigne(self) -> bool:
        """True for a teacher of the second degree."""
        return self.discipline[0] in "LP"


def fabriquer_personnes(etablissements: list[Etablissement], nombre: int, annee: int, hasard: Random) -> list[Personne]:
    """Staff of each établissement, those whom the guide's scenes need first, then people posted nowhere."""
    recensement = Recensement(annee, hasard)
    effectifs = tailles_ajustees(etablissements, nombre, hasard)
    for etablissement, effectif in zip(etablissements, effectifs, strict=True):
        attendus = SECONDAIRES_DE_BELLEVUE if etablissement.uai == BELLEVUE else 0
        recensement.affecter(etablissement, effectif - attendus)
    personnes = recensement.personnes
    _donner_des_secondaires(personnes, etablissements, hasard)
    while len(personnes) < nombre:
        recensement.ajouter(SANS_DISCIPLINE, None)
    return personnes


class Recensement:
    """Adds people one by one, each with a number of their own."""

    def __init__(self, annee: int, hasard: Random, premier: int = PREMIER_NUMERO) -> None:
        self.annee, self.hasard, self.premier = annee, hasard, premier
        self.identites = Identites(hasard)
        self.personnes: list[Personne] = []
        self.nommes: dict[tuple[str, str], list[dict[str, str]]] = {}
        for ligne in reversed(table("personnes_nommees")):
            self.nommes.setdefault((ligne["uai"], ligne["discipline"]), []).append(ligne)

    def affecter(self, etablissement: Etablissement, effectif: int) -> None:
        """Staff of an établissement."""
        for discipline in postes(etablissement, effectif):
            attendus = self.nommes.get((etablissement.uai, discipline))
            self.ajouter(discipline, etablissement, attendus.pop() if attendus else None)

    def ajouter(
        self, discipline: str, etablissement: Etablissement | None, nomme: dict[str, str] | None = None
    ) -> None:
        """Somebody, drawn, or `nomme` by the guide."""
        civilite, nom, prenom, naissance = self.identites.tirer()
        if nomme:
            civilite, nom, prenom, naissance = nomme["civilite"], nomme["nom"], nomme["prenom"], nomme["nom"]
        jour = date(self.annee - self.hasard.randint(24, 65), 1, 1) + timedelta(days=self.hasard.randrange(365))
        cas = nomme["cas"] or "ordinaire" if nomme else ""
        numero = self.premier + len(self.personnes)
        self.personnes.append(
            Personne(numero, civilite, nom, prenom, naissance, jour, discipline, etablissement, cas=cas)
        )


def _donner_des_secondaires(personnes: list[Personne], etablissements: list[Etablissement], hasard: Random) -> None:
    """Some teachers also work elsewhere in the department; exactly six at Bellevue, two of them in mathematics."""
    par_departement: dict[str, list[Etablissement]] = {}
    for etablissement in etablissements:
        if etablissement.genre in {"LYC", "LP", "CLG"} and etablissement.uai != BELLEVUE:
            par_departement.setdefault(etablissement.departement, []).append(etablissement)
    for personne in personnes:
        principal = personne.etablissement
        if principal is None or not personne.enseigne or hasard.random() > PART_SECONDAIRE:
            continue
        ailleurs = hasard.choice(par_departement.get(principal.departement, [principal]))
        personne.secondaires = (ailleurs,) if ailleurs is not principal else ()
    bellevue = next(etablissement for etablissement in etablissements if etablissement.uai == BELLEVUE)
    _envoyer(personnes, "L1300", 2, bellevue)
    _envoyer(personnes, "L0422", SECONDAIRES_DE_BELLEVUE - 2, bellevue)


def _envoyer(personnes: list[Personne], discipline: str, nombre: int, vers: Etablissement) -> None:
    candidats = (
        personne
        for personne in personnes
        if personne.discipline == discipline
        and personne.etablissement is not vers
        and personne.etablissement is not None
        and personne.etablissement.departement == vers.departement
    )
    for personne in [next(candidats) for _ in range(nombre)]:
        personne.secondaires = (*personne.secondaires, vers)


def ecrire_epp(
    chemin: Path,
    personnes: Iterable[Personne],
    annee: int,
    hasard: Random,
    *,
    usages: Usages = TOULOUSE,
    numens: Mapping[int, str] | None = None,
) -> None:
    """Write everybody, with where and how to reach them; `numens`: of those who have theirs already, by number."""
    with ouvrir_table(chemin, COLONNES) as epp:
        for ligne in lignes_de_personnes(personnes, annee, hasard, usages, numens or {}):
            epp.ajouter(*ligne)


def lignes_de_personnes(
    personnes: Iterable[Personne], annee: int, hasard: Random, usages: Usages, numens: Mapping[int, str]
) -> Iterator[tuple[object, ...]]:
    """One a person, in the order of COLONNES."""
    noms, residences, meladresses = libelles(), coordonnees.Residences(), coordonnees.Meladresses(usages.domaine)
    for rang, qui in enumerate(personnes):
        etab = qui.etablissement
        domicile = residences.tirer(hasard, etab.lieu if etab else None)
        professionnel = meladresses.suivante(qui.prenom, qui.nom)
        le_sien = numens[qui.numero] if qui.numero in numens else numen(rang, annee, qui, usages)
        yield (
            qui.numero, le_sien, qui.civilite, qui.nom, qui.prenom,
            qui.nom_naissance, qui.date_naissance, qui.discipline, noms[qui.discipline], etab.uai if etab else "",
            ",".join(secondaire.uai for secondaire in qui.secondaires),
            coordonnees.adresse(hasard, longue=qui.cas == "adresse_longue"), domicile.code_postal, domicile.commune,
            coordonnees.telephone_mobile(hasard) if hasard.random() < 0.9 else "",
            telephone_fixe(rang, usages) if etab else "",
            *coordonnees.mels(hasard, professionnel, qui.prenom, qui.nom, qui.cas),
        )  # fmt: skip


def numen(rang: int, annee: int, qui: Personne, usages: Usages = TOULOUSE) -> str:
    """Thirteen characters, no two alike: académie, information system, year of entry, five digits, three letters."""
    prive = qui.etablissement is not None and qui.etablissement.prive
    systeme = "P" if prive else "E" if qui.enseigne else "G" if qui.discipline[0] == "E" else "A"
    entree = max(1992, min(annee, qui.date_naissance.year + 24)) % 100
    melange = (rang * 7_919 + 104_729) % 1_000_000_007
    lettres = "".join(LETTRES[melange // 23**puissance % 23] for puissance in range(3))
    return f"{usages.numen}{systeme}{entree:02}{rang % 100_000:05}{lettres[:2]}{LETTRES[rang // 100_000 % 23]}"
