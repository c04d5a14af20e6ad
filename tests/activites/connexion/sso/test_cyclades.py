"""The link of the CYCLADES portal."""

import pytest
from django.test import Client

from imagin.domaine.acces.models import Compte, Connexion
from tests import factories as f
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G2.1-02")]
LIEN = "/cyclades/?uai=0310038Y"
ARRIVEE = "/convocation-par-mission/"


@pytest.fixture
def deux_etablissements():
    """The head of two schools."""
    f.mission()
    f.ouverture()
    compte = f.compte()
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT")
    f.mission(centre=ailleurs)
    f.acces.deleguer(
        f.acces.systeme("tests"), compte=compte, uai=ailleurs.uai, fonction="CHEF", date_debut=f.acces.HIER
    )
    return compte


def connecte(client: Client, compte: Compte) -> Client:
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_la_personne_est_envoyee_s_identifier_puis_revient_au_lien(client, se_connecter, deux_etablissements, texte):
    demande = client.get(LIEN)
    assert demande["Location"] == "/connexion/?next=%2Fcyclades%2F%3Fuai%3D0310038Y"
    page = se_connecter(client, suite=LIEN)
    assert page.request["PATH_INFO"] == ARRIVEE
    assert "LPO BELLEVUE TOULOUSE CEDEX 4" in texte(page)


def test_avec_le_guichet_le_lien_y_mene_tout_droit_et_en_revient(guichet, client, texte):
    f.mission()
    f.ouverture()
    demande = client.get(LIEN)
    assert demande["Location"].startswith("/connexion/guichet/?next=%2Fcyclades")
    retour = guichet.s_identifier(client.get(demande["Location"])["Location"])
    page = client.get(retour, follow=True)
    assert page.request["PATH_INFO"] == ARRIVEE
    assert "LPO BELLEVUE TOULOUSE CEDEX 4" in texte(page)


def test_de_plusieurs_etablissements_le_lien_choisit_le_bon(client, deux_etablissements, texte):
    page = connecte(client, deux_etablissements).get(f"/cyclades/?uai={uai(39).lower()}", follow=True)
    assert page.request["PATH_INFO"] == ARRIVEE
    assert "LGT MARCELIN BERTHELOT" in texte(page)


def test_le_lien_ne_change_pas_d_etablissement_sans_le_demander(client, deux_etablissements, texte):
    connecte(client, deux_etablissements).get(LIEN)
    page = client.get(f"/cyclades/?uai={uai(39)}")
    assert "vous travaillez en ce moment pour LPO BELLEVUE" in texte(page)
    assert "LPO BELLEVUE" in texte(client.get(ARRIVEE))
    reponse = client.post("/services/", {"service": page.context["voulu"].cle, "next": ARRIVEE}, follow=True)
    assert reponse.request["PATH_INFO"] == ARRIVEE
    assert "LGT MARCELIN BERTHELOT" in texte(reponse)


@pytest.mark.parametrize("demande", ["0310041B", "n'importe quoi", "<script>"])
def test_l_etablissement_d_un_autre_est_refuse_avec_un_message(client, deux_etablissements, texte, demande):
    page = connecte(client, deux_etablissements).get("/cyclades/", {"uai": demande})
    assert page.status_code == 403
    assert "Demandez une délégation au chef de cet établissement" in texte(page)
    assert not Connexion.objects.exists()


def test_une_delegation_finie_ne_suit_pas_le_lien(client, deux_etablissements):
    deux_etablissements.delegations.update(date_fin=f.acces.HIER)
    assert connecte(client, deux_etablissements).get(LIEN).status_code == 403


def test_un_etablissement_occupe_le_dit(client, deux_etablissements, texte):
    autre = f.compte("adjointe.0310038Y")
    connecte(Client(), autre).get(LIEN)
    page = connecte(client, deux_etablissements).get(LIEN)
    assert "Établissement occupé" in texte(page)
    assert texte(page).count('action="/services/"') == 2, (
        "« Réessayer » et le choix vont au choix, cette adresse ne reçoit rien"
    )
    assert page.context["suite"] == ARRIVEE


def test_sans_uai_le_lien_passe_par_le_choix(client, deux_etablissements):
    assert connecte(client, deux_etablissements).get("/cyclades/")["Location"] == ARRIVEE
