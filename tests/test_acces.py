"""Generated: every route × every role × {own object, another's, activity closed}. Nothing is open by default."""

import re
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.test import Client, override_settings
from django.urls import path, reverse

from imagin.config.porte import refus
from imagin.domaine.acces.models import Compte
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.verification import routes, verifier_routes
from tests import factories as f
from tests.factories.referentiel import uai
from tests.outillage.scene import Scene, peupler

DES_ACTIVITES = [(motif, element) for motif, element in routes() if hasattr(element.callback, "activite")]
OUVERTES_A_TOUS = {"accueil"}
NOMMENT_NUL_OBJET = {"document"}


def nommees() -> list[Any]:
    """A case for each route of an activity."""
    return [pytest.param(element, id=motif or "/") for motif, element in DES_ACTIVITES]


def d_un_objet_d_etablissement(element: Any) -> bool:
    """Does the route lead to an object that belongs to one établissement?"""
    return (
        bool(element.pattern.converters.keys() - NOMMENT_NUL_OBJET)
        and Role.ETABLISSEMENT in element.callback.activite.roles
    )


def adresse(element: Any, valeur: int = 1) -> str:
    """An address of the route, its captured numbers all equal."""
    parametres = dict.fromkeys(element.pattern.converters, valeur)
    return reverse(f"{element.callback.activite.code}:{element.name}", kwargs=parametres)


def demander(client: Client, element: Any, valeur: int = 1) -> int:
    """Status of the route for its first method."""
    methode = element.callback.methodes[0].lower()
    reponse = getattr(client, methode)(adresse(element, valeur))
    reponse.close()  # a spreadsheet is a file
    return int(reponse.status_code)


def se_connecter(client: Client, compte: Any, service: str) -> Client:
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = service
    session.save()
    return client


def chef(client: Client, identifiant: str = "chef.0310038Y", **options: Any) -> Client:
    compte = f.compte(identifiant, **options)
    return se_connecter(client, compte, f"etablissement:{compte.delegations.get().pk}")


def vue_nue(request: Any) -> None: ...


urlpatterns = [path("nue/", vue_nue)]


@override_settings(ROOT_URLCONF="tests.test_acces")
def test_une_adresse_sans_activite_empeche_le_demarrage():
    with pytest.raises(ImproperlyConfigured, match="nue/"):
        verifier_routes()


def test_chaque_adresse_dit_son_activite_ou_pourquoi_elle_est_publique():
    verifier_routes()
    publiques = [element.callback.publique for _, element in routes() if hasattr(element.callback, "publique")]
    assert all(publiques)
    assert DES_ACTIVITES


@pytest.mark.django_db
@pytest.mark.parametrize("element", nommees())
def test_sans_connexion_chaque_adresse_renvoie_a_l_identification(client, element):
    methode = element.callback.methodes[0].lower()
    reponse = getattr(client, methode)(adresse(element))
    assert reponse.status_code == 302
    assert reponse["Location"].startswith("/connexion/")


@pytest.mark.django_db
@pytest.mark.parametrize("element", nommees())
def test_sans_service_choisi_chaque_adresse_renvoie_au_choix(client, element):
    client.force_login(f.compte(), backend="django.contrib.auth.backends.ModelBackend")
    methode = element.callback.methodes[0].lower()
    assert getattr(client, methode)(adresse(element))["Location"].startswith("/services/")


@pytest.mark.exigence("G1.3-04")
@pytest.mark.django_db
@pytest.mark.parametrize("element", nommees())
def test_une_activite_grisee_est_refusee_par_le_serveur(client, element):
    f.mission()
    attendu = 200 if element.callback.activite.code in OUVERTES_A_TOUS else 403
    assert demander(chef(client), element) == attendu


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.GESTIONNAIRE, Role.ADMINISTRATEUR])
@pytest.mark.parametrize("element", nommees())
def test_une_activite_d_etablissement_est_fermee_aux_autres_services(client, element, role):
    f.mission()
    f.ouverture()
    droit = {"est_gestionnaire": True} if role == Role.GESTIONNAIRE else {"est_administrateur": True}
    se_connecter(client, f.compte("academie", **droit), role.lower())
    # An object that does not exist is 404 for who may enter; the door comes first for who may not.
    entre = {404} if element.pattern.converters else {200}
    assert demander(client, element) in (entre if role in element.callback.activite.roles else {403})


