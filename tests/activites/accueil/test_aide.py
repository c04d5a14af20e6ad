"""« Aide », in the words of each room."""

import html

import pytest
from django.urls import reverse

from imagin.activites.accueil.aide import activites_a_ecrans, fichier_d_aide
from imagin.socle.ui.markdown import lire_markdown
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-01")]


def test_chaque_activite_qui_a_des_ecrans_a_son_aide():
    sans = [a.code for a in activites_a_ecrans().values() if not fichier_d_aide(a).is_file()]
    assert sans == []
    assert {"accueil", "convocation-par-mission"} <= activites_a_ecrans().keys()


@pytest.mark.parametrize("nom", activites_a_ecrans())
def test_l_aide_se_lit_sans_etre_connecte(client, nom):
    page = client.get(reverse("accueil:aide_activite", args=[nom]))
    titre = lire_markdown(fichier_d_aide(activites_a_ecrans()[nom]).read_text(encoding="utf-8")).titre
    assert f"Aide : {titre}" in html.unescape(page.content.decode())


def lignes_jointes(reponse) -> str:
    """The page with each run of blanks as one space."""
    return " ".join(reponse.content.decode().split())


def test_le_lien_aide_mene_a_celle_de_l_activite_en_cours(chef):
    mission = f.mission()
    page = lignes_jointes(chef.get(f"/convocation-par-mission/{mission.numero}/"))
    assert 'href="/aide/convocation-par-mission/" data-volet' in page
    assert 'href="/aide/accueil/" data-volet' in lignes_jointes(chef.get("/"))


def test_dans_un_volet_les_titres_descendent(client):
    page = client.get("/aide/", headers={"X-Volet": "1"}).content.decode()
    assert "<h3>Les listes</h3>" in page
    assert "<h2>Les listes</h2>" in client.get("/aide/").content.decode()


def test_une_aide_inconnue_est_introuvable(client):
    assert client.get("/aide/autre-chose/").status_code == 404


def test_l_aide_d_un_chef_ne_liste_que_celles_de_ses_activites(chef, client):
    autres = lignes_jointes(chef.get("/aide/"))
    assert "Constat service fait" in autres
    assert [titre for titre in ("Message d'accueil", "Sévérité des conflits") if titre in html.unescape(autres)] == []
    chef.logout()
    assert "Sévérité des conflits" in lignes_jointes(client.get("/aide/"))
