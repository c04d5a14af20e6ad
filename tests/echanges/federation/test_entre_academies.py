"""Real instances, a real network that fails, real clocks: what passes between them, once, in order, or waits."""

from datetime import timedelta
from functools import partial

import jwt as pyjwt
import pytest
import requests
from django.db.models import F
from time_machine import travel

from imagin.domaine.convocations.actions import annuler_convocation
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.actions import epingler_cles
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import ConvocationExterne, Partenaire
from imagin.domaine.federation.rules import PartenaireInjoignable
from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.federation.client import ASSERTION, ReponseRefusee, lire_cles_publiees, ouvrir
from imagin.socle.envois.models import Envoi
from imagin.socle.jetons.cles import renouveler_cles
from imagin.socle.jetons.models import CleSignature
from imagin.socle.jetons.signature import assertion, signer
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.convoques import convoquees

DELAIS = (0.5, 0.5)


def dire(de, a, *args, **champs):
    """One message, by the client of the one to the server of the other."""
    with de.dedans(), ouvrir(Partenaire.objects.get(code=a.code), delais=DELAIS) as partenariat:
        return partenariat.dire("convocations", f.message(*args, **champs))


def tenues(academie):
    """What it holds of summons by others: partner, dossier, sequence, withdrawn."""
    with academie.dedans():
        lignes = ConvocationExterne.objects.order_by("partenaire__code", "dossier")
        return list(lignes.values_list("partenaire__code", "dossier", "sequence", "retiree"))


def releve_des_cles(chez, de):
    """As the watch does every ten minutes."""
    with chez.dedans():
        cle = Partenaire.objects.get(code=de.code).pk
        epingler_cles(systeme("tests"), cle=cle, cles=lire_cles_publiees(de.adresse), confirmees=False)


def demander_un_jeton(a, preuve):
    """A service token, by that assertion."""
    demande = {"grant_type": "client_credentials", "scope": "federation", "client_assertion_type": ASSERTION}
    return requests.post(f"{a.adresse}/federation/jeton", demande | {"client_assertion": preuve}, timeout=10)


def lire_etat(chez, jeton):
    entetes = {"Authorization": f"Bearer {jeton}"}
    return requests.get(f"{chez.adresse}/federation/v1/etat", headers=entetes, timeout=10)


@pytest.fixture
def claire(toulouse):
    with toulouse.dedans():
        f.intervenant("MARTIN", "Claire", date_naissance="1980-05-17")


@pytest.mark.exigence("G4.6-05")
def test_deux_instances_se_parlent_par_jetons_et_la_personne_est_indisponible(toulouse, siec, claire):
    assert dire(siec, toulouse, 1234) == {"prise": True, "personne": "RECONNUE"}
    with toulouse.dedans():
        assert set(Indisponibilite.objects.values_list("motif", "dossier")) == {
            ("CONVOCATION PAR IMAGIN SIEC", "siec:1234")
        }
    assert toulouse.entremise.vues == {"POST /federation/jeton": 1, "POST /federation/v1/convocations": 1}


@pytest.mark.exigence("G4.6-05")
def test_repete_ou_dans_le_desordre_le_dernier_etat_gagne(toulouse, siec, claire):
    prises = [dire(siec, toulouse, 7, sequence)["prise"] for sequence in (3, 3, 2, 1)]
    assert prises == [True, False, False, False]
    assert dire(siec, toulouse, 7, 4, convocation=None)["prise"]
    assert not dire(siec, toulouse, 7, 3)["prise"]
    assert tenues(toulouse) == [("siec", 7, 4, True)]
    with toulouse.dedans():
        assert not Indisponibilite.objects.exists()


