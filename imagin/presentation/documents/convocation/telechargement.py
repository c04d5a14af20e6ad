"""The letter of a convocation as a file, from whatever screen it is asked."""

from imagin.domaine.convocations.models import Convocation
from imagin.socle.documents import nom_de_fichier, rendre

DOCUMENT = "convocation"


def lettre_en_pdf(convocation: Convocation) -> tuple[bytes, str]:
    """The letter as it was issued, and the name of its file, `NOM_Prenom.pdf`.

    Guide: G4.2-04, G3.1-06.
    """
    personne = convocation.affectation.intervenant
    return rendre(DOCUMENT, convocation.lettre), f"{nom_de_fichier(personne.nom, personne.prenom)}.pdf"
