"""The API that other académies call: who may, what is taken, what is refused and in which words."""

import json
from hashlib import sha256

import pytest
from django.apps import apps
from jsonschema import Draft202012Validator

from imagin.domaine.acces.models import EvenementSecurite
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.models import ConvocationExterne, PersonneExterne
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.domaine.perimetre.rules import partenaire
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.federation import api
from imagin.echanges.federation.composition import condense_de
from tests import factories as f

CONTRATS = DOSSIER / "federation"
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


ROUTES = [
    ("get", "etat"),
    ("post", "convocations"),
    ("post", "condenses"),
    ("post", "personnes/recherche"),
]
DATE = {"date_naissance": "1980-05-17"}


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
    f.centre_ouvert(f.etablissement("0750001A", academie_id="01"), "siec")
    f.centre_ouvert(f.etablissement("0310039Z", academie_id="14"), "14")
    reponse = client.get("/federation/v1/etat", headers={"authorization": "Bearer siec"})
    dit = reponse.json()
    assert (dit["instance"], dit["nom"], dit["versions"], dit["centres"]) == ("16", "TOULOUSE", [1], ["0750001A"])
    assert len(dit["cle_numen"]) == 64


def test_toutes_les_routes_sont_eprouvees_ici():
    servies = {str(route.pattern).removeprefix("federation/v1/") for route in api.routes_de_l_api()}
    assert servies == {chemin for _, chemin in ROUTES} | {"openapi.json"}


@pytest.mark.parametrize(("methode", "chemin"), ROUTES)
def test_sans_jeton_d_une_academie_partenaire_rien_ne_repond(chef, claire, methode, chemin):
    """Nor does the session of somebody signed in: each asks for its token, then for nothing else."""
    f.partenaire("ferme", "FERMEE", ("02",), active=False)
    for entetes in ({}, {"authorization": "Bearer inconnu"}, {"authorization": "Bearer ferme"},
                    {"authorization": "Basic siec"}, {"authorization": "Bearer"}):  # fmt: skip
        reponse = chef.generic(methode.upper(), f"/federation/v1/{chemin}", "{}", "application/json", headers=entetes)
        assert (reponse.status_code, reponse.json()) == (401, {"motif": api.PHRASES[401]})


def test_un_jeton_de_l_api_n_ouvre_aucun_ecran(client, claire):
    for chemin in ("/", "/consultation-personnels/", "/personnes-d-ailleurs/"):
        reponse = client.get(chemin, headers={"authorization": "Bearer siec"})
        assert reponse.status_code in {302, 404}


@pytest.mark.parametrize(("methode", "chemin"), ROUTES)
def test_une_route_ne_repond_qu_a_sa_methode(client, claire, methode, chemin):
    autre = "POST" if methode == "get" else "GET"
    reponse = client.generic(autre, f"/federation/v1/{chemin}", headers={"authorization": "Bearer siec"})
    assert reponse.status_code == 405


ABSURDES = {
    "pas du JSON": "{",
    "vide": "",
    "une liste": [],
    "un champ de trop": f.message() | {"numen": "0123456789ABC"},
    "une autre version": f.message() | {"format": 2},
    "un dossier négatif": f.message(-1),
    "un dossier immense": f.message(2**63),
    "une séquence nulle": f.message(1, 0),
    "un texte trop long": f.message(type="X" * 201),
    "un caractère nul": f.message(type="A\x00B"),
    "une moitié de caractère": f.message(type="A\ud800B"),
    "sans créneau": f.message(creneaux=[]),
    "trop de créneaux": f.message(creneaux=f.message()["convocation"]["creneaux"] * 101),
    "une heure sans fuseau": f.message(creneaux=[{"debut": "2027-06-01T08:00:00", "fin": "2027-06-01T12:00:00"}]),
    "un créneau à l'envers": f.message(creneaux=[{"debut": "2027-06-01T12:00:00Z", "fin": "2027-06-01T08:00:00Z"}]),
    "un créneau sans durée": f.message(creneaux=[{"debut": "2027-06-01T12:00:00Z", "fin": "2027-06-01T12:00:00Z"}]),
    "une année impossible": f.message(creneaux=[{"debut": "0001-01-01T00:00:00Z", "fin": "9999-12-31T23:59:59Z"}]),
    "une naissance impossible": f.message(personne={"nom": "A", "prenom": "B", "date_naissance": "0001-01-01"}),
    "un UAI faux": f.message(centre={"uai": "031", "libelle": ""}),
    "une empreinte fausse": f.message(personne={"empreinte": "x" * 64}),
    "personne": f.message(personne={}),
}


