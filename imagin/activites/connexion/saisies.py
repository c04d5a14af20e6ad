"""What a kept form held, in words that its author recognises."""

import re
from collections.abc import Sequence

LIBELLES = {
    "annee": "Année",
    "au": "Au",
    "autorite": "Autorité",
    "code_salle": "Code salle",
    "date_debut": "Date de début",
    "date_fin": "Date de fin",
    "dates": "Dates",
    "debut": "Début",
    "debut_apres_midi": "Début de l'après-midi",
    "debut_matin": "Début du matin",
    "epreuve_option": "Épreuve-option",
    "fin": "Fin",
    "fin_apres_midi": "Fin de l'après-midi",
    "fin_matin": "Fin du matin",
    "heure_debut": "Heure de début",
    "heure_fin": "Heure de fin",
    "heures": "Heures",
    "intitule": "Intitulé",
    "journees": "Journées",
    "motif_doutes": "Motif de la confirmation",
    "nom_prenom": "Nom prénom",
    "qualite": "Qualité",
    "quantite": "Nombre",
    "resultat": "Service fait",
    "specialite": "Spécialité",
}
# Keys, marks of the mechanisms, secrets: nothing that somebody typed to be read again.
TUS = re.compile(
    r"^(version|doutes|confirme|lignes|affectations|intervenants|geste|reporter|initial-|nouveau|homonyme|next|suite)"
    r"|mot_de_passe|password|code$|secret",
)
SUFFIXE = re.compile(r"_(\d{4}-\d{2}-\d{2}|\d+)$")


def lignes_lisibles(champs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Label and value of each field that was typed, in order; those of one name together, empty ones left out."""
    dites: dict[str, list[str]] = {}
    for nom, valeur in champs:
        if valeur.strip() and not TUS.search(nom):
            dites.setdefault(_libelle(nom), []).append(_valeur(valeur))
    choisis = sum(nom == "intervenants" for nom, _ in champs)
    lignes = [(libelle, ", ".join(valeurs)) for libelle, valeurs in dites.items()]
    return [("Intervenants choisis", str(choisis)), *lignes] if choisis else lignes


def _libelle(nom: str) -> str:
    racine, suffixe = SUFFIXE.sub("", nom), SUFFIXE.search(nom)
    libelle = LIBELLES.get(racine, racine.replace("_", " ").capitalize())
    jour = suffixe and "-" in suffixe[1]
    return f"{libelle}, {_valeur(suffixe[1])}" if suffixe and jour else libelle


def _valeur(texte: str) -> str:
    """As typed, a day of the browser's picker as French people write it."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", texte):
        annee, mois, jour = texte.split("-")
        return f"{jour}/{mois}/{annee}"
    return texte
