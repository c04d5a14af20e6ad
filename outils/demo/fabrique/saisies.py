"""saisies.json: what people would have typed in the screens, for the launcher to do through the domain's actions."""

import json
from datetime import date, datetime, time
from pathlib import Path

from outils.demo.fabrique.calendrier import Calendrier, jour_ouvre, jours_ouvres
from outils.demo.fabrique.coordonnees import ascii_simple
from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.missions import Mission
from outils.demo.fabrique.personnes import BELLEVUE, Personne

ETABLISSEMENTS = ("0310038Y", "0312267W", "0120006S", "0310001H")
MOTIF = "STAGE DE FORMATION CONTINUE"


def ecrire_saisies(chemin: Path, calendrier: Calendrier, correction: Mission, personnes: list[Personne]) -> None:
    """Accounts, signatures, and indisponibilités at Bellevue: two that clash with `correction`, one that is over."""
    mathematiques = _personnels(personnes, BELLEVUE, "L1300")
    conflits = [
        _indisponibilite(personne, MOTIF, correction.jours[rang].jour, correction.jours[rang].jour)
        for rang, personne in enumerate(mathematiques[4:6])
    ]
    passee = jours_ouvres(jour_ouvre(calendrier.aujourd_hui.replace(year=calendrier.annee - 1, day=1)), 3)
    contenu = {
        "comptes": _comptes(personnes),
        "signatures": table("signatures"),
        "centres": ETABLISSEMENTS,
        "indisponibilites": [
            *conflits,
            _indisponibilite(mathematiques[6], "SECRETARIAT EXAMEN DNB", passee[0], passee[-1]),
        ],
    }
    chemin.write_text(json.dumps(contenu, ensure_ascii=False, indent=1), encoding="utf-8")


def _personnels(personnes: list[Personne], uai: str, discipline: str) -> list[Personne]:
    return [
        personne
        for personne in personnes
        if personne.discipline == discipline and personne.etablissement and personne.etablissement.uai == uai
    ]


def _comptes(personnes: list[Personne]) -> list[dict[str, str]]:
    """The head of each of the four établissements, someone who stands in for them, and the académie's own two."""
    comptes = []
    for uai in ETABLISSEMENTS:
        adjoints = _personnels(personnes, uai, "H0020") or _personnels(personnes, uai, "H2100")
        for fonction, siens in (("CHEF", _personnels(personnes, uai, "H0010")), ("DELEGUE", adjoints)):
            qui = siens[0]
            identifiant = f"{fonction.lower()}.{uai}"
            comptes.append({"identifiant": identifiant, "uai": uai, "fonction": fonction, **_nom(qui.nom, qui.prenom)})
    comptes.append({"identifiant": "gestionnaire", "service": "gestionnaire", **_nom("CASTÉRA", "Bénédicte")})
    comptes.append({"identifiant": "administrateur", "service": "administrateur", **_nom("PRADEL", "Rémi")})
    return comptes


def _nom(nom: str, prenom: str) -> dict[str, str]:
    mel = f"{ascii_simple(prenom)}.{ascii_simple(nom)}@ac-toulouse.example"
    return {"nom": nom, "prenom": prenom, "mel": mel}


def _indisponibilite(personne: Personne, motif: str, premier: date, dernier: date) -> dict[str, str]:
    """Local hours, as one types them."""
    return {
        "numero_agent": str(personne.numero),
        "etablissement": BELLEVUE,
        "motif": motif,
        "debut": datetime.combine(premier, time(8)).isoformat(),
        "fin": datetime.combine(dernier, time(17)).isoformat(),
    }
