"""The watch and the test button between real instances: what fails greys the buttons, what comes back lights them."""

from typing import Any

import pytest

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.queries import academies_accessibles
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.federation import veille
from imagin.echanges.federation.epreuve import eprouver
from imagin.echanges.federation.veille import veiller
from imagin.socle.jetons.cles import renouveler_cles
from tests import factories as f
from tests.outillage.academies import AcademieDEssai

PANNES = {
    "mort": Panne.RESEAU,
    "500": Panne.REPONSE,
    "ordures": Panne.REPONSE,
    "coupe": Panne.RESEAU,
    "lent": Panne.RESEAU,
}


@pytest.fixture(autouse=True)
def _presse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(veille, "DELAIS", (0.5, 0.5))


def vue(chez: AcademieDEssai, de: str = "siec") -> tuple[list[bool], str]:
    """After a round of its watch: can the button of Bellevue be pressed, and what is wrong."""
    with chez.dedans():
        veiller()
        boutons = [un.joignable for un in academies_accessibles(f.perimetre())]
        return boutons, Partenaire.objects.get(code=de).etat.panne


@pytest.mark.exigence("G4.6-01", "G4.6-03")
def test_ce_qui_tombe_grise_le_bouton_et_ce_qui_revient_le_rallume(
    toulouse: AcademieDEssai, siec: AcademieDEssai
) -> None:
    """A third académie is not even started: its silence holds nobody back."""
    with toulouse.dedans():
        f.etablissement()
    assert vue(toulouse) == ([], "")
    with siec.dedans():
        f.centre_ouvert(f.etablissement(academie_id="16"), "16")
    assert vue(toulouse) == ([True], "")
    for mode, panne in PANNES.items():
        with siec.entremise.en(mode):
            assert vue(toulouse) == ([False], panne), mode
    assert vue(toulouse) == ([True], "")
    with siec.dedans():
        Partenaire.objects.filter(code="16").update(active=False)
    assert vue(toulouse) == ([False], Panne.REFUS)
    with siec.dedans():
        Partenaire.objects.filter(code="16").update(active=True)
        renouveler_cles()
    assert vue(toulouse) == ([True], "")
    with toulouse.dedans():
        assert len(Partenaire.objects.get(code="siec").cles) == 2
    with siec.dedans():
        renouveler_cles(compromises=True)
    assert vue(toulouse) == ([False], Panne.CLE)


@pytest.mark.exigence("G4.6-08")
def test_l_epreuve_entre_deux_instances(toulouse: AcademieDEssai, siec: AcademieDEssai) -> None:
    def derniere() -> tuple[str, bool, str]:
        with toulouse.dedans():
            faites: Any = eprouver(systeme("tests"), Partenaire.objects.get(code="siec").pk)
            return faites[-1].etape, faites[-1].reussi, faites[-1].phrase

    etape, reussi, phrase = derniere()
    assert (etape, reussi) == ("Réponse", True)
    assert phrase.startswith("Tout répond : SIEC, version 1, aucun de nos établissements n'y est centre")
    with siec.dedans():
        Partenaire.objects.filter(code="16").update(active=False)
    assert derniere()[:2] == ("Partenariat", False)
    with siec.dedans():
        Partenaire.objects.filter(code="16").update(active=True)
    with toulouse.dedans():
        renouveler_cles(compromises=True)
    assert derniere()[:2] == ("Nos clés", False)
