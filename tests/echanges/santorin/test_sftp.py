"""Delivery by a real SFTP server, which refuses, cuts, or is not who it says."""

import asyncssh
import pytest

from imagin.echanges.santorin.canal import SANTORIN
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from tests.echanges.santorin.recepteur import Recepteur, casier
from tests.echanges.santorin.serveur_sftp import COMPTE, MOT_DE_PASSE, servir

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-15")]


@pytest.fixture
def serveur(tmp_path, settings):
    casier(tmp_path / "sftp" / "santorin")
    with servir(tmp_path / "sftp", tmp_path / "known_hosts") as serveur:
        settings.IMAGIN_SANTORIN = f"sftp://{COMPTE}@127.0.0.1:{serveur.port}/santorin"
        settings.IMAGIN_SANTORIN_SECRET, settings.IMAGIN_SANTORIN_HOTES = MOT_DE_PASSE, serveur.hotes
        yield serveur


@pytest.fixture
def racine(serveur):
    return serveur.racine / "santorin"


@pytest.fixture
def recepteur():
    return Recepteur()


def erreur() -> str:
    return Envoi.objects.order_by("id")[0].derniere_erreur


def test_un_message_se_depose_est_accuse_et_les_deux_fichiers_s_en_vont(
    serveur, racine, recepteur, convoques, transmettre, etats
):
    for tour, serveur.sans_extension in enumerate((False, True), start=1):
        convoques("ZOLA", "LE GOFF")
        expedier(SANTORIN)
        assert recepteur.relever(racine) == 2
        assert transmettre() == 2
        assert etats() == [EtatEnvoi.ENVOYE] * 2 * tour
        assert [list((racine / nom).iterdir()) for nom in ("depot", "accuses")] == [[], []]


def test_une_cle_privee_vaut_un_mot_de_passe(serveur, racine, convoques, settings, tmp_path):
    cle = tmp_path / "cle"
    cle.write_bytes(serveur.cle_du_compte.export_private_key())
    settings.IMAGIN_SANTORIN_SECRET, settings.IMAGIN_SANTORIN_CLE = "", str(cle)
    convoques("ZOLA")
    expedier(SANTORIN)
    assert len(list((racine / "depot").iterdir())) == 1


def test_qui_attend_son_accuse_ne_coute_que_deux_listes_par_ronde(serveur, convoques, transmettre):
    convoques(*(f"DUPONT-{rang}" for rang in range(60)))
    transmettre()
    serveur.demandes.clear()
    transmettre()
    assert serveur.demandes == {"connexion": 1, "liste": 2}


def test_une_coupure_au_milieu_d_un_fichier_ne_laisse_rien_a_prendre_et_tout_repart(
    serveur, racine, recepteur, convoques, transmettre
):
    serveur.coupures = 1
    convoques("ZOLA", "LE GOFF")
    assert expedier(SANTORIN).interrompu
    assert "n'est pas accessible" in erreur()
    assert recepteur.relever(racine) == 0
    transmettre()
    assert recepteur.relever(racine) == 2
    assert set(recepteur.exemplaires.values()) == {1}


def test_un_mot_de_passe_refuse_garde_les_lignes(serveur, convoques, settings, transmettre):
    settings.IMAGIN_SANTORIN_SECRET = "perdu"
    convoques("ZOLA", "LE GOFF")
    assert expedier(SANTORIN).interrompu
    assert "ne sont pas acceptés" in erreur()
    assert set(Envoi.objects.values_list("etat", flat=True)) == {EtatEnvoi.A_ENVOYER}


def test_un_serveur_qui_n_est_pas_le_bon_ne_recoit_rien(serveur, racine, convoques, settings, tmp_path, transmettre):
    autre = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    settings.IMAGIN_SANTORIN_HOTES = str(tmp_path / "autres")
    convoques("ZOLA")
    for ligne, motif in ((f"[127.0.0.1]:{serveur.port} {autre}", "n'est pas celle de"), ("", "n'est pas dans")):
        (tmp_path / "autres").write_text(ligne)
        transmettre()
        assert f"{motif} IMAGIN_SANTORIN_HOTES" in erreur()
    assert list((racine / "depot").iterdir()) == []


def test_un_serveur_eteint_garde_les_lignes(serveur, convoques, settings, transmettre):
    adresse = settings.IMAGIN_SANTORIN
    settings.IMAGIN_SANTORIN = f"sftp://{COMPTE}@127.0.0.1:1/santorin"
    convoques("ZOLA")
    assert expedier(SANTORIN).interrompu
    assert "n'est pas accessible" in erreur()
    settings.IMAGIN_SANTORIN = adresse
    transmettre()
    assert "est attendu" in erreur()
