"""Closed lists of the reference data."""

from django.db.models import TextChoices


class Categorie(TextChoices):
    """Category of an établissement; decides the exams its staff can be competent for (G3.3-05)."""

    COLLEGE = "CLG", "Collège"
    LYCEE = "LYC", "Lycée général, technologique ou polyvalent"
    LYCEE_PRO = "LP", "Lycée professionnel"
    EREA = "EREA", "Établissement régional d'enseignement adapté"
    AUTRE = "AUTRE", "Autre"


class DomaineIndemnite(TextChoices):
    """Which text pays the centres of an exam: it decides the brackets and the periods of their indemnity."""

    BAC = "BAC", "Baccalauréats et épreuves anticipées"
    BTS = "BTS", "Brevet de technicien supérieur"


class Personnel(TextChoices):
    """Whose personnel may be declared competent for the épreuves of an exam (G3.3-05)."""

    COLLEGE = "COLLEGE", "Collèges"
    LYCEE = "LYCEE", "Lycées et EREA"


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


class Tarif(TextChoices):
    """What a rate is for. The amounts are dated data (`Bareme`), with their legal source."""

    ICC_BAC_1_600 = "ICC_BAC_1_600", "Chef de centre, bac : journée de 1 à 600 candidats"
    ICC_BAC_PLUS_600 = "ICC_BAC_PLUS_600", "Chef de centre, bac : journée de plus de 600 candidats"
    ICC_BAC_SUP = "ICC_BAC_SUP", "Chef de centre, bac : journée supplémentaire"
    ICC_BTS_11_50 = "ICC_BTS_11_50", "Chef de centre, BTS : journée de 11 à 50 candidats"
    ICC_BTS_51_100 = "ICC_BTS_51_100", "Chef de centre, BTS : journée de 51 à 100 candidats"
    ICC_BTS_PLUS_100 = "ICC_BTS_PLUS_100", "Chef de centre, BTS : journée de plus de 100 candidats"
    COPIE_1 = "COPIE_1", "Copie, taux 1"
    COPIE_2 = "COPIE_2", "Copie, taux 2"
    COPIE_3 = "COPIE_3", "Copie, taux 3"
    COPIE_4 = "COPIE_4", "Copie, taux 4"
    COPIE_5 = "COPIE_5", "Copie, taux 5"
    HEURE_1 = "HEURE_1", "Heure d'interrogation, taux 1"
    HEURE_2 = "HEURE_2", "Heure d'interrogation, taux 2"
    HEURE_3 = "HEURE_3", "Heure d'interrogation, taux 3"
    HEURE_4 = "HEURE_4", "Heure d'interrogation, taux 4"
    HEURE_SURVEILLANCE = "HEURE_SURV", "Heure de surveillance ou d'aide au déroulement"
    PART_SPORTIVE = "PART_SPORTIVE", "Part du taux horaire pour une épreuve sportive"
    COEFFICIENT_VAE = "COEF_VAE", "Heures retenues par candidat à la validation des acquis"
    MINUTES_ORAL = "MINUTES_ORAL", "Minutes retenues par candidat interrogé à l'oral"
