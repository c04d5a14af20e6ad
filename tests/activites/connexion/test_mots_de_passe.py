"""Passwords: forgotten, chosen at the first sign-in, changed."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.exceptions import ValidationError

from imagin.domaine.acces.actions import creer_compte
from imagin.domaine.acces.models import Compte
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE

pytestmark = [pytest.mark.exigence("G2.1-01")]
NOUVEAU = "Septembre-2027 !"
MEL = "Helene.De-La-Tour@ac-toulouse.example"


@pytest.fixture
def compte() -> Compte:
    cree = f.compte()
    Compte.objects.filter(pk=cree.pk).update(mel=MEL)
    return cree


def oublier(client, mel: str = MEL.lower()):
    return client.post("/mot-de-passe/oubli/", {"email": mel}, follow=True)


def lien(envoi: Envoi) -> str:
    """Path of the link that a mail carries."""
    return urlsplit(re.search(r"https?://\S+", envoi.corps).group()).path


def choisir(client, adresse: str, mot_de_passe: str = NOUVEAU):
    page = client.get(adresse, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": mot_de_passe, "password2": mot_de_passe}, follow=True)


def test_un_mot_de_passe_oublie_se_choisit_de_nouveau_par_mel(client, compte, se_connecter, texte):
    assert "un lien vient d'y être envoyé" in texte(oublier(client))
    envoi = Envoi.objects.get()
    assert (envoi.destinataire, envoi.sujet) == (MEL.lower(), "IMAG'IN : choisir un nouveau mot de passe")
    assert "d'identifiant chef.0310038Y" in envoi.corps
    assert "Votre mot de passe est enregistré" in texte(choisir(client, lien(envoi)))
    assert "incorrect" in texte(se_connecter(client))
    assert "Connecté en tant que" in texte(se_connecter(client, mot_de_passe=NOUVEAU))
    assert "votre mot de passe a été changé" in Envoi.objects.latest("pk").corps


def test_un_lien_sert_une_fois_et_24_heures(client, compte, texte):
    oublier(client)
    adresse = lien(Envoi.objects.get())
    with time_machine.travel(maintenant().timestamp() + 24 * 3600 + 60, tick=False):
        assert "Ce lien ne sert plus" in texte(client.get(adresse, follow=True))
    choisir(client, adresse)
    assert "Ce lien ne sert plus" in texte(client.get(adresse, follow=True))
    assert "Ce lien ne sert plus" in texte(client.get("/mot-de-passe/choisir/zz/faux/", follow=True))


def test_rien_ne_dit_si_une_adresse_a_un_compte(client, compte, texte):
    connue, inconnue = texte(oublier(client)), texte(oublier(client, "personne@ailleurs.example"))
    assert connue == inconnue
    assert Envoi.objects.count() == 1


def test_une_adresse_commune_recoit_un_lien_par_compte(client, compte):
    Compte.objects.filter(pk=f.compte("adjoint").pk).update(mel=MEL.lower())
    oublier(client)
    assert sorted(re.search(r"identifiant (\S+)\.", e.corps).group(1) for e in Envoi.objects.all()) == [
        "adjoint", "chef.0310038Y",
    ]  # fmt: skip


def test_on_ne_demande_pas_des_liens_sans_fin(client, compte, texte):
    statuts = [oublier(client).status_code for _ in range(5)]
    assert statuts == [200] * 5
    page = oublier(client)
    assert page.status_code == 429
    assert "Patientez quelques minutes" in texte(page)


def test_un_mot_de_passe_faible_est_refuse_en_disant_la_regle(client, compte, texte):
    oublier(client)
    page = texte(choisir(client, lien(Envoi.objects.get()), "azerty"))
    assert "Ce mot de passe est trop facile à deviner. Choisissez au moins 12 caractères" in page
    with pytest.raises(ValidationError):
        creer_compte(systeme("t"), identifiant="x", nom="X", prenom="Y", mot_de_passe="azerty")


def test_un_compte_cree_sans_mot_de_passe_est_invite_a_choisir_le_sien(client, se_connecter, texte):
    f.mission()
    invite = creer_compte(systeme("admin"), identifiant="nouveau", nom="ALBERT", prenom="Zoé", mel=MEL)
    f.acces.deleguer(
        systeme("admin"), compte=invite, uai=f.etablissement().uai, fonction="CHEF", date_debut=f.acces.HIER
    )
    envoi = Envoi.objects.get()
    assert "Votre identifiant : nouveau" in envoi.corps
    choisir(client, lien(envoi))
    assert "Connecté en tant que" in texte(se_connecter(client, "nouveau", NOUVEAU))


def test_un_mot_de_passe_donne_par_l_administrateur_se_change_avant_d_entrer(client, se_connecter, texte):
    f.mission()
    donne = creer_compte(
        systeme("admin"),
        identifiant="nouveau",
        nom="ALBERT",
        prenom="Zoé",
        mot_de_passe=MOT_DE_PASSE,
        doit_changer=True,
    )
    f.acces.deleguer(
        systeme("admin"), compte=donne, uai=f.etablissement().uai, fonction="CHEF", date_debut=f.acces.HIER
    )
    page = se_connecter(client, "nouveau")
    assert page.redirect_chain[-1][0] == "/mon-compte/mot-de-passe/"
    assert "choisissez le vôtre avant d'entrer" in texte(page)
    assert client.get("/")["Location"].startswith("/services/")
    donnees = {"oldpassword": MOT_DE_PASSE, "password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE}
    assert "est votre mot de passe actuel" in texte(client.post("/mon-compte/mot-de-passe/", donnees))
    page = client.post("/mon-compte/mot-de-passe/", donnees | {"password1": NOUVEAU, "password2": NOUVEAU}, follow=True)
    assert "Connecté en tant que 0310038Y" in texte(page)


def test_on_change_son_mot_de_passe_sans_perdre_sa_session(client, compte, se_connecter, texte):
    se_connecter(client)
    assert "Changer de mot de passe" in texte(client.get("/mon-compte/"))
    donnees = {"oldpassword": "faux", "password1": NOUVEAU, "password2": NOUVEAU}
    assert "Ce n'est pas votre mot de passe actuel" in texte(client.post("/mon-compte/mot-de-passe/", donnees))
    page = client.post("/mon-compte/mot-de-passe/", donnees | {"oldpassword": MOT_DE_PASSE}, follow=True)
    assert page.redirect_chain[-1][0] == "/mon-compte/"
    assert client.get("/").status_code == 200
