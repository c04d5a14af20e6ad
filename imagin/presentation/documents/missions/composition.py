"""Missions with who is summoned to them, on paper: in detail, or jury by jury."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.lignes import AffectationDatee
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.queries import etablissement_principal
from imagin.presentation.affectations import commission_et_jury, salles
from imagin.socle.temps import bornes, creneau_en_lettres, date_courte, en_heure_locale, horodatage, maintenant

SANS_JURY = "Sans jury"
COLONNES_DETAILS = (
    ("Nom, prénom", 1.6),
    ("Etablissement principal", 2.0),
    ("Téléphones", 1.1),
    ("Qualité", 1.2),
    ("Commission, jury, salle", 1.4),
    ("Dates", 2.2),
    ("Observation", 2.0),
)
COLONNES_JURY = (
    ("Nom, prénom", 1.8),
    ("Etablissement principal", 2.4),
    ("Qualité", 1.4),
    ("Commission, salle", 1.4),
    ("Dates", 2.2),
)


def details(missions: Sequence[Mission], convoques: Iterable[Affectation], sous_titres: list[str]) -> dict[str, Any]:
    """Each mission with its people and what they are affected to.

    Guide: G4.1-03, G4.1-06.
    """
    par_mission: dict[int, list[Affectation]] = defaultdict(list)
    for affectation in convoques:
        par_mission[affectation.mission_id].append(affectation)
    groupes = [
        _groupe(f"Mission n°\u00a0{m.numero}", _fiche(m), COLONNES_DETAILS, map(_details_de, par_mission[m.pk]))
        for m in missions
    ]
    return _document("Détails des missions", sous_titres, groupes)


def liste_par_jury(mission: Mission, convoques: Iterable[Affectation], sous_titres: list[str]) -> dict[str, Any]:
    """The people of a mission, one table for each jury by its code, those without one last.

    Guide: G4.1-06.
    """
    par_jury: dict[str, list[Affectation]] = defaultdict(list)
    for affectation in convoques:
        par_jury[affectation.jury.code if affectation.jury else ""].append(affectation)
    groupes = [
        _groupe(f"Jury {code}" if code else SANS_JURY, [], COLONNES_JURY, map(_ligne_de_jury, par_jury[code]))
        for code in sorted(par_jury, key=lambda code: (not code, code))
    ]
    dite = " – ".join(f"{nom}\u00a0: {valeur}" for nom, valeur in _fiche(mission) if valeur)
    lignes = [*sous_titres, f"Mission n°\u00a0{mission.numero} – {dite}"]
    return _document("Liste des intervenants par jury", lignes, groupes)


def creneaux_en_lettres(affectation: Affectation) -> list[str]:
    """« Le mardi 15/03/2016 09:00 - 12:00 », in order; reads the créneaux already fetched."""
    return [creneau_en_lettres(*bornes(creneau.plage)) for creneau in affectation.creneaux.all()]


def _etablissement(affectation: Affectation) -> str:
    etablissement = etablissement_principal(affectation.intervenant)
    return etablissement.libelle if etablissement else ""


def qualite(affectation: Affectation) -> str:
    """Its label, or nothing."""
    return affectation.qualite.libelle if affectation.qualite else ""


def qualite_et_jury(affectation: Affectation) -> str:
    """« Vice-président (S3-3104) »: of two vice-présidents, which jury each is in; « Jury S3-3104 » without a qualité.

    Guide: G4.1-04.
    """
    a = affectation
    if a.jury is None:
        return qualite(a)
    return f"{a.qualite.libelle} ({a.jury.code})" if a.qualite else f"Jury {a.jury.code}"


def dates_specifiques(affectation: AffectationDatee) -> str:
    """« Dates spécifiques 02/06/2027 » for a partial or specific affectation, else « Commission 3GMATH1 02/06/2027 ».

    Guide: G4.1-04.
    """
    a = affectation
    debut = date_courte(en_heure_locale(a.premier_creneau).date()) if a.premier_creneau else ""
    if a.dates_specifiques:
        return f"Dates spécifiques {debut}".rstrip()
    return f"Commission {a.commission.code} {debut}".rstrip() if a.commission else ""


def _document(titre: str, sous_titres: list[str], groupes: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "titre": titre,
        "sous_titres": sous_titres,
        "groupes": groupes,
        "imprime_le": horodatage(maintenant()).strip("()"),
        "langue": "fr",
    }


def _groupe(
    titre: str, fiche: list[tuple[str, str]], colonnes: Sequence[tuple[str, float]], lignes: Iterable[list[str]]
) -> dict[str, Any]:
    """A heading, what is said of it, and its table."""
    return {
        "titre": titre,
        "fiche": [list(paire) for paire in fiche if paire[1]],
        "colonnes": [{"libelle": libelle, "poids": poids} for libelle, poids in colonnes],
        "lignes": list(lignes),
    }


def _fiche(mission: Mission) -> list[tuple[str, str]]:
    return [
        ("Session examen", str(mission.session)),
        ("Spécialité", str(mission.specialite or "")),
        ("Epreuve-option", str(mission.epreuve_option or "")),
        ("Type de mission", mission.type.libelle),
        ("Début", date_courte(mission.date_debut)),
    ]


def _details_de(affectation: Affectation) -> list[str]:
    personne = affectation.intervenant
    telephones = "\n".join(filter(None, (personne.tel_personnel, personne.tel_professionnel)))
    return [
        str(personne),
        _etablissement(affectation),
        telephones,
        qualite(affectation),
        _lieux(affectation, avec_jury=True),
        "\n".join(creneaux_en_lettres(affectation)),
        affectation.observation,
    ]


def _ligne_de_jury(affectation: Affectation) -> list[str]:
    return [
        str(affectation.intervenant),
        _etablissement(affectation),
        qualite(affectation),
        _lieux(affectation, avec_jury=False),
        "\n".join(creneaux_en_lettres(affectation)),
    ]


def _lieux(affectation: Affectation, *, avec_jury: bool) -> str:
    """« Com. 3GMATH1, jury J1, salle B204 »."""
    codes = " ".join(salles(affectation))
    return ", ".join([*commission_et_jury(affectation, avec_jury=avec_jury), *([f"Salle {codes}"] if codes else [])])
