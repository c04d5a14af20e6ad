"""Our provider: codes that serve once, for one partner, for a minute; service tokens that open the API and no more."""

import base64
import json
from datetime import timedelta

import jwt as pyjwt
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from joserfc import jwt as joserfc_jwt

from imagin.domaine.acces.models import Compte
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import AccesRefuse, PorteePartenaire, systeme
from imagin.echanges.federation.adresses import API, CLES, JETON, RETOUR
from imagin.echanges.federation.fournisseur import autoriser, perimetre_du_porteur
from imagin.socle.acces.middleware import refuser_ecriture
from imagin.socle.jetons import cles
from imagin.socle.jetons.models import CleSignature
from imagin.socle.jetons.signature import signer
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.outils import (
    SIEC,
    Traversee,
    assertion,
    cle,
    demander_un_jeton,
    publique,
    question,
    siec,
)

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-02")]


def demander(traversee: Traversee, **demande):
    """The head of Bellevue, sent by the SIEC to our authorization address."""
    request = RequestFactory().get("/acces-autres-academies/autoriser/", {**traversee.demande, **demande})
    request.user = Compte.objects.filter(identifiant="chef.0310038Y").first() or f.compte()
    request.session = {"debut": int(maintenant().timestamp()) - 600}
    return autoriser(request, f.perimetre())


def code_de(traversee: Traversee) -> str:
    recu = question(demander(traversee)["Location"])
    assert recu["state"] == traversee.etat
    return recu["code"]


def identite(reponse) -> dict:
    jeton = reponse.json()["id_token"]
    publiee = pyjwt.PyJWK(cles.cles_publiees()[0])
    return pyjwt.decode(jeton, publiee.key, algorithms=["RS256"], audience="siec", issuer=settings.IMAGIN_ADRESSE)


def test_qui_traverse_est_nomme_a_l_autre_academie_et_a_elle_seule(client):
    siec()
    traversee = Traversee()
    reponse = demander(traversee)
    assert reponse.status_code == 302
    assert reponse["Location"].startswith(SIEC + RETOUR)
    echange = traversee.echanger(client, question(reponse["Location"])["code"])
    assert echange.status_code == 200, echange.content
    assert echange["Cache-Control"] == "no-store"
    dits = identite(echange)
    instant = maintenant().timestamp()
    assert (
        dits.items()
        >= {
            "sub": str(Compte.objects.get().pk),
            "aud": "siec",
            "nonce": traversee.nonce,
            "given_name": "Hélène",
            "family_name": "DE LA TOUR",
            "uai": "0310038Y",
            "fonction": "CHEF",
        }.items()
    )
    assert dits["exp"] - dits["iat"] == 60
    assert 590 < instant - dits["auth_time"] < 660
    permis = {"iss", "sub", "aud", "exp", "iat", "jti", "nonce", "auth_time", "at_hash"}
    assert dits.keys() == permis | {"given_name", "family_name", "uai", "fonction"}


def test_autoriser_est_un_get_qui_n_ecrit_que_son_code(client):
    siec()
    f.compte()
    with connection.execute_wrapper(refuser_ecriture):
        assert demander(Traversee()).status_code == 302


def test_le_code_sert_une_fois(client):
    siec()
    traversee = Traversee()
    code = code_de(traversee)
    assert traversee.echanger(client, code).status_code == 200
    rejoue = traversee.echanger(client, code)
    assert (rejoue.status_code, rejoue.json()["error"]) == (400, "invalid_grant")


def test_le_code_vit_une_minute(client):
    siec()
    traversee = Traversee()
    code = code_de(traversee)
    with time_machine.travel(maintenant() + timedelta(seconds=61)):
        assert traversee.echanger(client, code).json()["error"] == "invalid_grant"


