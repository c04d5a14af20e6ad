"""Closed lists of the reference data."""

from django.db.models import TextChoices


class Categorie(TextChoices):
    """Category of an établissement; decides the exams its staff can be competent for (G3.3-05)."""

    COLLEGE = "CLG", "Collège"
    LYCEE = "LYC", "Lycée général, technologique ou polyvalent"
    LYCEE_PRO = "LP", "Lycée professionnel"
    EREA = "EREA", "Établissement régional d'enseignement adapté"
    AUTRE = "AUTRE", "Autre"


class Remuneration(TextChoices):
    """What a mission of the type pays by; decides what the constat asks (G4.3-05)."""

    AUCUNE = "AUCUNE", "Sans rémunération"
    ECRITE = "ECRITE", "Épreuve écrite (copies)"
    ORALE = "ORALE", "Épreuve orale (candidats)"
    VAE = "VAE", "Validation des acquis (candidats)"
    PRATIQUE = "PRATIQUE", "Épreuve pratique (heures par demi-journée)"
    SPORTIVE = "SPORTIVE", "Épreuve sportive (heures par demi-journée)"
    SURVEILLANCE = "SURVEILLANCE", "Surveillance, aide au déroulement (heures)"


class Nature(TextChoices):
    """The guide's special families of missions (G4.2-01, -07, -10, -12 to -15)."""

    ORDINAIRE = "ORDINAIRE", "Mission ordinaire"
    COEC = "COEC", "Correction d'évaluation commune"
    PRECE = "PRECE", "Épreuve d'évaluation des compétences expérimentales"
    ORAL_EC = "ORAL_EC", "Interrogation orale d'évaluation commune"
    NUMERISATION = "NUMERISATION", "Numérisation des copies"