@pytest.mark.exigence("G4.6-05")
def test_nul_ne_touche_ni_ne_voit_ce_qu_un_autre_a_dit(toulouse, siec, rennes, claire):
    dire(siec, toulouse, 7, 5)
    assert dire(rennes, toulouse, 7, 1)["prise"]  # its own dossier 7
    assert dire(rennes, toulouse, 7, 9, convocation=None)["prise"]
    assert tenues(toulouse) == [("14", 7, 9, True), ("siec", 7, 5, False)]
    with rennes.dedans(), ouvrir(Partenaire.objects.get(code="16")) as partenariat:
        assert partenariat.dire("condenses", {"condenses": []}) == {"ecarts": []}
    with toulouse.dedans():
        reference = str(ConvocationExterne.objects.get(partenaire__code="siec").personne.reference)
    with pytest.raises(ReponseRefusee) as refus:
        dire(rennes, toulouse, 8, personne={"reference": reference})
    assert refus.value.code == 422


@pytest.mark.exigence("G4.6-08")
@pytest.mark.parametrize(
    ("mode", "panne", "mots"),
    [
        ("mort", Panne.RESEAU, "le serveur est arrêté"),
        ("lent", Panne.RESEAU, "trop de temps"),
        ("ordures", Panne.REPONSE, "autre chose qu'un IMAG'IN"),
        ("coupe", Panne.RESEAU, "a coupé sa réponse"),
    ],
)
def test_un_reseau_qui_tombe_se_dit_en_mots(toulouse, siec, claire, mode, panne, mots):
    with toulouse.entremise.en(mode), pytest.raises(PartenaireInjoignable) as echec:
        dire(siec, toulouse)
    assert (echec.value.panne, mots in str(echec.value)) == (panne, True)
    assert dire(siec, toulouse)["prise"]


def test_un_message_pris_dont_l_accuse_se_perd_se_repete_sans_doubler(toulouse, siec, claire):
    """The answer is cut in the middle: the sender cannot know, sends again, and is told that it was taken."""
    with siec.dedans(), ouvrir(Partenaire.objects.get(code="16"), delais=DELAIS) as partenariat:
        partenariat.lire("etat")  # a token in hand
        message = f.message(12, 1)
        with toulouse.entremise.en("coupe"), pytest.raises(PartenaireInjoignable):
            partenariat.dire("convocations", message)
        assert tenues(toulouse) == [("siec", 12, 1, False)]
        assert partenariat.dire("convocations", message) == {"prise": False, "personne": "RECONNUE"}
    with toulouse.dedans():
        assert Indisponibilite.objects.count() == 2  # morning and afternoon, once


@pytest.mark.exigence("G4.6-08")
def test_trente_secondes_d_ecart_passent_dix_minutes_se_disent(toulouse, siec, claire):
    for ecart in (30, -30):
        with travel(timedelta(seconds=ecart)):
            assert dire(siec, toulouse, 100 + ecart)["prise"]
    for ecart, sens in ((-600, "avance"), (600, "retarde")):  # ours, hence hers the other way
        with (
            travel(timedelta(seconds=ecart)),
            pytest.raises(PartenaireInjoignable, match=f"horloge {sens} de") as e,
        ):
            dire(siec, toulouse)
        assert (e.value.panne, "NTP" in str(e.value)) == (Panne.HORLOGE, True)
    assert dire(siec, toulouse)["prise"]


def test_un_jeton_qui_a_servi_perime_altere_ou_fait_pour_un_autre_n_ouvre_rien(toulouse, siec, rennes, claire):
    """By real servers, each with its clock and its memory of what served."""
    with siec.dedans():
        preuve = assertion(f"{toulouse.adresse}/federation/jeton", client="siec")
    jeton = demander_un_jeton(toulouse, preuve).json()["access_token"]
    assert lire_etat(toulouse, jeton).json()["instance"] == "16"
    rejouee = demander_un_jeton(toulouse, preuve)
    assert (rejouee.status_code, rejouee.json()["error_description"]) == (401, "deja_vu")
    a_un_autre = demander_un_jeton(rennes, preuve)
    assert (a_un_autre.status_code, a_un_autre.json()["error_description"]) == (401, "destinataire")
    entete, dits, signature = jeton.split(".")
    with siec.dedans():
        contrefait = signer({**pyjwt.decode(jeton, options={"verify_signature": False})}, duree=300)
    for faux in (f"{entete}.{dits}.{signature[::-1]}", f"{entete}.{dits[:-4]}AAAA.{signature}", contrefait, preuve):
        assert lire_etat(toulouse, faux).status_code == 401
    assert lire_etat(rennes, jeton).status_code == 401  # made by Toulouse, for Toulouse
    assert lire_etat(siec, jeton).status_code == 401
    toulouse.arreter()
    toulouse.demarrer(decalage=300 + 61)
    assert lire_etat(toulouse, jeton).status_code == 401


