"""Closed lists of the constat de service fait."""

from django.db.models import TextChoices


class Resultat(TextChoices):
    """What the head of centre states of a person; empty while nothing is stated."""

    FAIT = "FAIT", "Service fait"
    NON_FAIT = "NON_FAIT", "Service non fait"


class Saisie(TextChoices):
    """What is entered beside « service fait », by what the mission pays (G4.3-05)."""

    RIEN = "RIEN", ""
    COPIES = "COPIES", "Nombre de copies"
    CANDIDATS = "CANDIDATS", "Nombre de candidats"
    HORAIRES = "HORAIRES", "Nombre d'heures constatées"
    HEURES = "HEURES", "Nombre d'heures effectuées"


class EtatMission(TextChoices):
    """State of a mission, as its list says it (G4.3-02)."""

    NON_EFFECTUEE = "NON_EFFECTUEE", "Mission non effectuée"
    COMMENCEE = "COMMENCEE", "Mission commencée"
    EFFECTUEE = "EFFECTUEE", "Mission effectuée"
    CONSTATEE = "CONSTATEE", "Mission constatée"