def demander_de(client: Client, scene: Scene) -> dict[str, int]:
    """Status of each route that leads to an object of an établissement, about that of the scene, whatever the method.

    Nothing of what it does stays.
    """
    statuts = {}
    for motif, element in DES_ACTIVITES:
        if not d_un_objet_d_etablissement(element):
            continue
        activite = element.callback.activite.code
        lieu = reverse(f"{activite}:{element.name}", kwargs=scene.parametres(activite, element.pattern.converters))
        for methode in element.callback.methodes:
            with transaction.atomic():
                reponse = client.generic(methode, lieu)
                reponse.getvalue()  # a streamed one too
                transaction.set_rollback(True)
            statuts[f"{methode} {motif}"] = int(reponse.status_code)
    return statuts


@pytest.mark.django_db
def test_l_objet_d_un_autre_etablissement_est_introuvable_et_le_meme_a_soi_est_trouve(client):
    """At the very addresses that answer for one's own: 200, 302, or 422 for a form that says nothing."""
    for activite in {element.callback.activite.code for _, element in DES_ACTIVITES} - OUVERTES_A_TOUS:
        f.ouverture(activite)
    connecte = chef(client)
    le_mien = demander_de(connecte, peupler(f.etablissement()))
    assert {lieu: statut for lieu, statut in le_mien.items() if statut not in {200, 302, 422}} == {}
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")
    le_sien = demander_de(connecte, peupler(ailleurs, examen="320", sigle="BTS"))
    assert {lieu: statut for lieu, statut in le_sien.items() if statut != 404} == {}
    assert len(le_mien) == len(le_sien) > 50


@pytest.mark.django_db
@pytest.mark.parametrize("element", nommees())
def test_une_methode_que_l_adresse_n_attend_pas_est_refusee(client, element):
    f.mission()
    f.ouverture()
    lieu, connecte, methodes = adresse(element), chef(client), element.callback.methodes
    for methode in {"DELETE", "PUT", "PATCH", "TRACE", "PROPFIND", "GET", "HEAD", "POST"} - {*methodes}:
        attendue = methode != "HEAD" or "GET" not in methodes
        assert not attendue or connecte.generic(methode, lieu).status_code == 405, methode


@pytest.mark.django_db
def test_options_ne_dit_que_les_methodes_et_n_execute_aucune_vue(client):
    f.mission()
    f.ouverture()
    connecte = chef(client)
    for motif, element in routes():
        reponse = connecte.options("/" + re.sub(r"<(\w+):\w+>", lambda m: "1" if m[1] == "int" else "x", motif))
        permises = {*element.callback.methodes, "OPTIONS", *(["HEAD"] if "GET" in element.callback.methodes else [])}
        assert (reponse.status_code, reponse.content, set(reponse["Allow"].split(", "))) == (204, b"", permises), motif


@pytest.mark.django_db
def test_une_page_publique_refuse_les_methodes_qu_elle_n_attend_pas(client):
    for motif, element in routes():
        if hasattr(element.callback, "publique"):
            lieu = "/" + re.sub(r"<\w+:\w+>", "x", motif)
            assert {client.generic(methode, lieu).status_code for methode in ("PUT", "DELETE", "TRACE")} == {405}, motif


@pytest.mark.exigence("GG-07")
@pytest.mark.django_db
def test_une_convocation_ne_s_efface_que_par_l_envoi_du_formulaire(client):
    f.ouverture()
    affectation = f.affectation(f.mission(), f.intervenant(), origine="CENTRE")
    connecte, lieu = chef(client), reverse("convocation_par_mission:supprimer", args=[affectation.pk])
    for methode in ("OPTIONS", "HEAD", "PUT", "GET"):
        connecte.generic(methode, lieu)
        affectation.refresh_from_db()
    assert affectation.etat == "CONVOQUEE"


@pytest.mark.exigence("G1.3-04")
@pytest.mark.django_db
def test_un_etablissement_qui_n_est_pas_centre_ne_voit_pas_les_activites_de_centre(client):
    f.ouverture()
    reponse = chef(client).get("/convocation-par-mission/")
    assert reponse.status_code == 403
    assert "réservée aux centres d'examen" in reponse.content.decode().replace("&#x27;", "'")
    assert "Centre Examen" not in client.get("/").content.decode()


@pytest.mark.exigence("G2.1-04")
@pytest.mark.django_db
def test_une_delegation_terminee_ne_donne_plus_acces(client):
    f.mission()
    f.ouverture()
    connecte = chef(client)
    delegation = Compte.objects.get().delegations.get()
    delegation.date_fin = delegation.date_debut
    delegation.save()
    assert connecte.get("/convocation-par-mission/")["Location"] == "/services/?next=%2Fconvocation-par-mission%2F"


def test_la_porte_refuse_un_role_que_l_activite_ne_declare_pas():
    activite = next(e.callback.activite for _, e in DES_ACTIVITES if e.callback.activite.code not in OUVERTES_A_TOUS)
    assert refus(Perimetre(role=Role.GESTIONNAIRE, auteur="g"), activite)