def test_une_cle_renouvelee_ne_coupe_rien_et_l_ancienne_s_eteint(toulouse, siec, claire):
    with siec.dedans(), ouvrir(Partenaire.objects.get(code="16")) as partenariat:
        partenariat.lire("etat")
        renouveler_cles()
        assert partenariat.dire("convocations", f.message(1))["prise"]  # the token of before
    releve_des_cles(toulouse, siec)
    with siec.dedans():
        CleSignature.objects.update(signe_des=F("signe_des") - timedelta(hours=25))  # a day goes by
        assert CleSignature.objects.count() == 2
    assert dire(siec, toulouse, 2)["prise"]  # signed by the new one
    with siec.dedans():
        CleSignature.objects.filter(expire_le__isnull=False).delete()  # a month goes by
    assert dire(siec, toulouse, 3)["prise"]
    with siec.dedans():
        renouveler_cles(compromises=True)
    releve_des_cles(toulouse, siec)  # none of those pinned is there: not followed
    with pytest.raises(PartenaireInjoignable, match="ne reconnaît pas notre clé") as echec:
        dire(siec, toulouse, 4)
    assert echec.value.panne is Panne.CLE


def convoquer_claire(siec):
    """Claire MARTIN, posted at Bellevue and in a school of Rennes, summoned by the SIEC."""
    with siec.dedans():
        rennes = f.etablissement("0350022T", "LYCEE CHATEAUBRIAND RENNES", academie_id="14")
        personne = f.intervenant("MARTIN", "Claire", secondaire=rennes, date_naissance="1980-05-17")
        return convoquees(f.mission(), personne)[0]


def il_est_temps(academie):
    """The delay before trying again is over."""
    with academie.dedans():
        Envoi.objects.update(prochaine_tentative=maintenant())


@pytest.mark.exigence("G4.6-05")
def test_qui_a_deux_academies_est_indisponible_dans_les_deux_et_l_une_n_attend_pas_l_autre(
    toulouse, siec, rennes, claire
):
    with rennes.dedans():
        f.intervenant("MARTIN", "Claire", date_naissance="1980-05-17")
    affectation = convoquer_claire(siec)
    rennes.arreter()
    assert siec.expedier(rennes).interrompu
    assert siec.expedier(toulouse).envoyes == 1
    rennes.demarrer()
    il_est_temps(siec)
    assert siec.expedier(rennes).envoyes == 1
    assert tenues(toulouse) == tenues(rennes) == [("siec", affectation.pk, 1, False)]
    with siec.dedans():
        annuler_convocation(f.perimetre(), affectation=affectation.pk)
    assert siec.expedier(toulouse).envoyes == siec.expedier(rennes).envoyes == 1
    for academie in (toulouse, rennes):
        with academie.dedans():
            assert not Indisponibilite.objects.exists()


@pytest.mark.exigence("G4.6-05")
@pytest.mark.parametrize("mode", ["mort", "lent", "500", "ordures", "coupe"])
def test_ce_qui_n_a_pu_partir_attend_et_part_une_fois(toulouse, siec, claire, mode, monkeypatch):
    monkeypatch.setattr("imagin.echanges.federation.canal.ouvrir", partial(ouvrir, delais=DELAIS))
    affectation = convoquer_claire(siec)
    with toulouse.entremise.en(mode):
        assert siec.expedier(toulouse).envoyes == 0
    il_est_temps(siec)
    assert siec.expedier(toulouse).envoyes == 1
    assert siec.expedier(toulouse).envoyes == 0
    assert tenues(toulouse) == [("siec", affectation.pk, 1, False)]
    with toulouse.dedans():
        assert Indisponibilite.objects.count() == 1
