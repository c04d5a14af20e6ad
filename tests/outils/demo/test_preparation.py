"""The académie enters by the connectors, then one can sign in."""

import json
from collections import Counter

import pytest
from django.contrib.auth import authenticate

from imagin.domaine.acces.models import Compte, Delegation
from imagin.domaine.convocations.models import Affectation, Signature
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.personnes.models import AutreIdentite, Intervenant
from imagin.domaine.referentiel.models import Etablissement
from outils.demo import preparation
from outils.demo.fabrique.sources import DOUBLES
from outils.demo.reglages import MOT_DE_PASSE


@pytest.fixture(scope="module")
def saisies(academie):
    return json.loads((academie / "saisies.json").read_text(encoding="utf-8"))


def test_les_comptes_annonces_sont_prevus(saisies):
    identifiants = [compte["identifiant"] for compte in saisies["comptes"]]
    uais = ("0310038Y", "0312267W", "0120006S", "0310001H")
    assert identifiants == [f"{qui}.{uai}" for uai in uais for qui in ("chef", "delegue")] + [
        "gestionnaire",
        preparation.DERNIER_COMPTE,
    ]


def test_les_fichiers_du_jour_ne_sont_pas_refaits(tmp_path):
    preparation.fabriquer_au_besoin(tmp_path, "demo", "2026-11-24")
    (tmp_path / "epp.csv").write_text("touché", encoding="utf-8")
    preparation.fabriquer_au_besoin(tmp_path, "demo", "2026-11-24")
    assert (tmp_path / "epp.csv").read_text(encoding="utf-8") == "touché"
    preparation.fabriquer_au_besoin(tmp_path, "demo", "2026-11-25")
    assert (tmp_path / "epp.csv").read_text(encoding="utf-8") != "touché"


@pytest.mark.django_db
def test_l_academie_entre_par_les_connecteurs_et_l_on_peut_se_connecter(academie, saisies, rf):
    assert not preparation.est_faite()
    preparation.importer(academie)
    preparation.saisir(saisies)
    assert preparation.est_faite()
    assert Etablissement.objects.get(uai="0310038Y").libelle == "LPO BELLEVUE TOULOUSE CEDEX 4"
    assert Etablissement.objects.get(uai="0310001H").libelle == "CLG ARMAND LATOUR ASPET"
    assert Etablissement.objects.get(uai="0120006S").libelle == "LGT LA DECOUVERTE DECAZEVILLE"
    assert Etablissement.objects.get(uai="0312267W").libelle == "LGT DES ARENES TOULOUSE CEDEX 3"
    venus = Counter(Intervenant.objects.filter(retire_le=None).values_list("source", flat=True))
    assert venus.keys() >= {"EPP", "EPPPRI", "AGAPE", "AGAPRI", "RENOIR"}
    assert AutreIdentite.objects.filter(source="RENOIR", intervenant__source="EPP").count() == DOUBLES
    assert Affectation.objects.filter(mission__numero=193653).count() == 10
    assert (Compte.objects.count(), Delegation.objects.count(), Signature.objects.count()) == (10, 8, 8)
    assert Indisponibilite.objects.filter(source="ETAB").count() == 3
    assert authenticate(rf.post("/"), username="chef.0310038Y", password=MOT_DE_PASSE) is not None
    assert [doute for doute in DouteConfirme.objects.all() if not doute.motif] == []
    assert DouteConfirme.objects.exists(), "« Doutes confirmés » n'a rien à montrer"
