"""What we ask of a partner: under a token that serves again, bounded in time and size, each way to fail in words."""

import socket
import ssl
import time
from datetime import UTC, datetime

import pytest
import trustme
from django.conf import settings
from joserfc.jwk import RSAKey

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.rules import PartenaireInjoignable
from imagin.echanges.federation.adresses import CLES, JETON
from imagin.echanges.federation.client import ReponseRefusee, lire_cles_publiees, ouvrir
from imagin.socle.jetons import cles, signature
from tests import factories as f
from tests.echanges.federation.autre_instance import servir
from tests.echanges.federation.outils import ASSERTION

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-03")]
ETAT = "/federation/v1/etat"
VITE = (0.3, 0.3)


@pytest.fixture
def siec():
    with servir() as instance:
        instance.reponses[ETAT] = (200, {"instance": "siec"})
        yield instance


def declare(instance):
    return f.partenaire("siec", adresse=instance.adresse)


def lire(instance, **options):
    with ouvrir(declare(instance), **options) as partenariat:
        return partenariat.lire("etat")


def panne(instance, **options) -> tuple[Panne, str]:
    with pytest.raises(PartenaireInjoignable) as echec:
        lire(instance, **options)
    return echec.value.panne, str(echec.value)


def test_un_jeton_demande_par_une_assertion_sert_a_toute_la_conversation(siec):
    siec.reponses["/federation/v1/convocations"] = (200, {"prise": True})
    with ouvrir(declare(siec)) as partenariat:
        assert partenariat.lire("etat") == {"instance": "siec"}
        assert partenariat.dire("convocations", {"dossier": 3}) == {"prise": True}
        assert -2 <= partenariat.horloge <= 2
    assert siec.chemins == [f"POST {JETON}", f"GET {ETAT}", "POST /federation/v1/convocations"]
    (_, _, demande, _), *appels = siec.demandes
    assert [appel[3] for appel in appels] == ["Bearer jeton-1"] * 2
    assert appels[1][2] == {"dossier": 3}
    assert demande.items() >= {"grant_type": "client_credentials", "scope": "federation"}.items()
    assert demande["client_assertion_type"] == ASSERTION
    dits = signature.verifier_jeton(
        demande["client_assertion"],
        cles.cles_publiees(),
        emetteur=settings.IMAGIN_INSTANCE,
        destinataire=siec.adresse + JETON,
    )
    assert dits["sub"] == settings.IMAGIN_INSTANCE


def test_un_jeton_pres_de_sa_fin_est_remplace(siec):
    siec.reponses[JETON] = (200, {"access_token": "court", "expires_in": 20})
    with ouvrir(declare(siec)) as partenariat:
        partenariat.lire("etat")
        partenariat.lire("etat")
    assert siec.chemins.count(f"POST {JETON}") == 2


def test_un_jeton_que_le_partenaire_ne_croit_plus_est_remplace_une_fois(siec):
    siec.reponses[ETAT] = lambda guichet: (
        guichet.repondre(200, {}) if "jeton-2" in guichet.headers["Authorization"] else guichet.repondre(401, {})
    )
    assert lire(siec) == {}
    siec.reponses[ETAT] = (401, {})
    with pytest.raises(ReponseRefusee) as refus:
        lire(siec)
    assert refus.value.code == 401
    assert siec.jetons == 4


