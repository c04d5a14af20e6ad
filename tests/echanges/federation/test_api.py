"""The API that other académies call: who may, what is taken, what is refused and in which words."""

import json

import pytest
from django.apps import apps

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.models import ConvocationExterne
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.domaine.perimetre.rules import partenaire
from imagin.echanges.federation import api
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-05")]


def porteur(jeton: str):
    """A token is the code of its partner: what makes one is proven beside (test_fournisseur)."""
    trouve = partenaire_ouvert(jeton)
    return partenaire(trouve.code, trouve.nom) if trouve else None


@pytest.fixture(autouse=True)
def jetons(monkeypatch):
    monkeypatch.setattr(api, "perimetre_du_porteur", porteur)


@pytest.fixture
def claire():
    f.partenaire("siec", "SIEC")
    f.partenaire("14", "RENNES", ("14",))
    return f.intervenant("MARTIN", "Claire", date_naissance="1980-05-17")


def poster(client, chemin: str, corps, *, jeton: str = "siec"):
    contenu = corps if isinstance(corps, str) else json.dumps(corps)
    return client.post(
        f"/federation/v1/{chemin}", contenu, "application/json", headers={"authorization": f"Bearer {jeton}"}
    )


def transmettre(client, *args, jeton: str = "siec", **champs):
    return poster(client, "convocations", f.message(*args, **champs), jeton=jeton)


def test_une_convocation_d_ailleurs_rend_indisponible(client, claire):
    reponse = transmettre(client, 1234)
    assert (reponse.status_code, reponse.json()) == (200, {"prise": True, "personne": "RECONNUE"})
    matin, soir = Indisponibilite.objects.order_by("periode")
    assert {un.intervenant_id for un in (matin, soir)} == {claire.pk}
    assert matin.motif == "CONVOCATION PAR IMAGIN SIEC"
    assert matin.convocation.contact == "Mme DURAND, 01 49 12 23 00, dec@siec.example"
    assert matin.convocation.centre == "LPO BELLEVUE (0310038Y)"
    assert len(matin.convocation.dates) == 2
    assert ConvocationExterne.objects.get().personne.intervenant == claire


def test_ce_qui_est_ecrit_l_est_au_nom_de_l_academie(client, claire):
    transmettre(client, 1234)
    trace = apps.get_model("disponibilites", "IndisponibiliteEvent").objects.first()
    assert trace.pgh_context.metadata["auteur"] == "académie SIEC"


def test_une_instance_dit_qui_elle_est_et_quels_etablissements_y_sont_centres(client, claire, settings):
    settings.IMAGIN_INSTANCE = "16"
    f.centre_ouvert(f.etablissement(), "siec")
    f.centre_ouvert(f.etablissement("0310039Z"), "14")
    reponse = client.get("/federation/v1/etat", headers={"authorization": "Bearer siec"})
    dit = reponse.json()
    assert (dit["instance"], dit["nom"], dit["versions"], dit["centres"]) == ("16", "TOULOUSE", [1], ["0310038Y"])
    assert len(dit["cle_numen"]) == 64
