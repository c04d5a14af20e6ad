"""Closed lists of missions."""

from django.db.models import TextChoices


class Signataire(TextChoices):
    """Who signs the convocations of a mission (G4.2-02)."""

    CHEF_ETABLISSEMENT = "ETAB", "Chef d'établissement"
    CHEF_CENTRE = "CENTRE", "Chef de centre"


class OrigineDate(TextChoices):
    """Whose date it is, beside those of CYCLADES: it reduces the calendar, or it is ticked beforehand."""

    GESTIONNAIRE = "GEST", "Fixée par le gestionnaire"
    CENTRE = "CENTRE", "Saisie sur la mission par le centre"


class ListeQualites(TextChoices):
    """Which qualités a mission offers (G4.2-07)."""

    GESTIONNAIRE = "GEST", "Celles que tient le gestionnaire"
    SANTORIN = "SANTORIN", "Celles de SANTORIN"
    AUCUNE = "AUCUNE", "Aucune"


class SourceDates(TextChoices):
    """Which dates the calendar of a mission opens (G4.2-09, -10)."""

    MISSION = "MISSION", "Celles de la mission"
    COMMISSION = "COMMISSION", "Celles de la commission choisie"
    GESTIONNAIRE = "GEST", "Celles que le gestionnaire a fixées"


class Presence(TextChoices):
    """How many commissions, jurys or salles a mission has: what the form shows (G4.2-08)."""

    ABSENTE = "ABSENTE", "Aucune : pas de champ"
    UNIQUE = "UNIQUE", "Une seule : choisie d'office"
    PLUSIEURS = "PLUSIEURS", "Plusieurs : à choisir"


class Transmission(TextChoices):
    """As what the people summoned to a mission are handed over to SANTORIN (G4.2-15)."""

    AUCUNE = "AUCUNE", "Non transmis"
    CORRECTEUR = "CORR", "Correcteurs"
    NUMERISATION = "NUM", "Personnes qui numérisent"
