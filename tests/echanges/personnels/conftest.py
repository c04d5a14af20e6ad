"""A way to import lines of any source of people, EPP among them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from imagin.domaine.personnes.models import AutreIdentite, Exercice, Intervenant
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.registre import connecteurs
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer
from tests.factories import etablissement

BELLEVUE, ASPET, DECAZEVILLE, ARENES = "0310038Y", "0310001H", "0120006S", "0312267W"
NUMEN = "16E9801234KLM"


@pytest.fixture
def centres(db) -> None:
    etablissement()
    etablissement(ASPET, "CLG ARMAND LATOUR ASPET")
    etablissement(DECAZEVILLE, "LGT LA DECOUVERTE DECAZEVILLE")
    etablissement(ARENES, "LGT DES ARENES TOULOUSE CEDEX 3")


def ecrire(dossier: Path, code: str, lignes: tuple[Mapping[str, str], ...]) -> Path:
    """Write these lines as that source sends them; `numero` is its number."""
    colonnes = (DOSSIER / code / "exemple.csv").read_text(encoding="utf-8").splitlines()[0].split(";")
    corps = [colonnes]
    for ligne in lignes:
        donnees = {"nom": "MARTIN", "prenom": "Marie", "uai_principal": BELLEVUE, **ligne, colonnes[0]: ligne["numero"]}
        corps.append([donnees.get(nom, "") for nom in colonnes])
    chemin = dossier / f"{code}.csv"
    chemin.write_text("".join(";".join(valeurs) + "\n" for valeurs in corps), encoding="utf-8")
    return chemin


@pytest.fixture
def donner(centres, tmp_path) -> Callable[..., Import]:
    """`donner("agape", {"numero": "1"}, …)`: import these lines, all that the source has; it must be accepted."""

    def faire(code: str, *lignes: Mapping[str, str], **options: object) -> Import:
        chemin = ecrire(tmp_path, code, lignes)
        bilan = importer(connecteurs()[code], chemin, **{"appliquer": True, "forcer_retraits": True} | options)
        assert bilan.etat == (EtatImport.APPLIQUE if options.get("appliquer", True) else EtatImport.APERCU), bilan
        return bilan

    return faire


def personne() -> Intervenant:
    """The only one there is."""
    return Intervenant.objects.get()


def identites(qui: Intervenant) -> dict[str, bool]:
    """« source number » of what else knows them, and whether it still gives them."""
    autres = AutreIdentite.objects.filter(intervenant=qui).order_by("source")
    return {f"{autre.source} {autre.reference}": autre.retiree_le is None for autre in autres}


def postes(qui: Intervenant) -> dict[str, str]:
    """Établissement → titre, and the source when it is not the master."""
    siens = Exercice.objects.filter(intervenant=qui).values_list("etablissement__uai", "titre", "source")
    return {uai: f"{titre} {source}".strip() for uai, titre, source in siens}
