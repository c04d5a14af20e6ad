"""From an académie to another one, for real: two servers, each its base."""

from datetime import timedelta

import pytest

from imagin.domaine.acces.enums import Fonction, SourceDelegation
from imagin.domaine.acces.models import Compte, Connexion, Delegation
from imagin.domaine.federation.actions import fermer_centre
from imagin.domaine.federation.models import CentreOuvert, Partenaire
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.federation.veille import veiller
from imagin.socle.jetons.cles import cle_qui_signe, renouveler_cles
from imagin.socle.jetons.models import CleSignature
from imagin.socle.temps import aujourd_hui, maintenant
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.exigence("G4.6-02"), pytest.mark.usefixtures("bellevue")]


def test_la_chef_entre_au_siec_sans_second_mot_de_passe_et_sa_connexion_reste_chez_elle(toulouse, siec, personne):
    personne.s_identifier(toulouse)
    page = personne.ouvrir(toulouse)
    assert page.url == f"{siec.adresse}/"
    assert "SIEC - LPO BELLEVUE TOULOUSE CEDEX 4 Connecté en tant que 0310038Y" in personne.texte
    assert "Connexion établie : Service établissement, LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y)." in personne.texte
    assert personne.lue.xpath("//nav//a[normalize-space()='Convocation par mission']")
    assert not personne.lue.xpath("//nav//a[normalize-space()='Consultation des personnels']")
    with siec.dedans():
        compte = Compte.objects.get()
        assert (compte.prenom, compte.nom, compte.mel, compte.has_usable_password()) == ("Hélène", "DE LA TOUR", "", 0)
        delegation = compte.delegations.get()
        assert (delegation.source, delegation.fonction) == (SourceDelegation.PARTENAIRE, Fonction.CHEF)
        assert (delegation.etablissement.uai, delegation.date_fin) == (f.BELLEVUE, aujourd_hui() + timedelta(days=1))
        assert Connexion.objects.get(fermee_le=None).compte == compte
    personne.quitter(siec)
    assert "Vous avez quitté IMAG'IN SIEC. Vous pouvez fermer cet onglet" in personne.texte
    with siec.dedans():
        assert Connexion.objects.get().fin == "QUITTEE"
    assert "Connecté en tant que 0310038Y" in (personne.aller(f"{toulouse.adresse}/"), personne.texte)[1]


def test_un_retour_ne_sert_qu_une_fois_et_la_meme_personne_retrouve_son_compte(toulouse, siec, personne):
    personne.s_identifier(toulouse)
    etapes = personne.ouvrir(toulouse).history
    retour = next(etape.url for etape in etapes if "/connexion/academie/retour/" in etape.url)
    assert personne.aller(retour).status_code == 404
    assert "n'est plus connue ici" in personne.texte
    with toulouse.dedans():
        Compte.objects.update(nom="DE LA TOUR-MARTIN")
    personne.ouvrir(toulouse)
    with siec.dedans():
        assert Compte.objects.get().nom == "DE LA TOUR-MARTIN"
        assert Delegation.objects.count() == 1


def test_la_place_de_l_etablissement_est_celle_du_siec(toulouse, siec, personne):
    with toulouse.dedans():
        f.compte("adjointe", pour=f.etablissement())
    with siec.dedans():
        f.compte("secretaire.siec", pour=f.etablissement())
    autre = type(personne)()
    autre.s_identifier(siec, "secretaire.siec")
    personne.s_identifier(toulouse)
    page = personne.ouvrir(toulouse)
    assert page.status_code == 200
    assert "Hélène DE LA TOUR travaille pour cet établissement" in personne.texte
    autre.quitter(siec)
    [formulaire] = [un for un in personne.lue.forms if un.xpath(".//button[normalize-space()='Réessayer']")]
    action = personne.session.post(f"{siec.adresse}{formulaire.get('action')}", dict(formulaire.form_values()))
    assert "Connecté en tant que 0310038Y" in " ".join(action.text.split())


def test_qui_etait_connecte_au_siec_sous_un_autre_compte_y_laisse_sa_place(toulouse, siec, personne):
    ailleurs = uai(39)
    with siec.dedans():
        f.compte("secretaire.siec", pour=f.etablissement(ailleurs, "LGT BERTHELOT"))
    personne.s_identifier(siec, "secretaire.siec")
    personne.s_identifier(toulouse)
    personne.ouvrir(toulouse)
    assert "Connecté en tant que 0310038Y" in personne.texte
    with siec.dedans():
        ouvertes = Connexion.objects.filter(fermee_le=None)
        assert [connexion.etablissement.uai for connexion in ouvertes] == [f.BELLEVUE]


