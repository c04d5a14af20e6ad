"""« Plan du site », header and footer."""

import pytest
from lxml import html

from imagin.config.activites import MENU
from tests import factories as f

pytestmark = pytest.mark.django_db


def liens(reponse, ou="//main") -> dict[str, str]:
    """Labels and addresses of the links of a part of the page."""
    page = html.fromstring(reponse.content.decode())
    return {" ".join(a.text_content().split()): a.get("href") for a in page.xpath(f"{ou}//a")}


@pytest.mark.exigence("G1.3-01")
def test_le_plan_donne_les_pages_que_l_on_peut_ouvrir_et_elles_seules(chef):
    f.mission()
    plan = liens(chef.get("/plan-du-site/"))
    assert plan["Convocation par mission"] == "/convocation-par-mission/"
    assert not {a.libelle for a in MENU if not a.accueil} & plan.keys()
    assert {adresse: chef.get(adresse, follow=True).status_code for adresse in plan.values()} == dict.fromkeys(
        plan.values(), 200
    )


@pytest.mark.exigence("G1.3-01")
def test_avant_l_identification_le_plan_mene_a_l_identification(client):
    plan = liens(client.get("/plan-du-site/"))
    assert plan["Identification"] == "/connexion/"
    assert "Convocation par mission" not in plan


@pytest.mark.exigence("G1.3-01")
def test_l_en_tete_a_les_liens_du_guide_sur_tous_les_ecrans(chef, client):
    for adresse in ("/", "/plan-du-site/", "/absente/"):
        reponse = chef.get(adresse)
        assert {"Accessibilité", "Plan du site", "Aide"} <= liens(reponse, "//header").keys()
        assert html.fromstring(reponse.content.decode()).xpath("//header//form/@action") == ["/deconnexion/"]
    client.logout()
    assert {"Accessibilité", "Plan du site", "Aide"} <= liens(client.get("/connexion/"), "//header").keys()


@pytest.mark.exigence("G1.3-12")
@pytest.mark.parametrize("adresse", ["/mentions-legales/", "/donnees-personnelles/"])
def test_les_pages_legales_disent_ce_que_l_instance_a_regle(client, settings, adresse):
    assert "renseign" in client.get(adresse).content.decode()
    settings.IMAGIN_MENTIONS = dict.fromkeys(settings.IMAGIN_MENTIONS, "Rectorat, place Saint-Jacques")
    page = client.get(adresse).content.decode()
    assert "Rectorat, place Saint-Jacques" in page
    assert "renseigné" not in page
