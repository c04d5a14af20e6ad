"""The gestionnaire says who people are whom another académie summons and nobody recognised."""

import html

import pytest

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.actions import designer_personne, ecarter_personne
from imagin.domaine.federation.models import PersonneExterne
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.models import Intervenant
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-06")]
URL = "/personnes-convoquees-ailleurs/"


@pytest.fixture
def gestionnaire(client):
    """Client de test d'un gestionnaire."""
    client.force_login(f.compte("gest", est_gestionnaire=True), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = "gestionnaire"
    session.save()
    return client


@pytest.fixture
def externe(db):
    f.partenaire()
    return f.personne_externe("MARTIN", "Claire", date_naissance="1980-05-17")


def texte(reponse) -> str:
    return html.unescape(reponse.content.decode())


def noms(reponse, cle: str = "liste") -> list[str]:
    return [str(ligne.objet) for ligne in reponse.context[cle].lignes]


def test_seules_les_personnes_a_reconnaitre_et_convoquees_sont_proposees(gestionnaire, externe):
    f.personne_externe("RECONNUE", etat="RECONNUE", intervenant=f.intervenant())
    f.personne_externe("ECARTEE", etat="ECARTEE")
    f.personne_externe("AMBIGUE", etat="AMBIGUE")
    f.personne_externe("ANNULEE").convocations.update(retiree=True, contenu=None)
    assert noms(gestionnaire.get(URL)) == ["AMBIGUE Claire", "MARTIN Claire"]
    assert len(noms(gestionnaire.get(f"{URL}toutes/"))) == 5
    [entete, *lignes] = b"".join(gestionnaire.get(f"{URL}a_reconnaitre.csv").streaming_content).decode().splitlines()
    assert entete.lstrip("\ufeff") == "Académie;Nom;Prénom;Date de naissance;État;Convocations;Nommée le"
    assert lignes[1].startswith("SIEC;MARTIN;Claire;17/05/1980;Inconnue;1;")


@pytest.mark.parametrize("tri", ["academie", "nom", "prenom", "naissance", "etat", "convocations", "nommee_le", "ici"])
def test_la_liste_se_trie_par_chacune_de_ses_colonnes(gestionnaire, externe, tri):
    f.personne_externe("AUTRE", etat="RECONNUE", intervenant=f.intervenant())
    for sens in ("croissant", "decroissant"):
        assert len(noms(gestionnaire.get(f"{URL}toutes/", {"tri": tri, "sens": sens}))) == 2


def test_la_page_montre_ce_que_l_academie_en_dit_et_qui_cela_peut_etre(gestionnaire, externe):
    f.intervenant("MARTIN", "Claire")
    f.intervenant("DURAND", "Claire", nom_naissance="MARTIN")
    f.intervenant("MARTIN-DUBOIS", "Claire", date_naissance="1980-05-17")
    f.intervenant("AUTRE", "Paul", date_naissance="1980-05-17")
    f.intervenant("MARTIN", "Paul")
    page = gestionnaire.get(f"{URL}{externe.pk}/")
    assert noms(page) == ["DURAND Claire", "MARTIN Claire", "MARTIN-DUBOIS Claire"]
    dit = texte(page)
    for attendu in (
        "MARTIN Claire, convoquée par SIEC", "17/05/1980", "186253", "LPO BELLEVUE (0310038Y)", "Mme DURAND, 01 49",
    ):  # fmt: skip
        assert attendu in dit


def test_ni_le_numen_ni_son_empreinte_ne_se_montrent(gestionnaire, externe):
    PersonneExterne.objects.update(empreinte="ab" * 32)
    f.intervenant("MARTIN", "Claire", numen="0123456789ABC")
    for adresse in (URL, f"{URL}toutes/", f"{URL}{externe.pk}/", f"{URL}{externe.pk}/choisir/"):
        dit = texte(gestionnaire.get(adresse))
        assert "abab" not in dit
        assert "0123456789ABC" not in dit
    PersonneExterne.objects.update(nom="", prenom="")  # a message need not give them
    dit = texte(gestionnaire.get(f"{URL}{externe.pk}/"))
    assert "Personne sans nom, convoquée par SIEC" in dit
    assert "abab" not in dit


def test_le_gestionnaire_dit_qui_c_est_et_l_apprend_dans_les_messages(gestionnaire, externe):
    claire = f.intervenant("MARTIN-DUBOIS", "Claire")
    choix = gestionnaire.get(f"{URL}{externe.pk}/choisir/", {"q": "dubois"})
    assert noms(choix) == ["MARTIN-DUBOIS Claire"]
    reponse = gestionnaire.post(
        f"{URL}{externe.pk}/designer/{claire.pk}/", {"version": choix.context["version"]}, follow=True
    )
    assert "MARTIN Claire est ici MARTIN-DUBOIS Claire : ses convocations par SIEC font" in texte(reponse)
    assert Indisponibilite.objects.filter(intervenant=claire).count() == 2
    assert noms(reponse) == []


def test_le_gestionnaire_ecarte_puis_revient_sur_sa_decision(gestionnaire, externe):
    assert "n'est aucune des vôtres" in texte(gestionnaire.post(f"{URL}{externe.pk}/ecarter/", follow=True))
    page = texte(gestionnaire.get(f"{URL}{externe.pk}/"))
    assert "Revenir sur cette décision" in page
    assert "Aucune des nôtres" not in page
    assert "est de nouveau à reconnaître" in texte(gestionnaire.post(f"{URL}{externe.pk}/reprendre/", follow=True))
    assert PersonneExterne.objects.get().decidee_par == ""


def test_deux_gestionnaires_sur_la_meme_personne_le_second_est_averti(gestionnaire, externe):
    claire = f.intervenant("MARTIN", "Claire")
    version = gestionnaire.get(f"{URL}{externe.pk}/").context["version"]
    ecarter_personne(systeme("autre"), personne=externe.pk)
    reponse = gestionnaire.post(f"{URL}{externe.pk}/designer/{claire.pk}/", {"version": version}, follow=True)
    assert "a enregistré" in texte(reponse)
    assert reponse.redirect_chain[-1][0] == f"{URL}{externe.pk}/"
    assert not Indisponibilite.objects.exists()


def test_qui_a_ete_retire_entre_temps_n_est_plus_designe(gestionnaire, externe):
    claire = f.intervenant("MARTIN", "Claire")
    Intervenant.objects.update(retire_le="2026-01-01T00:00:00Z")
    reponse = gestionnaire.post(f"{URL}{externe.pk}/designer/{claire.pk}/", follow=True)
    assert "choisissez-en une autre" in texte(reponse)


def test_une_personne_qui_n_existe_pas_est_introuvable(gestionnaire, externe):
    for adresse in (f"{URL}999999/", f"{URL}999999/choisir/"):
        assert gestionnaire.get(adresse).status_code == 404
    assert gestionnaire.post(f"{URL}999999/ecarter/").status_code == 404


def test_un_chef_d_etablissement_ne_voit_pas_cet_ecran(chef, externe):
    assert chef.get(URL).status_code == 403
    assert chef.post(f"{URL}{externe.pk}/ecarter/").status_code == 403


@pytest.mark.parametrize("nombre", [1, 4])
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes(
    gestionnaire, externe, nombre, django_assert_num_queries
):
    for rang in range(nombre):
        autre = f.personne_externe(f"NOM{rang}")
        designer_personne(systeme("essai"), personne=autre.pk, intervenant=f.intervenant(f"NOM{rang}").pk)
        f.personne_externe(f"ATTEND{rang}")
        f.intervenant("MARTIN", "Claire", commune=f"VILLE{rang}")
    gestionnaire.get(URL)
    comptes = {"": 4, "toutes/": 4, f"{externe.pk}/": 5, f"{externe.pk}/choisir/": 7}
    for adresse, requetes in comptes.items():
        with django_assert_num_queries(requetes):
            gestionnaire.get(f"{URL}{adresse}")
