"""The test button says in words what is wrong between two académies; the watch keeps the same, each minute."""

import socket
import ssl
import time
from datetime import timedelta
from typing import Any

import pytest
import trustme
from django.db import DataError
from joserfc.jwk import RSAKey

from imagin.config.tasks import veiller_sur_les_partenaires
from imagin.domaine.federation.actions import retenir_centres_ailleurs
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import CentreAilleurs, EtatPartenaire, Partenaire
from imagin.domaine.federation.rules import PartenaireInjoignable, Verification
from imagin.domaine.perimetre.rules import AccesRefuse, systeme
from imagin.echanges.federation import epreuve, veille
from imagin.echanges.federation.adresses import CLES, JETON
from imagin.echanges.federation.epreuve import eprouver, lire_cles
from imagin.socle.acces.chiffrement import dechiffrer
from imagin.socle.jetons.signature import ATTESTATION, signer
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.autre_instance import AutreInstance, servir

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-08")]
ETAT = "/federation/v1/etat"
PAR = systeme("admin")


def _cle() -> tuple[RSAKey, dict[str, Any]]:
    cle = RSAKey.generate_key(2048, private=True)
    entiere = RSAKey.import_key(cle.as_pem(private=True), {"kid": cle.thumbprint()})
    return entiere, {**cle.as_dict(private=False), "kid": cle.thumbprint(), "use": "sig", "alg": "RS256"}


(PRIVEE, ANCIENNE), (_, NOUVELLE), (INTRUSE, ETRANGERE) = _cle(), _cle(), _cle()


def publication(*cles: dict[str, Any], par: RSAKey, adresse: str, aud: str = ATTESTATION) -> tuple[int, Any]:
    """Keys as an instance publishes them, vouched for by one of them."""
    dits = {"iss": adresse, "aud": aud, "cles": [cle["kid"] for cle in cles]}
    return 200, {"keys": list(cles), "attestations": [signer(dits, duree=600, cle=par)]}


def etat(**champs: Any) -> dict[str, Any]:
    """What a partner says of itself."""
    return {
        "instance": "siec",
        "nom": "SIEC",
        "versions": [1],
        "heure": maintenant().isoformat(),
        "cle_numen": "ab" * 32,
        "centres": [f.BELLEVUE],
    } | champs


@pytest.fixture
def siec() -> Any:
    with servir() as instance:
        instance.reponses[CLES] = (200, {"keys": [ANCIENNE]})
        instance.reponses[ETAT] = (200, etat())
        yield instance


def declare(instance: AutreInstance, **champs: Any) -> Partenaire:
    return f.partenaire("siec", adresse=instance.adresse, cles=[ANCIENNE], **champs)


def derniere(partenaire: Partenaire) -> Verification:
    """The step that stopped the test; those before all held."""
    *avant, fin = eprouver(PAR, partenaire.pk)
    assert all(faite.reussi for faite in avant)
    return fin


def test_tout_repond(siec: AutreInstance) -> None:
    faites = eprouver(PAR, declare(siec).pk)
    assert [faite.etape for faite in faites] == [
        "Nom", "Réseau", "Ses clés", "Horloge", "Nos clés", "Partenariat", "Réponse",
    ]  # fmt: skip
    assert all(faite.reussi for faite in faites)
    assert faites[-1].phrase.startswith("Tout répond : SIEC, version 1, 1 de nos établissements y est centre, en ")


@pytest.mark.parametrize(
    ("chemin", "reponse", "etape", "panne", "dite"),
    [
        (CLES, (200, {"keys": [ETRANGERE]}), "Ses clés", Panne.CLE, "ne sont pas celles que vous avez confirmées"),
        (CLES, (200, b"<h1>Bienvenue"), "Réponse", Panne.REPONSE, "autre chose qu'un IMAG'IN"),
        (CLES, (503, {}), "Réponse", Panne.REPONSE, "code 503"),
        (JETON, (401, {"error_description": "cle"}), "Nos clés", Panne.CLE, "relever les nôtres"),
        (JETON, (401, {"error_description": "inconnu"}), "Partenariat", Panne.REFUS, "sous le code « 16 »"),
        (JETON, (401, {"error_description": "destinataire"}), "Partenariat", Panne.REFUS, "IMAGIN_ADRESSE"),
        (JETON, (401, {"error_description": "horloge"}), "Horloge", Panne.HORLOGE, "à l'heure"),
        (ETAT, (403, {}), "Partenariat", Panne.REFUS, "ne nous connaît pas"),
        (ETAT, (404, b"rien"), "Réponse", Panne.REPONSE, "code 404"),
        (ETAT, (200, {"instance": "siec"}), "Réponse", Panne.REPONSE, "un état illisible"),
        (ETAT, (200, etat(instance="rennes")), "Partenariat", Panne.REFUS, "Elle se nomme « rennes »"),
    ],
)  # fmt: skip
def test_ce_qui_ne_va_pas_se_dit_en_mots(
    siec: AutreInstance, chemin: str, reponse: Any, etape: str, panne: Panne, dite: str
) -> None:
    siec.reponses[chemin] = reponse
    fin = derniere(declare(siec))
    assert (fin.etape, fin.reussi, fin.panne) == (etape, False, panne)
    assert dite in fin.phrase


