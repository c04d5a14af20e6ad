"""Error pages: the same look, and what to do; those that must come out without the database do."""

import html

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import path

from imagin.activites.accueil import erreurs
from imagin.activites.accueil.temoin import TEMOIN


def tomber(request):
    raise ZeroDivisionError


def soupconner(request):
    raise SuspiciousOperation("…")


handler400 = "imagin.activites.accueil.erreurs.requete_invalide"
handler500 = "imagin.activites.accueil.erreurs.erreur_interne"
urlpatterns = [path("tomber/", tomber), path("soupconner/", soupconner)]


def lire(reponse) -> str:
    return html.unescape(reponse.content.decode())


@pytest.mark.parametrize(
    ("adresse", "statut", "conseil"), [("tomber", 500, "Réessayez"), ("soupconner", 400, "Revenez")]
)
def test_un_incident_se_dit_sans_la_base(settings, adresse, statut, conseil):
    """Without the mark that opens the database, any use of it would raise."""
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.cookies[TEMOIN] = "contraste=inverse&taille=n-importe-quoi"
    reponse = client.get(f"/{adresse}/")
    assert reponse.status_code == statut
    assert conseil in lire(reponse)
    assert 'data-contraste="inverse" data-taille="normale"' in lire(reponse)


def test_une_base_injoignable_donne_503_et_quand_revenir(django_db_blocker, monkeypatch):
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", "1")
        client = Client(raise_request_exception=False)
        client.cookies["imagin_session"] = "s" * 32
        reponse = client.get("/")
        connection.close()
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "60")
    assert "réessayez dans une minute" in lire(reponse)


def test_pendant_la_maintenance_tout_repond_503(client, settings):
    settings.IMAGIN_MAINTENANCE = True
    reponse = client.get("/connexion/")
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "600")
    assert "revenez dans quelques minutes" in lire(reponse)
    assert "default-src 'none'" in reponse["Content-Security-Policy"]


@pytest.mark.django_db
def test_une_methode_refusee_dit_quoi_faire(chef):
    reponse = chef.delete("/")
    assert (reponse.status_code, reponse["Allow"]) == (405, "GET")
    assert "utilisez ses boutons" in lire(reponse)


@pytest.mark.django_db
def test_une_page_absente_garde_le_menu_et_mene_au_plan(chef):
    reponse = chef.get("/absente/")
    assert reponse.status_code == 404
    assert "Menu des activités" in lire(reponse)
    assert 'href="/plan-du-site/"' in lire(reponse)


@pytest.mark.django_db
def test_un_formulaire_perime_dit_de_recharger():
    reponse = Client(enforce_csrf_checks=True).post("/accessibilite/reglages/", {"contraste": "inverse"})
    assert reponse.status_code == 403
    assert "Rechargez-la" in lire(reponse)


def test_un_verrou_n_est_pas_une_panne():
    panne, blocage = erreurs.OperationalError("connexion refusée"), erreurs.OperationalError("deadlock")
    blocage.__cause__ = type("Blocage", (Exception,), {"sqlstate": "40P01"})()
    assert erreurs.base_hors_service(panne)
    assert not erreurs.base_hors_service(blocage)
    assert not erreurs.base_hors_service(ZeroDivisionError())
    assert erreurs.indisponible(RequestFactory().get("/")).status_code == 503
