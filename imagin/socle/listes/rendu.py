"""Lines of a list as HTML. Written in Python rather than in a template: 2,000 lines take a tenth of the time."""

from collections.abc import Iterator
from html import escape  # the texts are ours and never lazy: Django's own costs three times more at each cell
from typing import Any, TypeVar

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from imagin.socle.listes.declaration import Colonne
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.presentation import Cellule, Ligne, ListePresentee
from imagin.socle.listes.valeurs import afficher

T = TypeVar("T")
PAQUET = 100  # lines of a long list that a browser with scripts lays out at first, as in liste.js
CLASSES = {Genre.TEXTE: "", Genre.NOMBRE: "nombre", Genre.DATE: "date", Genre.DATE_HEURE: "date"}


def corps(presentee: ListePresentee[T], contexte: dict[str, Any]) -> SafeString:
    """The `<tr>` of every line; `contexte` is what cell and action templates receive besides `ligne`."""
    ecriture = _Ecriture(presentee, contexte)
    lignes = "\n".join(ecriture.ligne(ligne) for ligne in presentee.lignes)
    return mark_safe(lignes)  # noqa: S308 - each piece is escaped below, or rendered by a template


class _Ecriture:
    """What is the same for every line: opening tags of the cells and compiled templates."""

    def __init__(self, presentee: ListePresentee[Any], contexte: dict[str, Any]) -> None:
        self.liste, self.colonnes, self.contexte = presentee.liste, presentee.colonnes, contexte
        self.ouvertures = [_ouverture(c, rang) for rang, c in enumerate(self.colonnes)]
        self.gabarits = [get_template(c.gabarit) if c.gabarit else None for c in self.colonnes]
        ouvrable = "ouvrable" if self.liste.lien else ""
        self.classes, self.classes_du_reste = _classe(ouvrable), _classe(ouvrable, "reste" if presentee.longue else "")
        self.volet = " data-volet" if self.liste.volet else ""
        self.affichees = 0
        self.gestes = get_template(self.liste.gestes) if self.liste.gestes else None

    def ligne(self, ligne: Ligne[Any]) -> str:
        """One `<tr>`."""
        classes = self.classes if self.affichees < PAQUET else self.classes_du_reste
        self.affichees += ligne.visible
        cache = "" if ligne.visible else " hidden"
        cherche = f' data-cherche="{escape(ligne.cherche)}"' if ligne.cherche else ""
        return f"<tr{classes}{cherche}{cache}>{''.join(self._cellules(ligne))}</tr>"

    def _cellules(self, ligne: Ligne[Any]) -> Iterator[str]:
        for rang, (cellule, ouverture) in enumerate(zip(ligne.cellules, self.ouvertures, strict=True)):
            balise = "td" if rang else "th"
            interieur = self._interieur(rang, ligne, cellule)
            if rang == 0 and self.liste.lien:
                interieur = f'<a{self.volet} href="{escape(self.liste.lien(ligne.objet))}">{interieur}</a>'
            precision = f"<small>{escape(cellule.precision)}</small>" if cellule.precision else ""
            yield f"<{balise}{ouverture}{self._cles(rang, ligne, cellule)}>{interieur}{precision}</{balise}>"
        if self.gestes:
            contenu = self.gestes.render({**self.contexte, "ligne": ligne.objet}).strip()
            yield f'<td class="gestes">{contenu}</td>'

    def _cles(self, rang: int, ligne: Ligne[Any], cellule: Cellule) -> str:
        """What the page searches and sorts by, where the cell's own words do not say it."""
        colonne = self.colonnes[rang]
        cles = {"cle": cellule.texte} if self.gabarits[rang] else {}
        if colonne.rang:
            cles["rang"] = afficher(cellule.rang)
        if colonne.autre_tri:
            cles[f"rang-{colonne.autre_tri.cle}"] = afficher(colonne.autre_tri.rang(ligne.objet))
        return "".join(f' data-{nom}="{escape(valeur)}"' for nom, valeur in cles.items())

    def _interieur(self, rang: int, ligne: Ligne[Any], cellule: Cellule) -> str:
        gabarit = self.gabarits[rang]
        if gabarit is None:
            return escape(cellule.texte)
        valeurs = {"ligne": ligne.objet, "valeur": cellule.valeur, "texte": cellule.texte}
        return gabarit.render({**self.contexte, **valeurs}).strip()


def _classe(*noms: str) -> str:
    """A class attribute, or nothing."""
    classes = " ".join(nom for nom in noms if nom)
    return f' class="{classes}"' if classes else ""


def _ouverture(colonne: Colonne[Any], rang: int) -> str:
    """Attributes of a column's cells."""
    classe = _classe(CLASSES[colonne.genre])
    return f'{classe} data-label="{escape(colonne.libelle)}"' if rang else f'{classe} scope="row"'
