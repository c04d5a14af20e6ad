"""The session as a browser shows it: warning, countdown, forms kept; and the screens of sign-in, with axe."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from imagin.domaine.acces.models import Connexion
from imagin.socle.acces.session import ACTIVITE
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.outillage.navigateur import fautes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G1.3-03")]
URL = "/convocation-par-mission/"


@pytest.fixture
def mission(live_server):
    f.ouverture()
    f.compte()
    f.intervenant("LE GOFF", "Erwan")
    return f.mission()


def vieillir(minutes: int) -> None:
    """Put the server's clock of every session forward: nothing was done for that long."""
    for session in Session.objects.all():
        donnees = session.get_decoded()
        if ACTIVITE in donnees:
            donnees[ACTIVITE] -= minutes * 60
            session.session_data = Session.get_session_store_class()().encode(donnees)
            session.expire_date -= timedelta(minutes=minutes)
            session.save()
    Connexion.objects.update(derniere_activite=maintenant() - timedelta(minutes=minutes))


def attendre(page: Page, minutes: int) -> None:
    """Let that long go by, for the server and for the page."""
    vieillir(minutes)
    page.clock.fast_forward(timedelta(minutes=minutes).total_seconds() * 1000)


def ouvrir(connecter: Callable[..., Page], **options: object) -> Page:
    page = connecter(**options)
    page.clock.install()
    return page


def test_cinq_minutes_avant_la_fin_la_page_previent_et_l_on_poursuit_au_clavier(connecter, mission, axe):
    page = ouvrir(connecter)
    page.goto(URL)
    attendre(page, 24)
    expect(page.get_by_role("dialog")).to_have_count(0)
    attendre(page, 1)
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("Votre session se termine dans")
    expect(page.get_by_role("button", name="Poursuivre ma session")).to_be_focused()
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(dialogue).to_have_count(0)
    attendre(page, 24)
    page.goto("/")
    expect(page.get_by_text("Connecté en tant que 0310038Y")).to_be_visible()


def test_ce_que_l_on_fait_dans_un_onglet_ferme_l_avertissement_de_l_autre(connecter, mission):
    page = ouvrir(connecter)
    page.goto(URL)
    attendre(page, 26)
    expect(page.get_by_role("dialog")).to_contain_text("Votre session se termine")
    autre = page.context.new_page()
    autre.goto("/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_l_expiration_la_saisie_est_gardee_puis_rendue_apres_une_nouvelle_identification(connecter, mission, axe):
    page = ouvrir(connecter)
    page.goto(f"{URL}{mission.numero}/convoquer/")
    page.get_by_label("Nom prénom, dans l'académie").press_sequentially("le gof")
    page.clock.run_for(500)
    page.get_by_role("option", name="LE GOFF").click()
    page.locator(".mois input").first.check()
    page.get_by_label("Observation portée sur la convocation").fill("Apportez une calculatrice.")
    attendre(page, 31)
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("Votre session est terminée : 30 minutes se sont écoulées sans activité.")
    expect(dialogue).to_contain_text("Votre saisie est gardée dans cet onglet")
    assert axe(page) == []
    page.get_by_role("link", name="S'identifier de nouveau").click()
    page.get_by_label("Identifiant").fill("chef.0310038Y")
    page.get_by_label("Mot de passe").fill(f.acces.MOT_DE_PASSE)
    page.get_by_role("button", name="Valider").click()
    page.wait_for_url(f"**{URL}{mission.numero}/convoquer/")
    expect(page.get_by_label("Observation portée sur la convocation")).to_have_value("Apportez une calculatrice.")
    expect(page.get_by_role("checkbox", name="LE GOFF Erwan")).to_be_checked()
    expect(page.locator(".mois input").first).to_be_checked()
    expect(page.get_by_label("Messages").first).to_contain_text("Votre saisie a été restaurée")


def test_un_volet_envoye_trop_tard_n_est_pas_perdu(connecter, mission):
    page = connecter()
    page.goto(f"{URL}{mission.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    page.get_by_label("Discipline, dans mon établissement").press_sequentially("math")
    page.get_by_role("option", name="MATHEMATIQUES").click()
    page.locator(".mois label").first.click()
    vieillir(31)
    page.get_by_role("button", name="Convoquer 1 intervenant").click()
    expect(page.get_by_text("Votre saisie est conservée : identifiez-vous")).to_be_visible()
    page.get_by_label("Identifiant").fill("chef.0310038Y")
    page.get_by_label("Mot de passe").fill(f.acces.MOT_DE_PASSE)
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_text("l'enregistrer maintenant ?")).to_be_visible()
    page.get_by_role("button", name="Enregistrer maintenant").click()
    expect(page.get_by_role("heading", name="(1 ligne)")).to_be_visible()


def test_les_ecrans_d_identification_sont_accessibles(connecter, mission, ouvrir_navigateur):
    """What the walk over the routes (`test_accessibilite.py`) cannot reach by an address alone."""
    dehors = ouvrir_navigateur(reduced_motion="reduce")
    constats = []
    for adresse in ("/connexion/?expiree=1", "/mot-de-passe/oubli/"):
        dehors.goto(adresse)
        constats += fautes(dehors, adresse)
    page = connecter(reduced_motion="reduce")
    for adresse in ("/mon-compte/mot-de-passe/", "/mon-compte/", "/mon-compte/double/activer/"):
        page.goto(adresse)
        constats += fautes(page, adresse)
    page.get_by_label("Mot de passe").fill(f.acces.MOT_DE_PASSE)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("img")).to_be_visible()
    constats += fautes(page, "double authentification")
    dehors.goto("/connexion/")
    dehors.get_by_label("Identifiant").fill("chef.0310038Y")
    dehors.get_by_label("Mot de passe").fill(f.acces.MOT_DE_PASSE)
    dehors.get_by_role("button", name="Valider").click()
    expect(dehors.get_by_role("heading", name="Établissement occupé")).to_be_visible()
    constats += fautes(dehors, "établissement occupé")
    dehors.get_by_role("button", name="Continuer ici").click()
    expect(dehors.get_by_text("Connecté en tant que 0310038Y")).to_be_visible()
    assert constats == []
