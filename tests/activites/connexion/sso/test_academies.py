"""What an académie that we ask about somebody may get wrong: nobody comes in by an answer that does not hold whole."""

import html
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from django.test import Client
from joserfc import jwt as jose
from joserfc.jwk import OctKey

from imagin.domaine.acces.models import Compte, Connexion, Delegation, Identite
from imagin.domaine.federation.models import CentreOuvert, Partenaire
from imagin.echanges.federation import client as client_de_la_federation
from imagin.socle.acces.chiffrement import chiffrer
from imagin.socle.jetons.cles import cles_publiees
from imagin.socle.jetons.models import CleSignature
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.outils import cle, publique

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-02")]
DEPART = "/connexion/academie/14/?uai=0310038Y"


@dataclass
class AcademieDePapier:
    """The token endpoint of Rennes, which says what the test wants; `recues` are the forms that it was sent."""

    adresse: str = ""
    nonce: str = ""
    reponse: Any = field(default_factory=dict)
    statut: int = 200
    ailleurs: str = ""  # where it says to go, with a 307
    goutte: float = 0  # seconds before each byte
    recues: list[dict[str, str]] = field(default_factory=list)

    def jeton(self, *, entete: dict[str, Any] | None = None, signe_par: Any = None, **dits: Any) -> str:
        """An identity token as it should be, but for `dits`; None takes a claim away."""
        instant = int(maintenant().timestamp())
        communs = {
            "iss": self.adresse,
            "sub": "1234",
            "aud": "16",
            "iat": instant,
            "exp": instant + 60,
            "jti": "un",
            "nonce": self.nonce,
            "family_name": "LE BRAZ",
            "given_name": "Anatole",
            "uai": "0310038Y",
            "fonction": "CHEF",
        }
        reclamations = {nom: dit for nom, dit in (communs | dits).items() if dit is not None}
        return jose.encode(entete or {"alg": "RS256", "kid": "rennes"}, reclamations, signe_par or cle("rennes"))

    def repondre(self, jeton: object = None, **dits: Any) -> None:
        """Answer that token, or one with these claims."""
        identite = jeton if jeton is not None else self.jeton(**dits)
        self.reponse = {"access_token": "x", "token_type": "Bearer", "id_token": identite}


@pytest.fixture
def rennes() -> Iterator[AcademieDePapier]:
    """Rennes, declared here, of which Bellevue is said to be, and to be a centre of ours."""
    academie = AcademieDePapier()

    class Reponse(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            lu = self.rfile.read(int(self.headers["Content-Length"])).decode()
            academie.recues.append({"chemin": self.path, **dict(parse_qsl(lu))})
            corps = json.dumps(academie.reponse).encode()
            self.send_response(academie.statut)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(corps)))
            if academie.ailleurs and len(academie.recues) == 1:
                self.send_header("Location", academie.ailleurs)
            self.end_headers()
            try:
                for octet in range(0, len(corps), 1 if academie.goutte else len(corps)):
                    time.sleep(academie.goutte)
                    self.wfile.write(corps[octet : octet + 1] if academie.goutte else corps)
            except OSError:
                pass  # nobody listens any more

        def log_message(self, *_: object) -> None: ...

    serveur = HTTPServer(("127.0.0.1", 0), Reponse)
    Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    academie.adresse = f"http://127.0.0.1:{serveur.server_port}"
    nous = cle("nous").as_pem(private=True).decode()
    CleSignature.objects.create(kid="nous", privee=chiffrer(nous), signe_des=maintenant())
    f.partenaire("14", "RENNES", ("14",), adresse=academie.adresse, cles=[publique("rennes")])
    f.centre_ouvert(f.etablissement(academie_id="14"), "14")
    yield academie
    serveur.shutdown()
    serveur.server_close()


@pytest.fixture
def partir(client: Client, rennes: AcademieDePapier) -> dict[str, str]:
    """Be sent to Rennes; what it is asked."""
    question = dict(parse_qsl(urlsplit(client.get(DEPART)["Location"]).query))
    rennes.nonce = question["nonce"]
    return question


@pytest.fixture
def revenir(client: Client, partir: dict[str, str]) -> Any:
    """Come back from there with a code; the answer of the last page."""

    def entrer(**champs: str) -> Any:
        return client.get("/connexion/academie/retour/", {"state": partir["state"], "code": "c", **champs}, follow=True)

    return entrer


def lue(page: Any) -> str:
    """What it says, entities read."""
    return html.unescape(page.content.decode())


def test_on_demande_a_l_academie_qui_l_on_est_pour_un_etablissement(client, rennes, settings):
    depart = urlsplit(client.get(DEPART)["Location"])
    assert f"{depart.scheme}://{depart.netloc}{depart.path}" == f"{rennes.adresse}/acces-autres-academies/autoriser/"
    question = {nom: valeurs[0] for nom, valeurs in parse_qs(depart.query).items()}
    assert (question["client_id"], question["uai"], question["scope"]) == ("16", "0310038Y", "openid")
    assert question["redirect_uri"] == f"{settings.IMAGIN_ADRESSE}/connexion/academie/retour/"
    assert question["code_challenge_method"] == "S256"
    assert {"state", "nonce", "code_challenge"} <= question.keys()