def test_un_centre_que_le_siec_ferme_met_dehors_qui_y_travaille(toulouse, siec, personne):
    personne.s_identifier(toulouse)
    personne.ouvrir(toulouse)
    with siec.dedans():
        fermer_centre(systeme("tests"), partenaire=Partenaire.objects.get(code="16").pk, uai=f.BELLEVUE)
    assert personne.aller(f"{siec.adresse}/convocation-par-mission/").url.startswith(f"{siec.adresse}/services/")
    assert "Le service des examens a mis fin à votre connexion à l'établissement." in personne.texte
    assert personne.ouvrir(toulouse).status_code == 403
    assert "n'est pas, ou n'est plus, centre d'examen ici" in personne.texte
    with siec.dedans():
        assert not Delegation.objects.exists()
        assert not Connexion.objects.filter(fermee_le=None).exists()


def test_des_cles_qui_changent_ne_coupent_rien(toulouse, siec, personne):
    """Published a day before they sign, followed by the watch of each minute."""
    personne.s_identifier(toulouse)
    with toulouse.dedans():
        ancienne = cle_qui_signe().kid
        nouvelle = renouveler_cles()
    personne.ouvrir(toulouse)
    assert "Connecté en tant que 0310038Y" in personne.texte
    with siec.dedans():
        veiller()
    with toulouse.dedans():
        CleSignature.objects.filter(kid=nouvelle).update(signe_des=maintenant())
        assert cle_qui_signe().kid == nouvelle != ancienne
    assert personne.aller(f"{siec.adresse}/convocation-par-mission/").status_code == 200
    personne.ouvrir(toulouse)
    assert personne.page.url == f"{siec.adresse}/"


def test_un_partenariat_ferme_ou_rompu_en_chemin_se_dit(toulouse, siec, personne):
    personne.s_identifier(toulouse)
    with siec.dedans():
        Partenaire.objects.filter(code="16").update(active=False)
    assert personne.ouvrir(toulouse).status_code == 403
    with siec.dedans():
        Partenaire.objects.filter(code="16").update(active=True)
    with toulouse.dedans():
        Partenaire.objects.filter(code="siec").update(cles=[f.federation.CLE_FACTICE])
    assert personne.ouvrir(toulouse).status_code == 400
    assert "La réponse de l'académie TOULOUSE n'a pas pu être vérifiée" in personne.texte


def test_une_academie_d_origine_qui_tombe_en_chemin_se_dit(toulouse, siec, personne):
    personne.s_identifier(toulouse)
    depart = personne.session.get(
        f"{toulouse.adresse}/acces-autres-academies/ouvrir/?academie=siec", allow_redirects=False
    )
    autoriser = personne.session.get(depart.headers["Location"], allow_redirects=False).headers["Location"]
    retour = personne.session.get(autoriser, allow_redirects=False).headers["Location"]
    with toulouse.entremise.en("mort"):
        assert personne.aller(retour).status_code == 503
    assert "L'académie TOULOUSE ne répond pas pour le moment." in personne.texte


def test_une_declaration_du_siec_fait_un_centre_avant_toute_mission(toulouse, siec, personne):
    with siec.dedans():
        assert CentreOuvert.objects.exists()
    personne.s_identifier(toulouse)
    personne.ouvrir(toulouse)
    assert personne.aller(f"{siec.adresse}/convocation-par-mission/").status_code == 200


def test_qui_n_est_plus_connecte_chez_soi_s_identifie_et_continue(toulouse, siec, dans_chromium, axe):
    """Chromium holds a form's answer to our own site: the way on is a link, or the buttons again."""
    page = dans_chromium(toulouse)

    def s_identifier() -> None:
        page.get_by_label("Identifiant").fill("chef.0310038Y")
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Valider").click()

    page.goto("/acces-autres-academies/ouvrir/?academie=siec")
    s_identifier()
    page.wait_for_url(f"{toulouse.adresse}/acces-autres-academies/")
    page.get_by_role("button", name="Quitter").click()
    page.wait_for_url("**/connexion/")
    page.goto(f"{siec.adresse}/connexion/academie/16/?uai={f.BELLEVUE}")
    s_identifier()
    page.get_by_role("link", name="Continuer vers SIEC").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="Continuer vers SIEC").click()
    page.wait_for_url(f"{siec.adresse}/")
    assert "SIEC - LPO BELLEVUE" in page.get_by_role("banner").inner_text()