def test_aucun_netrc_ne_remplace_le_jeton(siec, tmp_path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login moi password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    lire(siec)
    assert [demande[3] for demande in siec.demandes] == ["", "Bearer jeton-1"]


@pytest.mark.parametrize(
    ("code", "corps", "motif"),
    [(422, {"motif": "Référence inconnue."}, "Référence inconnue."), (500, b"<h1>Erreur</h1>", ""), (403, [], "")],
)
def test_un_refus_garde_son_code_et_ses_mots(siec, code, corps, motif):
    siec.reponses[ETAT] = (code, corps)
    with pytest.raises(ReponseRefusee) as refus:
        lire(siec)
    assert (refus.value.code, refus.value.motif) == (code, motif)


@pytest.mark.parametrize(
    ("raison", "attendue", "phrase"),
    [
        ("cle", Panne.CLE, "Elle ne reconnaît pas notre clé"),
        ("inconnu", Panne.REFUS, "sous le code « 16 » et l'adresse http"),
        ("destinataire", Panne.REFUS, "sous une autre adresse que http://localhost"),
        ("horloge", Panne.HORLOGE, "Son horloge n'est pas à l'heure de la nôtre"),
        ("deja_vu", Panne.REPONSE, "réessayez"),
        ("illisible", Panne.REPONSE, "n'a pas pu lire"),
    ],
)
def test_ce_que_son_guichet_refuse_se_dit_en_mots(siec, raison, attendue, phrase):
    siec.reponses[JETON] = (401, {"error": "invalid_client", "error_description": raison})
    trouvee, dite = panne(siec)
    assert trouvee == attendue
    assert phrase in dite


@pytest.mark.parametrize(
    ("avance", "dite"), [(600, "avance de 10 min 00 s"), (-95, "retarde de 1 min 3"), (90_000, "avance de 25 h 00 min")]
)
def test_l_ecart_des_horloges_se_dit_en_duree(siec, avance, dite):
    siec.avance = avance
    siec.reponses[JETON] = (401, {"error_description": "horloge"})
    assert dite.replace("00 s", "") in panne(siec)[1].replace("9 min 59 s", "10 min ").replace("24 h 59", "25 h 00")


def test_son_horloge_est_connue_de_toute_reponse(siec):
    siec.avance = 42
    with ouvrir(declare(siec)) as partenariat:
        assert partenariat.horloge is None
        partenariat.lire("etat")
        assert 40 <= partenariat.horloge <= 44


@pytest.mark.parametrize("corps", [b"<html>\x00\xff maintenance", b"", b"[]", b"[" * 200_000, b'"x"'])
def test_une_reponse_illisible_se_dit(siec, corps):
    siec.reponses[ETAT] = (200, corps)
    assert panne(siec) == (
        Panne.REPONSE,
        "Elle répond autre chose qu'un IMAG'IN : code 200, sans contenu lisible.",
    )


@pytest.mark.parametrize(
    "jeton", [{}, {"access_token": "é", "expires_in": 3}, {"access_token": "a\nb", "expires_in": 3}]
)
def test_un_jeton_illisible_se_dit(siec, jeton):
    siec.reponses[JETON] = (200, jeton)
    assert panne(siec) == (Panne.REPONSE, "Elle répond autre chose qu'un IMAG'IN : un jeton illisible.")


def test_un_renvoi_ailleurs_n_est_pas_suivi(siec):
    siec.reponses[JETON] = lambda guichet: guichet.repondre(302, b"", Location="http://localhost:1/vole")
    assert panne(siec) == (
        Panne.REPONSE,
        "Elle répond autre chose qu'un IMAG'IN : elle renvoie ailleurs (code 302).",
    )


def test_une_reponse_sans_fin_est_arretee(siec):
    siec.reponses[ETAT] = (200, b" " * (9 * 1024 * 1024))
    assert "une réponse trop longue" in panne(siec)[1]


def test_une_reponse_coupee_au_milieu_se_dit(siec):
    siec.reponses[ETAT] = lambda guichet: _couper(guichet, b"{}" * 50)
    assert panne(siec) == (Panne.RESEAU, f"{_ou(siec)} a coupé sa réponse au milieu.")


def test_une_connexion_fermee_sans_reponse_se_dit(siec):
    siec.reponses[ETAT] = lambda guichet: setattr(guichet, "close_connection", True)
    assert panne(siec) == (Panne.RESEAU, f"{_ou(siec)} a coupé sa réponse au milieu.")


def test_un_partenaire_muet_n_est_attendu_que_le_temps_dit(siec):
    siec.reponses[ETAT] = lambda guichet: time.sleep(3)
    debut = time.monotonic()
    assert panne(siec, delais=VITE) == (Panne.RESEAU, f"{_ou(siec)} met trop de temps à répondre.")
    assert time.monotonic() - debut < 2


def test_une_reponse_au_goutte_a_goutte_n_est_attendue_que_le_temps_dit(siec):
    def goutter(guichet):
        guichet.send_response(200)
        guichet.send_header("Content-Length", "1000")
        guichet.end_headers()
        for _ in range(40):
            guichet.wfile.write(b" ")
            time.sleep(0.1)

    siec.reponses[ETAT] = goutter
    debut = time.monotonic()
    assert panne(siec, delais=VITE)[1] == f"{_ou(siec)} met trop de temps à répondre."
    assert time.monotonic() - debut < 3


def test_une_conversation_entiere_tient_dans_le_temps_dit(siec):
    siec.reponses[JETON] = lambda guichet: (
        time.sleep(0.3),
        guichet.repondre(200, {"access_token": "x", "expires_in": 300}),
    )
    siec.reponses[ETAT] = lambda guichet: (time.sleep(5), guichet.repondre(200, {}))
    debut = time.monotonic()
    assert panne(siec, en_tout=0.8)[0] == Panne.RESEAU
    assert time.monotonic() - debut < 2


def test_un_serveur_arrete_se_dit(siec):
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        port = libre.getsockname()[1]
    siec.adresse = f"http://127.0.0.1:{port}"
    assert panne(siec) == (
        Panne.RESEAU,
        f"127.0.0.1:{port} ne répond pas : le serveur est arrêté, ou un pare-feu ferme le passage.",
    )


def test_un_nom_introuvable_se_dit(siec, monkeypatch):
    def introuvable(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", introuvable)
    siec.adresse = "https://imagin.ac-nulle-part.invalid"
    trouvee, dite = panne(siec)
    assert trouvee == Panne.DNS
    assert dite.startswith("Le nom « imagin.ac-nulle-part.invalid » est introuvable (DNS)")


# -- Certificates ------------------------------------------------------------------------------------------------------
def chez(tmp_path, monkeypatch, *noms: str, connue: bool = True, **options) -> ssl.SSLContext:
    """A server's TLS, its authority known to us or not."""
    autorite, contexte = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    autorite.issue_cert(*(noms or ("localhost",)), **options).configure_cert(contexte)
    if connue:
        autorite.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    return contexte


def test_une_autorite_de_la_maison_est_crue_si_le_systeme_la_nomme(tmp_path, monkeypatch):
    with servir(chez(tmp_path, monkeypatch)) as siec:
        siec.reponses[ETAT] = (200, {"instance": "siec"})
        assert lire(siec) == {"instance": "siec"}


@pytest.mark.parametrize(
    ("noms", "options", "raison"),
    [
        ((), {"connue": False}, "son autorité est inconnue"),
        (("autre.example",), {}, "il est au nom d'un autre serveur"),
        ((), {"not_after": datetime(2021, 1, 1, tzinfo=UTC)}, "il est expiré"),
    ],
)
def test_un_certificat_refuse_dit_pourquoi(tmp_path, monkeypatch, noms, options, raison):
    with servir(chez(tmp_path, monkeypatch, *noms, **options)) as siec:
        assert panne(siec) == (Panne.CERTIFICAT, f"Le certificat de localhost n'est pas accepté : {raison}.")
        assert siec.demandes == []


def test_un_serveur_qui_ne_parle_pas_https_se_dit(siec):
    siec.adresse = siec.adresse.replace("http://", "https://")
    trouvee, dite = panne(siec)
    assert trouvee == Panne.CERTIFICAT
    assert "ne répond pas en HTTPS" in dite


# -- Keys that it publishes --------------------------------------------------------------------------------------------
def test_ses_cles_se_lisent_et_seule_leur_part_publique(siec):
    publiees = cles.cles_publiees()
    siec.reponses[CLES] = (200, {"keys": [{**publiee, "x5u": "http://ailleurs"} for publiee in publiees]})
    assert lire_cles_publiees(siec.adresse) == publiees
    assert siec.chemins == [f"GET {CLES}"]


@pytest.mark.filterwarnings("ignore:Key size")
@pytest.mark.parametrize("genre", ["aucune", "objet", "autre empreinte", "trop courte", "elliptique", "trop"])
def test_des_cles_mal_faites_ne_se_relevent_pas(siec, genre):
    bonne = cles.cles_publiees()[0]
    mauvaises = {
        "aucune": [],
        "objet": {"kid": "x"},
        "autre empreinte": [{**bonne, "kid": "autre"}],
        "trop courte": [_courte()],
        "elliptique": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "x"}],
        "trop": [bonne] * 31,
    }
    siec.reponses[CLES] = (200, {"keys": mauvaises[genre]})
    with pytest.raises(PartenaireInjoignable, match="des clés illisibles"):
        lire_cles_publiees(siec.adresse)


def test_des_cles_absentes_se_disent(siec):
    with pytest.raises(ReponseRefusee) as refus:
        lire_cles_publiees(siec.adresse)
    assert refus.value.code == 404


def _courte():
    courte = RSAKey.generate_key(1024)
    return {**courte.as_dict(private=False), "kid": courte.thumbprint()}


def _couper(guichet, octets):
    guichet.send_response(200)
    guichet.send_header("Content-Length", str(len(octets)))
    guichet.end_headers()
    guichet.wfile.write(octets[: len(octets) // 2])
    guichet.close_connection = True


def _ou(instance) -> str:
    return instance.adresse.removeprefix("http://")
