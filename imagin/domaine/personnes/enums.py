"""Closed lists about people."""

from django.db.models import TextChoices


class Civilite(TextChoices):
    """As the feeds give it."""

    M = "M", "Monsieur"
    MME = "MME", "Madame"


class Source(TextChoices):
    """The system that brought a person and may withdraw them; what is entered by hand belongs to IMAG'IN."""

    EPP = "EPP", "EPP"
    EPP_PRIVE = "EPPPRI", "EPP privé"
    AGAPE = "AGAPE", "AGAPE"
    AGAPE_PRIVE = "AGAPRI", "AGAPE privé"
    RENOIRH = "RENOIR", "RenoirH"
    STS = "STS", "STS-WEB"
    IMAGIN = "IMAGIN", "Saisie dans IMAG'IN"
    AUTRE = "AUTRE", "Autre académie"


class Rapprochement(TextChoices):
    """What said that two sources speak of the same person."""

    NUMEN = "NUMEN", "même NUMEN"
    NOMS = "NOMS", "mêmes noms, même naissance, même établissement"
    DECIDE = "AGENT", "décidé par le gestionnaire"


class Titre(TextChoices):
    """In what capacity a person is posted in an établissement (G1.1-02)."""

    PRINCIPAL = "P", "principal"
    SECONDAIRE = "S", "secondaire"


class Structure(TextChoices):
    """Kind of teaching group, as the guide writes it (G3.1-08)."""

    DIVISION = "D", "Div. Classe"
    GROUPE = "G", "Groupe"
