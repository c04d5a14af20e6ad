"""A list as displayed: cells evaluated once, searched and sorted as the address of the page asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from imagin.socle.listes.declaration import Colonne, Liste, Sens, Sortie, Tri
from imagin.socle.listes.filtres import PAGE, SUIVI
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.homonymes import differences
from imagin.socle.listes.recherche import cherchable, contient, mots_cherches
from imagin.socle.listes.valeurs import afficher, cle_de_tri

T = TypeVar("T")
LIGNES_D_UNE_LISTE_LONGUE = 500
POIDS_LARGE = 2  # from this weight a column keeps room on screen too


class Cellule(NamedTuple):
    """One cell: its typed value, its displayed text, its second small line or an empty text, and what sorts it."""

    valeur: object
    texte: str
    precision: str
    rang: object = None

    @property
    def entier(self) -> str:
        """Text and precision in one line, for exports."""
        return f"{self.texte} ({self.precision})" if self.texte and self.precision else self.texte or self.precision


@dataclass(frozen=True)
class Ligne(Generic[T]):
    """One line: the object, its cells in the order of the columns, whether the search keeps it, and what it looks in
    besides the cells.
    """

    objet: T
    cellules: tuple[Cellule, ...]
    visible: bool
    cherche: str = ""


@dataclass(frozen=True)
class EnTete:
    """Header of a column on screen: `sens` is empty unless it sorts; `requete` is the address that sorts by it."""

    cle: str
    libelle: str
    genre: str
    genre_du_tri: str
    large: bool
    sens: str
    requete: str
    autre: "EnTete | None" = None


@dataclass(frozen=True)
class Page:
    """A page of a long list: ranks of its first and last lines (from 1), and the addresses of the others, or ""."""

    premiere_ligne: int
    derniere_ligne: int
    total: int
    debut: str
    precedente: str
    suivante: str
    fin: str

    def liens(self) -> list[tuple[str, str]]:
        """Words and address of each link, in order."""
        libelles = ("Première page", "Page précédente", "Page suivante", "Dernière page")
        return list(zip(libelles, (self.debut, self.precedente, self.suivante, self.fin), strict=True))


@dataclass(frozen=True)
class ListePresentee(Generic[T]):
    """A list ready for the screen or an export. `lignes` holds all lines in order, those the search hides too."""

    liste: Liste[T]
    colonnes: tuple[Colonne[T], ...]
    lignes: tuple[Ligne[T], ...]
    question: str
    tri: Tri
    parametres: tuple[tuple[str, str], ...]

    @cached_property
    def objets(self) -> list[T]:
        """The objects displayed, in the displayed order: what exports and grouped actions work on."""
        return [ligne.objet for ligne in self.lignes if ligne.visible]

    def tous(self) -> Iterable[T]:
        """Every object that the search keeps, in order: what exports write."""
        return self.objets

    @property
    def nombre(self) -> int:
        """How many lines the search keeps."""
        return len(self.objets)

    @property
    def rien(self) -> bool:
        """Is there no line at all, whatever is searched?"""
        return not self.lignes

    @property
    def sur_serveur(self) -> bool:
        """Is it searched and sorted by the server only?"""
        return False

    @property
    def page(self) -> "Page | None":
        """Which page of a list this is; None when all its lines are sent."""
        return None

    @property
    def longue(self) -> bool:
        """Too many lines to be laid out at once: the page shows them as one scrolls."""
        return len(self.lignes) > LIGNES_D_UNE_LISTE_LONGUE

    @property
    def compte(self) -> str:
        """« 0 ligne », « 1 ligne », « 154 lignes »."""
        return compter(self.nombre)

    @property
    def requete(self) -> str:
        """`?…` that carries filters, search and sort: to be appended to the address of an export."""
        return self.adresse(q=self.question, tri=self.tri.colonne, sens=self.tri.sens)

    @property
    def requete_sans_question(self) -> str:
        """`?…` of the same list without the search."""
        return self.adresse(q="")

    @property
    def requete_sans_filtre(self) -> str:
        """`?…` of the same list, searched and sorted in the same way, without its filters."""
        return "?" + urlencode([(nom, valeur) for nom, valeur in self.suivi if valeur])

    @property
    def suivi(self) -> list[tuple[str, str]]:
        """Search and sort, as a form beside the list sends them again."""
        return list(zip(SUIVI, (self.question, self.tri.colonne, str(self.tri.sens)), strict=True))

    @property
    def filtre(self) -> list[tuple[str, str]]:
        """The rest of the address: what the list is filtered by."""
        return [(cle, valeur) for cle, valeur in self.parametres if cle not in {*SUIVI, PAGE}]

    @property
    def champs_caches(self) -> list[tuple[str, str]]:
        """What a search form without scripts must send again: filters and sort."""
        return [(cle, valeur) for cle, valeur in self.parametres if cle not in {"q", PAGE}]

    def en_tetes(self) -> list[EnTete]:
        """Headers of the columns on screen."""
        return [self._en_tete(c) for c in self.colonnes]

    def _en_tete(self, colonne: Colonne[T]) -> EnTete:
        large, autre = colonne.poids >= POIDS_LARGE, colonne.autre_tri
        second = EnTete(autre.cle, autre.libelle, "", Genre.NOMBRE, False, *self._tri_par(autre.cle)) if autre else None
        tri = self._tri_par(colonne.cle)
        return EnTete(colonne.cle, colonne.libelle, colonne.genre, colonne.genre_du_tri, large, *tri, second)

    def _tri_par(self, cle: str) -> tuple[str, str]:
        """Whether the list is sorted by that key, and the address that sorts by it, or in the other direction."""
        triee = cle == self.tri.colonne
        suivant = self.tri.sens.inverse if triee else Sens.CROISSANT
        return self.tri.sens if triee else "", self.adresse(tri=cle, sens=suivant)

    def adresse(self, **changements: str) -> str:
        """`?…` of the same list with these parameters instead; of a list in pages, from its first page."""
        gardes = [(cle, valeur) for cle, valeur in self.parametres if cle not in {*changements, PAGE}]
        return "?" + urlencode(gardes + [(cle, valeur) for cle, valeur in changements.items() if valeur])


def compter(nombre: int) -> str:
    """A number of lines in words: zero and one are singular in French."""
    return f"{nombre} ligne{'s' if nombre > 1 else ''}"


def presenter(
    liste: Liste[T], lignes: Iterable[T], parametres: Mapping[str, str], sortie: Sortie = Sortie.ECRAN
) -> ListePresentee[T]:
    """Evaluate the cells, search (`q`) and sort (`tri`, `sens`) as the parameters of the address ask.

    Unknown sort columns or directions fall back on the list's own. All lines are kept, those the search leaves out are
    not `visible`: the page can show them again by itself.
    Guide: G1.3-07, G1.3-08, G1.3-09.
    """
    colonnes = liste.sur(sortie)
    question = parametres.get("q", "")
    mots = mots_cherches(question)
    evaluees = [_ligne(ligne, mots) for ligne in distinguer(liste, colonnes, lignes)]
    tri = tri_demande(liste, colonnes, parametres)
    for ordre in dict.fromkeys((liste.tri, tri)):
        evaluees = _trier(evaluees, colonnes, ordre)
    return ListePresentee(liste, colonnes, tuple(evaluees), question, tri, paires(parametres))


def presenter_dans_l_ordre(liste: Liste[T], lignes: Iterable[T]) -> ListePresentee[T]:
    """Lines searched and sorted by another list, that of the people they are about: only downloads show them."""
    objets = tuple(Ligne(objet, (), visible=True) for objet in lignes)
    return ListePresentee(liste, (), objets, "", liste.tri, ())


def distinguer(
    liste: Liste[T], colonnes: tuple[Colonne[T], ...], objets: Iterable[T], parmi: Iterable[T] = ()
) -> list[Ligne[T]]:
    """The lines, all visible; of those that name two people alike, the name says which (« née le 12/03/1963 »).

    `parmi` are other lines that may name homonyms.
    """
    if liste.personne is None:
        return [Ligne(objet, evaluer(objet, colonnes), visible=True) for objet in objets]
    lus = [(objet, liste.personne(objet)) for objet in objets]
    rang = next((i for i, c in enumerate(colonnes) if c.cle.startswith("nom")), None)
    autres = map(liste.personne, parmi)
    details = differences([*(nomme for _, nomme in lus), *autres]) if rang is not None else {}
    lignes = []
    for objet, nomme in lus:
        cellules = evaluer(objet, colonnes)
        if rang is not None and nomme.cle in details:
            precision = " - ".join(filter(None, (cellules[rang].precision, details[nomme.cle])))
            cellules = (*cellules[:rang], cellules[rang]._replace(precision=precision), *cellules[rang + 1 :])
        lignes.append(Ligne(objet, cellules, visible=True, cherche=nomme.autres_noms))
    return lignes


def evaluer(objet: T, colonnes: Iterable[Colonne[T]]) -> tuple[Cellule, ...]:
    """The cells of one line."""
    return tuple(
        Cellule(
            valeur := c.valeur(objet),
            afficher(valeur),
            c.precision(objet) or "" if c.precision else "",
            c.rang(objet) if c.rang else valeur,
        )
        for c in colonnes
    )


def _ligne(ligne: Ligne[T], mots: list[str]) -> Ligne[T]:
    textes = (*(f"{c.texte} {c.precision}" for c in ligne.cellules), ligne.cherche)
    return replace(ligne, visible=not mots or contient(cherchable(" ".join(textes)), mots))


def tri_demande(liste: Liste[T], colonnes: tuple[Colonne[T], ...], parametres: Mapping[str, str]) -> Tri:
    """The sort that the address asks for, else the list's own."""
    cle, sens = parametres.get("tri", liste.tri.colonne), parametres.get("sens", "")
    if cle not in {c.cle for c in colonnes} | {c.autre_tri.cle for c in colonnes if c.autre_tri}:
        return liste.tri
    if sens in frozenset(Sens):
        return Tri(cle, Sens(sens))
    return liste.tri if cle == liste.tri.colonne else Tri(cle)


