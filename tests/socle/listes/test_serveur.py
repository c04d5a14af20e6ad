"""A long list, searched, sorted and paged by the database, gives what the same list gives in memory."""

from datetime import date
from itertools import product
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from imagin.domaine.personnes.models import Intervenant
from imagin.socle.listes import Colonne, Liste, Nomme, Sens, Tri, chemin, en_csv, presenter, presenter_page
from imagin.socle.texte.repli import separer
from tests import factories as f
from tests.socle.listes.intervenants import LISTE

pytestmark = pytest.mark.django_db

NOMS = [
    "BÉNEC’H", "LE GOFF", "LE-GOFF", "ŒUVRARD", "ŁUKASIEWICZ", "D'AUVERGNE", "Þórðarson", "ST-MARTIN", "SAINT-MARTIN",
    "STE CROIX", "STEVENS", "ZOLA_50%",
]  # fmt: skip
QUESTIONS = [
    "benech", "benec'h", "le goff", "le-goff", "goff  LE", "oeuvr", "lukas", "thordar", "_50%", "\\", "06/19", "19",
    "toulouse math", "math 02/06", "23:30 1", "absent", "–", "'", "", "st-martin", "saint martin",
    "ste", "sainte croix", "st",
]  # fmt: skip


@pytest.fixture
def gens():
    """Two dozen people of all kinds."""
    for rang in range(24):
        personne = f.intervenant(
            NOMS[rang % len(NOMS)],
            f"Prénom-{chr(90 - rang)}",
            date_naissance=date(1960 + rang, 1 + rang % 12, 2) if rang % 3 else None,
            retire_le=f"2027-01-{1 + rang:02}T22:30:00Z" if rang % 4 == 0 else None,
            commune="TOULOUSE" if rang % 2 else "",
        )
        if rang % 5 == 0:
            Intervenant.objects.filter(pk=personne.pk).update(discipline=None)
    return Intervenant.objects.select_related("discipline")


def en_memoire(gens, **parametres):
    return presenter(LISTE, gens.order_by("pk"), parametres)


def pages(gens, taille, **parametres):
    """Every page, from the first, by the links « Page suivante »."""
    toutes = [presenter_page(LISTE, gens, parametres, taille=taille)]
    while toutes[-1].page and toutes[-1].page.suivante:
        toutes.append(presenter_page(LISTE, gens, suivre(toutes[-1].page.suivante), taille=taille))
    return toutes


def suivre(adresse):
    return dict(parse_qsl(adresse.removeprefix("?")))


@pytest.mark.exigence("G1.3-08")
@pytest.mark.parametrize("question", QUESTIONS)
def test_le_serveur_cherche_comme_la_page(gens, question):
    page, memoire = presenter_page(LISTE, gens, {"q": question}), en_memoire(gens, q=question)
    assert {p.pk for p in page.objets} == {p.pk for p in memoire.objets}
    assert page.compte == memoire.compte


def test_toute_lettre_d_un_nom_se_retrouve(gens):
    """Latin letters, as they are typed and without their accents."""
    lettres = [chr(c) for c in (*range(0xC0, 0x180), *range(0x1E00, 0x1E9A)) if chr(c).isalpha()]
    personne = gens.first()
    for debut in range(0, len(lettres), 40):
        nom = "".join(lettres[debut : debut + 40])
        Intervenant.objects.filter(pk=personne.pk).update(nom=nom)
        assert presenter_page(LISTE, gens, {"q": nom}).total == 1
        assert en_memoire(gens, q=nom).nombre == 1


@pytest.mark.exigence("G1.3-09")
@pytest.mark.parametrize(("colonne", "sens"), list(product([c.cle for c in LISTE.colonnes], Sens)))
def test_le_serveur_trie_comme_la_page_et_enchaine_les_pages(gens, colonne, sens):
    suite = pages(gens, 5, tri=colonne, sens=sens)
    assert [len(p.lignes) for p in suite] == [5, 5, 5, 5, 4]
    rang = [c.cle for c in LISTE.colonnes].index(colonne)
    affiches = [separer(ligne.cellules[rang].texte) for p in suite for ligne in p.lignes]
    memoire = en_memoire(gens, tri=colonne, sens=sens)
    assert affiches == [separer(ligne.cellules[rang].texte) for ligne in memoire.lignes]
    numeros = [p.pk for page in suite for p in page.objets]
    assert sorted(numeros) == sorted(gens.values_list("pk", flat=True))
    assert numeros == [p.pk for p in suite[0].tous()]
    a_rebours = [suite[-1]]
    while a_rebours[-1].page.precedente:
        a_rebours.append(presenter_page(LISTE, gens, suivre(a_rebours[-1].page.precedente), taille=5))
    assert [p.objets for p in reversed(a_rebours)] == [p.objets for p in suite]
    assert presenter_page(LISTE, gens, suivre(suite[0].page.fin), taille=5).objets == suite[-1].objets


