"""Crossing from one académie to another, with scripts or without."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import requests
from lxml import html
from playwright.sync_api import Page

from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE
from tests.outillage.academies import AcademieDEssai, designer_centre


@dataclass
class Personne:
    """Somebody before a browser without scripts, whose cookies are kept by address."""

    session: requests.Session = field(default_factory=requests.Session)
    page: requests.Response | None = None

    @property
    def lue(self) -> html.HtmlElement:
        assert self.page is not None
        return html.fromstring(self.page.text)

    @property
    def texte(self) -> str:
        """What the page shows, on one line."""
        return " ".join(self.lue.xpath("//body")[0].text_content().split())

    def aller(self, adresse: str, **options: object) -> requests.Response:
        self.page = self.session.get(adresse, timeout=20, **options)
        return self.page

    def envoyer(self, **champs: str) -> requests.Response:
        """Send the form of the page that holds these fields."""
        assert self.page is not None
        [formulaire, *_] = [
            candidat for candidat in self.lue.forms if all(champ in candidat.fields for champ in champs)
        ]
        donnees = dict(formulaire.form_values()) | champs
        adresse = requests.compat.urljoin(self.page.url, formulaire.get("action") or self.page.url)
        self.page = self.session.post(adresse, donnees, timeout=20)
        return self.page

    def s_identifier(self, academie: AcademieDEssai, identifiant: str = "chef.0310038Y") -> requests.Response:
        self.aller(f"{academie.adresse}/connexion/")
        return self.envoyer(login=identifiant, password=MOT_DE_PASSE)

    def ouvrir(self, academie: AcademieDEssai, code: str = "siec") -> requests.Response:
        """By its button, from home."""
        return self.aller(f"{academie.adresse}/acces-autres-academies/ouvrir/?academie={code}")

    def quitter(self, academie: AcademieDEssai) -> requests.Response:
        self.aller(f"{academie.adresse}/deconnexion/")
        [formulaire] = [un for un in self.lue.forms if un.xpath(".//*[contains(text(), 'Voulez-vous quitter')]")]
        self.page = self.session.post(self.page.url, dict(formulaire.form_values()), timeout=20)
        return self.page


@pytest.fixture
def personne() -> Personne:
    return Personne()


@pytest.fixture
def bellevue(toulouse: AcademieDEssai, siec: AcademieDEssai) -> None:
    """Bellevue, of Toulouse, is a centre of the SIEC, which opened one activity to it; its head has an account."""
    with toulouse.dedans():
        f.ouverture("acces_autres_academies")
        f.compte()
    designer_centre(siec, toulouse)
    with siec.dedans():
        f.ouverture("convocation_par_mission")


@pytest.fixture
def dans_chromium(ouvrir_chez: Callable[..., Page]) -> Callable[..., Page]:
    """A browser at an instance, nobody signed in."""
    return ouvrir_chez
