"""Columns that name a person, the same in every list."""

from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import etablissement_principal
from imagin.socle.listes import Colonne, chemin

NOM: Colonne[Intervenant] = Colonne("nom", "Nom", chemin("nom", vide=False), poids=1.3)
PRENOM: Colonne[Intervenant] = Colonne("prenom", "Prénom", chemin("prenom", vide=False))
DISCIPLINE: Colonne[Intervenant] = Colonne(
    "discipline", "Discipline de poste", chemin("discipline__libelle", tri="discipline__cle"), poids=2
)

COLONNES_PERSONNE = (NOM, PRENOM, DISCIPLINE)

# Of people read with `avec_etablissement_principal`.
ETABLISSEMENT: Colonne[Intervenant] = Colonne(
    "etablissement",
    "Etablissement principal",
    lambda p: getattr(etablissement_principal(p), "libelle", ""),
    precision=lambda p: getattr(etablissement_principal(p), "uai", ""),
    poids=2,
)
