"""Keys published ahead and renewed without a cut; tokens that hold, and all those that do not; what serves once."""

import base64
import hmac
import json
from datetime import timedelta
from io import StringIO
from threading import Barrier, Thread

import jwt as pyjwt
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import RSAKey

from imagin.domaine.federation.actions import recalculer_empreintes
from imagin.domaine.federation.models import EmpreinteNumen
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.acces.chiffrement import MARQUE, chiffrer, dechiffrer
from imagin.socle.jetons import cles, signature, unique
from imagin.socle.jetons.models import CleSignature, Unique
from imagin.socle.jetons.signature import JetonRefuse, signer, verifier_jeton
from imagin.socle.jetons.tasks import oublier_les_cles, renouveler_les_cles
from imagin.socle.temps import maintenant
from tests import factories as f

NOUS, EUX = "https://siec.example", "16"


def jeton(*, duree: int = 60, **reclamations: object) -> str:
    return signer({"iss": NOUS, "aud": EUX, **reclamations}, duree=duree)


def lu(valeur: str, publiees: list | None = None, **exiges: object) -> dict:
    return verifier_jeton(valeur, publiees or cles.cles_publiees(), emetteur=NOUS, destinataire=EUX, **exiges)


def raison(valeur: str, publiees: list | None = None, **exiges: object) -> str:
    with pytest.raises(JetonRefuse) as refus:
        lu(valeur, publiees, **exiges)
    return refus.value.raison


@pytest.mark.django_db
def test_une_autre_bibliotheque_lit_ce_que_nous_signons():
    valeur = jeton(nonce="n")
    [publiee] = cles.cles_publiees()
    assert publiee.keys() == {"kty", "n", "e", "kid", "use", "alg"}
    dits = pyjwt.decode(valeur, pyjwt.PyJWK(publiee).key, algorithms=["RS256"], audience=EUX, issuer=NOUS)
    assert dits["nonce"] == "n"
    assert pyjwt.get_unverified_header(valeur) == {"alg": "RS256", "kid": publiee["kid"], "typ": "JWT"}
    assert lu(valeur)["jti"] != lu(jeton())["jti"]


@pytest.mark.django_db
def test_la_base_ne_garde_aucune_cle_en_clair():
    cles.cle_qui_signe()
    assert CleSignature.objects.get().privee.startswith(MARQUE)


@pytest.mark.django_db
def test_une_cle_nouvelle_est_publiee_un_jour_avant_de_signer_et_l_ancienne_longtemps_apres():
    ancienne = cles.cle_qui_signe().kid
    d_avant = jeton(duree=300)
    nouvelle = renouveler_les_cles(0)
    assert [cle["kid"] for cle in cles.cles_publiees()] == [nouvelle, ancienne]
    assert cles.cle_qui_signe().kid == ancienne
    assert lu(d_avant)
    with time_machine.travel(maintenant() + cles.AVANCE + timedelta(seconds=1)):
        assert cles.cle_qui_signe().kid == nouvelle
        d_apres = jeton()
        assert lu(d_apres, [cle for cle in cles.cles_publiees() if cle["kid"] == nouvelle])
        assert len(cles.cles_publiees()) == 2
        assert oublier_les_cles(0) == 0
    with time_machine.travel(maintenant() + cles.AVANCE + cles.SURVIE + timedelta(seconds=1)):
        assert [cle["kid"] for cle in cles.cles_publiees()] == [nouvelle]
        assert oublier_les_cles(0) == 1
        assert cles.cle_qui_signe().kid == nouvelle


@pytest.mark.django_db
def test_renouveler_deux_fois_de_suite_ne_laisse_jamais_sans_cle_qui_signe():
    premiere = cles.cle_qui_signe().kid
    seconde, troisieme = cles.renouveler_cles(), cles.renouveler_cles()
    for heures in range(0, 26 * 24, 5):
        with time_machine.travel(maintenant() + timedelta(hours=heures)):
            publiees = {cle["kid"] for cle in cles.cles_publiees()}
            assert cles.cle_qui_signe().kid in publiees
    assert publiees == {premiere, seconde, troisieme}


@pytest.mark.django_db
def test_des_cles_compromises_sont_oubliees_a_l_instant():
    vole, publiees_avant = jeton(duree=300), cles.cles_publiees()
    nouvelle = cles.renouveler_cles(compromises=True)
    assert [cle["kid"] for cle in cles.cles_publiees()] == [nouvelle]
    assert cles.cle_qui_signe().kid == nouvelle
    assert raison(vole) == "cle"
    assert raison(jeton(), publiees_avant) == "cle"


