"""Long lists, searched, sorted and paged by the database: the same declaration, the same look, one page at a time."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet

from imagin.socle.listes.chemin import Chemin
from imagin.socle.listes.cles import CleSql, apres, avant, cles_de_tri, ordre
from imagin.socle.listes.declaration import Liste, Sortie
from imagin.socle.listes.filtres import PAGE
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.presentation import Ligne, ListePresentee, Page, distinguer, paires, presenter, tri_demande
from imagin.socle.listes.recherche import mots_cherches
from imagin.socle.listes.sql import Sql, contient_les_mots

M = TypeVar("M", bound=Model)
LIGNES_PAR_PAGE = 250
LIGNES_PAR_LECTURE = 2000
LIGNES_DANS_LA_PAGE = 2000  # beyond, a list that can is searched, sorted and paged by the database
FIN = "fin"
_VOISINE = re.compile(r"(apres|avant)\.(\d{1,9})\.(.{1,80})")


@dataclass(frozen=True)
class PagePresentee(ListePresentee[M]):
    """One page of a list, ready for the screen; `tous()` reads every line found, for an export."""

    trouves: QuerySet[M]
    total: int
    premier: int

    def tous(self) -> Iterable[M]:
        return self.trouves.iterator(chunk_size=LIGNES_PAR_LECTURE)

    @property
    def nombre(self) -> int:
        return self.total

    @property
    def rien(self) -> bool:
        return not self.total and not self.question

    @property
    def sur_serveur(self) -> bool:
        return True

    @property
    def page(self) -> Page | None:
        """None when one page shows all that was found."""
        suivant = self.premier + len(self.lignes)
        if suivant - self.premier == self.total:
            return None
        debut, fin = self.adresse(), self.adresse(**{PAGE: FIN})
        passe, reste = self.premier > 0, suivant < self.total
        return Page(
            premiere_ligne=self.premier + 1,
            derniere_ligne=suivant,
            total=self.total,
            debut=debut if passe else "",
            precedente=self._voisine("avant", self.premier, self.lignes[0]) if passe else "",
            suivante=self._voisine("apres", suivant, self.lignes[-1]) if reste else "",
            fin=fin if reste else "",
        )

    def _voisine(self, cote: str, rang: int, ligne: Ligne[M]) -> str:
        return self.adresse(**{PAGE: f"{cote}.{rang}.{ligne.objet.pk}"})


class _Lecture(NamedTuple, Generic[M]):
    """What a page is read from: everything, what the search keeps of it, in which order, how many, how many a page."""

    lignes: QuerySet[M]
    trouves: QuerySet[M]
    cles: list[CleSql]
    total: int
    taille: int


def presenter_page(
    liste: Liste[M], lignes: QuerySet[M], parametres: Mapping[str, str], *, taille: int = LIGNES_PAR_PAGE
) -> PagePresentee[M]:
    """Search (`q`), sort (`tri`, `sens`) and page (`page`) as the address asks, in SQL: two or three queries.

    One more, for a list that names people, tells them from their homonyms of other pages.

    Every column on screen has its `sql` or is a path, and none sorts by a `rang`, else ValueError. Pages are cut by the
    keys of the line beside (« keyset »): the hundredth costs what the first does. An address whose line is no more, or
    that makes no sense, gives the first page. The order that `lignes` has is not looked at.
    Guide: G1.3-07, G1.3-08, G1.3-09.
    """
    colonnes = liste.sur(Sortie.ECRAN)
    question, tri = parametres.get("q", ""), tri_demande(liste, colonnes, parametres)
    trouves = lignes.filter(contient_les_mots(_en_sql(liste), mots_cherches(question)))
    cles = cles_de_tri(liste, tri)
    lecture = _Lecture(lignes, trouves, cles, trouves.count(), taille)
    premier, objets = _lire(lecture, parametres.get(PAGE, ""))
    evaluees = tuple(distinguer(liste, colonnes, objets, parmi=_semblables(liste, lignes, objets)))
    ordonnes = trouves.order_by(*ordre(cles))
    return PagePresentee(
        liste,
        colonnes,
        evaluees,
        question,
        tri,
        paires(parametres),
        ordonnes,
        lecture.total,
        premier,
    )


def presenter_selon_taille(
    liste: Liste[M], lignes: QuerySet[M], parametres: Mapping[str, str], *, dans_la_page: int | None = None
) -> ListePresentee[M]:
    """The list in the page as `presenter` does, or by the database as `presenter_page` when it has too many lines.

    Exports write `tous()`, which is every line found in both cases. Of people, `lignes` are in the order of names.
    """
    au_plus = LIGNES_DANS_LA_PAGE if dans_la_page is None else dans_la_page
    lues = list(lignes[: au_plus + 1]) if au_plus else []
    if not au_plus or len(lues) > au_plus:
        return presenter_page(liste, lignes, parametres, taille=LIGNES_PAR_PAGE)
    return presenter(liste, lues, parametres)


def dite_en_sql(liste: Liste[Any]) -> bool:
    """Can the database search and sort the list? Every column on screen has its `sql` or is a path, none sorts by a
    `rang`, and whom a line names is said to it as well.
    """
    return not _muettes(liste) and bool(liste.personne_sql or not liste.personne)


def _muettes(liste: Liste[Any]) -> list[str]:
    """Columns on screen that say nothing to the database."""
    colonnes = liste.sur(Sortie.ECRAN)
    return [c.cle for c in colonnes if c.en_sql() is None or c.rang or c.autre_tri]


def _en_sql(liste: Liste[M]) -> list[tuple[Sql, Genre]]:
    colonnes = [(c, c.en_sql()) for c in liste.sur(Sortie.ECRAN)]
    if muettes := _muettes(liste):
        raise ValueError(f"list {liste.cle!r}: columns without sql: {muettes}")
    if liste.personne and not liste.personne_sql:
        raise ValueError(f"list {liste.cle!r}: it names people to Python only, without personne_sql")
    noms = [(Sql(F(liste.personne_sql.autres_noms)), Genre.TEXTE)] if liste.personne_sql else []
    return [*((sql, c.genre) for c, sql in colonnes if sql is not None), *noms]


def _semblables(liste: Liste[M], lignes: QuerySet[M], objets: list[M]) -> Iterable[M]:
    """Who, on any page, has the names of somebody of this one."""
    if liste.personne_sql is None:
        return ()
    cle = liste.personne_sql.cle
    lire = Chemin(cle)
    return lignes.filter(**{f"{cle}__in": {lire(objet) for objet in objets}})


def _lire(lecture: _Lecture[M], demande: str) -> tuple[int, list[M]]:
    """Rank of the first line of the page (from 0), and its lines."""
    voisine = _VOISINE.fullmatch(demande)
    if demande == FIN and lecture.total:
        premier = (lecture.total - 1) // lecture.taille * lecture.taille
        return premier, _avant(lecture, None, lecture.total - premier)
    valeurs = _cles_de(lecture, voisine[3]) if voisine else None
    if voisine and valeurs:
        rang = min(int(voisine[2]), lecture.total)
        if voisine[1] == "avant":
            objets = _avant(lecture, valeurs, min(rang, lecture.taille))
            return rang - len(objets), objets
        if objets := _apres(lecture, valeurs):
            return min(rang, lecture.total - len(objets)), objets
    return 0, _apres(lecture, None)


def _apres(lecture: _Lecture[M], valeurs: tuple[object, ...] | None) -> list[M]:
    suite = lecture.trouves.filter(apres(lecture.cles, valeurs)) if valeurs else lecture.trouves
    return list(suite.order_by(*ordre(lecture.cles))[: lecture.taille])


def _avant(lecture: _Lecture[M], valeurs: tuple[object, ...] | None, combien: int) -> list[M]:
    debut = lecture.trouves.filter(avant(lecture.cles, valeurs)) if valeurs else lecture.trouves
    return list(debut.order_by(*ordre(lecture.cles, inverse=True))[:combien])[::-1]


def _cles_de(lecture: _Lecture[M], identifiant: str) -> tuple[object, ...] | None:
    """The sort keys of the line beside the page; None when the caller has no such line."""
    try:
        cle = lecture.lignes.model._meta.pk.to_python(identifiant)
    except ValidationError:
        return None
    expressions = [c.expression for c in lecture.cles]
    return lecture.lignes.filter(pk=cle).order_by().values_list(*expressions).first()
