"""États de frais."""

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.enums import Genre
from imagin.domaine.frais.models import EtatFrais
from imagin.socle.temps import maintenant


def etat_de_frais(affectation: Affectation, etat: str = "INITIALISE", **champs: object) -> EtatFrais:
    """The état de frais of an affectation, as far as that."""
    return EtatFrais.objects.create(
        genre=Genre.MISSION,
        beneficiaire=affectation.intervenant,
        affectation=affectation,
        etat=etat,
        change_le=maintenant(),
        change_par="gestionnaire",
        **champs,
    )