@pytest.mark.parametrize(("avance", "dit"), [(600, "avance de"), (-600, "retarde de")])
def test_une_horloge_decalee_de_dix_minutes_se_dit_meme_si_le_jeton_passe(
    siec: AutreInstance, avance: int, dit: str
) -> None:
    siec.avance = avance
    assert dit in derniere(declare(siec)).phrase


def test_des_cles_jamais_confirmees_se_disent(siec: AutreInstance) -> None:
    partenaire = declare(siec)
    Partenaire.objects.update(active=False, cles=[])
    assert "pas encore confirmé ses clés" in derniere(partenaire).phrase


def test_un_nom_introuvable(monkeypatch: pytest.MonkeyPatch) -> None:
    def introuvable(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(epreuve.socket, "getaddrinfo", introuvable)
    [seule] = eprouver(PAR, f.partenaire(adresse="https://nulle-part.example").pk)
    assert (seule.etape, seule.panne) == ("Nom", Panne.DNS)
    assert seule.phrase.startswith("Le nom « nulle-part.example » est introuvable (DNS)")


def test_un_serveur_arrete() -> None:
    with servir() as instance:
        pass
    fin = derniere(f.partenaire(adresse=instance.adresse))
    assert (fin.etape, fin.panne) == ("Réseau", Panne.RESEAU)
    assert "un pare-feu ferme le passage" in fin.phrase


def test_un_certificat_d_une_autorite_inconnue() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(tls)
    with servir(tls) as instance:
        fin = derniere(f.partenaire(adresse=instance.adresse))
    assert (fin.etape, fin.panne) == ("Certificat", Panne.CERTIFICAT)


def test_lire_les_cles_pour_les_comparer(siec: AutreInstance) -> None:
    assert [cle["kid"] for cle in lire_cles(PAR, declare(siec).pk)] == [ANCIENNE["kid"]]
    siec.reponses[CLES] = (500, {})
    with pytest.raises(PartenaireInjoignable, match="code 500"):
        lire_cles(PAR, Partenaire.objects.get().pk)


def test_l_administrateur_seul_eprouve(siec: AutreInstance) -> None:
    partenaire = declare(siec).pk
    for essayer in (eprouver, lire_cles):
        with pytest.raises(AccesRefuse):
            essayer(f.perimetre(), partenaire)
    with pytest.raises(Partenaire.DoesNotExist):
        eprouver(PAR, 0)
    assert siec.demandes == []


@pytest.mark.exigence("G4.6-03")
def test_la_veille_retient_ce_qui_a_change(siec: AutreInstance) -> None:
    bellevue = f.etablissement()
    partenaire = declare(siec, joignable=False)
    siec.reponses[CLES] = publication(NOUVELLE, ANCIENNE, par=PRIVEE, adresse=siec.adresse)
    veiller_sur_les_partenaires(0)
    lu = Partenaire.objects.select_related("etat").get()
    assert (lu.etat.joignable, lu.etat.panne, abs(lu.etat.decalage) <= 2) == (True, "", True)
    assert lu.etat.depuis > maintenant() - timedelta(seconds=30)
    assert dechiffrer(lu.cle_numen) == "ab" * 32
    assert {cle["kid"] for cle in lu.cles} == {ANCIENNE["kid"], NOUVELLE["kid"]}
    assert [un.etablissement for un in CentreAilleurs.objects.filter(partenaire=partenaire)] == [bellevue]
    siec.reponses[CLES] = (200, {"keys": [ETRANGERE]})
    siec.reponses[ETAT] = (200, etat(centres=[]))
    veiller_sur_les_partenaires(0)
    lu = Partenaire.objects.select_related("etat").get()
    assert (lu.etat.joignable, lu.etat.panne) == (False, "CLE")
    assert ETRANGERE["kid"] not in {cle["kid"] for cle in lu.cles}
    assert CentreAilleurs.objects.count() == 1, "ce que dit un site qui a changé de mains n'est pas lu"


@pytest.mark.exigence("G4.6-03")
@pytest.mark.parametrize("quoi", ["horloge", "centres", "défaut"])
def test_ce_que_dit_une_academie_n_empeche_pas_de_veiller_sur_les_autres(
    siec: AutreInstance, quoi: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock centuries ahead, all the schools of the world, a defect of ours: of that one alone nothing is known."""
    declare(siec, joignable=False)
    siec.avance = 4_000_000_000 if quoi == "horloge" else 0
    siec.reponses[ETAT] = (200, etat(centres=["0310038Y"] * (100_000 if quoi == "centres" else 1)))
    if quoi == "défaut":
        monkeypatch.setattr(veille, "retenir_centres_ailleurs", retenir_sauf_du_siec)
    with servir() as rennes:
        rennes.reponses[CLES] = (200, {"keys": [ETRANGERE]})
        rennes.reponses[ETAT] = (200, etat(instance="14"))
        f.partenaire("14", "RENNES", ("14",), adresse=rennes.adresse, cles=[ETRANGERE], joignable=False)
        veiller_sur_les_partenaires(0)
    etats = dict(EtatPartenaire.objects.values_list("partenaire__code", "joignable"))
    assert etats == {"siec": quoi == "défaut", "14": True}


def retenir_sauf_du_siec(*args: Any, partenaire: int, **champs: Any) -> bool:
    if Partenaire.objects.get(pk=partenaire).code == "siec":
        raise DataError
    return retenir_centres_ailleurs(*args, partenaire=partenaire, **champs)


def test_une_cle_que_nulle_cle_connue_ne_garantit_n_est_pas_suivie(siec: AutreInstance) -> None:
    """Who has taken the site's place may publish the keys of before beside its own: they are public."""
    declare(siec)
    deux = (ETRANGERE, ANCIENNE)
    for publiee in (
        (200, {"keys": list(deux)}),
        (200, {"keys": list(deux), "attestations": "x"}),
        (200, {"keys": list(deux), "attestations": [3, None, "a.b.c"]}),
        publication(*deux, par=INTRUSE, adresse=siec.adresse),
        publication(*deux, par=PRIVEE, adresse="http://ailleurs.example"),
        publication(*deux, par=PRIVEE, adresse=siec.adresse, aud="http://ailleurs.example/federation/jeton"),
        (200, publication(ANCIENNE, par=PRIVEE, adresse=siec.adresse)[1] | {"keys": list(deux)}),
    ):
        siec.reponses[CLES] = publiee
        veiller_sur_les_partenaires(0)
        assert [cle["kid"] for cle in Partenaire.objects.get().cles] == [ANCIENNE["kid"]]
    siec.reponses[CLES] = publication(*deux, par=PRIVEE, adresse=siec.adresse)
    veiller_sur_les_partenaires(0)
    assert len(Partenaire.objects.get().cles) == 2


@pytest.mark.exigence("G4.6-03")
def test_la_veille_de_partenaires_muets_finit_a_temps(siec: AutreInstance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who answer are reachable; those who do not, or break our own code, are not, and the round ends."""
    monkeypatch.setattr(veille, "EN_TOUT", 1.0)
    declare(siec)
    with servir() as muette, servir() as cassee:
        muette.reponses[CLES] = lambda guichet: time.sleep(3)
        cassee.reponses[CLES] = (200, {"keys": [ETRANGERE]})
        f.partenaire("p0", "P0", [], adresse=muette.adresse)
        f.partenaire("c", "C", [], adresse=cassee.adresse, cles=[ETRANGERE])
        cassee.reponses[ETAT] = (200, etat(instance="c", centres="x"))
        debut = time.monotonic()
        veiller_sur_les_partenaires(0)
        assert time.monotonic() - debut < 2.5
    etats = dict(Partenaire.objects.values_list("code", "etat__panne"))
    assert etats == {"siec": "", "p0": "RESEAU", "c": "REPONSE"}


def test_sans_partenaire_la_veille_ne_fait_rien(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        veiller_sur_les_partenaires(0)


@pytest.mark.exigence("G4.6-03")
def test_le_journal_dit_un_changement_et_ne_se_repete_pas(
    siec: AutreInstance, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger=veille.__name__)
    declare(siec)
    for reponse in ((500, {}), (500, {}), (200, etat())):
        siec.reponses[ETAT] = reponse
        veiller_sur_les_partenaires(0)
    dites = [ligne.getMessage() for ligne in caplog.records if ligne.name == veille.__name__]
    assert dites == [
        "veille : SIEC n'est pas joignable : Elle répond autre chose qu'un IMAG'IN : code 500.",
        "veille : SIEC est joignable",
    ]
