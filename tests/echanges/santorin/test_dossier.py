"""Delivery by a directory: whole files, acknowledged by the receiver."""

import json
import logging

import pytest

from imagin.domaine.convocations.actions import annuler_convocation, renvoyer_a_santorin
from imagin.echanges.santorin.canal import SANTORIN
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.echanges.santorin.recepteur import Recepteur, casier

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-15")]


@pytest.fixture
def racine(tmp_path, settings):
    settings.IMAGIN_SANTORIN = f"dossier://{tmp_path}/santorin"
    return casier(tmp_path / "santorin")


@pytest.fixture
def recepteur():
    return Recepteur()


def noms(dossier) -> list[str]:
    return sorted(chemin.name for chemin in dossier.iterdir())


def test_un_message_depose_attend_son_accuse_puis_est_transmis(racine, recepteur, convoques, transmettre, etats):
    convoques("ZOLA", "LE GOFF")
    assert expedier(SANTORIN).envoyes == 0
    envois = Envoi.objects.order_by("id")
    assert noms(racine / "depot") == [f"{e.pk:012}-{e.message_id}.json" for e in envois]
    assert {e.derniere_erreur for e in envois} == {"Déposé : l'accusé de réception de SANTORIN est attendu."}
    Envoi.objects.update(etat=EtatEnvoi.EN_COURS)  # as a worker leaves them that dies once the files lie there
    assert transmettre() == 0
    assert recepteur.relever(racine) == 2
    assert transmettre() == 2
    assert etats() == [EtatEnvoi.ENVOYE] * 2
    assert recepteur.noms == [json.loads(e.corps)["intervenant"]["nom"] for e in envois]
    assert noms(racine / "depot") == noms(racine / "accuses") == []


def test_ce_qui_change_pour_une_personne_attend_son_tour(racine, recepteur, convoques, transmettre):
    [affectation] = convoques("ZOLA")
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    for _ in range(3):
        transmettre()
        recepteur.relever(racine)
    transmettre()
    assert [m["operation"] for m in recepteur.pris] == ["CONVOQUER", "RETIRER"]
    assert recepteur.dossiers[affectation.pk]["operation"] == "RETIRER"
    assert not Envoi.objects.exclude(etat=EtatEnvoi.ENVOYE).exists()


def test_un_refus_se_lit_dans_les_mots_de_santorin_et_se_renvoie(racine, recepteur, convoques, transmettre, etats):
    recepteur.refus = ["UAI inconnu"]
    [affectation] = convoques("ZOLA")
    transmettre()
    recepteur.relever(racine)
    transmettre()
    envoi = Envoi.objects.get()
    assert (envoi.etat, envoi.derniere_erreur) == (EtatEnvoi.REFUSE, "Refusé par SANTORIN : UAI inconnu")
    renvoyer_a_santorin(f.perimetre(), mission=affectation.mission)
    transmettre()
    recepteur.relever(racine)
    assert transmettre() == 1
    assert recepteur.dossiers[affectation.pk]["identifiant"] == envoi.message_id


def test_un_accuse_illisible_est_relu_plus_tard(racine, convoques, transmettre):
    convoques("ZOLA")
    transmettre()
    [nom] = noms(racine / "depot")
    for accuse in (b"", b"{", b"[]", b'{"resultat": "PEUT-ETRE"}', b"\xff"):
        (racine / "accuses" / nom).write_bytes(accuse)
        assert transmettre() == 0
        assert "illisible" in Envoi.objects.get().derniere_erreur
    (racine / "accuses" / nom).write_text('{"resultat": "PRIS"}')
    assert transmettre() == 1


def test_un_partage_qui_n_est_pas_monte_ne_perd_rien_et_n_est_pas_cree(
    settings, tmp_path, convoques, transmettre, caplog
):
    settings.IMAGIN_SANTORIN = f"dossier://{tmp_path}/absent"
    convoques("ZOLA")
    with caplog.at_level(logging.WARNING):
        assert expedier(SANTORIN).interrompu
    assert "n'est pas accessible" in Envoi.objects.get().derniere_erreur
    assert "ZOLA" not in caplog.text
    assert noms(tmp_path) == []
    casier(tmp_path / "absent")
    transmettre()
    assert len(noms(tmp_path / "absent" / "depot")) == 1


def test_un_fichier_a_moitie_ecrit_n_a_pas_de_nom(racine, recepteur, convoques, transmettre, monkeypatch):
    def tomber(*_):
        raise OSError("disque plein")

    convoques("ZOLA")
    with monkeypatch.context() as panne:
        panne.setattr("os.fsync", tomber)
        assert expedier(SANTORIN).interrompu
    assert recepteur.relever(racine) == 0
    transmettre()
    assert recepteur.relever(racine) == 1


def test_coupee_la_transmission_ne_laisse_rien_partir_puis_tout_part(racine, settings, convoques, transmettre, etats):
    settings.IMAGIN_SANTORIN, adresse = "", settings.IMAGIN_SANTORIN
    convoques("ZOLA")
    assert transmettre() == 0
    assert Envoi.objects.get().tentatives == 0
    assert noms(racine / "depot") == []
    settings.IMAGIN_SANTORIN = adresse
    transmettre()
    assert len(noms(racine / "depot")) == 1
