"""Invented people and frame for the demo pages: enough tricky names to see how lists behave."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from imagin.socle.listes import Colonne, Genre, Liste, Nomme, Tri

NOMS = [
    "BAURENS",
    "BÉNEC'H",
    "CAMINADE",
    "DE LA TOUR D'AUVERGNE",
    "ÉLOUARD",
    "FOURNIER-MIRALTO",
    "ŁUKASIEWICZ",
    "ŒUVRARD",
]
PRENOMS = ["Aurélie", "Marie", "Léa", "Jean-François", "Susana", "Nolwenn", "Erwan", "Yassine", "Zoé"]
ETABLISSEMENTS = [
    ("LGT PR SAINTE-MARIE DE NEVERS TOULOUSE CEDEX 6", "0311147D"),
    ("LPO BELLEVUE TOULOUSE CEDEX 4", "0310038Y"),
    ("LG SAINT-SERNIN TOULOUSE CEDEX 7", "0310036W"),
]
DISCIPLINES = ["MATHEMATIQUES", "LETTRES MODERNES", "SCIENCES DE LA VIE ET DE LA TERRE", "PHYSIQUE APPLIQUEE", ""]


@dataclass(frozen=True)
class Personne:
    """Someone summoned, or not."""

    id: int
    nom: str
    prenom: str
    etablissement: tuple[str, str]
    discipline: str
    convocation: date | None
    copies: int | None
    par_centre: bool

    @property
    def affectation(self) -> str:
        """What the state cell says."""
        return f"Convoquée{' par centre' if self.par_centre else ''} Com. 3GMATH{self.id % 3 + 1}"


def personnes(nombre: int) -> list[Personne]:
    """That many people, always the same."""
    return [
        Personne(
            id=i,
            nom=NOMS[i * 5 % len(NOMS)] + (f" {i // 8}" if i >= 8 else ""),
            prenom=PRENOMS[i * 7 % len(PRENOMS)],
            etablissement=ETABLISSEMENTS[i % 3],
            discipline=DISCIPLINES[i * 3 % len(DISCIPLINES)],
            convocation=date(2027, 5, 31) + timedelta(days=i * 37 % 400) if i % 4 else None,
            copies=i * 13 % 120 if i % 5 else None,
            par_centre=i % 2 == 1,
        )
        for i in range(nombre)
    ]


LISTE = Liste[Personne](
    cle="personnels",
    titre="Liste des intervenants convoqués",
    colonnes=(
        Colonne("nom", "Nom", lambda p: p.nom),
        Colonne("prenom", "Prénom", lambda p: p.prenom),
        Colonne(
            "etablissement",
            "Etablissement",
            lambda p: p.etablissement[0],
            precision=lambda p: p.etablissement[1],
            poids=2.5,
        ),
        Colonne("discipline", "Discipline poste", lambda p: p.discipline),
        Colonne("copies", "Copies", lambda p: p.copies, Genre.NOMBRE),
        Colonne("convocation", "Dernière convoc.", lambda p: p.convocation, Genre.DATE),
        Colonne("affectation", "Affectation", lambda p: p.affectation, gabarit="page_demo/affectation.html"),
    ),
    tri=Tri("nom"),
    personne=lambda p: Nomme(p.id, f"{p.nom} {p.prenom}", "ROUQUETTE" if p.id == 5 else "", (f"n° {p.id}",)),
    lien=lambda p: f"/detail/{p.id}/",
    gestes="page_demo/gestes.html",
    vide="Personne n'est encore convoqué à cette mission. Utilisez « Convoquer des intervenants ».",
)


def cadre(request: Any) -> dict[str, Any]:
    """Context processor: a frame such as the activities give it."""
    refusee = request.method == "POST" and request.path == "/formulaire/"
    nouvelles = [message(0, "ERREUR", "Qualité : Ce champ est obligatoire.")] if refusee else []
    return {"cadre": {**CADRE, "nouvelles": nouvelles}}


ACTIVITES = {
    "Etablissement": [
        "Consultation des personnels", "Saisie d'indisponibilité", "Saisie des compétences",
        "Validation saisie compétence",
    ],
    "Centre Examen": [
        "Consultation des missions", "Convocation par mission", "Constat service fait",
        "Signature centre pour la convocation", "Signature établissement pour la convocation",
        "Indemnités chef de centre", "Accès autres académies",
    ],
}  # fmt: skip
ETATS = {"Convocation par mission": "courante", "Validation saisie compétence": "fermee"}
MESSAGES = [
    ("ERREUR", "FERRER Paul n'a pas d'adresse de messagerie ; téléchargez sa convocation pour la lui remettre."),
    ("SUCCES", "CAMINADE Léa est convoquée à la mission 186253."),
    ("INFORMATION", "Les convocations sont en cours d'envoi."),
    ("INFORMATION", "4 intervenants ont été trouvés dans votre établissement."),
    ("SUCCES", "BÉNEC'H Marie est convoquée à la mission 186253."),
]


def message(rang: int, genre: str, texte: str) -> dict[str, Any]:
    """A line of the console, as the console gives it."""
    instant = datetime(2026, 11, 24, 14, 18, 38, tzinfo=ZoneInfo("Europe/Paris")) - timedelta(seconds=97 * rang)
    phrase = f"Erreur : {texte}" if genre == "ERREUR" else texte
    return {"genre": genre, "cree_le": instant, "horodatage": f"({instant:%d/%m/%Y %H:%M:%S})", "phrase": phrase}


CADRE = {
    "intitule": "ACADEMIE DE TOULOUSE",
    "etablissement": "LPO BELLEVUE TOULOUSE CEDEX 4",
    "identifiant": "0310038Y",
    "groupes": [
        {
            "libelle": groupe,
            "activites": [
                {
                    "libelle": a,
                    "url": "/?n=40",
                    "etat": ETATS.get(a, "ouverte"),
                    "motif": "activité non ouverte par le service des examens",
                }
                for a in activites
            ],
        }
        for groupe, activites in ACTIVITES.items()
    ],
    "messages": [message(rang, genre, texte) for rang, (genre, texte) in enumerate(MESSAGES)],
    "reglages": {
        "contraste": "normal",
        "taille": "normale",
        "interlignage": "normal",
        "justification": "gauche",
    },
    "session": None,
    "liens": [
        {"libelle": "Aide", "url": "/aide/", "genre": "page"},
        {"libelle": "Quitter", "url": "/quitter/", "genre": "envoi"},
    ],
    "pied": [{"libelle": "Accessibilité : totalement conforme", "url": "/accessibilite/", "genre": "page"}],
}
