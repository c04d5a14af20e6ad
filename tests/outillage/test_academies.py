"""The harness of several instances: each is itself, what stands between them fails as it is told to."""

import time
from email.utils import parsedate_to_datetime

import pytest
import requests
from django.conf import settings

from imagin.domaine.federation.models import Partenaire
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.jetons.cles import cles_publiees
from imagin.socle.temps import maintenant
from tests import factories as f


def demander(academie, **options):
    return requests.get(f"{academie.adresse}/connexion/", timeout=2, **options)


def test_chaque_academie_a_sa_base_ses_reglages_son_serveur_et_connait_les_autres(toulouse, siec):
    with toulouse.dedans():
        f.etablissement()
        assert toulouse.adresse == settings.IMAGIN_ADRESSE
        assert set(Partenaire.objects.values_list("code", "active")) == {("siec", True), ("14", True)}
        ce_que_toulouse_tient_du_siec = Partenaire.objects.get(code="siec").cles
    with siec.dedans():
        assert not Etablissement.objects.exists()
        assert settings.IMAGIN_INSTANCE == "siec"
        assert [cle["kid"] for cle in ce_que_toulouse_tient_du_siec] == [cle["kid"] for cle in cles_publiees()]
    assert demander(siec).ok
    assert demander(toulouse).ok
    assert toulouse.entremise.vues == {"GET /connexion/": 1}


@pytest.mark.parametrize("tour", [1, 2])
def test_chaque_essai_trouve_une_base_neuve_sous_le_meme_serveur(siec, tour):
    with siec.dedans():
        assert not Etablissement.objects.exists(), f"reste du tour {tour - 1}"
        f.etablissement()
    assert demander(siec).ok


def test_l_entremise_tombe_comme_un_reseau(siec):
    entremise = siec.entremise
    for mode in ("mort", "coupe"):
        with entremise.en(mode), pytest.raises(requests.RequestException):
            demander(siec)
    with entremise.en("500"):
        assert demander(siec).status_code == 500
    with entremise.en("ordures"), pytest.raises(requests.JSONDecodeError):
        demander(siec).json()
    with entremise.en("lent"), pytest.raises(requests.ReadTimeout):
        requests.get(f"{siec.adresse}/connexion/", timeout=0.3)
    assert demander(siec).ok


def test_une_academie_s_arrete_meurt_gele_et_revient_avec_l_horloge_d_un_autre_jour(siec):
    siec.geler()
    with pytest.raises(requests.ReadTimeout):
        requests.get(f"{siec.adresse}/connexion/", timeout=0.3)
    siec.degeler()
    assert demander(siec).ok
    siec.tuer()
    with pytest.raises(requests.ConnectionError):
        demander(siec)
    debut = time.monotonic()
    siec.demarrer(decalage=86_400)
    avance = parsedate_to_datetime(demander(siec).headers["Date"]) - maintenant()
    assert 86_390 < avance.total_seconds() < 86_410
    assert time.monotonic() - debut < 60
