import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("page_demo")
PRETE = "html[data-pret]"


@pytest.fixture
def page(navigateur):
    navigateur.goto("/?n=3")
    navigateur.wait_for_selector(PRETE, state="attached")
    navigateur.get_by_role("link", name="Convoquer des intervenants").click()
    navigateur.get_by_role("dialog", name="Détails de la convocation").wait_for()
    return navigateur


def actif(page):
    return page.evaluate("document.activeElement.id || document.activeElement.innerText")


def noms_coches(page):
    return [
        " ".join(n.split())
        for n in page.locator("#identifies label:has(input[name=intervenants]:checked)").all_inner_texts()
    ]


@pytest.mark.parametrize("largeur", [1440, 400])
def test_le_volet_est_accessible(page, axe, largeur):
    page.set_viewport_size({"width": largeur, "height": 860})
    assert actif(page) == "nom"
    page.get_by_label("Commission").select_option("2")
    page.get_by_label("mardi 1 juin 2027").check()
    assert axe(page) == []


def test_annuler_rend_la_place_au_lien(page):
    page.get_by_role("link", name="Annuler").click()
    assert not page.get_by_role("dialog").is_visible()
    assert actif(page) == "Convoquer des intervenants"


def test_echap_ne_perd_pas_une_saisie_sans_demander(page):
    page.get_by_label("Observation").fill("Une heure avant.")
    page.keyboard.press("Escape")
    question = page.get_by_role("dialog", name="Fermer sans enregistrer ?")
    question.get_by_role("button", name="Annuler").click()
    assert page.get_by_label("Observation").input_value() == "Une heure avant."
    page.keyboard.press("Escape")
    question.get_by_role("button", name="Fermer").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_des_erreurs_reviennent_dans_le_volet(page, erreurs_navigateur):
    page.locator("dialog form").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Convoquer 4 intervenants").click()
    page.locator("#id_qualite_error").wait_for()
    assert actif(page) == "id_qualite"
    assert page.url.endswith("/?n=3")
    lignes = page.locator("[data-console] li")
    assert lignes.first.inner_text().endswith("Erreur : Qualité : Ce champ est obligatoire.")
    page.get_by_role("link", name="Annuler").click()
    assert page.locator("[data-dites]").count() == 0
    assert lignes.filter(has_text="Qualité").count() == 1
    erreurs_navigateur.erreurs = [e for e in erreurs_navigateur.erreurs if "422" not in e]


def test_un_envoi_reussi_revient_a_la_liste_telle_quelle(page):
    page.get_by_label("Qualité").select_option("1")
    page.get_by_label("Commission").select_option("1")
    with page.expect_navigation():
        page.get_by_role("button", name="Convoquer 4 intervenants").click()
    assert page.url.endswith("/?n=3")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_une_panne_garde_la_saisie(page, erreurs_navigateur):
    page.get_by_label("Qualité").select_option("1")
    page.get_by_label("Commission").select_option("1")
    page.route("**/formulaire/", lambda route: route.abort())
    page.get_by_role("button", name="Convoquer 4 intervenants").click()
    page.locator("dialog .avis.refus").wait_for()
    avis = page.locator("dialog .avis.refus").inner_text()
    assert "le serveur ne répond pas" in avis
    assert "fetch" not in avis
    assert "Votre saisie est toujours là" in avis
    assert page.get_by_label("Qualité").input_value() == "1"
    assert page.get_by_role("button", name="Convoquer 4 intervenants").is_enabled()
    assert page.locator("[data-console] li.erreur").first.inner_text().find("n'a pas abouti") > 0
    erreurs_navigateur.erreurs.clear()


@pytest.mark.exigence("G4.2-06")
def test_un_nom_se_choisit_au_clavier_et_une_seule_fois(page):
    for _ in range(2):
        page.get_by_label("Nom et prénom").press_sequentially("oeuvrard 1", delay=15)
        page.get_by_role("option", name="ŒUVRARD 1 Nolwenn").wait_for()
        page.keyboard.press("ArrowDown")
        assert page.get_by_label("Nom et prénom").get_attribute("aria-activedescendant")
        page.keyboard.press("Enter")
        assert page.get_by_role("listbox").count() == 0
    assert [n for n in noms_coches(page) if n.startswith("ŒUVRARD 1")] == [
        "ŒUVRARD 1 Nolwenn LG SAINT-SERNIN TOULOUSE CEDEX 7"
    ]
    assert page.get_by_role("button", name="Convoquer 5 intervenants").is_visible()


