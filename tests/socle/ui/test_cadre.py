import pytest
from django.template.loader import render_to_string
from lxml import html

from tests.socle.ui.page_demo.donnees import CADRE

pytestmark = pytest.mark.usefixtures("page_demo")


@pytest.fixture
def page(rf):
    return html.fromstring(
        render_to_string("page_demo/detail.html", {"personne": {"nom": "A & B", "prenom": "C"}}, rf.get("/"))
    )


def test_le_titre_du_document_est_celui_de_l_ecran(page):
    assert page.xpath("//title/text()") == ["Détails de l'affectation - IMAG'IN"]
    assert page.xpath("normalize-space(//h1)") == "Détails de l'affectation"


@pytest.mark.exigence("G1.3-02")
def test_la_banniere_dit_ou_et_qui(page):
    lieu = " ".join(page.xpath("//*[@class='lieu']")[0].text_content().split())
    assert lieu == "ACADEMIE DE TOULOUSE - LPO BELLEVUE TOULOUSE CEDEX 4 Connecté en tant que 0310038Y"


@pytest.mark.exigence("G1.3-04")
def test_le_menu_grise_ouvre_et_designe(page):
    menu = page.get_element_by_id("menu")
    assert menu.xpath(".//h2/text()") == ["Etablissement", "Centre Examen"]
    assert menu.xpath(".//a[@aria-current='page']/text()") == ["Convocation par mission"]
    [fermee] = menu.xpath(".//span[@aria-disabled='true']")
    assert fermee.text == "Validation saisie compétence"
    assert "non ouverte par le service des examens" in fermee.get("title")
    assert len(menu.xpath(".//a")) == 10


@pytest.mark.exigence("G1.3-05")
def test_la_console_montre_le_plus_recent_d_abord(page):
    messages = [" ".join(li.text_content().split()) for li in page.xpath("//*[@data-console]/li[time]")]
    assert messages[0].startswith("(24/11/2026 14:18:38) Erreur : FERRER Paul n'a pas d'adresse")
    assert messages[-1] == "(24/11/2026 14:12:10) BÉNEC'H Marie est convoquée à la mission 186253."


def test_quitter_est_un_bouton_et_le_reste_des_liens(page):
    assert page.xpath("//header//form[@method='post']/@action") == ["/quitter/"]
    assert [a.text for a in page.xpath("//header//li/a")] == ["Aide"]


def test_un_volet_ne_recoit_que_le_fragment(rf):
    requete = rf.get("/", headers={"X-Volet": "1"})
    texte = render_to_string("page_demo/detail.html", {"personne": {"nom": "A", "prenom": "C"}}, requete)
    fragment = html.fromstring(texte)
    assert fragment.get("class") == "fragment"
    assert fragment.xpath("normalize-space(//h2)") == "Détails de l'affectation"
    assert fragment.xpath("//nav | //header") == []


def test_sans_message_ni_menu(rf, monkeypatch):
    monkeypatch.setitem(CADRE, "messages", [])
    monkeypatch.setitem(CADRE, "groupes", [])
    monkeypatch.setitem(CADRE, "liens", [])
    texte = render_to_string("page_demo/detail.html", {"personne": {"nom": "A", "prenom": "C"}}, rf.get("/"))
    page = html.fromstring(texte)
    assert page.xpath("//*[@data-console]/li[@class='vide']/text()") == ["Aucun message."]
    assert page.xpath("//nav//details | //header//li") == []