@pytest.mark.parametrize("corps", ABSURDES.values(), ids=ABSURDES.keys())
def test_un_message_hors_du_contrat_est_refuse_en_francais_et_n_ecrit_rien(client, claire, corps):
    reponse = poster(client, "convocations", corps)
    assert reponse.status_code in {400, 422}, reponse.content
    assert reponse.json()["motif"]
    assert not Indisponibilite.objects.exists()
    assert not PersonneExterne.objects.exists()


def test_un_formulaire_n_est_pas_un_message(client, claire):
    """Something read it before us, by then: its bytes are gone."""
    jeton = {"authorization": "Bearer siec"}
    reponse = client.post("/federation/v1/convocations", {"dossier": 1}, headers=jeton)  # multipart
    assert (reponse.status_code, reponse.json()) == (400, {"motif": "Le message est illisible : on attend du JSON."})


def test_le_refus_nomme_les_champs_et_ne_repete_pas_ce_qu_ils_tiennent(client, claire):
    motif = transmettre(client, 1, type="SECRET" * 40).json()["motif"]
    assert "convocation.type" in motif
    assert "SECRET" not in motif


def test_un_message_trop_gros_est_refuse(client, claire, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert transmettre(client, 1).status_code == 413


def test_un_message_deja_recu_ou_depasse_ne_change_rien(client, claire):
    assert transmettre(client, 1, 3, qualite="Membre").json()["prise"] is True
    for sequence in (3, 2, 1):
        assert transmettre(client, 1, sequence, qualite="Président").json() == {"prise": False, "personne": "RECONNUE"}
    assert {i.convocation.qualite for i in Indisponibilite.objects.all()} == {"Membre"}


def test_le_condense_est_celui_de_ce_qui_a_ete_envoye(client, claire):
    message = f.message(7, qualite="Président du  jury")
    poster(client, "convocations", message)
    assert ConvocationExterne.objects.get().condense == condense_de(message["convocation"])
    lot = {"condenses": [{"dossier": 7, "sequence": 1, "condense": condense_de(message["convocation"])}]}
    assert poster(client, "condenses", lot).json() == {"ecarts": []}


def test_un_condense_ne_depend_que_de_ce_que_dit_la_convocation():
    """Pinned: a partner written by somebody else must find the same."""
    assert condense_de({"b": 1, "a": "é"}) == sha256('{"a":"é","b":1}'.encode()).hexdigest()[:32]
    assert condense_de(None) == sha256(b"null").hexdigest()[:32]


def test_la_comparaison_dit_ce_qui_manque_ce_qui_differe_et_ce_qui_est_en_trop(client, claire):
    for dossier in (1, 2, 3, 4):
        transmettre(client, dossier, 5)
    transmettre(client, 4, 6, convocation=None)
    sien = condense_de(f.message()["convocation"])
    lot = [(1, 5, sien), (2, 5, "0" * 32), (4, 6, sien), (9, 1, sien)]
    dits = [{"dossier": d, "sequence": s, "condense": c} for d, s, c in lot]
    ecarts = poster(client, "condenses", {"condenses": dits}).json()["ecarts"]
    assert [(e["dossier"], e["ecart"], e["sequence"]) for e in ecarts] == [
        (2, "DIFFERENTE", 5), (3, "EN_TROP", 5), (4, "MANQUANTE", 6), (9, "MANQUANTE", 0),
    ]  # fmt: skip


def test_un_dossier_detenu_sous_une_sequence_plus_grande_differe_sinon_sa_suite_serait_ignoree(client, claire):
    """The caller's database was restored from a backup."""
    transmettre(client, 1, 5)
    sien = condense_de(f.message()["convocation"])
    lot = {"condenses": [{"dossier": 1, "sequence": 4, "condense": sien}]}
    ecarts = poster(client, "condenses", lot).json()["ecarts"]
    assert ecarts == [{"dossier": 1, "ecart": "DIFFERENTE", "sequence": 5}]


@pytest.mark.parametrize(
    "lot",
    [
        {"apres": 0, "jusqu_a": 5, "condenses": [{"dossier": 6, "sequence": 1, "condense": "0" * 32}]},
        {"apres": 5, "jusqu_a": None, "condenses": [{"dossier": 5, "sequence": 1, "condense": "0" * 32}]},
        {"condenses": [{"dossier": 5, "sequence": 1, "condense": "0" * 32}] * 2},
    ],
)
def test_une_comparaison_hors_de_son_intervalle_est_refusee(client, claire, lot):
    assert poster(client, "condenses", lot).status_code == 422


def test_une_comparaison_ne_regarde_que_son_intervalle(client, claire):
    for dossier in (1, 2, 3):
        transmettre(client, dossier, 1)
    ecarts = poster(client, "condenses", {"apres": 1, "jusqu_a": 2, "condenses": []}).json()["ecarts"]
    assert [ecart["dossier"] for ecart in ecarts] == [2]


def test_une_academie_ne_lit_ni_ne_change_ce_qui_est_a_une_autre(client, claire):
    transmettre(client, 1, 5)
    assert transmettre(client, 1, 1, jeton="14", qualite="Autre").json()["prise"] is True
    assert transmettre(client, 1, 9, jeton="14", convocation=None).json()["prise"] is True
    assert {i.motif for i in Indisponibilite.objects.all()} == {"CONVOCATION PAR IMAGIN SIEC"}
    assert poster(client, "condenses", {"condenses": []}, jeton="14").json() == {"ecarts": []}
    reference = str(PersonneExterne.objects.get(partenaire__code="siec").reference)
    refus = transmettre(client, 2, jeton="14", personne={"reference": reference})
    assert (refus.status_code, refus.json()["motif"]) == (
        422,
        "Cette référence n'est pas de celles que nous vous avons données.",
    )


@pytest.mark.exigence("G4.6-07")
def test_qui_a_ete_trouve_par_une_recherche_est_convoque_par_sa_reference(client, claire):
    fiche = poster(client, "personnes/recherche", {"nom": "Martin", "prenom": "CLAIRE", **DATE}).json()
    assert transmettre(client, 1, personne={"reference": fiche["reference"]}).json()["personne"] == "RECONNUE"
    assert Indisponibilite.objects.filter(intervenant=claire).count() == 2


@pytest.mark.exigence("G4.6-07")
def test_chaque_recherche_est_au_journal_de_securite_sans_dire_qui(client, claire, monkeypatch):
    monkeypatch.setattr(api, "RECHERCHES_PAR_MINUTE", 2)
    for _ in range(3):
        code = poster(client, "personnes/recherche", {"nom": "X", "prenom": "Y", **DATE}).status_code
    assert code == 429
    assert poster(client, "personnes/recherche", {"nom": "X", "prenom": "Y", **DATE}, jeton="14").status_code == 404
    lignes = EvenementSecurite.objects.filter(nature="RECHERCHE").order_by("pk").values_list("identifiant", flat=True)
    assert [*lignes] == ["académie SIEC", "académie SIEC", "académie RENNES"]


def contrat_valide(nom: str) -> Draft202012Validator:
    schemas = api.contrat_openapi()["components"]["schemas"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{nom}", "components": {"schemas": schemas}})


def test_le_contrat_publie_est_celui_qui_est_servi(client):
    servi = client.get("/federation/v1/openapi.json").json()
    publie = json.loads((CONTRATS / "openapi.json").read_text(encoding="utf-8"))
    assert servi == publie, "imagin contrat_federation > docs/contrats/federation/openapi.json"
    assert servi["openapi"] == "3.1.0"


@pytest.mark.parametrize("nom", ["exemple-convoquer", "exemple-retirer"])
def test_les_exemples_du_contrat_sont_conformes_et_pris(client, claire, nom):
    exemple = json.loads((CONTRATS / f"{nom}.json").read_text(encoding="utf-8"))
    assert [*contrat_valide("MessageDeDossier").iter_errors(exemple)] == []
    reponse = poster(client, "convocations", exemple)
    assert (reponse.status_code, reponse.json()["prise"]) == (200, True)
    assert [*contrat_valide("Accuse").iter_errors(reponse.json())] == []
