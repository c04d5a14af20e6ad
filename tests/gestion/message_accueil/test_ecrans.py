"""The administrateur prepares welcome messages; the services they target read them on their home."""

import re
from datetime import timedelta

import pytest

from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import AccesRefuse
from imagin.domaine.referentiel.actions import enregistrer_message, supprimer_message
from imagin.domaine.referentiel.models import MessageAccueil
from imagin.socle.temps import en_heure_locale, maintenant
from tests import factories as f

pytestmark = pytest.mark.django_db
URL = "/message-d-accueil/"


@pytest.fixture
def administrateur(client):
    """Client de test de l'administrateur."""
    return entrer(client, f.compte("admin", est_administrateur=True), "administrateur")


def entrer(client, compte, service):
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = service
    session.save()
    return client


def saisie(**changements):
    """Ce que le navigateur envoie."""
    debut = en_heure_locale(maintenant() - timedelta(hours=1))
    return {
        "titre": "Ouverture de la campagne",
        "contenu": "<p>Convoquez <b>avant juin</b>.</p>",
        "services": ["ETABLISSEMENT"],
        "debut": f"{debut:%Y-%m-%dT%H:%M}",
        "fin": "",
        **changements,
    }


def message(**changements):
    options = {"titre": "Message", "contenu": "Bonjour", "services": ["ETABLISSEMENT"], "debut": maintenant()}
    return enregistrer_message(f.acces.systeme("tests"), **{**options, **changements})


@pytest.mark.exigence("G2.2-01", "GG-06")
def test_l_administrateur_ecrit_un_message_que_l_etablissement_lit_a_l_accueil(administrateur, client):
    reponse = administrateur.post(f"{URL}nouveau/", saisie())
    assert reponse["Location"] == URL
    assert "Affiché" in administrateur.get(URL).content.decode()
    administrateur.logout()
    compte = f.compte()
    accueil = entrer(client, compte, f"etablissement:{compte.delegations.get().pk}").get("/").content.decode()
    assert "<h2>Ouverture de la campagne</h2>" in accueil
    assert "<strong>avant juin</strong>" in accueil


@pytest.mark.exigence("G2.2-01")
def test_rien_de_ce_qui_s_execute_ne_passe(administrateur):
    piege = "<p onclick=x()>Lisez<script>alert(1)</script> <a href='javascript:x()'>ceci</a><img src=x onerror=y></p>"
    administrateur.post(f"{URL}nouveau/", saisie(contenu=piege))
    assert MessageAccueil.objects.get().contenu == '<p>Lisez <a rel="noopener noreferrer">ceci</a></p>'


@pytest.mark.exigence("G1.3-13")
def test_sans_script_un_texte_simple_devient_des_paragraphes_et_se_previsualise(administrateur):
    texte = "Bonjour,\r\nla campagne est ouverte.\r\n\r\nMerci & bon courage <3"
    page = administrateur.post(f"{URL}nouveau/", saisie(contenu=texte, apercu="1")).content.decode()
    assert "<p>Bonjour,<br>la campagne est ouverte.</p><p>Merci &amp; bon courage &lt;3</p>" in page
    assert not MessageAccueil.objects.exists()


@pytest.mark.parametrize(
    ("changements", "phrase"),
    [
        ({"services": []}, "Ce champ est obligatoire"),
        ({"contenu": "<p><br></p>"}, "Le message est vide"),
        ({"debut": "2027-06-02T08:00", "fin": "2027-06-01T08:00"}, "doit venir après son début"),
        ({"titre": ""}, "Ce champ est obligatoire"),
    ],
)
def test_une_saisie_impossible_revient_avec_sa_raison(administrateur, changements, phrase):
    page = administrateur.post(f"{URL}nouveau/", saisie(**changements)).content.decode()
    assert phrase in page.replace("&#x27;", "'")
    assert not MessageAccueil.objects.exists()


@pytest.mark.exigence("G2.2-01")
def test_l_accueil_ne_montre_que_les_messages_en_cours_qui_visent_le_service(client):
    instant, heure = maintenant(), timedelta(hours=1)
    message(titre="Passé", debut=instant - 2 * heure, fin=instant - heure)
    message(titre="À venir", debut=instant + heure)
    message(titre="Pour un autre", services=[Role.GESTIONNAIRE])
    message(titre="Ancien", debut=instant - 3 * heure)
    message(titre="Récent", debut=instant - heure, fin=instant + heure)
    compte = f.compte()
    page = entrer(client, compte, f"etablissement:{compte.delegations.get().pk}").get("/").content.decode()
    assert [titre for titre in ("Passé", "À venir", "Pour un autre") if f"<h2>{titre}</h2>" in page] == []
    assert page.index("<h2>Récent</h2>") < page.index("<h2>Ancien</h2>")


def test_un_message_se_modifie_et_se_supprime_et_son_histoire_reste(administrateur):
    cle = message().pk
    assert "Bonjour" in administrateur.get(f"{URL}{cle}/").content.decode()
    administrateur.post(f"{URL}{cle}/", saisie(titre="Corrigé"))
    assert MessageAccueil.objects.get().titre == "Corrigé"
    administrateur.post(f"{URL}{cle}/supprimer/")
    assert not MessageAccueil.objects.exists()
    histoire = MessageAccueil.events.rel.related_model.objects.order_by("pgh_id")
    assert list(histoire.values_list("pgh_label", "titre")) == [
        ("insert", "Message"),
        ("update", "Message"),
        ("delete", "Corrigé"),
    ]


def test_un_message_deja_supprime_est_introuvable(administrateur):
    assert administrateur.get(f"{URL}99/").status_code == 404
    assert administrateur.post(f"{URL}99/", saisie()).status_code == 404
    assert administrateur.post(f"{URL}99/supprimer/").status_code == 404


def test_seul_l_administrateur_ecrit_des_messages():
    with pytest.raises(AccesRefuse):
        enregistrer_message(f.perimetre(), titre="Non", contenu="Non", services=["ETABLISSEMENT"], debut=maintenant())
    with pytest.raises(AccesRefuse):
        supprimer_message(f.perimetre(), cle=message().pk)


def test_la_liste_fait_autant_de_requetes_pour_un_message_que_pour_trois(administrateur, django_assert_max_num_queries):
    for _ in range(3):
        message()
    with django_assert_max_num_queries(8):
        assert "(<span data-compte>3 lignes" in administrateur.get(URL).content.decode()


@pytest.mark.exigence("G4.2-21", "GG-06")
def test_deux_administrateurs_sur_un_message_le_second_est_prevenu(administrateur):
    adresse = f"{URL}{message().pk}/"

    def version(reponse) -> str:
        return re.search(r'name="version" value="([^"]*)"', reponse.content.decode())[1]

    lue = version(administrateur.get(adresse))
    assert administrateur.post(adresse, saisie(titre="Du premier", version=lue)).status_code == 302
    refus = administrateur.post(adresse, saisie(titre="Du second", version=lue))
    assert refus.status_code == 422
    assert "admin a enregistré à" in refus.content.decode()
    assert "Titre : Du premier" in refus.content.decode()
    assert MessageAccueil.objects.get().titre == "Du premier"
    assert administrateur.post(adresse, saisie(titre="Du second", version=version(refus))).status_code == 302
