"""A long list searched, sorted and paged by the database: 250 lines out of 20,000, and flat from 100 to 20,000."""

import gc
import time
from collections.abc import Callable
from statistics import median
from types import SimpleNamespace
from typing import Any

from bench.base import base_neuve, sans_collecte
from bench.mesure import rapporter
from bench.personnel import lignes_epp

LIGNES = 20_000
PETITE = 100
MANCHES = 60
REQUETES_AU_PLUS, TEMPS_AU_PLUS = 6, 50
QUESTION = "toulouse mart"


def mesurer() -> None:
    """Server time of the whole page (SQL, cells, template, frame), by the clock, for a list of five columns."""
    with base_neuve(), sans_collecte():
        grande, petite = _table("mesure_grande", LIGNES), _table("mesure_petite", PETITE)
        page = _page(grande, 250)
        requetes = max(_requetes(_page(grande, 250, **p)) for p in ({}, _suivante(grande), {"q": QUESTION}))
        rapporter("liste de 250 sur 20 000, requêtes SQL / 6", requetes, REQUETES_AU_PLUS, "SQL", "<= 1")
        for nom, mesure in {
            "première page": page,
            "page suivante": _page(grande, 250, **_suivante(grande)),
            "recherche de deux mots": _page(grande, 250, q=QUESTION),
            "tri par date": _page(grande, 250, tri="naissance", sens="decroissant"),
        }.items():
            rapporter(f"liste de 250 sur 20 000, {nom} / 50 ms", median(_durees(mesure)), TEMPS_AU_PLUS, "ms", "<= 1")
        # The same number of lines on the page, for only the table to differ.
        beaucoup, peu = _ensemble(_page(grande, PETITE), _page(petite, PETITE))
        rapporter("page de 100 lignes, 20 000 / 100 en table", beaucoup, peu, "ms", "<= 1.1")


def _table(nom: str, nombre: int) -> Any:
    """A table of people with its folded text, its sort key, and the index of its own order."""
    from django.db import connection, models

    from imagin.socle.listes import champ_replie
    from imagin.socle.texte.cle import champ_cle

    class Meta:
        app_label = "listes"
        db_table = nom
        indexes = [models.Index(fields=["cle", "id"], name=f"{nom}_cle")]

    textes = {champ: models.CharField(max_length=200) for champ in ("nom", "prenom", "commune", "discipline")}
    stockes = {"cle": champ_cle("nom", "prenom"), "repli": champ_replie(*textes)}
    attributs = {"__module__": __name__, "Meta": Meta, "naissance": models.DateField(), **textes, **stockes}
    modele: Any = type(nom.title().replace("_", ""), (models.Model,), attributs)
    with connection.schema_editor() as schema:
        schema.create_model(modele)
    modele.objects.bulk_create(
        modele(nom=li[3], prenom=li[4], naissance=li[6], discipline=li[8], commune=li[13]) for li in lignes_epp(nombre)
    )
    with connection.cursor() as curseur:
        curseur.execute(f"VACUUM ANALYZE {nom}")
    return modele


def _liste() -> Any:
    from django.db.models import F

    from imagin.socle.listes import Colonne, Genre, Liste, Sql, Tri

    repli = F("repli")
    return Liste[Any](
        cle="gens",
        titre="Liste des intervenants",
        colonnes=(
            Colonne("nom", "Nom", lambda g: g.nom, sql=Sql(F("nom"), tri=F("cle"), repli=repli, vide=False)),
            Colonne("prenom", "Prénom", lambda g: g.prenom, sql=Sql(F("prenom"), repli=repli, vide=False)),
            Colonne("naissance", "Né(e) le", lambda g: g.naissance, Genre.DATE, sql=Sql(F("naissance"), vide=False)),
            Colonne("discipline", "Discipline poste", lambda g: g.discipline, sql=Sql(F("discipline"), repli=repli)),
            Colonne("commune", "Commune", lambda g: g.commune, sql=Sql(F("commune"), repli=repli)),
        ),
        tri=Tri("nom"),
        lien=lambda g: f"/{g.pk}/",
        vide="Personne.",
    )


def _suivante(modele: Any) -> dict[str, str]:
    """The address of the page that follows one in the middle."""
    milieu = modele.objects.order_by("cle", "id")[LIGNES // 2]
    return {"page": f"apres.{LIGNES // 2}.{milieu.pk}"}


def _page(modele: Any, taille: int, **parametres: str) -> Callable[[], str]:
    """What draws the page whole."""
    from django.template import engines

    from imagin.socle.listes import presenter_page

    liste = _liste()
    gabarit = engines["django"].from_string(
        '{% extends "ui/cadre.html" %}{% load listes %}{% block contenu %}{% liste liste %}{% endblock %}'
    )
    cadre = SimpleNamespace(academie="", etablissement="", identifiant="", groupes=[], messages=[], liens=[])

    def dessiner() -> str:
        page = presenter_page(liste, modele.objects.all(), parametres, taille=taille)
        return str(gabarit.render({"liste": page, "cadre": cadre}))

    return dessiner


def _requetes(dessiner: Callable[[], str]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as requetes:
        dessiner()
    return len(requetes)


def _durees(dessiner: Callable[[], str]) -> list[float]:
    return [_duree(dessiner) for _ in range(MANCHES)]


def _ensemble(*dessins: Callable[[], str]) -> list[float]:
    """Median of each, measured in turn so that the machine's moods are shared."""
    return [median(durees) for durees in zip(*([_duree(d) for d in dessins] for _ in range(MANCHES * 2)), strict=True)]


def _duree(dessiner: Callable[[], str]) -> float:
    gc.collect()
    debut = time.perf_counter()
    dessiner()
    return (time.perf_counter() - debut) * 1000
