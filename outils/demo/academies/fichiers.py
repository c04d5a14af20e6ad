"""The files of Rennes and of the SIEC: small, and sharing people with Toulouse's, which are read back from its EPP.

In the SIEC's feed, teachers of Bellevue work in Paris too, one in Rennes as well, and one is named without a NUMEN as
nobody is at Toulouse. All the others of Bellevue are in no feed but Toulouse's: the SIEC finds them by a search.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from outils.demo.academies.reglages import BELLEVUE, JOLIOT_CURIE, RENNES, SIEC, InstanceDeDemo
from outils.demo.fabrique.annuaire import Usages, ecrire_annuaire
from outils.demo.fabrique.calendrier import Calendrier
from outils.demo.fabrique.etablissements import Etablissement, etablissements_decrits
from outils.demo.fabrique.guide import missions_decrites
from outils.demo.fabrique.missions import Cyclades
from outils.demo.fabrique.personnes import Personne, Recensement, ecrire_epp
from outils.demo.fabrique.sessions import session_de_l_annee
from outils.demo.fabrique.tirage import tirage
from outils.demo.reglages import GRAINE

DONNEES = Path(__file__).parent / "donnees"
USAGES = {
    RENNES.code: Usages(numen="14", fixe="02 61 91", domaine="ac-rennes.example"),
    SIEC.code: Usages(numen="01", fixe="01 99 00", domaine="siec.example"),
}
NUMEROS = {RENNES.code: 5_100_000, SIEC.code: 6_100_000}
PARTAGES = {"L1300": 5, "L0202": 6}  # how many of each discipline the other feeds know; the last one has two homes
GRANGE_AUX_BELLES = "0758001P"


def fabriquer_la_petite(instance: InstanceDeDemo, *, toulouse: Path, aujourd_hui: date) -> Path:
    """Write the files of one, in the directory that it returns; `toulouse`: where that académie's are."""
    with (toulouse / "epp.csv").open(encoding="utf-8", newline="") as flux:
        a_bellevue = [ligne for ligne in csv.DictReader(flux, delimiter=";") if ligne["uai_principal"] == BELLEVUE]
    enseignants: list[dict[str, str]] = []
    for discipline, nombre in PARTAGES.items():
        enseignants += [ligne for ligne in a_bellevue if ligne["discipline_code"] == discipline][:nombre]
    dossier, calendrier = instance.dossier / "fichiers", Calendrier(aujourd_hui)
    dossier.mkdir(parents=True, exist_ok=True)
    ecoles = {ecole.uai: ecole for ecole in etablissements_decrits(_lignes(instance, "etablissements"))}
    ecrire_annuaire(dossier / "annuaire.csv", ecoles.values(), USAGES[instance.code])
    _ecrire_les_personnes(dossier / "epp.csv", instance, calendrier.annee, ecoles, enseignants)
    cyclades = Cyclades()
    for mission, _ in missions_decrites(_lignes(instance, "missions"), calendrier, ecoles):
        cyclades.ajouter(mission)
    cyclades.ecrire(dossier / "cyclades.zip", _sessions(instance, calendrier))
    _ecrire_les_saisies(dossier / "saisies.json", instance)
    return dossier


def _ecrire_les_personnes(
    chemin: Path,
    instance: InstanceDeDemo,
    annee: int,
    ecoles: dict[str, Etablissement],
    enseignants: list[dict[str, str]],
) -> None:
    recensement = Recensement(annee, tirage(GRAINE, f"personnes:{instance.code}"), NUMEROS[instance.code])
    for ecole in ecoles.values():
        recensement.affecter(ecole, ecole.personnels)
    communs = list(_communs(instance, enseignants, ecoles))
    numens = {personne.numero: numen for personne, numen in communs}
    personnes = [*recensement.personnes, *(personne for personne, _ in communs)]
    coordonnees = tirage(GRAINE, f"coordonnees:{instance.code}")
    ecrire_epp(chemin, personnes, annee, coordonnees, usages=USAGES[instance.code], numens=numens)


def _communs(
    instance: InstanceDeDemo, enseignants: list[dict[str, str]], ecoles: dict[str, Etablissement]
) -> Iterator[tuple[Personne, str]]:
    """People of Bellevue whom that feed knows too, with their NUMEN; the SIEC's last is nobody at Toulouse."""
    bellevue, rennes, paris = (ecoles.get(uai) for uai in (BELLEVUE, JOLIOT_CURIE, GRANGE_AUX_BELLES))
    *a_paris, double = enseignants
    if instance is RENNES and rennes and bellevue:
        yield _personne(double, rennes, bellevue), double["numen"]
    if instance is SIEC and bellevue and rennes and paris:
        for ligne in a_paris:
            yield _personne(ligne, bellevue, paris), ligne["numen"]
        yield _personne(double, bellevue, rennes), double["numen"]
        sosie = _personne(a_paris[0], bellevue, paris)
        sosie.numero, sosie.date_naissance = 4_999_999, sosie.date_naissance + timedelta(days=4_000)
        yield sosie, ""


def _personne(ligne: dict[str, str], principal: Etablissement, secondaire: Etablissement) -> Personne:
    return Personne(
        int(ligne["numero_agent"]), ligne["civilite"], ligne["nom"], ligne["prenom"], ligne["nom_naissance"],
        date.fromisoformat(ligne["date_naissance"]), ligne["discipline_code"], principal, (secondaire,),
    )  # fmt: skip


def _sessions(instance: InstanceDeDemo, calendrier: Calendrier) -> list[tuple[Any, ...]]:
    modeles = _lignes(instance, "sessions")
    return [session_de_l_annee(modele, calendrier.prochaine, ouverte=True) for modele in modeles]


def _ecrire_les_saisies(chemin: Path, instance: InstanceDeDemo) -> None:
    """Signatures and accounts; the others' are Toulouse's only."""
    contenu = {
        "comptes": [_sans_vide(ligne) for ligne in _lignes(instance, "comptes")],
        "signatures": _lignes(instance, "signatures"),
        "centres": [],
        "indisponibilites": [],
    }
    chemin.write_text(json.dumps(contenu, ensure_ascii=False, indent=1), encoding="utf-8")


def _sans_vide(ligne: dict[str, str]) -> dict[str, str]:
    return {nom: valeur for nom, valeur in ligne.items() if valeur}


def _lignes(instance: InstanceDeDemo, nom: str) -> list[dict[str, str]]:
    """Its rows of one of the tables, without the column that says whose they are."""
    with (DONNEES / f"{nom}.csv").open(encoding="utf-8", newline="") as flux:
        lues: Iterable[dict[str, str]] = csv.DictReader(flux, delimiter=";")
        return [ligne for ligne in lues if ligne.pop("instance") == instance.code]