def _trier(lignes: list[Ligne[T]], colonnes: tuple[Colonne[T], ...], tri: Tri) -> list[Ligne[T]]:
    """Stable sort; empty cells last whatever the direction."""
    rang = next((i for i, c in enumerate(colonnes) if tri.colonne in {c.cle, c.autre_tri and c.autre_tri.cle}), None)
    if rang is None:
        return lignes
    colonne = colonnes[rang]
    if colonne.autre_tri and colonne.autre_tri.cle == tri.colonne:
        cles = [(cle_de_tri(colonne.autre_tri.rang(ligne.objet), Genre.NOMBRE), ligne) for ligne in lignes]
    else:
        cles = [(cle_de_tri(ligne.cellules[rang].rang, colonne.genre_du_tri), ligne) for ligne in lignes]
    pleines = [(cle, ligne) for cle, ligne in cles if cle is not None]
    pleines.sort(key=lambda paire: paire[0], reverse=tri.sens is Sens.DECROISSANT)
    return [ligne for _, ligne in pleines] + [ligne for cle, ligne in cles if cle is None]


def paires(parametres: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Every parameter of the address, several values of one name included."""
    if isinstance(parametres, QueryDict):
        return tuple((cle, str(valeur)) for cle, valeurs in parametres.lists() for valeur in valeurs)
    return tuple(parametres.items())
