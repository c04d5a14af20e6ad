"""Signing in through a real OpenID Connect provider, and all that it may get wrong."""

import logging
from datetime import date

import pytest
from django.test import Client

from imagin.domaine.acces.enums import Fonction, SourceDelegation
from imagin.domaine.acces.models import Compte, Delegation, Identite
from imagin.domaine.acces.queries import comptes_du_mel
from tests import factories as f
from tests.activites.connexion.sso.conftest import CHEF
from tests.factories.acces import MOT_DE_PASSE
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G2.1-04")]
RETOUR = "/connexion/guichet/retour/"


def delegation_lue(*uais: str, application: str = "imagin", du: str = "01/09/2025", au: str = "31/12/9999") -> str:
    lieux = ";".join(f"{uai}$UAJ$PU$N$T3$LP$320" for uai in uais)
    adresse = f"/mdp/redirectionhub/redirect.jsp?applicationname={application}"
    return f"{application}|{adresse}|{du}|{au}|uid=chef|FrEduRneResp={lieux}|serveur|module|"


def test_le_chef_entre_dans_son_etablissement_sans_mot_de_passe_d_imagin(par_le_guichet, texte):
    f.mission()
    page = par_le_guichet()
    assert "ACADEMIE DE TOULOUSE - LPO BELLEVUE TOULOUSE CEDEX 4" in texte(page)
    compte = Compte.objects.get()
    assert (compte.nom, compte.prenom, compte.mel) == ("DE LA TOUR", "Hélène", "helene@ac-toulouse.example")
    assert not compte.has_usable_password()
    delegation = compte.delegations.get()
    assert (delegation.fonction, delegation.source) == (Fonction.CHEF, SourceDelegation.GUICHET)


def test_la_meme_personne_retrouve_son_compte_et_une_autre_a_le_sien(par_le_guichet, guichet, client):
    f.etablissement()
    par_le_guichet()
    client.post("/deconnexion/")
    guichet.regler(personne={**CHEF, "family_name": "DE LA TOUR-MARTIN", "email": "autre@ac-toulouse.example"})
    par_le_guichet()
    assert Compte.objects.get().nom == "DE LA TOUR-MARTIN"
    client.post("/deconnexion/")
    guichet.regler(personne={**CHEF, "sub": "homonyme"})
    par_le_guichet()
    assert Identite.objects.count() == Compte.objects.count() == 2


def test_on_revient_a_la_page_que_l_on_demandait_jamais_ailleurs(par_le_guichet, client):
    f.mission()
    f.ouverture()
    assert par_le_guichet("/convocation-par-mission/", follow=False)["Location"] == "/convocation-par-mission/"
    client.post("/deconnexion/")
    assert par_le_guichet("https://ailleurs.example/").request["PATH_INFO"] == "/"


def test_plusieurs_etablissements_et_une_delegation_donnent_le_choix(par_le_guichet, guichet):
    lieux = [
        f.etablissement(),
        f.etablissement(uai(39), "LGT BERTHELOT"),
        f.etablissement(uai(40), "CLG BELLEFONTAINE"),
    ]
    guichet.regler(
        personne={
            **CHEF,
            "FrEduRneResp": [lieux[0].uai, lieux[1].uai],
            "FrEduResDel": [delegation_lue(lieux[2].uai, lieux[0].uai), delegation_lue(uai(41), application="orion")],
        }
    )
    page = par_le_guichet()
    assert [service.detail for service in page.context["services"]] == [
        f"CLG BELLEFONTAINE ({lieux[2].uai})",
        f"LGT BERTHELOT ({lieux[1].uai})",
        "LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y)",
    ]
    assert Delegation.objects.get(etablissement=lieux[0]).fonction == Fonction.CHEF
    assert Delegation.objects.get(etablissement=lieux[2]).date_debut == date(2025, 9, 1)


def test_ce_que_le_guichet_ne_dit_plus_est_retire_ce_que_l_administration_a_donne_reste(
    par_le_guichet, guichet, client
):
    ailleurs = f.etablissement(uai(39), "LGT BERTHELOT")
    f.etablissement()
    par_le_guichet()
    compte = Compte.objects.get()
    f.acces.deleguer(
        f.acces.systeme("tests"), compte=compte, uai=ailleurs.uai, fonction=Fonction.DELEGUE, date_debut=f.acces.HIER
    )
    client.post("/deconnexion/")
    guichet.regler(personne={**CHEF, "FrEduRneResp": "X"})
    par_le_guichet()
    assert [d.etablissement for d in compte.delegations.all()] == [ailleurs]


@pytest.mark.parametrize("fonction", ["DIR", "ADF"])
def test_sans_responsabilite_ni_delegation_on_apprend_quoi_faire(par_le_guichet, guichet, texte, fonction):
    f.etablissement()
    responsable = {} if fonction == "DIR" else {"FrEduRneResp": "0310038Y"}
    finie = delegation_lue("0310038Y", au="31/08/2026", du="01/09/2024")
    personne = {**CHEF, "FrEduRneResp": "", "FrEduFonctAdm": fonction, "FrEduResDel": finie, **responsable}
    guichet.regler(personne=personne)
    page = par_le_guichet()
    assert page.status_code == 403
    assert "Demandez au chef d'établissement de vous déléguer l'application IMAG'IN" in texte(page)
    assert not Compte.objects.exists()


