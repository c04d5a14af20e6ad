"""The gestionnaire says how severe each kind of conflict is; heads of centre meet it when they summon."""

import html
import re

import pytest
from playwright.sync_api import expect

from imagin.domaine.convocations.actions import convoquer, regler_severite
from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import SeveriteConflit
from imagin.domaine.convocations.queries.severites import severites, severites_reglees
from imagin.domaine.convocations.rules import ConflitsAConfirmer, ConvocationRefusee, Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import AccesRefuse
from tests import factories as f
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-19")]
URL = "/severites-conflits/"
MONTRE = {
    "chevauchement": "AVERTIR",
    "indisponibilite": "AVERTIR",
    "sans_competence": "IGNORER",
    "eloignement": "AVERTIR",
    "seuil_km": "40",
}


@pytest.fixture
def gestionnaire(client):
    """Client de test d'un gestionnaire."""
    client.force_login(f.compte("gest", est_gestionnaire=True), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = "gestionnaire"
    session.save()
    return client


def saisie(montre=MONTRE, **choix):
    """Ce que le navigateur envoie : ce que l'écran montrait, et ce que l'on a choisi."""
    return {**{f"initial-{nom}": valeur for nom, valeur in montre.items()}, **montre, **choix}


def messages(client) -> str:
    """La page, telle qu'on la lit."""
    return html.unescape(client.get("/").content.decode())


def convoquer_quelqu_un_pris_ailleurs():
    personne = f.intervenant()
    f.affectation(f.mission(), personne)
    demande = Demande((CreneauDuJour(jours()[0]),), confirmes=frozenset({personne.pk}), motif="Seule disponible")
    return convoquer(f.perimetre(), mission=f.mission().numero, intervenants=[personne.pk], demande=demande)


def test_ce_que_le_gestionnaire_bloque_ne_se_convoque_plus(gestionnaire):
    convoquer_quelqu_un_pris_ailleurs()
    assert gestionnaire.post(URL, saisie(chevauchement="BLOQUER"))["Location"] == URL
    with pytest.raises(ConvocationRefusee, match="est déjà sur la mission") as refus:
        convoquer_quelqu_un_pris_ailleurs()
    assert not isinstance(refus.value, ConflitsAConfirmer)


def test_la_console_dit_chaque_changement_et_rien_d_autre(gestionnaire):
    gestionnaire.post(URL, saisie(sans_competence="AVERTIR", seuil_km="60"))
    page = messages(gestionnaire)
    assert "« Sans compétence pour l'épreuve » : le réglage est désormais « Avertir, et demander un motif »" in page
    assert "Un centre est désormais éloigné à partir de 60 km, au lieu de 40 km." in page
    assert page.count("désormais") == 2
    assert severites().seuil_km == 60
    gestionnaire.post(URL, saisie())
    assert "Vous n'avez changé aucun réglage." in messages(gestionnaire)
    assert SeveriteConflit.objects.count() == 2


def test_deux_gestionnaires_changent_chacun_le_sien(gestionnaire):
    """Ce que l'autre a réglé pendant que l'écran était ouvert n'est pas défait."""
    regler_severite(f.acces.systeme("collegue"), nature=NatureConflit.INDISPONIBILITE, severite=Severite.BLOQUER)
    gestionnaire.post(URL, saisie(chevauchement="IGNORER"))
    assert severites().par_nature[NatureConflit.INDISPONIBILITE] == Severite.BLOQUER
    assert severites().par_nature[NatureConflit.CHEVAUCHEMENT] == Severite.IGNORER


@pytest.mark.exigence("GG-07")
def test_l_ecran_dit_qui_a_fait_le_dernier_reglage(gestionnaire):
    for nature in (NatureConflit.INDISPONIBILITE, NatureConflit.CHEVAUCHEMENT):
        regler_severite(f.acces.systeme("commande"), nature=nature, severite=Severite.BLOQUER)
    gestionnaire.post(URL, saisie({**MONTRE, "chevauchement": "BLOQUER"}, chevauchement="IGNORER"))
    page = html.unescape(gestionnaire.get(URL).content.decode())
    assert page.count("Réglage d'origine.") == 2
    assert page.count("Réglé par gest le ") == 1
    assert page.count("Réglé par IMAG'IN le ") == 1


@pytest.mark.parametrize(
    ("changement", "phrase"),
    [
        ({"seuil_km": "0"}, "La distance va de 1 à 500 km."),
        ({"seuil_km": "501"}, "La distance va de 1 à 500 km."),
        ({"seuil_km": "loin"}, "Écrivez un nombre entier."),
        ({"seuil_km": "1_0"}, "Écrivez un nombre entier."),
        ({"seuil_km": "٤٠"}, "Écrivez un nombre entier."),
        ({"chevauchement": "TOLERER"}, "Sélectionnez un choix valide."),
        ({"chevauchement": ""}, "Choisissez ce qu'IMAG'IN fait de ce conflit."),
    ],
)
def test_un_reglage_impossible_revient_avec_sa_raison(gestionnaire, changement, phrase):
    reponse = gestionnaire.post(URL, saisie(indisponibilite="BLOQUER", **changement))
    assert reponse.status_code == 422
    assert phrase in html.unescape(reponse.content.decode())
    assert not SeveriteConflit.objects.exists()


def test_un_chef_de_centre_ne_regle_rien(chef):
    assert chef.get(URL).status_code == 403
    assert chef.post(URL, saisie(chevauchement="IGNORER")).status_code == 403
    assert not SeveriteConflit.objects.exists()
    with pytest.raises(AccesRefuse):
        severites_reglees(f.perimetre())


def test_l_ecran_fait_autant_de_requetes_apres_trois_changements(gestionnaire, django_assert_max_num_queries):
    for severite in Severite:
        gestionnaire.post(URL, saisie({**MONTRE, "chevauchement": ""}, chevauchement=severite))
    with django_assert_max_num_queries(6):
        gestionnaire.get(URL)


@pytest.mark.django_db(transaction=True)
def test_le_gestionnaire_regle_au_clavier(connecter, axe):
    f.compte("gest", est_gestionnaire=True)
    page = connecter("gest")
    page.get_by_role("link", name="Sévérité des conflits").press("Enter")
    ailleurs = page.get_by_role("group", name="Convoqué ailleurs sur le même créneau")
    expect(ailleurs).to_have_accessible_description(re.compile("attendue au même moment"))
    choisi = ailleurs.get_by_role("radio", checked=True)
    choisi.focus()
    choisi.press("ArrowUp")
    expect(ailleurs.get_by_role("radio", name="Bloquer")).to_be_checked()
    page.get_by_label("Distance à partir de laquelle un centre est éloigné").fill("75")
    page.keyboard.press("Enter")
    console = page.locator("#console")
    expect(console).to_contain_text("Un centre est désormais éloigné à partir de 75 km")
    expect(console).to_contain_text("le réglage est désormais « Bloquer »")
    expect(ailleurs.get_by_role("radio", name="Bloquer")).to_be_checked()
    expect(ailleurs).to_contain_text("Réglé par gest le ")
    assert axe(page) == []


@pytest.mark.exigence("G1.3-13")
@pytest.mark.django_db(transaction=True)
def test_sans_script_le_gestionnaire_regle_aussi(connecter):
    f.compte("gest", est_gestionnaire=True)
    page = connecter("gest", java_script_enabled=False)
    page.get_by_role("link", name="Sévérité des conflits").click()
    page.get_by_role("group", name="Indisponible").get_by_label("Ignorer").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#console")).to_contain_text("« Indisponible » : le réglage est désormais « Ignorer »")
    assert severites().par_nature == {
        NatureConflit.CHEVAUCHEMENT: Severite.AVERTIR,
        NatureConflit.INDISPONIBILITE: Severite.IGNORER,
        NatureConflit.SANS_COMPETENCE: Severite.IGNORER,
        NatureConflit.ELOIGNEMENT: Severite.AVERTIR,
    }


@pytest.mark.exigence("G4.2-21")
def test_deux_gestionnaires_changent_le_meme_reglage_le_second_est_prevenu(gestionnaire):
    assert gestionnaire.post(URL, saisie(chevauchement="BLOQUER")).status_code == 302
    refus = gestionnaire.post(URL, saisie(chevauchement="IGNORER", indisponibilite="BLOQUER"))
    assert refus.status_code == 422
    page = html.unescape(refus.content.decode())
    assert "gest a enregistré à" in page
    assert f"{NatureConflit.CHEVAUCHEMENT.label} : {Severite.BLOQUER.label}." in page
    assert SeveriteConflit.objects.count() == 1
    relu = {**MONTRE, "chevauchement": "BLOQUER"}
    assert gestionnaire.post(URL, saisie(relu, chevauchement="IGNORER")).status_code == 302
    assert 'name="initial-chevauchement" value="BLOQUER"' in page
