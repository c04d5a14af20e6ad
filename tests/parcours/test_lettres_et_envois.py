"""The life of a letter in a real browser: mailed, refused, sent again, moved to other dates, taken back."""

import pytest
from playwright.sync_api import Page, expect

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.personnes.models import Intervenant
from tests import factories as f
from tests.factories.missions import jours
from tests.outillage.envois import executer_les_envois
from tests.socle.envois.conftest import serveur  # noqa: F401  (a mail server that can refuse)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-04", "G4.2-16", "G4.2-18")]
URL = "/convocation-par-mission/"


@pytest.fixture
def mission(live_server) -> Mission:
    """The centre has summoned three people to an oral."""
    f.ouverture()
    f.compte()
    mission = f.mission()
    gens = [f.intervenant(*nom) for nom in (("EL KADIRI", "Yassine"), ("LE GOFF", "Erwan"), ("NGUYEN-THANH", "Anh"))]
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[p.pk for p in gens], demande=demande)
    return mission


def confirmer(page: Page, geste: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=geste, exact=True).click()


def test_une_lettre_refusee_repart_puis_la_personne_recoit_la_nouvelle_et_l_annulation(connecter, mission, serveur):  # noqa: F811
    goff = Intervenant.objects.get(nom="LE GOFF")
    serveur.reponses_rcpt[goff.mel] = ["550 5.1.1 Boîte inconnue"]
    page = connecter()
    page.goto(f"{URL}{mission.numero}/")
    page.get_by_role("button", name="Envoyer convocations par mail").click()
    confirmer(page, "Envoyer")
    expect(page.get_by_label("Messages").first).to_contain_text("La convocation de LE GOFF Erwan part par mél")
    executer_les_envois()

    page.get_by_role("link", name="Suivi des envois", exact=True).click()
    ligne = page.get_by_role("row").filter(has_text="LE GOFF")
    expect(ligne).to_contain_text("Refusé par le serveur de messagerie : 550 5.1.1")
    page.get_by_role("button", name="Renvoyer les échecs (1)").click()
    confirmer(page, "Renvoyer")
    expect(page.get_by_label("Messages").first).to_contain_text("repart pour LE GOFF Erwan")
    executer_les_envois()
    page.reload()
    expect(ligne).to_contain_text("Envoyé")

    page.get_by_role("link", name="Retour").click()
    page.get_by_role("link", name="Modifier la convocation de LE GOFF Erwan").click()
    page.get_by_label("Observation portée sur la convocation").fill("Apportez une calculatrice.")
    page.get_by_role("button", name="Enregistrer la convocation").click()
    expect(page.get_by_label("Messages").first).to_contain_text(f"Un mél part à {goff.mel} pour le dire.")
    page.get_by_role("button", name="Supprimer la convocation de LE GOFF Erwan").click()
    confirmer(page, "Supprimer")
    expect(page.get_by_role("heading", name="(2 lignes)")).to_be_visible()
    executer_les_envois()

    siens = [m["Subject"] for m in serveur.recus if goff.mel in m["To"]]
    debut = f"à la mission {mission.numero} – {mission.session}"
    # The new letter had not left when the convocation was deleted: the cancellation of the first one says it all.
    assert siens == [f"Convocation {debut}", f"Annulation de votre convocation {debut}"]
    assert set(serveur.exemplaires.values()) == {1}


def test_au_clavier_on_donne_les_memes_dates_a_deux_personnes(connecter, mission):
    page = connecter()
    page.goto(f"{URL}{mission.numero}/")
    for nom in ("EL KADIRI Yassine", "LE GOFF Erwan"):
        page.get_by_label(f"Sélectionner {nom}").focus()
        page.keyboard.press("Space")
    expect(page.get_by_text("2 convocations sélectionnées")).to_be_visible()
    page.get_by_role("button", name="Modifier les dates").press("Enter")
    expect(page.get_by_role("heading", name="Modifier les dates")).to_be_visible()
    page.locator(".mois input").nth(1).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Modifier les dates de 2 convocations").press("Enter")
    messages = page.get_by_role("log")
    expect(messages.get_by_text(f"Dates modifiées : EL KADIRI Yassine, mission {mission.numero}.")).to_be_visible()
    expect(messages.get_by_text(f"Dates modifiées : LE GOFF Erwan, mission {mission.numero}.")).to_be_visible()


def test_les_convocations_du_jour_s_impriment_ensemble(connecter, mission):
    page = connecter()
    page.goto(URL)
    page.get_by_role("link", name="Convocations du centre").click()
    page.get_by_label("Attendus du").fill(jours()[0].isoformat())
    page.get_by_label("au", exact=True).fill(jours()[0].isoformat())
    page.get_by_role("button", name="Filtrer", exact=True).click()
    expect(page.get_by_role("heading", name="Liste des convocations du centre (3 lignes)")).to_be_visible()
    page.get_by_label("Tout sélectionner").check()
    with page.expect_download() as recu:
        page.get_by_role("button", name="Télécharger la sélection (un pdf)").click()
    assert recu.value.suggested_filename.startswith("convocations_")
    with page.expect_download() as recu:
        page.get_by_role("link", name="Télécharger convocations (zip)").click()
    assert recu.value.suggested_filename.endswith(".zip")


def test_sans_javascript_on_suit_et_l_on_change_les_dates(connecter, mission):
    page = connecter(java_script_enabled=False)
    page.goto(f"{URL}{mission.numero}/")
    page.get_by_label("Sélectionner LE GOFF Erwan").check()
    page.get_by_role("button", name="Modifier les dates").click()
    page.locator(".mois label").nth(1).click()
    page.get_by_role("button", name="Modifier les dates de 1 convocation").click()
    expect(page.get_by_role("heading", name="(3 lignes)")).to_be_visible()
    page.get_by_role("link", name="Non envoyé").first.click()
    expect(page.get_by_role("heading", name="Suivi des envois · ")).to_be_visible()


def test_sans_javascript_envoyer_et_supprimer_demandent_par_une_page(connecter, mission):
    page = connecter(java_script_enabled=False)
    page.goto(f"{URL}{mission.numero}/")
    page.get_by_role("button", name="Envoyer par mél la convocation de LE GOFF Erwan").click()
    expect(page.get_by_role("heading", name="Envoyer par mél", exact=True)).to_be_visible()
    expect(page.get_by_text("1 convocation : 1 jamais envoyée.")).to_be_visible()
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("La convocation de LE GOFF Erwan part par mél")).to_be_visible()
    page.get_by_role("button", name="Supprimer la convocation de NGUYEN-THANH Anh").click()
    expect(page.get_by_text("aucun mél ne lui est parti. Prévenez cette personne")).to_be_visible()
    page.get_by_role("button", name="Supprimer", exact=True).click()
    expect(page.get_by_role("heading", name="(2 lignes)")).to_be_visible()
