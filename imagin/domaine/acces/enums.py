"""Closed lists of access."""

from django.db.models import TextChoices


class Fonction(TextChoices):
    """In what capacity a person acts for an établissement."""

    CHEF = "CHEF", "Chef d'établissement"
    DELEGUE = "DELEGUE", "Délégué"


class SourceDelegation(TextChoices):
    """Who gave a delegation: those of the guichet come and go with what it says at each sign-in."""

    ADMINISTRATION = "ADMINISTRATION", "Donnée par l'administration"
    GUICHET = "GUICHET", "Reçue du guichet à la connexion"
    PARTENAIRE = "PARTENAIRE", "Reçue d'une académie partenaire à la connexion"


class FinConnexion(TextChoices):
    """How a connection to an établissement ended (G2.1-03)."""

    QUITTEE = "QUITTEE", "Quittée"
    EXPIREE = "EXPIREE", "Expirée sans activité"
    REPRISE = "REPRISE", "Reprise depuis un autre navigateur"
    LIBEREE = "LIBEREE", "Libérée par le service des examens"


class NatureSecurite(TextChoices):
    """What the security journal keeps."""

    CONNEXION = "CONNEXION", "Connexion"
    ECHEC = "ECHEC", "Mot de passe faux"
    ECHEC_DOUBLE = "ECHEC_DOUBLE", "Code de double authentification faux"
    VERROU = "VERROU", "Trop d'essais : connexion refusée"
    DECONNEXION = "DECONNEXION", "Déconnexion"
    REPRISE = "REPRISE", "Place reprise depuis un autre navigateur"
    LIEN_DEMANDE = "LIEN_DEMANDE", "Mot de passe oublié : lien envoyé"
    MOT_DE_PASSE = "MOT_DE_PASSE", "Mot de passe changé"
    DOUBLE_ACTIVEE = "DOUBLE_ACTIVEE", "Double authentification activée"
    DOUBLE_RETIREE = "DOUBLE_RETIREE", "Double authentification retirée"
    CODES = "CODES", "Nouveaux codes de secours"
    REFUS = "REFUS", "Accès refusé"
    RECHERCHE = "RECHERCHE", "Recherche d'une personne par une autre académie"


class Contraste(TextChoices):
    """Colours of the screens (G1.3-01); the value is what the page's root element carries."""

    NORMAL = "normal", "Normal"
    RENFORCE = "renforce", "Renforcé"
    INVERSE = "inverse", "Inversé"


class Taille(TextChoices):
    """Size of all that is written (G1.3-01)."""

    NORMALE = "normale", "Normale"
    GRANDE = "grande", "Grande"
    TRES_GRANDE = "tres-grande", "Très grande"


class Interlignage(TextChoices):
    """Space between lines (G1.3-01)."""

    NORMAL = "normal", "Normal"
    LARGE = "large", "Large"


class Justification(TextChoices):
    """How paragraphs are set (G1.3-01)."""

    GAUCHE = "gauche", "À gauche"
    JUSTIFIEE = "justifiee", "Justifiée"