def test_le_code_d_une_academie_ne_sert_pas_a_une_autre_et_il_est_perdu(client):
    siec()
    f.partenaire("14", "RENNES", ["14"], cles=[publique("14")])
    traversee = Traversee()
    code = code_de(traversee)
    vole = traversee.echanger(client, code, client_assertion=assertion("14"))
    assert vole.json()["error"] == "invalid_grant"
    assert traversee.echanger(client, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "champs",
    [{"code_verifier": "x" * 64}, {"code_verifier": ""}, {"redirect_uri": SIEC + "/ailleurs/"}],
)
def test_le_code_ne_sert_qu_a_qui_l_a_demande(client, champs):
    siec()
    traversee = Traversee()
    reponse = traversee.echanger(client, code_de(traversee), **champs)
    assert reponse.status_code == 400
    assert "id_token" not in reponse.json()


@pytest.mark.parametrize(
    "demande",
    [
        {"code_challenge": "", "code_challenge_method": ""},
        {"code_challenge_method": ""},
        {"code_challenge_method": "plain"},
        {"code_challenge": "court"},
        {"nonce": ""},
    ],
)
def test_une_demande_sans_pkce_ou_sans_nonce_repart_refusee(demande):
    siec()
    reponse = demander(Traversee(), **demande)
    recu = question(reponse["Location"])
    assert reponse["Location"].startswith(SIEC + RETOUR)
    assert recu["error"] == "invalid_request"
    assert "code" not in recu


@pytest.mark.parametrize(
    "demande",
    [
        {"redirect_uri": "https://pirate.example/connexion/academie/retour/"},
        {"redirect_uri": SIEC + RETOUR + "?x=1"},
        {"client_id": "14"},
        {"client_id": ""},
        {"client_id": "x\x00"},
    ],
)
def test_personne_n_est_renvoye_a_une_adresse_qui_n_est_pas_d_un_partenaire(demande):
    siec()
    with pytest.raises(FederationRefusee, match="gestionnaire de votre académie"):
        demander(Traversee(), **demande)


def test_un_partenariat_ferme_n_emmene_et_n_echange_plus_rien(client):
    siec()
    traversee = Traversee()
    code = code_de(traversee)
    Partenaire.objects.update(active=False)
    with pytest.raises(FederationRefusee):
        demander(Traversee())
    ferme = traversee.echanger(client, code)
    assert (ferme.status_code, ferme.json()["error_description"]) == (401, "inconnu")


def test_seul_un_etablissement_traverse():
    siec()
    request = RequestFactory().get("/", Traversee().demande)
    request.user, request.session = f.compte(), {}
    with pytest.raises(AccesRefuse):
        autoriser(request, systeme("essai"))


# -- Service tokens ----------------------------------------------------------------------------------------------------
def test_un_programme_partenaire_recoit_un_jeton_de_cinq_minutes_qui_dit_qui_il_est(client):
    siec()
    reponse = demander_un_jeton(client)
    assert reponse.status_code == 200, reponse.content
    assert reponse.json().keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert reponse.json()["expires_in"] == 300
    jeton = reponse.json()["access_token"]
    perimetre = perimetre_du_porteur(jeton)
    assert (perimetre.portee, perimetre.auteur) == (PorteePartenaire("siec"), "académie SIEC")
    dits = pyjwt.decode(jeton, options={"verify_signature": False})
    assert dits["aud"] == settings.IMAGIN_ADRESSE + API
    with time_machine.travel(maintenant() + timedelta(seconds=299)):
        assert perimetre_du_porteur(jeton)
    with time_machine.travel(maintenant() + timedelta(seconds=361)):
        assert perimetre_du_porteur(jeton) is None
    Partenaire.objects.update(active=False)
    assert perimetre_du_porteur(jeton) is None


@pytest.mark.parametrize(
    ("dits", "raison"),
    [
        ({"aud": "https://autre.example/federation/jeton"}, "destinataire"),
        ({"aud": None}, "illisible"),
        ({"iss": "14"}, "illisible"),
        ({"sub": "14"}, "inconnu"),
        ({"sub": "\x00"}, "inconnu"),
        ({"sub": ["siec"]}, "inconnu"),
        ({"sub": None}, "inconnu"),
        ({"exp": 4_000_000_000}, "illisible"),
        ({"jti": None}, "illisible"),
    ],
)
def test_une_assertion_qui_ne_tient_pas_dit_pourquoi(client, dits, raison):
    siec()
    refus = demander_un_jeton(client, assertion(**dits))
    assert (refus.status_code, refus.json()) == (401, {"error": "invalid_client", "error_description": raison})


