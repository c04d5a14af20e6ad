"""Delivery to a real HTTPS receiver, which fails before, after, or for good."""

import logging

import pytest

from imagin.domaine.convocations.actions import annuler_convocation
from imagin.echanges.santorin.canal import SANTORIN
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.echanges.santorin.serveur_https import COUPER_APRES, COUPER_AVANT, JETON, servir

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-15")]


@pytest.fixture
def serveur(tmp_path, settings):
    with servir(tmp_path) as serveur:
        settings.IMAGIN_SANTORIN = f"https://localhost:{serveur.port}/imagin/"
        settings.IMAGIN_SANTORIN_SECRET, settings.IMAGIN_SANTORIN_AUTORITE = JETON, serveur.autorite
        yield serveur


def premier() -> Envoi:
    return Envoi.objects.order_by("id")[0]


def test_chaque_message_part_une_fois_dans_l_ordre_sur_une_seule_connexion(serveur, convoques, etats):
    affectations = convoques("ZOLA", "LE GOFF", "FERRER")
    annuler_convocation(f.perimetre(), affectation=affectations[0].pk)
    assert expedier(SANTORIN).envoyes == 4
    assert etats() == [EtatEnvoi.ENVOYE] * 4
    assert serveur.chemins == [f"/imagin/messages/{e.message_id}" for e in Envoi.objects.order_by("id")]
    assert set(serveur.recepteur.exemplaires.values()) == {1}
    assert serveur.connexions == 1
    assert serveur.recepteur.dossiers[affectations[0].pk]["operation"] == "RETIRER"


def test_des_pannes_se_reprennent_et_le_message_ne_compte_qu_une_fois(serveur, convoques, transmettre):
    serveur.reponses = [500, 503, 408, 429, COUPER_AVANT, COUPER_APRES]
    [affectation] = convoques("ZOLA")
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    for _ in range(6):
        assert transmettre() == 0
    assert transmettre() == 2
    assert [m["operation"] for m in serveur.recepteur.pris] == ["CONVOQUER", "RETIRER"]
    assert len(serveur.recepteur.recus) == 3


def test_un_message_deja_pris_est_accuse(serveur, convoques, etats):
    serveur.reponses = [409]
    convoques("ZOLA")
    expedier(SANTORIN)
    assert etats() == [EtatEnvoi.ENVOYE]


def test_un_refus_se_lit_dans_les_mots_de_santorin_et_n_arrete_pas_les_autres(serveur, convoques, etats, caplog):
    serveur.recepteur.refus = ["ZOLA : UAI inconnu"]
    convoques("ZOLA", "LE GOFF")
    with caplog.at_level(logging.INFO):
        expedier(SANTORIN)
    assert sorted(etats()) == [EtatEnvoi.ENVOYE, EtatEnvoi.REFUSE]
    assert Envoi.objects.get(etat=EtatEnvoi.REFUSE).derniere_erreur == "Refusé par SANTORIN : ZOLA : UAI inconnu"
    assert "ZOLA" not in caplog.text


def test_un_message_que_santorin_ne_sait_pas_lire_n_arrete_pas_les_autres(serveur, convoques, etats):
    serveur.reponses = [500]
    convoques("ZOLA", "LE GOFF")
    assert expedier(SANTORIN).envoyes == 1
    assert etats() == [EtatEnvoi.A_ENVOYER, EtatEnvoi.ENVOYE]


def test_un_reglage_faux_arrete_la_tournee_et_garde_les_lignes(serveur, convoques, settings, etats, transmettre):
    motifs = {403: "n'a pas le droit", 404: "l'adresse", 302: "inattendue", 413: "inattendue"}
    serveur.reponses = list(motifs)
    convoques("ZOLA", "LE GOFF")
    for motif in motifs.values():
        transmettre()
        assert motif in premier().derniere_erreur
    settings.IMAGIN_SANTORIN_SECRET = "perdu"
    transmettre()
    assert "le jeton" in premier().derniere_erreur
    assert etats() == [EtatEnvoi.A_ENVOYER] * 2
    assert len(serveur.chemins) == len(motifs) + 1
    assert serveur.recepteur.recus == []


def test_un_certificat_inconnu_ne_recoit_rien(serveur, convoques, settings):
    settings.IMAGIN_SANTORIN_AUTORITE = ""
    convoques("ZOLA")
    assert expedier(SANTORIN).interrompu
    assert "certificat" in premier().derniere_erreur
    assert serveur.chemins == []
