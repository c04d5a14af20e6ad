"""États de frais."""

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.enums import GenreEtatFrais
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.socle.temps import maintenant


def lot() -> LotFinance:
    """A batch sent to the finance system."""
    return LotFinance.objects.create(nombre=1, total=45, cree_le=maintenant(), cree_par="finances")


def etat_de_frais(affectation: Affectation, etat: str = "INITIALISE", **champs: object) -> EtatFrais:
    """The état de frais of an affectation, as far as that."""
    if etat in {"TRANSMIS", "ACCEPTE"}:
        champs = {"montant": 45, "lot": lot(), **champs}
    return EtatFrais.objects.create(
        genre=GenreEtatFrais.MISSION,
        beneficiaire=affectation.intervenant,
        affectation=affectation,
        etat=etat,
        change_le=maintenant(),
        change_par="gestionnaire",
        **champs,
    )