@pytest.mark.parametrize(("ecart", "raison"), [(0, None), (30, None), (-30, None), (-600, "horloge"), (600, "horloge")])
def test_une_horloge_decalee_de_trente_secondes_passe_de_dix_minutes_se_dit(client, ecart, raison):
    siec()
    with time_machine.travel(maintenant() + timedelta(seconds=ecart)):
        faite = assertion()
    reponse = demander_un_jeton(client, faite)
    assert reponse.json().get("error_description") == raison


def test_une_assertion_ne_sert_qu_une_fois(client):
    siec()
    faite = assertion()
    assert demander_un_jeton(client, faite).status_code == 200
    rejouee = demander_un_jeton(client, faite)
    assert (rejouee.status_code, rejouee.json()["error_description"]) == (401, "deja_vu")


def test_une_assertion_signee_d_une_autre_cle_ou_alteree_est_refusee(client):
    siec()
    f.partenaire("14", "RENNES", ["14"], cles=[publique("14")])
    assert demander_un_jeton(client, assertion("siec", par="14")).json()["error_description"] == "cle"
    tete, corps, signe = assertion().split(".")
    altere = "A" if corps[20] != "A" else "B"
    for faux in (
        ".".join([tete, corps, "A" * len(signe)]),
        ".".join([tete, assertion().split(".")[1], signe]),
        ".".join([tete, corps[:20] + altere + corps[21:], signe]),
    ):
        refus = demander_un_jeton(client, faux)
        assert refus.status_code == 401
        assert refus.json()["error_description"] in {"cle", "illisible", "inconnu"}


@pytest.mark.parametrize("entete", [{"alg": "none"}, {"alg": "HS256"}, {"alg": "RS512", "kid": "siec"}, {"alg": 3}])
def test_une_assertion_d_un_autre_algorithme_est_refusee(client, entete):
    siec()
    tete = base64.urlsafe_b64encode(json.dumps(entete).encode()).rstrip(b"=").decode()
    _, corps, signe = assertion().split(".")
    assert demander_un_jeton(client, f"{tete}.{corps}.{signe}").status_code == 401


@pytest.mark.parametrize("faux", ["n'importe quoi", "..", "é.é.é", "eyJhbGciOiJSUzI1NiJ9." + "W1tb" * 400 + ".x"])
def test_ce_qui_n_est_pas_une_assertion_est_refuse(client, faux):
    siec()
    assert demander_un_jeton(client, faux).json()["error_description"] == "illisible"


def test_un_json_trop_imbrique_n_arrete_pas_le_service(client):
    siec()
    corps = base64.urlsafe_b64encode(b'{"sub":' + b"[" * 100_000).rstrip(b"=").decode()
    assert demander_un_jeton(client, f"eyJhbGciOiJSUzI1NiJ9.{corps}.x").status_code == 401


@pytest.mark.parametrize(
    "champs",
    [
        {"client_assertion_type": "autre"},
        {"client_assertion": "", "client_id": "siec", "client_secret": "siec"},
        {"grant_type": "password"},
        {"grant_type": ""},
    ],
)
def test_aucun_autre_moyen_ne_donne_de_jeton(client, champs):
    siec()
    reponse = demander_un_jeton(client, **champs)
    assert reponse.status_code in {400, 401}
    assert "access_token" not in reponse.json()


