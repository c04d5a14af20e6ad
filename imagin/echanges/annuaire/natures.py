"""Sigle and category of an établissement by the national code of its nature. Source: nomenclature N_NATURE_UAI."""

from imagin.domaine.referentiel.enums import Categorie

NATURES = {
    "300": ("LGT", Categorie.LYCEE),
    "301": ("LT", Categorie.LYCEE),
    "302": ("LG", Categorie.LYCEE),
    "306": ("LPO", Categorie.LYCEE),
    "307": ("LEGTPA", Categorie.LYCEE),
    "310": ("LCL", Categorie.LYCEE),
    "312": ("ESS", Categorie.LYCEE),
    "315": ("EXP", Categorie.LYCEE),
    "320": ("LP", Categorie.LYCEE_PRO),
    "332": ("EPS", Categorie.LYCEE_PRO),
    "334": ("SEP", Categorie.LYCEE_PRO),
    "335": ("SGT", Categorie.LYCEE),
    "340": ("CLG", Categorie.COLLEGE),
    "346": ("CLG", Categorie.COLLEGE),
    "350": ("CLG", Categorie.COLLEGE),
    "352": ("CLG", Categorie.COLLEGE),
    "370": ("EREA", Categorie.EREA),
    "390": ("SEGPA", Categorie.COLLEGE),
}

# Words of the name that the sigle already says, taken off its beginning (in capitals without accents).
MOTS_DU_TYPE = (
    "LYCEE", "COLLEGE", "GENERAL", "GENERALE", "TECHNOLOGIQUE", "PROFESSIONNEL", "PROFESSIONNELLE", "POLYVALENT",
    "CLIMATIQUE", "EXPERIMENTAL", "ET", "PRIVE", "PRIVEE", "PUBLIC", "D'ENSEIGNEMENT", "DES METIERS", "ETABLISSEMENT",
    "REGIONAL", "ADAPTE", "EREA", "SECTION", "SEGPA", "AGRICOLE",
)  # fmt: skip
