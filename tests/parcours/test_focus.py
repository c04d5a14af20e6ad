"""Where the keyboard stands after an answer: on what went wrong, or on the message that says it is done."""

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.factories.competences import position
from tests.factories.referentiel import epreuve

pytestmark = pytest.mark.django_db(transaction=True)
PRETE = "html[data-pret]"


@pytest.mark.exigence("G1.3-05", "G1.3-07")
def test_le_focus_va_a_l_erreur_ou_au_message_puis_revient_a_la_ligne(live_server, connecter):
    for activite in ("saisie_competences", "consultation_personnels", "saisie_indisponibilites"):
        f.ouverture(activite)
    f.compte()
    for rang in range(30):
        f.intervenant(f"PERSONNE {rang:02}")
    position(f.intervenant("ZOÉ"), epreuve(code="C010", libelle="Mathématiques"))
    page = connecter()

    page.goto("/saisie-competences/")
    page.get_by_role("link", name="ZOÉ", exact=True).press("Enter")
    page.get_by_role("button", name="Reconnaître la compétence C010").press("Enter")
    expect(page.locator("#console li:focus")).to_contain_text("Compétence reconnue")
    page.get_by_role("link", name="Retour", exact=True).press("Enter")
    expect(page.get_by_role("link", name="ZOÉ", exact=True)).to_be_focused()

    page.goto("/consultation-personnels/")
    page.locator("input[name=du]").fill("2027-06-10")
    page.locator("input[name=au]").fill("2027-06-01")
    page.get_by_role("button", name="Filtrer personnels").press("Enter")
    expect(page.locator("main [aria-invalid=true]").first).to_be_focused()
    page.get_by_role("button", name="Quitter").click()

    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill("chef.0310038Y")
    page.get_by_label("Mot de passe").fill("Faux-mot-31!")
    page.get_by_role("button", name="Valider").press("Enter")
    expect(page.locator("main [role=alert]").first).to_be_focused()


def test_sans_scripts_les_choix_qui_s_ouvrent_ne_mettent_aucun_jeton_dans_l_adresse(live_server, connecter):
    f.ouverture("saisie_competences")
    f.compte()
    personne = f.intervenant()
    epreuve()
    page = connecter(java_script_enabled=False)
    page.goto(f"/saisie-competences/{personne.pk}/ajouter/")
    page.get_by_label("Examen").select_option("470")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_label("Spécialité")).to_be_enabled()
    assert "csrf" not in page.url
    expect(page.locator("main .erreurs")).to_have_count(0)