def test_le_jeton_d_une_personne_n_ouvre_pas_l_api(client):
    siec()
    traversee = Traversee()
    echange = traversee.echanger(client, code_de(traversee)).json()
    assert perimetre_du_porteur(echange["access_token"]) is None
    assert perimetre_du_porteur(echange["id_token"]) is None
    sans_portee = demander_un_jeton(client, scope="openid").json()["access_token"]
    assert perimetre_du_porteur(sans_portee) is None
    for jeton in (echange["access_token"], sans_portee):
        assert pyjwt.decode(jeton, options={"verify_signature": False})["aud"] == settings.IMAGIN_ADRESSE


@pytest.mark.parametrize("dits", [{}, {"scope": "openid"}, {"sub": "14"}, {"scope": None}])
def test_seul_un_jeton_de_service_a_son_propre_nom_ouvre_l_api(dits):
    siec()
    f.partenaire("14", "RENNES", ["14"])
    nous = settings.IMAGIN_ADRESSE
    bons = {"iss": nous, "aud": nous + API, "sub": "siec", "client_id": "siec", "scope": "federation"}
    assert bool(perimetre_du_porteur(signer({**bons, **dits}, duree=300))) is (dits == {})


def test_le_jeton_d_une_autre_instance_n_ouvre_rien_ici(client):
    siec()
    instant = int(maintenant().timestamp())
    nous = settings.IMAGIN_ADRESSE
    dits = {"iss": nous, "aud": nous + API, "sub": "siec", "client_id": "siec", "scope": "federation", "jti": "x"}
    forge = joserfc_jwt.encode({"alg": "RS256"}, {**dits, "iat": instant, "exp": instant + 300}, cle("siec"))
    assert perimetre_du_porteur(forge) is None
    ailleurs = demander_un_jeton(client).json()["access_token"]
    with pytest.MonkeyPatch.context() as ici:
        ici.setattr(settings, "IMAGIN_ADRESSE", "https://tierce.example")
        assert perimetre_du_porteur(ailleurs) is None
    tete, corps, signe = ailleurs.split(".")
    assert perimetre_du_porteur(".".join([tete, corps, signe[:-4] + "AAAA"])) is None


def test_renouveler_la_cle_ne_coupe_ni_jeton_ni_traversee(client):
    siec()
    traversee, jeton = Traversee(), demander_un_jeton(client).json()["access_token"]
    code = code_de(traversee)
    ancienne = cles.cle_qui_signe().kid
    nouvelle = cles.renouveler_cles()
    assert perimetre_du_porteur(jeton)
    assert traversee.echanger(client, code).status_code == 200
    with time_machine.travel(maintenant() + cles.AVANCE + timedelta(minutes=1)):
        apres = demander_un_jeton(client).json()["access_token"]
        assert pyjwt.get_unverified_header(apres)["kid"] == nouvelle
        assert perimetre_du_porteur(apres)
        assert {lue["kid"] for lue in client.get(CLES).json()["keys"]} == {ancienne, nouvelle}


def test_une_instance_neuve_publie_sa_cle_a_qui_la_demande(client):
    assert not CleSignature.objects.exists()
    reponse = client.get(CLES)
    assert reponse["Cache-Control"] == "max-age=300"
    [publiee] = reponse.json()["keys"]
    assert publiee["kid"] == CleSignature.objects.get().kid
    assert "d" not in publiee


def test_la_decouverte_dit_ce_qui_est_servi(client):
    dite = client.get("/.well-known/openid-configuration").json()
    nous = settings.IMAGIN_ADRESSE
    assert dite["issuer"] == nous
    assert dite["jwks_uri"] == nous + CLES
    assert dite["token_endpoint"] == nous + JETON
    assert dite["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert not client.cookies


@pytest.mark.parametrize(("methode", "chemin"), [("get", JETON), ("post", CLES), ("put", JETON)])
def test_ces_adresses_ne_repondent_qu_a_leur_methode(client, methode, chemin):
    assert getattr(client, methode)(chemin).status_code == 405


def test_une_session_ouverte_ne_sert_a_rien_au_guichet_des_jetons(chef):
    siec()
    assert demander_un_jeton(chef, assertion(aud="https://autre.example")).status_code == 401
    assert "sessionid" not in str(demander_un_jeton(chef).cookies)
