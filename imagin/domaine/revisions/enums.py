"""Closed lists of what contradicts a summons."""

from django.db.models import TextChoices


class MotifRevision(TextChoices):
    """Why a convocation is « à revoir » (GX-01)."""

    DATE = "DATE", "Jour retiré de la mission"
    HORAIRES = "HORAIRES", "Horaires changés"
    CENTRE = "CENTRE", "Mission déplacée dans un autre centre"
    MISSION = "MISSION", "Mission retirée"
    COMMISSION = "COMMISSION", "Commission disparue"
    JURY = "JURY", "Jury disparu"
    SALLE = "SALLE", "Salle disparue"
    PERSONNE = "PERSONNE", "Personne retirée par sa source"
    INDISPONIBLE = "INDISPO", "Personne désormais indisponible"
    AILLEURS = "AILLEURS", "Personne convoquée par une autre académie"
    CENTRE_FERME = "FERME", "Etablissement fermé"


class EtatRevision(TextChoices):
    """What became of it."""

    A_REVOIR = "A_REVOIR", "À revoir"
    GARDEE = "GARDEE", "Gardée telle quelle"
    CORRIGEE = "CORRIGEE", "Corrigée"
    LEVEE = "LEVEE", "N'a plus lieu d'être"


class Remede(TextChoices):
    """What may be done of it, where it is shown."""

    NOUVELLES_DATES = "DATES", "Prendre les nouvelles dates"
    MODIFIER = "MODIFIER", "Modifier"
    REMPLACER = "REMPLACER", "Remplacer"
    ANNULER = "ANNULER", "Annuler"
    GARDER = "GARDER", "Garder, avec un motif"