def test_une_page_dit_ou_elle_se_trouve(gens):
    premiere, *_, derniere = pages(gens, 10, q="prenom", tri="prenom")
    page = derniere.page
    assert (page.premiere_ligne, page.derniere_ligne, page.total) == (21, 24, 24)
    assert (page.suivante, page.fin, premiere.page.debut, premiere.page.precedente) == ("", "", "", "")
    assert page.debut == "?q=prenom&tri=prenom"
    assert "page" not in derniere.requete
    assert all("page" not in e.requete for e in derniere.en_tetes())
    assert presenter_page(LISTE, gens, {}).page is None, "one page holds all"


@pytest.mark.parametrize("demande", ["apres.5.0", "apres.5.x", "avant.0.", "n'importe quoi", "apres.-1.1", "1"])
def test_une_adresse_qui_n_a_plus_de_sens_montre_la_premiere_page(gens, demande):
    page = presenter_page(LISTE, gens, {"page": demande}, taille=5)
    assert page.objets == presenter_page(LISTE, gens, {}, taille=5).objets
    assert page.page.premiere_ligne == 1


def test_une_ligne_hors_du_perimetre_n_ancre_aucune_page(gens):
    autre = gens.first()
    page = presenter_page(LISTE, gens.exclude(pk=autre.pk), {"page": f"apres.5.{autre.pk}"}, taille=5)
    assert page.page.premiere_ligne == 1


def test_le_nombre_de_requetes_ne_depend_pas_des_lignes(gens):
    for parametres, attendu in (({}, 2), ({"q": "le goff", "tri": "naissance"}, 2), ({"page": "fin"}, 2)):
        with CaptureQueriesContext(connection) as requetes:
            page = presenter_page(LISTE, gens, parametres, taille=5)
        assert len(requetes) == attendu
    with CaptureQueriesContext(connection) as requetes:
        presenter_page(LISTE, gens, suivre(page.page.precedente), taille=5)
    assert len(requetes) == 3
    assert not any("OFFSET" in r["sql"] for r in requetes)


def test_un_export_lit_toutes_les_pages(gens):
    page = presenter_page(LISTE, gens, {"q": "prenom"}, taille=5)
    assert b"".join(en_csv(LISTE, page.tous())).count(b"\r\n") == 25


def test_une_colonne_qui_ne_dit_pas_son_sql_est_refusee(gens):
    muette = Liste[Intervenant]("l", "L", (Colonne("nom", "Nom", lambda i: i.nom),), Tri("nom"), "Rien.")
    with pytest.raises(ValueError, match="without sql: \\['nom'\\]"):
        presenter_page(muette, gens, {})


def test_une_colonne_qui_trie_par_un_rang_de_python_est_refusee(gens):
    rangee = Colonne("nom", "Nom", chemin("nom"), rang=lambda i: len(i.nom))
    with pytest.raises(ValueError, match="without sql: \\['nom'\\]"):
        presenter_page(Liste[Intervenant]("l", "L", (rangee,), Tri("nom"), "Rien."), gens, {})


def test_une_liste_de_personnes_dit_leurs_noms_a_la_base(gens):
    colonnes = (Colonne[Intervenant]("nom", "Nom", chemin("nom")),)
    liste = Liste("l", "L", colonnes, Tri("nom"), "Rien.", personne=lambda i: Nomme(i.pk, i.nom, "", ()))
    with pytest.raises(ValueError, match="personne_sql"):
        presenter_page(liste, gens, {})


def test_un_chemin_donne_la_valeur_ou_rien(gens):
    lus = {chemin("discipline__libelle")(i) for i in gens}
    assert lus == {None, "MATHEMATIQUES"}
    muet = Colonne[Intervenant]("d", "D", chemin("discipline__libelle"), precision=lambda i: i.commune)
    assert muet.en_sql() is None, "a precision that is no path has no SQL"
    assert chemin("discipline__libelle", tri="discipline__cle").sql().tri == F("discipline__cle")
