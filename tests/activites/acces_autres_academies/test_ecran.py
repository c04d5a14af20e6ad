"""The buttons of « Accès autres académies », and who is told where one works."""

import html
from datetime import timedelta

import pytest
from lxml import html as lecture

from imagin.domaine.acces.models import Ouverture
from imagin.domaine.federation.models import EtatPartenaire, Partenaire
from imagin.domaine.missions.models import Mission
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.outils import Traversee, question, siec
from tests.factories.referentiel import uai

pytestmark = pytest.mark.django_db
LISTE = "/acces-autres-academies/"
PERSISTE = "Si le problème persiste, merci de le signaler au gestionnaire de votre académie."
INFO_BULLE = "L'ouverture sera effectuée dans une nouvelle fenêtre."


@pytest.fixture
def chef(chef):
    """The head of Bellevue, to whom the activity is open."""
    f.ouverture("acces_autres_academies")
    return chef


def texte(page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def menu(client) -> list[str]:
    page = lecture.fromstring(client.get("/").content.decode())
    return [" ".join(lien.text_content().split()) for lien in page.get_element_by_id("menu").xpath(".//a")]


@pytest.mark.exigence("G4.6-01")
def test_un_bouton_par_academie_ou_l_on_est_centre_sans_la_dgrh(chef):
    for code, nom in (("siec", "SIEC"), ("04", "BORDEAUX")):
        f.centre_ailleurs(chez=f.partenaire(code, nom, academies=[code[:2]]))
    f.centre_ailleurs(chez=f.partenaire("dgrh", "DGRH", academies=[], nationale=True))
    f.centre_ailleurs(chez=f.partenaire("14", "RENNES", ["14"], active=False))
    f.centre_ailleurs(f.etablissement(uai(39), "LGT BERTHELOT"), f.partenaire("06", "CLERMONT", ["06"]))
    liens = lecture.fromstring(chef.get(LISTE).content.decode()).xpath("//a[@data-nouvelle-fenetre]")
    assert [lien.text_content() for lien in liens] == ["BORDEAUX", "SIEC"]
    assert {(lien.get("title"), lien.get("target"), lien.get("rel")) for lien in liens} == {
        (INFO_BULLE, "_blank", "noopener")
    }


@pytest.mark.exigence("G4.6-03")
def test_une_academie_injoignable_ou_dont_on_ne_sait_plus_rien_est_grise(chef):
    f.centre_ailleurs(chez=f.partenaire(joignable=False))
    f.centre_ailleurs(chez=f.partenaire("14", "RENNES", ["14"]))
    EtatPartenaire.objects.filter(partenaire__code="14").update(verifie_le=maintenant() - timedelta(minutes=6))
    page = chef.get(LISTE)
    boutons = lecture.fromstring(page.content.decode()).xpath("//button[@disabled]")
    assert [bouton.text_content() for bouton in boutons] == ["RENNES", "SIEC"]
    assert f"L'académie SIEC n'est pas joignable pour le moment. {PERSISTE}" in texte(page)
    assert "vérifiez la configuration de votre navigateur" in texte(page)


@pytest.mark.exigence("G4.6-01")
def test_un_centre_d_ici_seulement_le_lit_et_une_ecole_centre_ailleurs_seulement_a_l_activite(chef):
    """The menu has the activity for both; for a school that is a centre nowhere, not."""
    assert "Accès autres académies" not in menu(chef)
    assert chef.get(LISTE).status_code == 403
    f.mission()
    assert "Accès autres académies" in menu(chef)
    assert "n'est centre d'examen dans aucune autre académie" in texte(chef.get(LISTE))
    Mission.objects.all().delete()
    f.centre_ailleurs(chez=f.partenaire())
    assert menu(chef)[-1] == "Accès autres académies"
    assert "Convocation par mission" not in menu(chef)
    Partenaire.objects.update(nationale=True)
    assert "Accès autres académies" not in menu(chef)


@pytest.mark.exigence("G4.6-01")
def test_trente_academies_ne_coutent_pas_une_requete_de_plus(chef, django_assert_num_queries):
    chef.get(LISTE)
    f.centre_ailleurs(chez=f.partenaire())
    with django_assert_num_queries(5):
        chef.get(LISTE)
    for numero in range(30):
        f.centre_ailleurs(chez=f.partenaire(f"p{numero}", f"P{numero}", [], joignable=numero % 3 > 0))
    with django_assert_num_queries(5):
        chef.get(LISTE)


@pytest.mark.exigence("G4.6-01", "G4.6-03")
def test_ouvrir_mene_a_l_academie_ou_dit_pourquoi_non(chef, settings):
    f.centre_ailleurs(chez=f.partenaire(adresse="https://siec.imagin.example"))
    attendue = f"https://siec.imagin.example/connexion/academie/{settings.IMAGIN_INSTANCE}/?uai=0310038Y"
    assert chef.get(f"{LISTE}ouvrir/?academie=siec")["Location"] == attendue
    assert "n'est plus, centre d'examen pour cette académie" in texte(
        chef.get(f"{LISTE}ouvrir/?academie=14", follow=True)
    )
    EtatPartenaire.objects.update(joignable=False)
    page = chef.get(f"{LISTE}ouvrir/?academie=siec", follow=True)
    assert f"L'académie SIEC n'est pas joignable pour le moment. {PERSISTE}" in texte(page)


@pytest.mark.exigence("G4.6-02")
def test_l_academie_apprend_qui_vient_pour_l_etablissement_ou_l_on_travaille_et_lui_seul(chef):
    demande = Traversee().demande | {"uai": "0310038Y"}
    f.centre_ailleurs(chez=siec())
    retour = chef.get(f"{LISTE}autoriser/", demande)
    assert retour["Location"].startswith("http://siec.imagin.example/connexion/academie/retour/?")
    assert {"code", "state"} <= question(retour["Location"]).keys()
    page = chef.get(f"{LISTE}autoriser/", demande | {"uai": "0310039Z"})
    assert "Vous travaillez pour LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y), et l'académie SIEC attend" in texte(page)


@pytest.mark.exigence("G4.6-02")
@pytest.mark.parametrize("cas", ["pas centre", "inconnue", "retour ailleurs", "fermée"])
def test_une_academie_qui_n_a_pas_a_le_savoir_ne_l_apprend_pas(chef, cas):
    demande = Traversee().demande | {"uai": "0310038Y"}
    f.mission()
    partenaire = siec(active=cas != "fermée")
    if cas != "pas centre":
        f.centre_ailleurs(chez=partenaire)
    autre = {"client_id": "14"} if cas == "inconnue" else {}
    if cas == "retour ailleurs":
        autre = {"redirect_uri": "http://ailleurs.example/connexion/academie/retour/"}
    page = chef.get(f"{LISTE}autoriser/", demande | autre)
    assert page.status_code == 403
    assert PERSISTE in texte(page)


@pytest.mark.exigence("G4.6-02")
def test_une_activite_fermee_ne_dit_rien_a_personne(chef):
    demande = Traversee().demande | {"uai": "0310038Y"}
    f.centre_ailleurs(chez=siec())
    Ouverture.objects.all().delete()
    assert chef.get(f"{LISTE}autoriser/", demande).status_code == 403


@pytest.mark.exigence("G1.3-02", "G4.6-02")
def test_le_bandeau_dit_l_academie_ou_ce_que_l_instance_s_appelle(chef, settings):
    assert "ACADEMIE DE TOULOUSE - LPO BELLEVUE" in texte(chef.get("/"))
    settings.IMAGIN_INTITULE = "SIEC"
    page = texte(chef.get("/"))
    assert "SIEC - LPO BELLEVUE" in page
    assert "ACADEMIE DE" not in page
