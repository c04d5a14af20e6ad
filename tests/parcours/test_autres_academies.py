"""Two académies in one browser: a head opens the other one, summons there, comes back, and home knows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from imagin.domaine.federation.actions import recalculer_empreintes
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.federation.veille import veiller
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE
from tests.outillage.academies import AcademieDEssai, designer_centre

NUMEN = "16E2012345ABC"
MISSION_DU_SIEC = 310_101
INFO_BULLE = "L'ouverture sera effectuée dans une nouvelle fenêtre."


@pytest.fixture
def bellevue(toulouse: AcademieDEssai, siec: AcademieDEssai) -> None:
    """Bellevue, of Toulouse, is a centre of the SIEC too: a mission in each, on the same days, and one teacher."""
    with toulouse.dedans():
        for activite in ("acces_autres_academies", "convocation_par_mission", "consultation_personnels"):
            f.ouverture(activite)
        f.compte()
        f.intervenant("LE GOFF", "Erwan", numen=NUMEN)
        f.mission()
        recalculer_empreintes(systeme("tests"))
    with siec.dedans():
        f.ouverture("convocation_par_mission")
        paris = f.etablissement("0750001N", "LYC DE LA GRANGE AUX BELLES PARIS", academie_id="01")
        f.intervenant("LE GOFF", "Erwan", a=f.etablissement(), secondaire=paris, numen=NUMEN)
        f.mission(numero=MISSION_DU_SIEC, session=f.session(telephone="01 99 00 12 40", mel="dec@siec.example"))
    designer_centre(siec, toulouse)


@pytest.fixture
def entrer(ouvrir_chez: Callable[..., Page]) -> Callable[..., Page]:
    """A browser signed in at an instance, through its sign-in screen."""

    def entrer(academie: AcademieDEssai, identifiant: str = "chef.0310038Y", **options: object) -> Page:
        page = ouvrir_chez(academie, **options)
        page.goto("/connexion/")
        page.get_by_label("Identifiant").fill(identifiant)
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Valider").click()
        page.wait_for_url("/")
        return page

    return entrer


def ouvrir_l_autre(page: Page, nom: str = "SIEC") -> Page:
    """By the button of the activity: the other académie, in the tab that it opens."""
    page.get_by_role("link", name="Accès autres académies").click()
    with page.expect_popup() as ouverte:
        page.get_by_role("link", name=nom, exact=True).click()
    return ouverte.value


@pytest.mark.exigence("G4.6-01", "G4.6-02", "G4.6-03", "G4.6-04", "G3.1-07")
def test_la_chef_de_bellevue_convoque_au_siec_et_toulouse_le_sait(toulouse, siec, bellevue, entrer, axe):
    chez_elle = entrer(toulouse)
    au_siec = ouvrir_l_autre(chez_elle)
    expect(chez_elle.get_by_role("link", name="SIEC", exact=True)).to_have_attribute("title", INFO_BULLE)
    assert axe(chez_elle) == []
    expect(au_siec).to_have_url(f"{siec.adresse}/")
    expect(au_siec.get_by_role("banner")).to_contain_text("SIEC")
    menu = au_siec.get_by_role("navigation").first
    expect(menu.get_by_role("link", name="Convocation par mission")).to_be_visible()
    expect(menu.get_by_role("link", name="Consultation des personnels")).to_have_count(0)

    convoquer_au_siec(au_siec)
    assert siec.expedier(toulouse).envoyes == 1

    onglet = lire_l_indisponibilite(chez_elle)
    expect(avertissement_a_toulouse(chez_elle)).to_contain_text("CONVOCATION PAR IMAGIN SIEC")

    annuler_au_siec(au_siec)
    assert siec.expedier(toulouse).envoyes == 1
    expect(avertissement_a_toulouse(chez_elle)).to_have_count(0)
    chez_elle.goto(onglet)
    expect(chez_elle.get_by_role("heading", name="LE GOFF Erwan")).to_be_visible()
    expect(chez_elle.get_by_text("CONVOCATION PAR IMAGIN SIEC")).to_have_count(0)

    au_siec.get_by_role("button", name="Quitter").click()
    expect(au_siec.get_by_text("Vous pouvez fermer cet onglet")).to_be_visible()
    assert axe(au_siec) == []
    chez_elle.reload()
    expect(chez_elle.get_by_role("button", name="Quitter")).to_be_visible()


def convoquer_au_siec(page: Page) -> None:
    page.get_by_role("link", name="Convocation par mission").click()
    cocher_le_professeur_de_mathematiques(page)
    page.get_by_role("button", name="Convoquer 1 intervenant").click()
    expect(page.get_by_label("Messages").first).to_contain_text("Convocation créée : LE GOFF Erwan")


def cocher_le_professeur_de_mathematiques(page: Page) -> None:
    page.get_by_role("cell", name="INTERROGATION ORALE").click()
    page.get_by_role("link", name="Convoquer des intervenants").click()
    page.get_by_label("Discipline, dans mon établissement").press_sequentially("math")
    page.get_by_role("option", name="MATHEMATIQUES").click()
    page.locator(".mois label").first.click()


def annuler_au_siec(page: Page) -> None:
    page.get_by_role("button", name="Supprimer la convocation de LE GOFF Erwan").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()
    expect(page.get_by_label("Messages").first).to_contain_text("Convocation supprimée : LE GOFF Erwan")


def lire_l_indisponibilite(page: Page) -> str:
    """At home, in the person's tab, with its summary; returns the address of the tab."""
    page.get_by_role("link", name="Consultation des personnels").click()
    page.get_by_role("link", name="LE GOFF").click()
    page.get_by_role("link", name="Indisponibilités").click()
    expect(page.get_by_role("cell", name="CONVOCATION PAR IMAGIN SIEC")).to_be_visible()
    onglet = page.url
    page.get_by_role("link", name="Récapitulatif").first.click()
    resume = page.get_by_role("dialog")
    for attendu in (str(MISSION_DU_SIEC), "INTERROGATION ORALE", "0310038Y", "Mme Claire VIDAL", "01 99 00 12 40"):
        expect(resume).to_contain_text(attendu)
    resume.get_by_role("link", name="OK").click()
    return onglet


