"""A list declared as a screen: what one declaration gives, on the product's own screens."""

import csv
import io
import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory, override_settings
from django.urls import include, path, resolve, reverse

from imagin.activites.accueil.activity import ACCUEIL
from imagin.domaine.personnes.models import Intervenant
from imagin.presentation.listes.ecran import CSV, PDF, XLSX, EcranListe
from imagin.presentation.listes.personnes import COLONNES_PERSONNE
from imagin.presentation.personnes import NOMME_SQL, nomme
from imagin.socle.listes import Liste, Tri
from tests import factories as f
from tests.factories.competences import enseignement

pytestmark = pytest.mark.django_db
GENS: Liste[Intervenant] = Liste(
    cle="gens", titre="Liste", colonnes=COLONNES_PERSONNE, tri=Tri("nom"), vide="Personne.", personne=nomme,
    personne_sql=NOMME_SQL,
)  # fmt: skip


def _etablissement(perimetre, numero: int):
    if numero != 7:
        raise Http404
    return f"établissement {numero}"


def _lire(_, etablissement):
    assert etablissement == "établissement 7"
    return Intervenant.objects.order_by("nom")


ECRAN = EcranListe(
    GENS, _lire, titre="Les gens", objet=_etablissement, fichiers=(CSV, XLSX, PDF), fichier="gens_{numero}",
    sous_titres=lambda _, etablissement: [etablissement, ""], titre_imprime="Imprimé",
)  # fmt: skip
app_name = "essai"
urlpatterns = [path("essai/", include((ECRAN.routes(ACCUEIL, "<int:numero>/", "gens"), "essai")))]


def demande(chemin: str, **parametres):
    requete = RequestFactory().get(chemin, parametres)
    requete.resolver_match = resolve(chemin)
    requete.user, requete.perimetre = AnonymousUser(), f.perimetre()
    return requete


@pytest.mark.exigence("G1.3-11")
@override_settings(ROOT_URLCONF="tests.presentation.listes.test_ecran")
def test_une_declaration_donne_la_page_ses_fichiers_et_leurs_boutons():
    assert [p.name for p in urlpatterns[0].url_patterns] == ["gens", "gens_csv", "gens_xlsx", "gens_pdf"]
    liens = ECRAN.liens(demande("/essai/7/"))
    assert [(lien.icone, lien.adresse) for lien in liens] == [
        ("telecharger", "/essai/7/gens.csv"), ("telecharger", "/essai/7/gens.xlsx"), ("pdf", "/essai/7/gens.pdf"),
    ]  # fmt: skip
    f.intervenant("LE GOFF")
    f.intervenant("BÉNEC'H")
    requete = demande("/essai/7/", q="goff")
    affichage = ECRAN.affichage(requete, requete.perimetre, numero=7)
    assert [personne.nom for personne in affichage.liste.objets] == ["LE GOFF"]
    assert (list(affichage.sous_titres()), affichage.titre) == (["établissement 7", ""], "Imprimé")
    with pytest.raises(Http404):
        ECRAN.affichage(requete, requete.perimetre, numero=8)


@pytest.mark.exigence("G1.3-07")
@override_settings(ROOT_URLCONF="tests.presentation.listes.test_ecran")
@pytest.mark.parametrize(("dans_la_page", "sur_serveur"), [(None, False), (2, False), (1, True), (0, True)])
def test_la_taille_decide_de_la_page_ou_de_la_base(dans_la_page, sur_serveur):
    f.intervenant("LE GOFF")
    f.intervenant("BÉNEC'H")
    requete = demande("/essai/7/", sens="decroissant")
    ecran = EcranListe(GENS, _lire, objet=_etablissement, dans_la_page=dans_la_page)
    liste = ecran.affichee(requete, requete.perimetre, numero=7)
    assert liste.sur_serveur is sur_serveur
    assert [personne.nom for personne in liste.tous()] == ["LE GOFF", "BÉNEC'H"]


@pytest.mark.exigence("G1.3-10")
def test_un_filtre_errone_se_dit_dans_la_console_de_chaque_liste(chef):
    f.mission()
    page = chef.get("/convocation-par-mission/?filtre=1&examen=ailleurs").content.decode()
    assert "n&#x27;a pas été appliqué" in page


@pytest.mark.exigence("G3.1-03", "G1.3-11")
def test_les_enseignements_se_telechargent_dans_l_ordre_affiche(chef):
    f.ouverture("consultation_personnels")
    for nom in ("ANDRÉ", "BÉNEC'H", "LE GOFF"):
        enseignement(f.intervenant(nom))
    adresse = reverse("consultation_personnels:enseignements_csv")
    reponse = chef.get(adresse, {"tri": "nom", "sens": "decroissant"})
    texte = b"".join(reponse.streaming_content).decode("utf-8-sig")
    noms = [ligne[0] for ligne in csv.reader(io.StringIO(texte), delimiter=";")][1:]
    assert noms == ["LE GOFF", "BÉNEC'H", "ANDRÉ"]


@pytest.mark.exigence("G1.3-11")
def test_une_liste_vide_ne_propose_aucun_fichier(chef):
    f.mission(session=f.session(annee=2020), dates=[date(2020, 6, 1)])
    page = chef.get("/convocation-par-mission/").content.decode()
    assert "Aucune mission de ces années" in page
    assert not re.search(r"missions\.(csv|xlsx|pdf)", page)