@pytest.mark.django_db(transaction=True)
def test_deux_qui_demandent_la_premiere_cle_ont_la_meme():
    depart, vues = Barrier(3), []

    def demander() -> None:
        depart.wait()
        vues.append(cles.cle_qui_signe().kid)
        connection.close()

    fils = [Thread(target=demander) for _ in range(3)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(vues) == 3
    assert len(set(vues)) == CleSignature.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ecart", "attendue"), [(0, ""), (30, ""), (-30, ""), (119, ""), (121, "expire"), (600, "expire"), (-600, "futur")]
)
def test_des_horloges_decalees_de_trente_secondes_se_comprennent_pas_de_dix_minutes(ecart, attendue):
    with time_machine.travel(maintenant(), tick=False) as horloge:
        valeur = jeton()
        horloge.shift(timedelta(seconds=ecart))
        if attendue:
            assert raison(valeur) == attendue
        else:
            assert lu(valeur)


def _avec_entete(entete: dict, valeur: str, signe: str = "") -> str:
    tete = base64.urlsafe_b64encode(json.dumps(entete).encode()).rstrip(b"=").decode()
    return ".".join([tete, valeur.split(".")[1], signe])


@pytest.mark.django_db
def test_un_jeton_altere_ou_contrefait_est_refuse():
    valeur = jeton()
    tete, corps, signe = valeur.split(".")
    publiee = cles.cles_publiees()[0]
    autre = RSAKey.generate_key(2048, {"kid": publiee["kid"]})
    instant = int(maintenant().timestamp())
    dits = {"iss": NOUS, "aud": EUX, "iat": instant, "exp": instant + 60, "jti": "x"}
    assert raison(".".join([tete, corps, ("B" if signe[0] == "A" else "A") + signe[1:]])) == "cle"
    assert raison(".".join([tete, jeton().split(".")[1], signe])) == "cle"
    assert raison(joserfc_jwt.encode({"alg": "RS256", "kid": publiee["kid"]}, dits, autre)) == "cle"
    assert raison(joserfc_jwt.encode({"alg": "RS256", "kid": "inconnue"}, dits, autre)) == "cle"
    assert raison(_avec_entete({"alg": "none", "kid": publiee["kid"]}, valeur)) in {"cle", "illisible"}
    assert raison(_avec_entete({"alg": "none"}, valeur)) in {"cle", "illisible"}
    confus = _avec_entete({"alg": "HS256", "kid": publiee["kid"]}, valeur)
    secret = RSAKey.import_key(publiee).as_pem(private=False)
    scelle = base64.urlsafe_b64encode(hmac.digest(secret, confus.rstrip(".").encode(), "sha256")).rstrip(b"=").decode()
    assert raison(confus + scelle) in {"cle", "illisible"}


@pytest.mark.django_db
@pytest.mark.parametrize("valeur", ["", "n'importe quoi", "a.b", "a.b.c", "é.é.é", ".".join(["W" * 9000] * 3), "." * 5])
def test_ce_qui_n_est_pas_un_jeton_est_refuse(valeur):
    assert raison(valeur) == "illisible"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dits", "attendue"),
    [
        ({"aud": "14"}, "destinataire"),
        ({"aud": ["14", "siec"]}, "destinataire"),
        ({"aud": 16}, "destinataire"),
        ({"iss": "https://autre.example"}, "emetteur"),
        ({"exp": float("nan")}, "illisible"),
        ({"exp": "demain"}, "illisible"),
        ({"iat": None}, "illisible"),
        ({"jti": 3}, "illisible"),
    ],
)
def test_un_jeton_pour_un_autre_ou_mal_fait_est_refuse(dits, attendue):
    assert raison(jeton(**dits)) == attendue


@pytest.mark.django_db
def test_un_jeton_qui_vivrait_longtemps_est_refuse():
    assert raison(jeton(duree=3 * 365 * 86400)) == "illisible"
    assert lu(jeton(duree=signature.VIE_MAXIMALE))


@pytest.mark.django_db
def test_ce_qui_est_exige_doit_y_etre():
    assert raison(jeton(), exiges=["nonce"]) == "illisible"
    assert lu(jeton(nonce="n"), exiges=["nonce"])["nonce"] == "n"


