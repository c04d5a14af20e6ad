"""Pieces of page asked by scripts: what is put in, what takes the focus, what a server that does not answer leaves."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import imagin
from tests import factories as f

pytestmark = pytest.mark.usefixtures("page_demo")
PRETE = "html[data-pret]"
DOSSIER = Path(imagin.__file__).parent
EN_JSON = {"session.js", "suggestions.js"}  # they ask for data, not for a piece of page


def test_un_seul_script_demande_des_morceaux_de_page():
    scripts = {s.name: s.read_text() for s in DOSSIER.rglob("*.js") if "tiers" not in s.parts}
    assert {nom for nom, texte in scripts.items() if "DOMParser" in texte or "X-Volet" in texte} == {"fragment.js"}
    assert {nom for nom, texte in scripts.items() if "fetch(" in texte} - EN_JSON == {"fragment.js"}


@pytest.fixture
def page(navigateur):
    navigateur.goto("/?n=3")
    navigateur.wait_for_selector(PRETE, state="attached")
    return navigateur


def par_script(route):
    """Asked by a script, not by the page that one goes to."""
    return route.request.resource_type in {"fetch", "xhr"}


def troubler(page, adresse, trouble):
    """Answer to scripts only as `trouble` does; pages come as usual."""
    page.unroute_all()
    page.route(adresse, lambda route: trouble(route) if par_script(route) else route.continue_())


def erreur_du_serveur(route):
    route.fulfill(status=500, body="<main><h1>Server Error</h1></main>", content_type="text/html")


def reseau_perdu(route):
    route.abort()


def deconnexion(route):
    route.fulfill(status=302, headers={"Location": "/connexion/"})


def autre_page(route):
    route.fulfill(status=200, body="<p>Entretien en cours.</p>", content_type="text/html")


def oublier_les_pannes(erreurs_navigateur):
    pannes = ("status of 500", "ERR_FAILED")
    erreurs_navigateur.erreurs = [e for e in erreurs_navigateur.erreurs if not any(p in e for p in pannes)]


def test_un_volet_qui_ne_s_ouvre_pas_laisse_la_page_entiere_le_dire(page, erreurs_navigateur):
    for trouble in (erreur_du_serveur, reseau_perdu, autre_page):
        troubler(page, "**/formulaire/", trouble)
        with page.expect_navigation():
            page.get_by_role("link", name="Convoquer des intervenants").click()
        assert page.url.endswith("/formulaire/")
        page.go_back()
        page.wait_for_selector(PRETE, state="attached")
    troubler(page, "**/question/", autre_page)
    with page.expect_navigation():
        page.get_by_role("button", name="Envoyer les convocations").click()
    expect(page.get_by_role("heading", name="Envoyer les convocations ?")).to_be_visible()
    assert page.locator("dialog").count() == 0
    oublier_les_pannes(erreurs_navigateur)


def test_un_volet_mene_a_la_connexion_quand_la_session_est_finie(page):
    troubler(page, "**/formulaire/", deconnexion)
    with page.expect_navigation():
        page.get_by_role("link", name="Convoquer des intervenants").click()
    assert page.url.endswith("/connexion/")


def test_un_envoi_sans_reponse_se_dit_en_francais_et_se_recommence(page, erreurs_navigateur):
    page.get_by_role("button", name="Envoyer les convocations").click()
    volet = page.get_by_role("dialog", name="Envoyer les convocations ?")
    expect(volet.get_by_role("heading")).to_be_focused()
    for trouble, cause in (
        (erreur_du_serveur, "le serveur a répondu par une erreur (500)"),
        (reseau_perdu, "le serveur ne répond pas"),
        (autre_page, "le serveur a répondu par une autre page que celle attendue"),
    ):
        troubler(page, "**/question/", trouble)
        volet.get_by_role("button", name="Envoyer").click()
        expect(volet.get_by_role("alert")).to_contain_text(f"L'enregistrement n'a pas abouti : {cause}")
        expect(page.locator("[data-console] li.erreur").first).to_contain_text(cause)
        expect(volet.get_by_role("alert")).to_have_count(1)
    page.unroute_all()
    with page.expect_navigation():
        volet.get_by_role("button", name="Envoyer").click()
    assert page.url.endswith("/?n=3")
    oublier_les_pannes(erreurs_navigateur)


@pytest.mark.exigence("G3.3-05")
def test_un_choix_ouvre_le_suivant_dans_le_volet(page):
    page.get_by_role("link", name="Ajouter une compétence").click()
    volet = page.get_by_role("dialog", name="Ajouter une compétence")
    expect(volet.get_by_label("Epreuve")).to_be_disabled()
    volet.get_by_label("Examen").select_option("470")
    expect(volet.get_by_label("Epreuve")).to_be_enabled()
    expect(volet.get_by_label("Examen")).to_be_focused()
    expect(volet.get_by_label("Examen")).to_have_value("470")
    volet.get_by_label("Une case").uncheck()
    expect(volet.get_by_role("button", name="Ajouter 0 compétence")).to_be_visible()
    assert page.url.endswith("/?n=3")


def test_un_choix_sans_reponse_laisse_la_page_entiere_le_dire(page, erreurs_navigateur):
    for trouble in (erreur_du_serveur, reseau_perdu, autre_page, deconnexion):
        page.get_by_role("link", name="Ajouter une compétence").click()
        troubler(page, "**/enchaine/?*", trouble)
        with page.expect_navigation():
            page.get_by_role("dialog").get_by_label("Examen").select_option("530")
        assert "/enchaine/?examen=530" in page.url
        assert "csrf" not in page.url
        page.go_back()
        page.wait_for_selector(PRETE, state="attached")
    oublier_les_pannes(erreurs_navigateur)


def test_un_apercu_sans_reponse_ne_dit_rien_de_faux(page, erreurs_navigateur):
    page.get_by_role("link", name="Convoquer des intervenants").click()
    apercu = page.locator("[data-apercu-url]")

    def changer(jour, trouble):
        troubler(page, "**/conflits/", trouble)
        with page.expect_event("requestfinished" if trouble is not reseau_perdu else "requestfailed"):
            page.get_by_label(jour).click()

    page.get_by_label("Commission").select_option("2")
    changer("mardi 1 juin 2027", lambda route: route.continue_())
    expect(apercu).to_contain_text("est déjà convoquée le 01/06")
    for trouble in (erreur_du_serveur, deconnexion):
        changer("mercredi 2 juin 2027", trouble)
        expect(apercu).to_contain_text("est déjà convoquée le 01/06")  # the last answer stays
    changer("mercredi 2 juin 2027", reseau_perdu)
    expect(apercu).to_be_empty()
    oublier_les_pannes(erreurs_navigateur)


@pytest.mark.exigence("G4.2-19")
def test_un_apercu_en_retard_est_ignore_et_le_juste_est_equipe(page):
    attentes = []

    def repondre(route):
        if not attentes:
            attentes.append(route)  # the first waits until the second has answered
            return
        cases = '<div id="neuves" data-choix><label><input type="checkbox" checked> N</label></div>'
        route.fulfill(
            body=f'{cases}<p data-compte-de="#neuves" data-plusieurs="JUSTE {{n}}"></p>', content_type="text/html"
        )

    page.get_by_role("link", name="Convoquer des intervenants").click()
    page.get_by_label("Commission").select_option("2")
    page.route("**/conflits/", repondre)
    with page.expect_request("**/conflits/"):
        page.get_by_label("mardi 1 juin 2027").check()
    page.get_by_label("mercredi 2 juin 2027").check()
    apercu = page.locator("[data-apercu-url]")
    expect(apercu).to_contain_text("JUSTE 1")
    assert attentes[0].request.failure


@pytest.mark.django_db(transaction=True)
@pytest.mark.exigence("G1.3-08")
def test_une_longue_liste_sans_reponse_est_demandee_entiere(navigateur, erreurs_navigateur):
    for rang in range(12):
        f.intervenant(f"NOM{rang:02}")
    for trouble in (erreur_du_serveur, reseau_perdu, autre_page, deconnexion):
        navigateur.goto("/longue/")
        navigateur.wait_for_selector(PRETE, state="attached")
        troubler(navigateur, "**/longue/?*", trouble)
        with navigateur.expect_navigation():
            navigateur.get_by_label("Filtrer par mot-clé").fill("nom07")
        expect(navigateur.locator("tbody th")).to_have_text(["NOM07"])
        assert navigateur.url.endswith("/longue/?q=nom07")
    oublier_les_pannes(erreurs_navigateur)


@pytest.mark.django_db(transaction=True)
@pytest.mark.exigence("G1.3-07")
def test_une_longue_liste_cherchee_reste_equipee_et_rend_la_place_a_sa_ligne(navigateur):
    for rang in range(12):
        f.intervenant(f"NOM{rang:02}")
    navigateur.goto("/longue/")
    navigateur.wait_for_selector(PRETE, state="attached")
    navigateur.get_by_label("Filtrer par mot-clé").fill("nom")
    navigateur.get_by_label("Filtrer par mot-clé").fill("nom0")
    expect(navigateur.locator("[data-compte]")).to_have_text("10 lignes")
    expect(navigateur.locator(".liste")).to_have_attribute("style", re.compile("scroll-padding"))
    navigateur.get_by_role("link", name="NOM03").click()
    navigateur.get_by_role("heading", name="Détails de l'affectation").wait_for()
    navigateur.go_back()
    expect(navigateur.get_by_role("link", name="NOM03")).to_be_focused()
