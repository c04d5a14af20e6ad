import json

import pytest
from aiosmtpd.smtp import AuthResult

from imagin.socle.documents import dossier_du_document, rendre
from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from tests.socle.envois.serveur import servir

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-18")]


@pytest.fixture
def donnees():
    return json.loads((dossier_du_document("liste") / "exemple.json").read_text(encoding="utf-8"))


def piece_recue(serveur):
    [piece] = serveur.recus[0].iter_attachments()
    return piece


@pytest.mark.exigence("G4.2-04")
def test_la_lettre_jointe_est_fabriquee_a_l_envoi_datee_du_depot(serveur, deposer, donnees):
    deposer("s", pieces=[{"document": "liste", "donnees": donnees, "nom": "LE GOFF_Hélène.pdf"}])
    expedier(COURRIEL)
    piece = piece_recue(serveur)
    assert piece.get_filename() == "LE GOFF_Hélène.pdf"
    assert piece.get_content() == rendre("liste", donnees, horodatage=Envoi.objects.get().cree_le)


def test_une_lettre_deja_datee_est_jointe_telle_quelle(serveur, deposer, donnees):
    donnees["horodatage"] = "2026-11-24T10:00:00+01:00"
    deposer("s", pieces=[{"document": "liste", "donnees": donnees, "nom": "L.pdf"}])
    expedier(COURRIEL)
    assert piece_recue(serveur).get_content() == rendre("liste", donnees)


def test_un_corps_dont_une_ligne_n_est_qu_un_point_arrive_entier(serveur, deposer):
    corps = "Avant.\n.\n..\nAprès : ça, là, où, œuf, €.\n" + "long " * 400 + "\n"
    deposer("s", corps=corps)
    expedier(COURRIEL)
    assert serveur.recus[0].get_content().replace("\r\n", "\n") == corps


def test_la_connexion_s_identifie_comme_le_disent_les_reglages(serveur, deposer, settings):
    def verifier(serveur, session, envelope, mecanisme, identite):
        juste = identite.login == b"imagin" and identite.password == b"secret"
        return AuthResult(success=juste, handled=False)

    with servir(authenticator=verifier, auth_require_tls=False) as ferme:
        settings.EMAIL_PORT, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = ferme.port, "imagin", "faux"
        deposer("a", cle="1")
        assert expedier(COURRIEL).interrompu
        a = Envoi.objects.get()
        assert (a.etat, a.tentatives) == (EtatEnvoi.A_ENVOYER, 1)
        assert "535" in a.derniere_erreur

        settings.EMAIL_HOST_PASSWORD = "secret"
        deposer("b", cle="2")
        assert expedier(COURRIEL).envoyes == 1
        assert ferme.sujets == ["b"]


def test_une_connexion_n_est_pas_gardee_au_dela_de_cent_courriels(serveur, deposer):
    deposer(*(f"s{rang}" for rang in range(101)))
    assert expedier(COURRIEL).envoyes == 101
    assert serveur.connexions == 2
