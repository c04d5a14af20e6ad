"""The screens of « Indemnités chef de centre », by their addresses."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imagin.domaine.indemnites.actions import transmettre_indemnite
from imagin.domaine.indemnites.enums import Periode
from imagin.domaine.indemnites.models import IndemniteCentre, Part
from imagin.socle.temps import aujourd_hui, date_courte
from tests import factories as f
from tests.factories.indemnites import JUIN, indemnite, indemnite_preremplie, mission_de_juin, part
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

URL = "/indemnites-chefs-centre/"
pytestmark = pytest.mark.django_db
JOURNEES = {"date_debut": f"{JUIN}", "jours_1": "6", "jours_2": "1,0", "jours_3": "", "version": "0"}


@pytest.fixture
def chef(chef):
    f.ouverture("indemnites_chefs_centre")
    return chef


@pytest.fixture
def session():
    return mission_de_juin().session


def dit(reponse) -> str:
    return " ".join(html.unescape(reponse.content.decode()).replace("\u202f", " ").replace("\u00a0", " ").split())


def envoi(geste: str = "enregistrer", parts=(), **champs) -> dict:
    """What the page posts: shares are (person, percentage, amount)."""
    donnees = {**JOURNEES, "geste": geste, "part": [personne.pk for personne, *_ in parts]}
    for personne, pourcentage, montant in parts:
        donnees |= {f"pourcentage_{personne.pk}": pourcentage, f"montant_{personne.pk}": montant}
    return {**donnees, **champs}


@pytest.mark.exigence("G4.5-01", "G4.5-02")
def test_la_liste_dit_ou_en_est_chaque_periode_comme_l_image_du_guide(chef, session):
    bts, ea = (
        f.mission(session=f.session("320", sigle="BTS")),
        mission_de_juin(session=f.session("43A", sigle="EA-BTN")),
    )
    f.mission(session=f.session("400", sigle="BCP"))
    indemnite_preremplie(session)
    indemnite(ea.session, part(f.intervenant(), "5.5"))
    transmettre_indemnite(f.perimetre(), session=ea.session.pk, periode=Periode.NORMALE)
    vieille = f.mission(session=f.session("430", sigle="BTN", annee=aujourd_hui().year - 2))
    lignes = [[c.texte for c in ligne.cellules] for ligne in chef.get(URL).context["liste"].lignes]
    assert {ligne[0][:3]: ligne[1:] for ligne in lignes} == {
        "470": ["Non Transmis", "Validé", "", ""],
        "43A": ["Transmis", "Initialisé", "", ""],
        "400": ["", "", "", ""],
        "320": ["", "", "N/A", "N/A"],
    }
    assert bts.pk
    annees = chef.get(URL, {"filtre": 1, "annee": vieille.session.annee}).context["liste"]
    assert [ligne.cellules[0].texte[:3] for ligne in annees.lignes] == ["430"]
    assert chef.get(f"{URL}sessions.csv").status_code == 200


def test_sans_session_l_ecran_le_dit(chef):
    f.mission(session=f.session("471", sigle="DNB"))
    assert "Aucune session d'examen" in dit(chef.get(URL))


@pytest.mark.exigence("G4.5-03", "G4.5-04", "G4.5-05", "G4.5-06")
def test_saisir_repartir_enregistrer_transmettre_sans_javascript(chef, session):
    adresse = f"{URL}{session.pk}/normale/"
    couleau, dupont = f.intervenant("COULEAU DUPONT", "Roberta"), f.intervenant("DUPONT", "Alexandre")
    assert chef.get(adresse)["Location"] == f"{adresse}saisie/"
    assert "Aucun intervenant" in dit(chef.get(f"{adresse}saisie/"))
    page = chef.post(f"{adresse}saisie/", envoi("ajouter", nom_prenom="couleau", mode="POURCENTAGE", valeur="5,5"))
    for attendu in ("COULEAU DUPONT Roberta", "69,74", "Montant global calculé : 1 268,00 €", "1 198,26 €"):
        assert attendu in dit(page)
    page = chef.post(
        f"{adresse}saisie/", envoi("ajouter", [(couleau, "5,5", "")], nouveau=dupont.pk, mode="MONTANT", valeur="250")
    )
    assert "319,74 €" in dit(page)
    assert not Part.objects.exists()
    parts = [(couleau, "5,5", ""), (dupont, "", "250")]
    assert chef.post(f"{adresse}saisie/", envoi(parts=parts))["Location"] == adresse
    detail = dit(chef.get(adresse))
    for attendu in (
        "NON TRANSMIS",
        "1 268,00 €",
        "319,74 €",
        "Attention : il reste 948,26 € à répartir",
        date_courte(JUIN),
    ):
        assert attendu in detail
    chef.post(f"{adresse}transmettre/")
    apres = dit(chef.get(adresse))
    assert "Vos indemnités ont été transmises" in apres
    assert "INITIALISE" in apres
    assert "TRANSMIS" in apres
    assert "Modifier" not in apres
    assert chef.get(f"{adresse}saisie/")["Location"] == adresse
    assert "transmises au service" in dit(chef.post(f"{adresse}supprimer/", follow=True))
    assert IndemniteCentre.objects.exists()


@pytest.mark.exigence("G4.5-05")
@pytest.mark.parametrize(
    ("champs", "refus"),
    [
        ({"nom_prenom": "", "valeur": "5"}, "Donnez le nom de la personne"),
        ({"nom_prenom": "introuvable", "valeur": "5"}, "Aucun intervenant ne se nomme « introuvable »"),
        ({"nom_prenom": "dupont", "valeur": "5"}, "Plusieurs personnes répondent à « dupont »"),
        ({"nom_prenom": "couleau", "valeur": "beaucoup"}, "« beaucoup » n'est pas un nombre"),
        ({"nom_prenom": "couleau", "valeur": "100,1"}, "jusqu'à 100 %"),
        ({"nom_prenom": "couleau", "valeur": "2000", "mode": "MONTANT"}, "dépasse le montant global (1 268,00 €)"),
        ({"nom_prenom": "couleau", "valeur": "5", "date_debut": "31/02/2026"}, "La date « 31/02/2026 » n'existe pas"),
    ],
)
def test_un_ajout_impossible_dit_quoi_faire_et_garde_la_saisie(chef, session, champs, refus):
    for nom in ("COULEAU DUPONT", "DUPONT"):
        f.intervenant(nom)
    page = chef.post(f"{URL}{session.pk}/normale/saisie/", envoi("ajouter", **champs))
    assert page.status_code == 422
    assert refus in dit(page)
    assert f'value="{champs["valeur"]}"' in dit(page)


def test_une_personne_nommee_mais_pas_ajoutee_n_est_pas_oubliee(chef, session):
    page = chef.post(f"{URL}{session.pk}/normale/saisie/", envoi(nom_prenom="dupont"))
    assert "n'est pas encore dans la liste" in dit(page)
    assert not IndemniteCentre.objects.exists()


@pytest.mark.exigence("G4.5-06")
def test_qui_enregistre_apres_un_autre_le_sait_et_ne_l_ecrase_pas(chef, session):
    indemnite(session, part(f.intervenant(), "50"))
    page = chef.post(f"{URL}{session.pk}/normale/saisie/", envoi())
    assert "chef.0310038Y a enregistré à" in dit(page)
    assert Part.objects.count() == 1


@pytest.mark.exigence("G4.5-03")
def test_les_donnees_de_cyclades_se_reprennent_d_un_clic(chef, session):
    ecrit = type_mission("SURV", libelle="SURVEILLANCE", remuneration="SURVEILLANCE")
    f.mission(dates=jours(3), type=ecrit, nb_inscrits=450, session=session)
    page = dit(chef.get(f"{URL}{session.pk}/normale/saisie/"))
    assert "Date issue de Cyclades" in page
    reprise = dit(chef.post(f"{URL}{session.pk}/normale/saisie/", envoi("reprendre")))
    assert "Montant global calculé : 519,00 €" in reprise
    assert f'value="{jours()[0]}"' in reprise
    for champ, valeur in (("De 1 à 600 candidats", "3,0"), ("Plus de 600 candidats", "0,0")):
        assert valeur in page[page.index(champ) :].split("Donnée issue de Cyclades")[1][:40]
    remplacement = dit(chef.get(f"{URL}{session.pk}/remplacement/saisie/"))
    assert "Cyclades" not in remplacement
    reprise = chef.post(f"{URL}{session.pk}/remplacement/saisie/", envoi("reprendre", jours_1="4"))
    assert 'value="4"' in dit(reprise)  # an old page: what was typed stays


@pytest.mark.exigence("G4.5-03", "G4.5-04")
@pytest.mark.parametrize(
    ("champs", "faute"),
    [
        ({"jours_1": "6,55"}, "De 1 à 600 candidats : « 6,55 » a trop de décimales : écrivez par exemple 5,5."),
        ({"jours_2": "1e1"}, "Plus de 600 candidats : « 1e1 » n'est pas un nombre"),
        ({"jours_3": "3,1"}, "Supplémentaires : le nombre de journées est au format x,x <= 3."),
        ({"date_debut": ""}, "Début des épreuves : Donnez la date des premières épreuves"),
        ({"date_debut": "2099-01-01"}, "Le 01/01/2099 n'est pas une date de cette session"),
    ],
)
def test_la_faute_d_un_champ_se_dit_et_le_montant_ne_tombe_pas_a_zero(chef, session, champs, faute):
    for adresse, geste in (("apercu/?zone=montant", ""), ("saisie/", "enregistrer"), ("saisie/", "ajouter")):
        ajout = {"nom_prenom": "couleau", "valeur": "5"} if geste == "ajouter" else {}
        f.intervenant("COULEAU")
        page = dit(chef.post(f"{URL}{session.pk}/normale/{adresse}", envoi(geste, **champs, **ajout)))
        assert faute in page
        assert "Montant global calculé : non calculé" in page
        assert "nombres de journées : le montant" not in page
    assert not IndemniteCentre.objects.exists()


@pytest.mark.exigence("G4.5-03")
def test_le_formulaire_s_ouvre_comme_celui_du_guide(chef, session):
    page = dit(chef.get(f"{URL}{session.pk}/normale/saisie/"))
    assert page.count('value="0,0"') == 3
    titres = [
        page.index(titre) for titre in ("Nombre de journées", "Montant global calculé : 0,00 €", "Liste des inter")
    ]
    assert titres == sorted(titres)
    assert page.count("Liste des intervenants") == 1


@pytest.mark.exigence("G4.5-08")
def test_ce_que_le_gestionnaire_a_prepare_ne_se_change_pas(chef, session):
    preparee, personne = indemnite_preremplie(session), f.intervenant()
    adresse = f"{URL}{session.pk}/normale/saisie/"
    assert "il vous reste à répartir" in dit(chef.get(adresse))
    chef.post(adresse, envoi(parts=[(personne, "10", "")], jours_1="99", version=preparee.version))
    assert IndemniteCentre.objects.get().jours_1 == 6
    assert str(Part.objects.get().montant) == "126.80"


@pytest.mark.exigence("G4.5-04")
def test_l_apercu_calcule_et_n_ecrit_rien(chef, session):
    personne = f.intervenant()
    envoye = envoi(parts=[(personne, "5,5", "")], jours_2="0")
    assert "57,09" in dit(chef.post(f"{URL}{session.pk}/normale/apercu/", envoye))
    montant = dit(chef.post(f"{URL}{session.pk}/normale/apercu/?zone=montant", envoye))
    assert "Montant global calculé : 1 038,00 €" in montant
    assert not IndemniteCentre.objects.exists()


def test_la_session_d_un_autre_centre_ou_une_periode_du_bts_n_existent_pas(chef):
    ailleurs = f.mission(centre=f.etablissement("0120006S", "LGT LA DECOUVERTE DECAZEVILLE")).session
    bts = f.mission(session=f.session("320", sigle="BTS")).session
    assert chef.get(f"{URL}{ailleurs.pk}/normale/").status_code == 404
    assert chef.post(f"{URL}{ailleurs.pk}/normale/transmettre/").status_code == 404
    assert chef.get(f"{URL}{bts.pk}/remplacement/saisie/").status_code == 404
    assert chef.get(f"{URL}{bts.pk}/autre/saisie/").status_code == 404


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(chef, session):
    indemnite(session, part(f.intervenant(), "1"))

    def requetes() -> list[int]:
        nombres = []
        for adresse in (URL, f"{URL}{session.pk}/normale/", f"{URL}{session.pk}/normale/saisie/"):
            with CaptureQueriesContext(connection) as capture:
                chef.get(adresse)
            nombres.append(len(capture))
        return nombres

    requetes()  # the first request of a session writes it
    avec_une = requetes()
    for code, sigle in (("43A", "EA-BTN"), ("400", "BCP"), ("430", "BTN")):
        indemnite(mission_de_juin(session=f.session(code, sigle=sigle)).session, part(f.intervenant(f"N{code}"), "1"))
    parts = [part(f.intervenant(f"P{rang}"), "1") for rang in range(5)]
    indemnite(session, *parts, version=1)
    assert requetes() == avec_une


@pytest.mark.exigence("G4.2-21", "G4.5-05")
def test_deux_onglets_sur_une_indemnite_le_plus_ancien_sait_qui_quand_et_quoi(chef, session):
    adresse, personne = f"{URL}{session.pk}/normale/saisie/", f.intervenant("ZOLA", "Émile")
    assert chef.post(adresse, envoi(parts=[(personne, "10", "")], jours_1="6")).status_code == 302
    assert chef.post(adresse, envoi(parts=[(personne, "20", "")], jours_1="5", version="1")).status_code == 302
    refus = chef.post(adresse, envoi(parts=[(personne, "30", "")], jours_1="7", version="1"))
    assert refus.status_code == 422
    page = dit(refus)
    assert "chef.0310038Y a enregistré à" in page
    assert "De 1 à 600 candidats : 5,0" in page
    assert "Répartition : ZOLA Émile" in page
    assert IndemniteCentre.objects.get().jours_1 == 5
    assert refus.context["version"] == 2
    assert chef.post(adresse, envoi(parts=[(personne, "30", "")], jours_1="7", version="2")).status_code == 302
