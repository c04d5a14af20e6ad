"""The administrateur declares partners, confirms their keys, opens centres, and reads what is wrong in words."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import CentreOuvert, Partenaire
from imagin.domaine.federation.rules import PartenaireInjoignable, Verification
from imagin.socle.envois.models import Envoi
from imagin.socle.jetons.cles import cles_publiees
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-08")]
URL = "/academies-partenaires/"
RENNES = {"code": "14", "nom": "RENNES", "adresse": "http://imagin.ac-rennes.example/", "academies": ["14"]}
LUES: list[dict[str, Any]] = []


def lire_les_cles(perimetre: Any, partenaire: int) -> list[dict[str, Any]]:
    if not LUES:
        raise PartenaireInjoignable(Panne.DNS, "Le nom « nulle-part » est introuvable (DNS).")
    return LUES


def eprouver_la_liaison(perimetre: Any, partenaire: int) -> list[Verification]:
    return [
        Verification("Nom", reussi=True, phrase="imagin.ac-rennes.example est connu."),
        Verification("Réseau", reussi=False, phrase="Il ne répond pas.", panne=Panne.RESEAU),
    ]


@pytest.fixture
def admin(client: Client, settings: Any) -> Client:
    """The administrateur, with a network that answers as the test says."""
    settings.IMAGIN_LECTURE_CLES = f"{__name__}.lire_les_cles"
    settings.IMAGIN_EPREUVE_PARTENAIRE = f"{__name__}.eprouver_la_liaison"
    LUES[:] = cles_publiees()
    client.force_login(f.compte("admin", est_administrateur=True), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = "administrateur"
    session.save()
    return client


def lue(client: Client, adresse: str) -> str:
    return client.get(adresse).content.decode()


def test_declarer_confirmer_les_cles_ouvrir(admin: Client) -> None:
    assert "Aucune académie partenaire n'est déclarée" in lue(admin, URL).replace("&#x27;", "'")
    admin.post(f"{URL}nouveau/", RENNES)
    declare = Partenaire.objects.get()
    assert (declare.adresse, declare.active) == ("http://imagin.ac-rennes.example", False)
    page = lue(admin, f"{URL}{declare.pk}/")
    assert "Ses clés ne sont pas confirmées" in page
    assert 'name="active"' not in page
    montrees = lue(admin, f"{URL}{declare.pk}/cles/")
    assert LUES[0]["kid"] in montrees
    sans_comparer = admin.post(f"{URL}{declare.pk}/cles/", {"empreintes": [LUES[0]["kid"]]})
    assert sans_comparer.status_code == 422
    assert not Partenaire.objects.get().cles
    admin.post(f"{URL}{declare.pk}/cles/", {"empreintes": [LUES[0]["kid"]], "comparees": "oui"})
    admin.post(f"{URL}{declare.pk}/", {**RENNES, "active": "on"})
    assert Partenaire.objects.get().active
    assert "Fermé" not in lue(admin, URL)


def test_des_cles_qui_changent_entre_la_lecture_et_la_confirmation_ne_sont_pas_confirmees(admin: Client) -> None:
    partenaire = f.partenaire("14", "RENNES", ["14"], active=False, cles=[])
    reponse = admin.post(f"{URL}{partenaire.pk}/cles/", {"empreintes": ["une autre"], "comparees": "oui"})
    assert reponse.status_code == 422
    assert "ont changé depuis" in reponse.content.decode()
    assert Partenaire.objects.get().cles == []


def test_un_partenaire_injoignable_se_dit_au_lieu_de_montrer_des_cles(admin: Client) -> None:
    LUES.clear()
    reponse = admin.get(f"{URL}{f.partenaire().pk}/cles/")
    assert (reponse.status_code, "introuvable (DNS)" in reponse.content.decode()) == (422, True)


def test_un_refus_laisse_la_saisie_et_dit_pourquoi(admin: Client) -> None:
    reponse = admin.post(f"{URL}nouveau/", {**RENNES, "code": "16"})
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "code de votre propre instance" in page
    assert 'value="RENNES"' in page
    assert not Partenaire.objects.exists()


def test_deux_administrateurs_ne_s_ecrasent_pas_et_une_vieille_page_le_dit(admin: Client) -> None:
    partenaire = f.partenaire("14", "RENNES", ["14"], adresse="http://imagin.ac-rennes.example")
    page = lue(admin, f"{URL}{partenaire.pk}/")
    version = page.split('name="version" value="')[1].split('"')[0]
    admin.post(f"{URL}{partenaire.pk}/", {**RENNES, "nom": "BRETAGNE", "active": "on", "version": version})
    tardive = {**RENNES, "nom": "ARMORIQUE", "active": "on", "version": version}
    refus = admin.post(f"{URL}{partenaire.pk}/", tardive)
    assert refus.status_code == 422
    assert Partenaire.objects.get().nom == "BRETAGNE"
    relue = refus.content.decode().split('name="version" value="')[1].split('"')[0]
    admin.post(f"{URL}{partenaire.pk}/", {**tardive, "version": relue})
    assert Partenaire.objects.get().nom == "ARMORIQUE"


def test_une_nouvelle_adresse_ferme_et_le_dit(admin: Client) -> None:
    partenaire = f.partenaire("14", "RENNES", ["14"])
    admin.post(f"{URL}{partenaire.pk}/", {**RENNES, "active": "on"})
    assert not Partenaire.objects.get().active
    assert "ses clés sont oubliées" in lue(admin, f"{URL}{partenaire.pk}/")


@pytest.mark.exigence("G4.6-01")
def test_declarer_et_retirer_un_centre_par_son_uai(admin: Client) -> None:
    partenaire = f.partenaire("14", "RENNES", ["14"])
    lieu = f.etablissement("0350001A", "LYC CHATEAUBRIAND RENNES", academie_id="14", localite="RENNES CEDEX")
    trouves = admin.get(f"{URL}{partenaire.pk}/centres/", {"q": "chateau rennes"}).json()
    assert trouves == [{"id": "0350001A", "libelle": "0350001A", "detail": "LYC CHATEAUBRIAND RENNES"}]
    assert admin.get(f"{URL}{partenaire.pk}/centres/", {"q": "bellevue"}).json() == []
    admin.post(f"{URL}{partenaire.pk}/centres/ouvrir/", {"uai": "0350001a"})
    assert CentreOuvert.objects.get().etablissement == lieu
    assert "LYC CHATEAUBRIAND RENNES" in lue(admin, f"{URL}{partenaire.pk}/")
    assert admin.get(f"{URL}{partenaire.pk}/centres/", {"q": "chateau"}).json() == [], "il l'est déjà"
    admin.post(f"{URL}{partenaire.pk}/centres/fermer/", {"uai": "0350001A"})
    assert not CentreOuvert.objects.exists()


def test_un_uai_inconnu_se_dit(admin: Client) -> None:
    reponse = admin.post(f"{URL}{f.partenaire().pk}/centres/ouvrir/", {"uai": "9"}, follow=True)
    assert "L'établissement « 9 » n'est pas connu" in reponse.content.decode().replace("&#x27;", "'")


def test_l_epreuve_dit_chaque_etape(admin: Client) -> None:
    page = lue(admin, f"{URL}{f.partenaire().pk}/epreuve/")
    assert "Nom : réussi" in page
    assert "Réseau : échec" in page
    assert "Il ne répond pas." in page


def test_la_liste_dit_l_etat_de_chacun(admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for rang in range(12):
        f.partenaire(f"p{rang}", f"P{rang}", [], joignable=rang > 0)
    f.partenaire("siec", active=False)
    _envoi("federation-p1", "REFUSE")
    _envoi("federation-p1", "A_ENVOYER")
    with django_assert_max_num_queries(14):
        page = lue(admin, URL)
    for mot in ("Ne répond pas", "Joignable", "Fermé", "depuis le"):
        assert mot in page


def test_ce_qui_a_ete_refuse_part_de_nouveau(admin: Client) -> None:
    partenaire = f.partenaire()
    _envoi(partenaire.canal, "REFUSE", derniere_erreur="Référence inconnue.")
    assert "Référence inconnue." in lue(admin, f"{URL}{partenaire.pk}/")
    admin.post(f"{URL}{partenaire.pk}/relancer/")
    assert Envoi.objects.get().etat == "A_ENVOYER"
    assert "Aucun message refusé" in admin.post(f"{URL}{partenaire.pk}/relancer/", follow=True).content.decode()


def test_supprimer_ou_dire_pourquoi_non(admin: Client) -> None:
    partenaire = f.partenaire()
    f.centre_ouvert(f.etablissement("0750001A", academie_id="01"), partenaire)
    admin.post(f"{URL}{partenaire.pk}/supprimer/")
    assert not Partenaire.objects.exists()
    assert admin.post(f"{URL}{partenaire.pk}/supprimer/").status_code == 404


def test_ce_que_nul_formulaire_n_envoie(admin: Client) -> None:
    partenaire = f.partenaire()
    for lieu in ("", "cles/", "centres/ouvrir/", "centres/fermer/"):
        assert admin.post(f"{URL}{partenaire.pk}/{lieu}", {"academies": "\x7f", "uai": "x" * 5000}).status_code < 500
    assert admin.get(f"{URL}99999/cles/").status_code == 404


def _envoi(canal: str, etat: str, **champs: Any) -> None:
    numero = Envoi.objects.count()
    Envoi.objects.create(
        canal=canal, cle="x", destinataire="RENNES", sujet="s", corps="{}", message_id=str(numero), etat=etat, **champs
    )
