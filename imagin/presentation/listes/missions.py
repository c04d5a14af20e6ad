"""Columns that name a mission, the same in every list."""

from imagin.domaine.missions.models import Mission
from imagin.socle.listes import Colonne, Genre

NUMERO: Colonne[Mission] = Colonne("numero", "N°", lambda m: m.numero, Genre.NOMBRE, poids=0.7)
SESSION: Colonne[Mission] = Colonne("session", "Session examen", lambda m: str(m.session), poids=1.6)
SPECIALITE: Colonne[Mission] = Colonne("specialite", "Spécialité", lambda m: str(m.specialite or ""), poids=1.6)
EPREUVE: Colonne[Mission] = Colonne("epreuve", "Epreuve-option", lambda m: str(m.epreuve_option or ""), poids=1.8)
TYPE: Colonne[Mission] = Colonne("type", "Type de mission", lambda m: m.type.libelle, poids=1.4)
DEBUT: Colonne[Mission] = Colonne("debut", "Début", lambda m: m.date_debut, Genre.DATE, poids=0.8)

COLONNES_MISSION = (NUMERO, SESSION, SPECIALITE, EPREUVE, TYPE, DEBUT)