@pytest.mark.django_db
@pytest.mark.parametrize("publiees", [[{"kty": "oct"}], [{"kty": "inconnu"}], [{}], [3], [{"kty": "RSA", "n": "?"}]])
def test_des_cles_publiees_illisibles_ne_font_croire_rien(publiees):
    assert raison(jeton(), publiees) in {"cle", "illisible"}


@pytest.mark.django_db
def test_une_assertion_nomme_qui_elle_designe_et_sert_une_minute():
    valeur = signature.assertion("https://a.example/federation/jeton", client="siec")
    dits = verifier_jeton(
        valeur, cles.cles_publiees(), emetteur="siec", destinataire="https://a.example/federation/jeton"
    )
    assert dits["sub"] == "siec"
    assert dits["exp"] - dits["iat"] == 60


@pytest.mark.django_db
def test_un_code_sert_une_fois_et_la_base_ne_le_connait_pas():
    unique.garder_unique("code", "abc", {"compte": 3}, expire_le=maintenant() + timedelta(seconds=60))
    assert "abc" not in str(Unique.objects.values_list("condense", "donnees"))
    assert unique.prendre("autre", "abc") is None
    assert unique.prendre("code", "abc") == {"compte": 3}
    assert unique.prendre("code", "abc") is None


@pytest.mark.django_db
def test_un_code_perime_ne_sert_plus():
    unique.garder_unique("code", "abc", {}, expire_le=maintenant() + timedelta(seconds=60))
    with time_machine.travel(maintenant() + timedelta(seconds=61)):
        assert unique.prendre("code", "abc") is None


@pytest.mark.django_db(transaction=True)
def test_de_plusieurs_qui_prennent_un_code_un_seul_l_a():
    unique.garder_unique("code", "abc", {}, expire_le=maintenant() + timedelta(seconds=60))
    depart, pris = Barrier(4), []

    def prendre() -> None:
        depart.wait()
        pris.append(unique.prendre("code", "abc"))
        connection.close()

    fils = [Thread(target=prendre) for _ in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sorted(pris, key=str) == [None, None, None, {}]


@pytest.mark.django_db
def test_un_identifiant_vu_ne_l_est_pas_deux_fois_et_s_oublie_a_son_terme():
    fin = maintenant() + timedelta(minutes=11)
    assert unique.est_nouveau("jti", "x", expire_le=fin)
    assert not unique.est_nouveau("jti", "x", expire_le=fin)
    assert unique.est_nouveau("jti", "\ud800", expire_le=fin)
    assert oublier_les_cles(0) == 0
    with time_machine.travel(fin + timedelta(seconds=1)):
        assert oublier_les_cles(0) == 2


@pytest.mark.django_db
def test_la_commande_dit_la_cle_suivante_et_oublie_celles_qu_on_a_pu_lire():
    ancienne, sortie = cles.cle_qui_signe().kid, StringIO()
    call_command("renouveler_cles", stdout=sortie)
    assert "signera dans 24 heures" in sortie.getvalue()
    assert ancienne in sortie.getvalue()
    call_command("renouveler_cles", "--compromises", stdout=sortie)
    assert "elle signe dès maintenant" in sortie.getvalue()
    [publiee] = cles.cles_publiees()
    assert publiee["kid"] == cles.cle_qui_signe().kid != ancienne


@pytest.mark.django_db
def test_changer_de_secret_ne_change_ni_nos_cles_ni_celles_qu_on_nous_a_donnees(settings):
    publiees, valeur = cles.cles_publiees(), jeton(duree=300)
    siec = f.partenaire("siec", cle_numen=chiffrer("0f" * 32))
    f.intervenant(numen="31E9876543ABC")
    recalculer_empreintes(systeme("essai"))
    hachee = EmpreinteNumen.objects.get().empreinte
    ancien, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    with pytest.raises(CommandError, match="Rien n'a été modifié"):
        call_command("rechiffrer")
    settings.SECRET_KEY_FALLBACKS = [ancien]
    sortie = StringIO()
    call_command("rechiffrer", stdout=sortie)
    assert "Secrets rechiffrés : 2." in sortie.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    siec.refresh_from_db()
    assert dechiffrer(siec.cle_numen) == "0f" * 32
    assert cles.cles_publiees() == publiees
    assert lu(valeur)
    assert EmpreinteNumen.objects.get().empreinte != hachee
