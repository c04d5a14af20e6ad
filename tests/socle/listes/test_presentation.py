from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict

from imagin.socle.listes import Colonne, Genre, Liste, Sens, Sortie, Tri, presenter, rang_parmi
from imagin.socle.listes.presentation import compter

LIGNES = [
    ("Zoé", 9, date(2027, 5, 31)),
    ("émile", 10, date(2026, 6, 1)),
    ("Eloi", None, None),
    ("EMILE", Decimal("1.5"), date(2027, 1, 15)),
    ("", 100, date(2027, 5, 30)),
]
LISTE = Liste[tuple[str, int | None, date | None]](
    cle="gens",
    titre="Liste des gens",
    colonnes=(
        Colonne("nom", "Nom", lambda g: g[0]),
        Colonne("nombre", "Nombre", lambda g: g[1], Genre.NOMBRE),
        Colonne("jour", "Jour", lambda g: g[2], Genre.DATE, sur=frozenset({Sortie.ECRAN})),
    ),
    tri=Tri("nom"),
    vide="Personne.",
)


def noms(**parametres):
    return [g[0] for g in presenter(LISTE, LIGNES, parametres).objets]


@pytest.mark.exigence("G1.3-09")
def test_tri_francais_par_defaut_les_vides_en_dernier():
    assert noms() == ["Eloi", "EMILE", "émile", "Zoé", ""]
    assert noms(tri="nom", sens="decroissant") == ["Zoé", "émile", "EMILE", "Eloi", ""]


@pytest.mark.exigence("G1.3-09")
def test_nombres_et_dates_se_trient_comme_tels():
    assert noms(tri="nombre") == ["EMILE", "Zoé", "émile", "", "Eloi"]
    assert noms(tri="nombre", sens="decroissant") == ["", "émile", "Zoé", "EMILE", "Eloi"]
    assert noms(tri="jour") == ["émile", "EMILE", "", "Zoé", "Eloi"]


@pytest.mark.exigence("G1.3-09")
def test_une_colonne_dont_les_mots_ne_disent_pas_l_ordre_se_trie_par_son_rang():
    """« 13 / 14 » is more than « 2 / 4 », and what has no share comes last both ways."""
    parts = [(13, 14), (2, 4), (0, 8), (3, None), (2, 2), (10, 14)]
    colonne = Colonne[tuple[int, int | None]](
        "part",
        "Part",
        lambda p: f"{p[0]} / {p[1]}" if p[1] else str(p[0]),
        rang=lambda p: p[0] / p[1] if p[1] else None,
    )
    liste = Liste("p", "P", (colonne,), Tri("part"), "Rien.")
    assert presenter(liste, parts, {}).objets == [(0, 8), (2, 4), (10, 14), (13, 14), (2, 2), (3, None)]
    renverse = presenter(liste, parts, {"tri": "part", "sens": "decroissant"})
    assert renverse.objets == [(2, 2), (13, 14), (10, 14), (2, 4), (0, 8), (3, None)]
    assert rang_parmi("abc", "b") == 1
    assert rang_parmi("abc", "z") is None


def test_dates_et_heures_s_affichent_et_se_trient_a_l_heure_francaise():
    instants = [datetime(2027, 3, 28, h, 30, tzinfo=UTC) for h in (22, 0, 23)]
    colonne = Colonne[datetime]("quand", "Quand", lambda d: d, Genre.DATE_HEURE)
    presentee = presenter(Liste("i", "I", (colonne,), Tri("quand"), "Rien."), instants, {})
    assert [ligne.cellules[0].texte for ligne in presentee.lignes] == [
        "28/03/2027 01:30",
        "29/03/2027 00:30",
        "29/03/2027 01:30",
    ]


@pytest.mark.parametrize("parametres", [{"tri": "inconnue"}, {"sens": "travers"}, {"tri": "nom", "sens": ""}])
def test_un_tri_inconnu_revient_a_celui_de_la_liste(parametres):
    assert presenter(LISTE, LIGNES, parametres).tri == Tri("nom", Sens.CROISSANT)


@pytest.mark.exigence("G1.3-08")
def test_la_recherche_cache_sans_perdre_et_le_compte_suit():
    presentee = presenter(LISTE, LIGNES, {"q": "EMÍLE"})
    assert presentee.compte == "2 lignes"
    assert len(presentee.lignes) == len(LIGNES)
    assert presenter(LISTE, LIGNES, {"q": "31/05"}).compte == "1 ligne"
    assert presenter(LISTE, LIGNES, {"q": "xyz"}).compte == "0 ligne"
    assert compter(154) == "154 lignes"


def test_les_adresses_gardent_filtres_recherche_et_tri():
    presentee = presenter(LISTE, LIGNES, QueryDict("annee=2026&annee=2027&q=émile&tri=nombre"))
    assert presentee.requete == "?annee=2026&annee=2027&q=%C3%A9mile&tri=nombre&sens=croissant"
    assert presentee.requete_sans_question == "?annee=2026&annee=2027&tri=nombre"
    assert presentee.champs_caches == [("annee", "2026"), ("annee", "2027"), ("tri", "nombre")]
    nom, nombre, _ = presentee.en_tetes()
    assert (nom.sens, nombre.sens) == ("", "croissant")
    assert nombre.requete.endswith("tri=nombre&sens=decroissant")
    assert nom.requete.endswith("tri=nom&sens=croissant")


def test_une_liste_mal_declaree_le_dit():
    colonne = Colonne[str]("nom", "Nom", str)
    with pytest.raises(ValueError, match="share a key"):
        Liste("l", "L", (colonne, colonne), Tri("nom"), "Rien.")
    with pytest.raises(ValueError, match="names no column"):
        Liste("l", "L", (colonne,), Tri("prenom"), "Rien.")


@pytest.mark.parametrize("genre", [Genre.NOMBRE, Genre.DATE, Genre.DATE_HEURE])
def test_une_valeur_d_un_autre_genre_que_sa_colonne_est_refusee(genre):
    colonne = Colonne[str]("c", "C", str, genre)
    with pytest.raises(TypeError, match="column holds"):
        presenter(Liste("l", "L", (colonne,), Tri("c"), "Rien."), ["texte"], {})


def test_une_colonne_dite_une_fois_sert_aux_lignes_qui_portent_ce_qu_elle_montre():
    ville = Colonne[str]("ville", "Ville", str.upper, precision=len, rang=len, poids=2, gabarit="g.html")
    de_la_paire = ville.de(lambda paire: paire[1], libelle="Où")
    ligne = (1, "Albi")
    assert (de_la_paire.valeur(ligne), de_la_paire.precision(ligne), de_la_paire.rang(ligne)) == ("ALBI", 4, 4)
    assert (de_la_paire.cle, de_la_paire.libelle, de_la_paire.poids, de_la_paire.gabarit) == (
        "ville",
        "Où",
        2,
        "g.html",
    )
    assert ville.de(lambda paire: paire[1], precision=None).precision is None