def test_on_se_prouve_par_sa_signature_sans_secret_partage(rennes, revenir, settings):
    rennes.repondre()
    assert "0310038Y" in lue(revenir())
    [demande] = rennes.recues
    assert demande["chemin"] == "/federation/jeton"
    assert demande["code_verifier"]
    assert "client_secret" not in demande
    [nous] = cles_publiees()
    preuve = jwt.decode(
        demande["client_assertion"],
        jwt.PyJWK(nous),
        algorithms=["RS256"],
        audience=f"{rennes.adresse}/federation/jeton",
    )
    assert (preuve["iss"], preuve["sub"]) == ("16", "16")
    assert preuve["exp"] - preuve["iat"] == 60


@pytest.mark.parametrize(
    "faute",
    [
        {"iss": "http://siec.imagin.example"},
        {"aud": "siec"},
        {"aud": ["siec", "14"]},
        {"azp": "siec"},
        {"nonce": "celui d'un autre"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": 4_000_000_000, "exp": 4_000_000_060},
        {"sub": None},
        {"sub": 12},
        {"uai": "0310039Z"},
        {"uai": None},
        {"uai": ["0310038Y"]},
    ],
    ids=str,
)
def test_une_identite_qui_n_est_pas_celle_qu_on_a_demandee_est_refusee(rennes, revenir, faute):
    rennes.repondre(**faute)
    assert revenir().status_code == 400
    assert not Compte.objects.exists()


@pytest.mark.parametrize(
    "dite",
    [
        {"fonction": "ADMINISTRATEUR"},
        {"fonction": ""},
        {"family_name": ""},
        {"given_name": None},
        {"given_name": "a\0b"},
        {"family_name": {"a": 1}},
        {"sub": "x" * 5000},
    ],
    ids=str,
)
def test_une_identite_illisible_est_refusee(rennes, revenir, dite):
    rennes.repondre(**dite)
    page = revenir()
    assert page.status_code == 400
    assert "ne nous a pas dit qui vous êtes" in lue(page)
    assert not Compte.objects.exists()


@pytest.mark.parametrize(("avance", "statut"), [(30, 200), (-30, 200), (-110, 200), (600, 400), (-600, 400)])
def test_une_horloge_decalee_de_trente_secondes_laisse_entrer_de_dix_minutes_non(rennes, revenir, avance, statut):
    instant = int(maintenant().timestamp()) + avance
    rennes.repondre(iat=instant, exp=instant + 60)
    assert revenir().status_code == statut


def test_un_nom_plus_long_que_le_notre_est_coupe(rennes, revenir):
    rennes.repondre(family_name="É" * 500)
    assert revenir().status_code == 200
    assert len(Compte.objects.get().nom) == 80


@pytest.mark.parametrize(
    "faute", ["autre cle", "sans signature", "cle publique", "altere", "kid inconnu", "pas un jeton", 12]
)
def test_une_signature_qui_n_est_pas_d_une_cle_confirmee_est_refusee(rennes, revenir, faute):
    publie = json.dumps(publique("rennes"))
    secret = OctKey.import_key(publie.encode())
    jetons = {
        "autre cle": lambda: rennes.jeton(signe_par=cle("siec")),
        "sans signature": lambda: jwt.encode({"sub": "1234"}, None, algorithm="none"),
        "cle publique": lambda: rennes.jeton(entete={"alg": "HS256", "kid": "rennes"}, signe_par=secret),
        "altere": lambda: rennes.jeton()[:-6] + "AAAAAA",
        "kid inconnu": lambda: rennes.jeton(entete={"alg": "RS256", "kid": "nouvelle"}),
        "pas un jeton": lambda: "ordures",
    }
    rennes.repondre(jetons.get(faute, lambda: faute)())
    assert revenir().status_code == 400
    assert not Compte.objects.exists()


@pytest.mark.parametrize(
    ("statut", "reponse"),
    [
        (500, {}),
        (401, {"error": "invalid_client"}),
        (200, {}),
        (200, []),
        (200, ["access_token"]),
        (200, "access_token"),
        (200, {"access_token": ["x"], "id_token": "y"}),
        (200, {"access_token": "x", "id_token": "y", "expires_in": 1e30}),
        (200, {"access_token": "x", "id_token": {"a": 1}}),
    ],
    ids=str,
)
def test_une_reponse_qui_n_est_pas_un_jeton_se_dit(rennes, revenir, statut, reponse, caplog):
    rennes.statut, rennes.reponse = statut, reponse
    with caplog.at_level(logging.WARNING):
        page = revenir()
    assert page.status_code == 400
    assert "La réponse de l'académie RENNES n'a pas pu" in lue(page)
    assert "entrée depuis 14 refusée" in caplog.text


def test_ce_qu_on_lui_dit_n_est_redit_a_personne(rennes, revenir):
    """Sent elsewhere, we would carry our proof and the code of who enters wherever it likes, our own network too."""
    rennes.repondre()
    rennes.statut, rennes.ailleurs = 307, f"{rennes.adresse}/chez-un-autre"
    assert revenir().status_code == 400
    assert [demande["chemin"] for demande in rennes.recues] == ["/federation/jeton"]


def test_une_academie_qui_repond_au_goutte_a_goutte_ne_retient_pas_la_page(rennes, revenir, monkeypatch):
    monkeypatch.setattr(client_de_la_federation, "DELAIS_D_UN_CODE", (0.3, 0.3), raising=False)
    rennes.repondre()
    rennes.goutte = 0.05
    debut = time.monotonic()
    page = revenir()
    assert time.monotonic() - debut < 3
    assert page.status_code == 503
    assert "ne répond pas pour le moment" in lue(page)


def test_l_academie_qui_dit_non_et_une_reponse_a_aucune_question_se_disent(client, rennes, partir):
    lieu = "/connexion/academie/retour/"
    assert client.get(lieu, {"state": partir["state"], "error": "access_denied"}).status_code == 400
    assert client.get(lieu, {"state": partir["state"], "code": "c"}).status_code == 404, "déjà servi"
    assert client.get(lieu, {"state": "inventé", "code": "c"}).status_code == 404
    assert client.get(lieu).status_code == 404
    assert rennes.recues == []


def test_l_etat_d_une_academie_ne_sert_pas_a_une_autre(client, rennes, partir):
    """The state says who was asked, whatever comes back with it: another one's answer never gets our code."""
    f.partenaire("siec", cles=[publique("siec")])
    rennes.repondre(
        rennes.jeton(signe_par=cle("siec"), entete={"alg": "RS256", "kid": "siec"}, iss="http://siec.imagin.example")
    )
    assert client.get("/connexion/academie/retour/", {"state": partir["state"], "code": "c"}).status_code == 400
    assert not Compte.objects.exists()


@pytest.mark.parametrize("ferme", ["centre", "partenariat"])
def test_ce_qui_ferme_pendant_la_traversee_ne_laisse_plus_entrer(rennes, revenir, ferme):
    rennes.repondre()
    if ferme == "centre":
        CentreOuvert.objects.all().delete()
    else:
        Partenaire.objects.update(active=False)
    assert revenir().status_code in {403, 404}
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    "depart",
    [
        "/connexion/academie/99/?uai=0310038Y",
        "/connexion/academie/14/",
        "/connexion/academie/siec/?uai=0310038Y",
        "/connexion/academie/14/?uai=0310039Z",
    ],
)
def test_seul_un_centre_declare_ici_par_son_academie_va_plus_loin(client, rennes, depart):
    f.etablissement("0310039Z", "LGT BERTHELOT")
    f.partenaire()
    page = client.get(depart)
    assert page.status_code == 403
    assert "merci de le signaler au gestionnaire de votre académie" in lue(page)


