"""Fills the bases of the three: `python -m outils.demo.academies.preparation <code>|schema`, in its environment.

Toulouse is the ordinary small académie, unchanged; the two others share people with it, hence read its files.
"""

import sys

from outils.demo.academies.fichiers import fabriquer_la_petite
from outils.demo.academies.reglages import INSTANCES, TOULOUSE, InstanceDeDemo
from outils.demo.preparation import fabriquer_au_besoin, importer_et_saisir, preparer
from outils.demo.reglages import TAILLE_ORDINAIRE, Reglages


def main(code: str) -> None:
    """Bring that instance to the state where one can sign in; « schema »: its tables, and nothing in them."""
    if code == "schema":
        preparer(lambda: None)
        return
    instance = next(instance for instance in INSTANCES if instance.code == code)
    preparer(lambda: remplir(instance), statiques=instance is TOULOUSE)


def remplir(instance: InstanceDeDemo) -> None:
    """Make its files, import them, then do what people would have done."""
    from imagin.socle.temps import aujourd_hui

    dossier = Reglages(TAILLE_ORDINAIRE, port=0, neuve=False).fichiers
    fabriquer_au_besoin(dossier, TAILLE_ORDINAIRE, f"{aujourd_hui()}")
    if instance is not TOULOUSE:
        dossier = fabriquer_la_petite(instance, toulouse=dossier, aujourd_hui=aujourd_hui())
    importer_et_saisir(dossier)


if __name__ == "__main__":
    main(sys.argv[1])
