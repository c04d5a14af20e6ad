"""Wrong passwords: what stops who guesses, and never who knows (IMAGIN_MANDATAIRES, ACCOUNT_RATE_LIMITS)."""

import re
from ipaddress import ip_network

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from imagin.domaine.acces.models import Compte
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G2.1-01")]
NOUVEAU = "Septembre-2027 !"
CHEF = "chef.0310038Y"


@pytest.fixture(autouse=True)
def derriere_un_mandataire(settings):
    settings.IMAGIN_MANDATAIRES = [ip_network("127.0.0.1/32")]


def essayer(client: Client, mot_de_passe: str = "faux", *, de: str = "203.0.113.9", identifiant: str = CHEF) -> str:
    """What happens to a sign-in: « entre », « incorrect », « trop »."""
    reponse = client.post("/connexion/", {"login": identifiant, "password": mot_de_passe}, HTTP_X_FORWARDED_FOR=de)
    if reponse.status_code == 302:
        return "entre" if reponse["Location"] == "/services/" else reponse["Location"]
    return "trop" if "Trop d&#x27;essais" in reponse.content.decode() else "incorrect"


def test_trente_cinq_essais_d_un_inconnu_n_arretent_ni_les_autres_ni_celui_qu_il_vise():
    f.compte()
    attaquant, chef = Client(), Client()
    essais = [essayer(attaquant, identifiant=f"inconnu{i}", de=f"6.6.6.{i}, 203.0.113.9") for i in range(35)]
    assert set(essais) == {"incorrect"}
    assert [essayer(attaquant) for _ in range(7)] == ["incorrect"] * 5 + ["trop"] * 2
    assert essayer(attaquant, MOT_DE_PASSE) == "trop"
    assert essayer(chef, MOT_DE_PASSE, de="198.51.100.7") == "entre"


def test_ce_qui_est_refuse_ne_compte_pas_contre_les_autres_de_la_meme_adresse(settings):
    """A browser that insists, refused each time, does not use up what its whole school may try."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "echecs_adresse": "7/300s/ip"}
    f.compte()
    assert [essayer(Client()) for _ in range(9)] == ["incorrect"] * 5 + ["trop"] * 4
    autres = [essayer(Client(), identifiant=f"inconnu{i}") for i in range(3)]
    assert autres == ["incorrect"] * 2 + ["trop"], "toute l'adresse a sept essais faux en cinq minutes"


def test_la_casse_de_l_identifiant_ne_donne_pas_d_essais_de_plus():
    """Each writing is counted apart, and only one is the account's: the others open nothing, whatever the password."""
    f.compte()
    assert {essayer(Client(), MOT_DE_PASSE, identifiant=autre) for autre in (CHEF.upper(), CHEF.title())} == {
        "incorrect"
    }


def test_un_navigateur_connu_d_un_autre_compte_n_ouvre_pas_un_compte_retenu():
    f.compte()
    f.compte("adjoint")
    connu = Client()
    assert essayer(connu, MOT_DE_PASSE, identifiant="adjoint") == "entre"
    connu.post("/deconnexion/")
    for i in range(31):
        essayer(Client(), de=f"203.0.113.{i}")
    assert essayer(connu, MOT_DE_PASSE, de="198.51.100.9") == "trop"


def test_un_matin_de_juin_tout_le_monde_entre_d_une_meme_adresse():
    f.compte()
    assert {essayer(Client(), MOT_DE_PASSE) for _ in range(65)} == {"entre"}


def test_de_mille_adresses_on_n_essaie_pas_sans_fin_et_le_navigateur_connu_entre_quand_meme():
    f.compte()
    connu = Client()
    assert essayer(connu, MOT_DE_PASSE) == "entre"
    connu.post("/deconnexion/")
    essais = [essayer(Client(), de=f"203.0.113.{i}") for i in range(31)]
    assert essais == ["incorrect"] * 30 + ["trop"]
    assert essayer(Client(), MOT_DE_PASSE, de="198.51.100.8") == "trop"
    assert essayer(connu, MOT_DE_PASSE, de="198.51.100.9") == "entre"


def test_un_navigateur_connu_n_essaie_pas_sans_fin_et_n_est_connu_que_pour_ses_comptes():
    f.compte()
    f.compte("adjoint")
    connu = Client()
    essayer(connu, MOT_DE_PASSE)
    connu.post("/deconnexion/")
    assert [essayer(connu, de=f"198.51.100.{i}") for i in range(6)] == ["incorrect"] * 5 + ["trop"]
    temoin = connu.cookies["imagin_navigateur"]
    assert (temoin["httponly"], temoin["samesite"]) == (True, "Lax")
    assert [essayer(connu, identifiant="adjoint", de="198.51.100.9") for _ in range(6)][-1] == "trop"
    connu.cookies["imagin_navigateur"] = "forgé"
    assert essayer(connu, MOT_DE_PASSE, de="198.51.100.30") == "entre"


def test_le_second_facteur_fait_entrer_malgre_les_essais_des_autres():
    TOTP.activate(f.compte(), "JBSWY3DPEHPK3PXP")
    for i in range(31):
        essayer(Client(), de=f"203.0.113.{i}")
    assert essayer(Client(), MOT_DE_PASSE, de="198.51.100.8") == "/connexion/code/"


def test_un_mot_de_passe_choisi_par_mel_libere_aussitot():
    f.compte()
    Compte.objects.update(mel="chef@ac-toulouse.example")
    chef = Client()
    assert [essayer(chef) for _ in range(6)][-1] == "trop"
    chef.post("/mot-de-passe/oubli/", {"email": "chef@ac-toulouse.example"})
    lien = re.search(r"https?://[^/]+(/mot-de-passe/\S+)", Envoi.objects.get().corps).group(1)
    page = chef.get(lien, follow=True).request["PATH_INFO"]
    chef.post(page, {"password1": NOUVEAU, "password2": NOUVEAU})
    assert essayer(chef, MOT_DE_PASSE) == "incorrect"
    assert essayer(chef, NOUVEAU) == "entre"


def test_sur_une_prise_unix_on_se_connecte():
    f.compte()
    donnees = {"login": CHEF, "password": MOT_DE_PASSE}
    assert Client(REMOTE_ADDR="").post("/connexion/", donnees)["Location"] == "/services/"
