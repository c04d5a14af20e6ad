"""Documents: data in, tagged PDF out; many of them as one stream, or as one ZIP.

Everything a caller needs is imported from here; the modules inside are an arrangement.
"""

from imagin.socle.documents.archive import zip_en_flux
from imagin.socle.documents.caracteres import pertes
from imagin.socle.documents.dossiers import DocumentInconnu, dossier_du_document
from imagin.socle.documents.flux import rendre_en_flux
from imagin.socle.documents.moteur import DocumentInvalide, rendre
from imagin.socle.documents.noms import nom_de_fichier

__all__ = [
    "DocumentInconnu",
    "DocumentInvalide",
    "dossier_du_document",
    "nom_de_fichier",
    "pertes",
    "rendre",
    "rendre_en_flux",
    "zip_en_flux",
]
