"""Compétences: teachings, correspondences, positions."""

from imagin.domaine.competences.models import Correspondance, Position
from imagin.domaine.personnes.models import Enseignement, Intervenant, Matiere, Mef
from imagin.domaine.referentiel.models import EpreuveOption
from tests.factories.referentiel import epreuve, etablissement


def matiere(code: str = "061300", libelle: str = "MATHEMATIQUES") -> Matiere:
    """A matière, by its code."""
    return Matiere.objects.get_or_create(code=code, defaults={"libelle": libelle})[0]


def enseignement(
    personne: Intervenant, code: str = "061300", *, annee: int = 2026, mef: str = "20010016110", structure: str = "2A"
) -> Enseignement:
    """What somebody teaches at Bellevue to a division."""
    module = Mef.objects.get_or_create(code=mef, defaults={"libelle": "2NDE GENERALE", "type": "MEF NATIONAL"})[0]
    return Enseignement.objects.create(
        intervenant=personne,
        etablissement=etablissement(),
        annee=annee,
        structure="D",
        code_structure=structure,
        matiere=matiere(code),
        mef=module,
    )


def correspondance(option: EpreuveOption | None = None, code: str = "061300", mef: str = "") -> Correspondance:
    """Who teaches mathematics is competent for that épreuve-option."""
    return Correspondance.objects.create(epreuve_option=option or epreuve(), matiere=matiere(code), mef=mef)


def position(
    personne: Intervenant, option: EpreuveOption, auteur: str = "SYS", avis: str = "C", **champs: object
) -> Position:
    """What an author says of somebody."""
    return Position.objects.create(intervenant=personne, epreuve_option=option, auteur=auteur, avis=avis, **champs)
