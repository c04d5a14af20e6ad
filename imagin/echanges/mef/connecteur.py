"""The national nomenclature of the modules élémentaires de formation: what each is, when STS-WEB does not say it."""

from functools import partial

from imagin.domaine.personnes.models import Mef
from imagin.echanges.contrats import contrat
from imagin.socle.imports.connecteur import Connecteur, Objet
from imagin.socle.imports.lecture import lire_csv

# Labels of those known are the schools': only the type is brought to them. Nothing is withdrawn, teachings name them.
CONNECTEUR = Connecteur(
    code="mef",
    libelle="Nomenclature des M.E.F., avec leur type",
    lire=partial(lire_csv, contrat=contrat("mef", "mefs")),
    objets=(
        Objet(
            nom="M.E.F.",
            modele=Mef,
            cle=("code",),
            champs=("type",),
            souhaite="SELECT code, libelle, type FROM import_mef_mefs",
            actuel="SELECT code AS id, code, type FROM personnes_mef",
            colonnes={"code": "s.code", "libelle": "s.libelle", "type": "s.type"},
        ),
    ),
)