def avertissement_a_toulouse(page: Page):
    """What the form of home says of the teacher, ticked, on the day of the summons at the SIEC."""
    page.goto("/convocation-par-mission/")
    cocher_le_professeur_de_mathematiques(page)
    expect(page.get_by_role("button", name="Convoquer 1 intervenant")).to_be_visible()
    return page.get_by_text("LE GOFF Erwan").filter(has_text="CONVOCATION PAR IMAGIN SIEC")


@pytest.mark.exigence("G4.6-02")
def test_une_fenetre_bloquee_se_dit_et_une_academie_arretee_est_grise(toulouse, siec, bellevue, entrer):
    page = entrer(toulouse)
    page.add_init_script("window.open = () => null")
    page.get_by_role("link", name="Accès autres académies").click()
    page.get_by_role("link", name="SIEC", exact=True).click()
    expect(page.locator("main").get_by_text("vérifiez la configuration de votre navigateur").first).to_be_visible()
    expect(page.get_by_label("Messages").first).to_contain_text("Aucune nouvelle fenêtre ne s'est ouverte")
    siec.arreter()
    with toulouse.dedans():
        veiller()
    page.reload()
    expect(page.get_by_role("button", name="SIEC")).to_be_disabled()
    expect(page.get_by_text("L'académie SIEC n'est pas joignable pour le moment.")).to_be_visible()
    expect(
        page.get_by_text("Si le problème persiste, merci de le signaler au gestionnaire de votre académie.")
    ).to_be_visible()


@pytest.mark.exigence("G4.6-02")
def test_sans_scripts_le_bouton_est_un_lien_qui_ouvre_un_onglet(toulouse, siec, bellevue, entrer):
    page = entrer(toulouse, java_script_enabled=False)
    au_siec = ouvrir_l_autre(page)
    expect(au_siec.get_by_role("banner")).to_contain_text("SIEC")


@pytest.mark.exigence("G4.6-01")
def test_un_centre_d_ici_seulement_lit_qu_il_ne_l_est_nulle_part_ailleurs(toulouse, entrer):
    with toulouse.dedans():
        f.ouverture("acces_autres_academies")
        f.mission()
        f.compte()
    page = entrer(toulouse)
    page.get_by_role("link", name="Accès autres académies").click()
    expect(page.get_by_text("n'est centre d'examen dans aucune autre académie")).to_be_visible()
