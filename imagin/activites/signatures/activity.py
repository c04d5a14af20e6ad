"""The two activities that keep what is printed under the letters, and whose signature each keeps."""

from imagin.domaine.missions.enums import Signataire
from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite


def _activite(code: str, libelle: str) -> Activite:
    return Activite(
        code=code,
        libelle=libelle,
        groupe="Centre Examen",
        roles=frozenset({Role.ETABLISSEMENT}),
        section="4.4",
        accueil=f"{code}:signature",
        centre_seulement=True,
    )


SIGNATURE_CENTRE = _activite("signature_centre", "Signature centre pour la convocation")
SIGNATURE_ETABLISSEMENT = _activite("signature_etablissement", "Signature établissement pour la convocation")

SIGNATAIRES = {SIGNATURE_CENTRE: Signataire.CHEF_CENTRE, SIGNATURE_ETABLISSEMENT: Signataire.CHEF_ETABLISSEMENT}
