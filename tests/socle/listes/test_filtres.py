"""Filters above a list, and where « Retour » leads."""

import pytest
from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from imagin.socle.listes import Colonne, Liste, Tri, presenter
from imagin.socle.listes.filtres import RESERVES, Filtres, NomReserve
from imagin.socle.listes.memoire import LISTES_GARDEES, adresse_gardee, retenir, retour_a_la_liste
from imagin.socle.listes.templatetags.listes import filtrer


class DUneListe(Filtres):
    annee = forms.MultipleChoiceField(required=False)
    du = forms.DateField()


LISTE = Liste[str]("l", "L", (Colonne("nom", "Nom", str),), Tri("nom"), "Rien.", filtres=DUneListe)


@pytest.mark.parametrize("nom", sorted(RESERVES))
def test_un_filtre_du_nom_d_un_parametre_de_la_liste_arrete_le_demarrage(nom):
    with pytest.raises(NomReserve, match=nom):
        type("Fautif", (Filtres,), {nom: forms.CharField()})


@pytest.mark.exigence("G1.3-10")
def test_le_defaut_ne_vaut_que_tant_que_personne_n_a_filtre():
    def montre(adresse):
        form = DUneListe(QueryDict(adresse), choix={"annee": [("2026", "2026")]}, defaut={"annee": [2026]})
        return form["annee"].value()

    assert montre("") == montre("q=ben&tri=nom") == ["2026"]
    assert montre("filtre=1") == montre("filtre=1&q=ben") == []
    assert montre("du=01/06/2027") == []


def test_sans_rien_de_demande_rien_n_est_faux():
    assert DUneListe(QueryDict("q=ben&tri=nom&sens=croissant"), lier=False).errors == {}
    faux = DUneListe(QueryDict("filtre=1&du="), lier=False)
    assert (list(faux.errors), faux.choix) == (["du"], {})


def test_seuls_les_filtres_declares_se_dessinent():
    class Autres(Filtres):
        examen = forms.CharField()

    with pytest.raises(ValueError, match="not declared"):
        filtrer(presenter(LISTE, ["a"], {}), Autres(QueryDict()), "Filtrer")


def test_effacer_le_filtre_garde_recherche_et_tri():
    presentee = presenter(LISTE, ["a"], QueryDict("annee=2026&filtre=1&q=a&tri=nom&sens=decroissant"))
    assert presentee.requete_sans_filtre == "?q=a&tri=nom&sens=decroissant"
    assert presentee.filtre == [("annee", "2026"), ("filtre", "1")]


@pytest.fixture
def demander(rf):
    session: dict = {}

    def faire(adresse, methode="get", **entetes):
        requete = getattr(rf, methode)(adresse, headers=entetes)
        requete.session = session
        return requete

    return faire


@pytest.mark.exigence("G1.3-07")
def test_la_session_garde_comment_chaque_liste_etait_montree(demander):
    retenir(demander("/a/?q=ben"))
    retenir(demander("/b/"))
    assert adresse_gardee(demander("/a/1/"), "/a/") == "/a/?q=ben"
    assert adresse_gardee(demander("/a/1/"), "/b/") == "/b/"
    retenir(demander("/a/"))
    assert adresse_gardee(demander("/a/1/"), "/a/") == "/a/"
    for rang in range(LISTES_GARDEES + 5):
        retenir(demander(f"/l{rang}/?q=ben"))
    assert len(demander("/").session["listes"]) == LISTES_GARDEES


@pytest.mark.exigence("G1.3-07")
@pytest.mark.parametrize(
    ("page", "vers", "arrivee"),
    [
        ("http://testserver/a/?q=tape&tri=nom", "/a/", "/a/?q=tape&tri=nom"),  # as scripts left the address
        ("http://testserver/a/", "/a/", "/a/"),
        ("http://testserver/a/1/", "/a/", "/a/?q=garde"),
        ("http://ailleurs.example/a/?q=autre", "/a/", "/a/?q=garde"),
        ("", "/a/", "/a/?q=garde"),
        ("http://testserver/a/?q=tape", "/a/?enregistre=1", "/a/?enregistre=1"),
        ("http://testserver/a/?q=tape", "https://ailleurs.example/a/", "https://ailleurs.example/a/"),
    ],
)
def test_ce_qu_on_fait_depuis_une_liste_y_ramene_telle_qu_elle_etait(demander, page, vers, arrivee):
    retenir(demander("/a/?q=garde"))
    envoi = demander("/a/1/supprimer/", "post", Referer=page)
    assert retour_a_la_liste(lambda _: HttpResponseRedirect(vers))(envoi)["Location"] == arrivee
    volet = HttpResponse(status=204, headers={"X-Redirection": vers})
    assert retour_a_la_liste(lambda _: volet)(envoi)["X-Redirection"] == arrivee
    lecture = demander("/a/1/", Referer=page)
    assert retour_a_la_liste(lambda _: HttpResponseRedirect(vers))(lecture)["Location"] == vers
