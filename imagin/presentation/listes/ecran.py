"""A list is a screen: one declaration gives its page, its CSV, XLSX and PDF, their buttons and all their routes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.shortcuts import render
from django.urls import reverse

from imagin.socle.acces.routes import route
from imagin.socle.console.http import dire_erreur
from imagin.socle.listes.declaration import Liste
from imagin.socle.listes.presentation import ListePresentee, presenter
from imagin.socle.listes.routes import Affichage, telechargements
from imagin.socle.listes.serveur import dite_en_sql, presenter_selon_taille

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.urls import URLPattern

    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.acces.activite import Activite
    from imagin.socle.listes.filtres import Filtres

T = TypeVar("T")
FILTRE_REFUSE = "Le filtre n'a pas été appliqué : corrigez ce qui est signalé au-dessus de la liste."


class Fichier(NamedTuple):
    """A download of a list: its format, `csv`, `xlsx` or `pdf`, and what its button says.

    `route` names, in the same room, the route of one that is not the list itself: a document of what is displayed.
    """

    sortie: str
    libelle: str
    route: str = ""

    @property
    def icone(self) -> str:
        """The icon of its button."""
        return "pdf" if self.sortie == "pdf" else "telecharger"


CSV = Fichier("csv", "Télécharger liste (csv)")
XLSX = Fichier("xlsx", "Télécharger liste (xlsx)")
PDF = Fichier("pdf", "Télécharger liste (pdf)")


class Lien(NamedTuple):
    """A button of a page: `listes/telechargements.html` draws them."""

    libelle: str
    icone: str
    adresse: str


@dataclass(frozen=True)
class Lue(Generic[T]):
    """What an address asks of a screen: about what (None: nothing in particular), filtered how, and the list."""

    objet: Any
    filtres: Filtres | None
    liste: ListePresentee[T]


@dataclass(frozen=True)
class EcranListe(Generic[T]):
    """A list, how it is read, and what one may do with it whole.

    Each function is given who asks, then what the screen is about when it has such an `objet(perimetre, **keys)`, which
    finds what the address names or raises Http404. `liste` is the list, or makes it; `filtrer(parametres, perimetre[,
    objet])` makes the filters that the list declares; `lire(perimetre[, objet][, filtres])` gives the lines;
    `contexte(perimetre[, objet], presentee)` what the page shows besides, and `resume(presentee)` a sentence about the
    lines displayed. `fichiers` are its buttons; `nom`, in their addresses, stands for the key of the list, and
    `fichier`, in which « {numero} » is that part of the address, for it in the name of the file;
    `sous_titres(perimetre[, objet])` are the lines under the title of the PDF, which `titre_imprime` changes. A
    list that can (`dite_en_sql`) is searched, sorted and paged by the database beyond 2,000 lines, or `dans_la_page`
    (0: always). `gabarit` extends `listes/ecran.html`, which is the page when there is only `titre` and `aide` to say.
    """

    liste: Liste[T] | Callable[..., Liste[T]]
    lire: Callable[..., Iterable[T]]
    titre: str = ""
    aide: str = ""
    objet: Callable[..., Any] | None = None
    filtrer: Callable[..., Filtres] | None = None
    bouton: str = "Filtrer"
    effacer: str = ""
    resume: Callable[[ListePresentee[T]], str] | None = None
    contexte: Callable[..., dict[str, Any]] | None = None
    fichiers: tuple[Fichier, ...] = ()
    nom: str = ""
    fichier: str = ""
    sous_titres: Callable[..., Iterable[str]] | None = None
    titre_imprime: str = ""
    dans_la_page: int | None = None
    gabarit: str = "listes/ecran.html"

    def routes(self, activite: Activite, motif: str, nom: str, *, sous: str | None = None) -> list[URLPattern]:
        """The page at `motif`, named `nom`, and its files in the same folder, or in `sous`."""
        dossier = motif if sous is None else sous
        return [route(activite, motif, self.page, nom), *self.routes_des_fichiers(activite, dossier)]

    def routes_des_fichiers(self, activite: Activite, sous: str) -> list[URLPattern]:
        """The files alone, in the folder `sous`, of a list whose page does more than show it."""
        sorties = [fichier.sortie for fichier in self.fichiers if not fichier.route]
        return telechargements(activite, f"{sous}{self.cle}", self.affichage, fichier=self.fichier, sorties=sorties)

    @property
    def cle(self) -> str:
        """What names its files in addresses: `nom`, else the key of the list."""
        return self.nom or (self.liste.cle if isinstance(self.liste, Liste) else "")

    def page(self, request: HttpRequest, perimetre: Perimetre, **cles: Any) -> HttpResponse:
        """The screen."""
        lue = self.lue(request, perimetre, **cles)
        if lue.filtres is not None and lue.filtres.errors:
            dire_erreur(request, FILTRE_REFUSE)
        plus = self.contexte(perimetre, *self._objet(lue.objet), lue.liste) if self.contexte else {}
        contexte = {
            "ecran": self,
            "liste": lue.liste,
            "filtres": lue.filtres,
            "resume": self.resume(lue.liste) if self.resume else "",
            "telechargements": self.liens(request),
        }
        return render(request, self.gabarit, contexte | plus)

    def affichage(self, request: HttpRequest, perimetre: Perimetre, **cles: Any) -> Affichage:
        """The list as the address asks for it, and what its PDF says besides."""
        lue = self.lue(request, perimetre, **cles)

        def sous_titres() -> Iterable[str]:
            return self.sous_titres(perimetre, *self._objet(lue.objet)) if self.sous_titres else ()

        return Affichage(lue.liste, sous_titres, self.titre_imprime)

    def affichee(self, request: HttpRequest, perimetre: Perimetre, **cles: Any) -> ListePresentee[T]:
        """The list as the address, or a form, asks for it: what documents and grouped actions work on."""
        return self.lue(request, perimetre, **cles).liste

    def lue(self, request: HttpRequest, perimetre: Perimetre, **cles: Any) -> Lue[T]:
        """What the address, or the form, asks for."""
        return self.sur(request, perimetre, self.objet(perimetre, **cles) if self.objet else None)

    def sur(self, request: HttpRequest, perimetre: Perimetre, objet: Any) -> Lue[T]:
        """The same about what the caller has found already."""
        parametres = request.POST if request.method == "POST" else request.GET
        filtres = self.filtrer(parametres, perimetre, *self._objet(objet)) if self.filtrer else None
        lignes = self.lire(perimetre, *self._objet(objet), *([] if filtres is None else [filtres]))
        return Lue(objet, filtres, self.presenter(lignes, parametres, perimetre, objet))

    def presenter(
        self, lignes: Iterable[T], parametres: QueryDict, perimetre: Perimetre, objet: Any
    ) -> ListePresentee[T]:
        """These lines, searched and sorted: in the page, or by the database when there are too many."""
        liste = self.liste if isinstance(self.liste, Liste) else self.liste(perimetre, *self._objet(objet))
        if isinstance(lignes, QuerySet) and dite_en_sql(liste):
            return presenter_selon_taille(liste, lignes, parametres, dans_la_page=self.dans_la_page)
        return presenter(liste, lignes, parametres)

    def liens(self, request: HttpRequest) -> list[Lien]:
        """The buttons of its files, on the page that this request asks for."""
        ici = request.resolver_match
        if ici is None:
            return []
        noms = {f: f.route or f"{self.cle}_{f.sortie}" for f in self.fichiers}
        return [
            Lien(f.libelle, f.icone, reverse(f"{ici.namespace}:{nom}", kwargs=ici.kwargs)) for f, nom in noms.items()
        ]

    def _objet(self, objet: Any) -> list[Any]:
        """What the screen is about, for functions that receive it."""
        return [objet] if self.objet else []