def test_un_etablissement_que_l_instance_ne_connait_pas_est_nomme(par_le_guichet, texte):
    page = par_le_guichet()
    assert page.status_code == 403
    assert "(0310038Y) n'est pas connu d'IMAG'IN" in texte(page)


def test_un_compte_desactive_n_entre_plus(par_le_guichet, client, texte):
    f.etablissement()
    par_le_guichet()
    client.post("/deconnexion/")
    Compte.objects.update(is_active=False)
    assert "désactivé" in texte(par_le_guichet())


def test_un_compte_du_guichet_ne_prend_pas_de_mot_de_passe_ici(par_le_guichet, client, texte):
    f.etablissement()
    par_le_guichet()
    assert comptes_du_mel("helene@ac-toulouse.example") == []
    assert "votre compte professionnel" in texte(client.get("/mon-compte/mot-de-passe/", follow=True))


def test_la_personne_connectee_ici_avec_un_mot_de_passe_n_est_pas_melangee_a_celle_du_guichet(par_le_guichet, client):
    compte = f.compte()
    client.post("/connexion/", {"login": "chef.0310038Y", "password": MOT_DE_PASSE})
    par_le_guichet()
    assert client.session["_auth_user_id"] != str(compte.pk)
    assert Identite.objects.get().compte != compte


def test_les_cles_du_guichet_changent_sans_que_l_on_fasse_rien(par_le_guichet, guichet, client):
    f.etablissement()
    par_le_guichet()
    client.post("/deconnexion/")
    guichet.regler(cle="seconde")
    assert par_le_guichet().status_code == 200
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("faute", "raison"),
    [
        ({"audience": "une-autre-application"}, "InvalidAudienceError"),
        ({"nonce": "celui-d-une-autre-demande"}, "another nonce"),
        ({"decalage": 600}, "ImmatureSignatureError"),
        ({"decalage": -600}, "ExpiredSignatureError"),
        ({"emetteur": "https://ailleurs.example"}, "InvalidIssuerError"),
        ({"cle": "seconde", "publiee": "premiere"}, "InvalidSignatureError"),
        ({"infos": {"sub": "quelqu-un-d-autre"}}, "two subjects"),
    ],
)
def test_une_reponse_qui_ne_tient_pas_n_ouvre_rien(par_le_guichet, guichet, client, texte, caplog, faute, raison):
    f.etablissement()
    guichet.regler(**faute)
    with caplog.at_level(logging.WARNING):
        page = par_le_guichet()
    assert page.status_code == 400
    assert "n'a pas pu être vérifiée" in texte(page)
    assert raison in caplog.text
    assert "_auth_user_id" not in client.session
    assert not Compte.objects.exists()


@pytest.mark.parametrize("decalage", [50, -50])
def test_une_horloge_un_peu_decalee_est_toleree(par_le_guichet, guichet, decalage):
    f.etablissement()
    guichet.regler(decalage=decalage)
    assert par_le_guichet().status_code == 200


def test_une_reponse_ne_sert_qu_une_fois_et_qu_a_qui_l_a_demandee(guichet, client, texte):
    f.etablissement()
    retour = guichet.s_identifier(client.get("/connexion/guichet/")["Location"])
    assert client.get(retour).status_code == 302
    client.post("/deconnexion/")
    rejouee = client.get(retour)
    assert rejouee.status_code == 400
    assert "a déjà servi" in texte(rejouee)
    intercepte = guichet.s_identifier(Client().get("/connexion/guichet/")["Location"])
    assert client.get(intercepte).status_code == 400
    assert "_auth_user_id" not in client.session


def test_un_code_deja_echange_est_refuse_par_le_guichet_lui_meme(guichet, client):
    f.etablissement()
    premier = guichet.s_identifier(client.get("/connexion/guichet/")["Location"])
    client.get(premier)
    client.post("/deconnexion/")
    second = guichet.s_identifier(client.get("/connexion/guichet/")["Location"])
    code = premier.split("code=")[1].split("&")[0]
    autre = second.split("code=")[1].split("&")[0]
    assert client.get(second.replace(autre, code)).status_code == 400
    assert "_auth_user_id" not in client.session


def test_qui_renonce_au_guichet_revient_avec_une_explication(guichet, client, texte):
    retour = guichet.s_identifier(client.get("/connexion/guichet/")["Location"], refuser="oui")
    page = client.get(retour)
    assert page.status_code == 400
    assert "Revenir à l'identification" in texte(page)


def test_un_guichet_en_panne_se_dit_en_francais(settings, guichet, client, texte):
    retour = guichet.s_identifier(client.get("/connexion/guichet/")["Location"])
    settings.IMAGIN_GUICHET = {**settings.IMAGIN_GUICHET, "adresse": "http://127.0.0.1:9"}
    for adresse in ("/connexion/guichet/", retour):
        page = client.get(adresse)
        assert page.status_code == 503
        assert "Le guichet académique ne répond pas pour le moment. Réessayez dans quelques minutes" in texte(page)


def test_sans_reglage_il_n_y_a_pas_de_guichet(client, texte):
    assert "compte professionnel" not in texte(client.get("/connexion/"))
    assert client.get("/connexion/guichet/").status_code == client.get(RETOUR).status_code == 404
