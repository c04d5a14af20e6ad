"""Annuaire de l'éducation (open data): the établissements, of this académie and of the others."""

from django.conf import settings

from imagin.echanges.annuaire.objets import OBJETS
from imagin.echanges.contrats import contrat
from imagin.echanges.uai import regle_uai
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Connecteur
from imagin.socle.imports.lecture import lire_csv
from imagin.socle.imports.refus import FichierRefuse

DE_L_INSTANCE = "SELECT 1 FROM import_annuaire_etablissements WHERE lpad(code_academie, 2, '0') = %s LIMIT 1"


def lire(atelier: Atelier) -> None:
    """Read the file; it must hold établissements of the instance's own académie. Raises FichierRefuse otherwise."""
    lire_csv(atelier, contrat("annuaire", "etablissements"))
    if not atelier.lignes(DE_L_INSTANCE, [settings.IMAGIN_ACADEMIE]):
        raise FichierRefuse(
            f"Ce fichier ne contient aucun établissement de l'académie {settings.IMAGIN_ACADEMIE}, "
            "celle de cette instance : prenez l'extrait de cette académie, ou la France entière."
        )


CONNECTEUR = Connecteur(
    code="annuaire",
    libelle="Annuaire de l'éducation, établissements",
    lire=lire,
    regles=(regle_uai("annuaire", "etablissements", "identifiant_de_l_etablissement", connu=False, ecarte=TOLERANCE),),
    objets=OBJETS,
)