def test_un_compte_desactive_ici_n_entre_plus(rennes, revenir, client):
    rennes.repondre()
    revenir()
    Compte.objects.update(is_active=False)
    client.logout()
    question = dict(parse_qsl(urlsplit(client.get(DEPART)["Location"]).query))
    rennes.nonce = question["nonce"]
    rennes.repondre()
    page = client.get("/connexion/academie/retour/", {"state": question["state"], "code": "c"})
    assert page.status_code == 403
    assert "désactivé" in lue(page)


def test_qui_vient_d_une_academie_n_est_jamais_une_personne_du_guichet(rennes, revenir, settings):
    """Were a partner to stand at the guichet's very address, its « 1234 » would be another person."""
    du_guichet = f.compte("helene", pour=f.etablissement())
    Identite.objects.create(compte=du_guichet, emetteur=rennes.adresse, sujet="1234")
    rennes.repondre()
    revenir()
    assert Identite.objects.get(emetteur="academie:14").compte != du_guichet


def test_la_saisie_faite_trop_tard_se_retrouve_en_revenant_de_son_academie(rennes, revenir, client):
    """A form sent after the end of the session waits for its author, who comes in again by their académie."""
    rennes.repondre()
    f.ouverture("validation_competences")
    revenir()
    session = client.session
    session["activite"] = 1
    session.save()
    Connexion.objects.update(derniere_activite=maintenant() - timedelta(hours=1))
    assert client.post("/validation-competences/", {"terminee": "on"})["Location"].startswith(
        "/connexion/?next=%2Fsaisie"
    )
    assert "par l'activité « Accès autres académies » : votre saisie vous y attend" in lue(
        client.get("/connexion/?next=/saisie/")
    )
    question = dict(parse_qsl(urlsplit(client.get(DEPART)["Location"]).query))
    rennes.nonce = question["nonce"]
    rennes.repondre()
    page = client.get("/connexion/academie/retour/", {"state": question["state"], "code": "c"}, follow=True)
    assert "a été conservée : l'enregistrer maintenant" in lue(page)
