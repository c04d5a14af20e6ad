"""Data of « Liste des missions affectées par personne » and of « Détails des missions affectées par personne »."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from psycopg.types.range import Range

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import etablissement_principal
from imagin.presentation.affectations import salles
from imagin.socle.temps import bornes, creneau_en_lettres, date_courte, debut_et_duree

DocumentParPersonne = dict[str, Any]
Groupe = tuple[Intervenant, Sequence[Affectation]]

COLONNES = (
    ("N° Mission", 1.1), ("Session", 0.8), ("Examen", 0.8), ("Spécialité Epreuve-option", 2.4), ("Lieu", 2),
    ("Dates", 2), ("Comm.", 0.8), ("Jury(s)", 0.7), ("Qualité", 1), ("Statut", 1),
)  # fmt: skip


def dates_de(mission: Mission, plages: Iterable[Range[datetime]]) -> list[str]:
    """« Le mardi 15/03/2016 09:00 - 12:00 » for each créneau; the mission's start when there is none."""
    lignes = [creneau_en_lettres(*bornes(plage)) for plage in plages]
    return lignes or [f"À partir du {date_courte(mission.date_debut)}"]


def statut_de(affectation: Affectation) -> str:
    """« Convoquée » or « Affectée »."""
    return affectation.get_etat_display()


def liste_des_missions(
    groupes: Iterable[Groupe], *, etablissement: str, annees: str, imprime_le: str
) -> DocumentParPersonne:
    """Data of the list: a table for each person.

    Guide: G3.1-04.
    """
    return {
        **_entete("Liste des missions affectées par personne", etablissement, annees, imprime_le),
        "colonnes": [{"libelle": libelle, "poids": poids} for libelle, poids in COLONNES],
        "personnes": [
            {
                "nom": str(personne),
                "discipline": str(personne.discipline or ""),
                "missions": [_ligne(affectation) for affectation in affectations],
            }
            for personne, affectations in groupes
        ],
    }


def details_des_missions(
    groupes: Iterable[Groupe], *, etablissement: str, annees: str, imprime_le: str
) -> DocumentParPersonne:
    """Data of the details: each person with address, phones and post, then each mission in full.

    Guide: G3.1-05.
    """
    return {
        **_entete("Détails des missions affectées par personne", etablissement, annees, imprime_le),
        "personnes": [
            {
                "nom": str(personne),
                "poste": _poste(personne),
                "adresse": _adresse(personne),
                "telephones": _telephones(personne),
                "missions": [_detail(affectation) for affectation in affectations],
            }
            for personne, affectations in groupes
        ],
    }


def _poste(personne: Intervenant) -> str:
    """« MATHEMATIQUES, LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y) »: what they do in their établissement of origin."""
    return ", ".join(str(quoi) for quoi in (personne.discipline, etablissement_principal(personne)) if quoi)


def _entete(titre: str, etablissement: str, annees: str, imprime_le: str) -> DocumentParPersonne:
    return {
        "titre": titre,
        "sous_titres": [etablissement, annees],
        "imprime_le": imprime_le,
        "langue": "fr",
    }


def _ligne(affectation: Affectation) -> list[str]:
    mission = affectation.mission
    quoi = [str(libelle) for libelle in (mission.specialite, mission.epreuve_option) if libelle]
    return [
        f"{mission.numero}\n{mission.type}",
        mission.session.session,
        mission.session.examen.sigle,
        "\n".join(quoi),
        mission.centre.libelle,
        "\n".join(dates_de(mission, _plages(affectation))),
        affectation.commission.code if affectation.commission else "",
        affectation.jury.code if affectation.jury else "",
        str(affectation.qualite or ""),
        statut_de(affectation),
    ]


def _detail(affectation: Affectation) -> dict[str, Any]:
    mission = affectation.mission
    plages = _plages(affectation)
    salle = next(iter(salles(affectation)), "")
    return {
        "titre": f"N° {mission.numero} {mission.type}",
        "session": " ".join(str(libelle) for libelle in (mission.session, mission.specialite) if libelle),
        "lignes": [
            (libelle, valeur)
            for libelle, valeur in (
                ("Epreuve", str(mission.epreuve_option or "")),
                ("Centre examen", str(mission.centre)),
                ("Qualité", str(affectation.qualite or "")),
                ("Commission", affectation.commission.code if affectation.commission else ""),
                ("Jury", affectation.jury.code if affectation.jury else ""),
                ("Salle", salle),
                ("Statut", statut_de(affectation)),
            )
            if valeur
        ],
        "dates": [debut_et_duree(*bornes(plage)) for plage in plages] or dates_de(mission, ()),
        "observation": affectation.observation,
    }


def _plages(affectation: Affectation) -> list[Range[datetime]]:
    """Its créneaux, as `affectations_du_personnel` has read them."""
    return [creneau.plage for creneau in affectation.creneaux.all()]


def _telephones(personne: Intervenant) -> list[str]:
    """A label and what follows it: « Téléphone », both numbers named; « Téléphone professionnel », the only one."""
    connus = [
        (nom, numero)
        for nom, numero in (("personnel", personne.tel_personnel), ("professionnel", personne.tel_professionnel))
        if numero
    ]
    if len(connus) == 1:
        [(nom, numero)] = connus
        return [f"Téléphone {nom}", numero]
    return ["Téléphone", " / ".join(f"{nom} : {numero}" for nom, numero in connus)]


def _adresse(personne: Intervenant) -> str:
    lignes = [ligne.strip() for ligne in personne.adresse.split("|")]
    return ", ".join(filter(None, (*lignes, f"{personne.code_postal} {personne.commune}".strip())))