@pytest.mark.exigence("G4.2-06")
def test_personne_de_ce_nom(page):
    page.get_by_label("Nom et prénom").press_sequentially("zzzz")
    page.get_by_text("Aucun intervenant trouvé : contactez le gestionnaire.").wait_for()


@pytest.mark.exigence("G4.2-06")
def test_une_discipline_coche_tous_ses_intervenants(page):
    page.get_by_label("Discipline").fill("math")
    page.get_by_role("option", name="MATHEMATIQUES").click()
    assert len(noms_coches(page)) == 6
    assert page.locator("#identifies .etat.alerte").count() == 0  # the one with a conflict was there already
    page.get_by_label("Tout sélectionner").uncheck()
    assert noms_coches(page) == []
    assert page.get_by_role("button", name="Convoquer", exact=True).is_visible()
    page.locator("#identifies input[name=intervenants]").first.check()
    assert page.get_by_role("button", name="Convoquer 1 intervenant", exact=True).is_visible()
    assert page.get_by_text("Intervenants identifiés (1 sur 6)").is_visible()


def test_une_reponse_en_retard_est_ignoree(page):
    def repondre(route):
        lente = "q=oe" in route.request.url and "q=oeuvrard" not in route.request.url
        page.wait_for_timeout(400 if lente else 0)
        route.fulfill(
            body=json.dumps([{"id": "9", "libelle": "LENTE" if lente else "JUSTE"}]), content_type="application/json"
        )

    page.route("**/suggestions/**", repondre)
    page.get_by_label("Nom et prénom").fill("oe")
    page.wait_for_timeout(150)
    page.get_by_label("Nom et prénom").fill("oeuvrard")
    page.get_by_role("option", name="JUSTE").wait_for()
    page.wait_for_timeout(500)
    assert page.get_by_role("listbox").get_by_role("option").all_inner_texts() == ["JUSTE"]


@pytest.mark.exigence("G4.2-09")
def test_le_calendrier_suit_la_commission(page):
    assert page.locator(".mois input:enabled").count() == 0
    page.get_by_label("Commission").select_option("1")
    assert page.get_by_text("42 candidats").is_visible()
    assert page.locator(".mois input:checked").get_attribute("value") == "2027-05-31"
    page.get_by_label("Commission").select_option("2")
    assert page.get_by_text("1 candidat", exact=True).is_visible()
    assert page.locator(".mois input:enabled").count() == 3
    assert page.locator(".mois input:checked").count() == 0
    page.get_by_label("mercredi 2 juin 2027").check()
    horaire = page.get_by_role("group", name="mercredi 02/06/2027")
    debut, fin = horaire.get_by_label("de"), horaire.get_by_label("à")
    assert (debut.input_value(), fin.input_value()) == ("08:00", "18:00")
    fin.fill("07:00")
    assert fin.evaluate("champ => champ.validationMessage") == "L'heure de fin doit suivre l'heure de début."
    fin.fill("12:00")
    assert fin.evaluate("champ => champ.validity.valid")
    envoye = page.locator("dialog form").evaluate("form => [...new FormData(form).keys()].filter(k => /2027/.test(k))")
    assert envoye == ["debut_2027-06-02", "fin_2027-06-02"]


@pytest.mark.exigence("G4.2-19")
def test_les_conflits_s_affichent_avant_le_bouton(page):
    page.get_by_label("Commission").select_option("2")
    page.get_by_label("mardi 1 juin 2027").check()
    page.get_by_text("est déjà convoquée le 01/06").wait_for()


@pytest.mark.exigence("G1.3-13")
def test_sans_scripts_le_formulaire_est_une_page(ouvrir_navigateur):
    page = ouvrir_navigateur(java_script_enabled=False)
    page.goto("/?n=3")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    assert page.get_by_role("heading", name="Détails de la convocation").is_visible()
    page.get_by_label("mercredi 2 juin 2027").check()
    assert page.get_by_role("group", name="mercredi 02/06/2027").get_by_label("de").input_value() == "08:00"
    page.get_by_label("Qualité").select_option("1")
    page.get_by_label("Commission").select_option("1")
    page.get_by_role("button", name="Convoquer").click()
    page.wait_for_url("**/")
    assert page.get_by_role("heading", name="Convocation par mission").is_visible()
