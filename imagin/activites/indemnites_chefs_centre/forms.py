"""Shape of what the screens of the activity receive."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import QueryDict

from imagin.domaine.indemnites.models import IndemniteCentre
from imagin.domaine.indemnites.rules import TRANCHES, DeclarationIndemnite, IndemniteRefusee, PartSaisie
from imagin.domaine.referentiel.enums import DomaineIndemnite
from imagin.socle.argent import lire_montant
from imagin.socle.nombres import NombreIllisible, lire_nombre
from imagin.socle.texte.numeros import lire_numero
from imagin.socle.ui.champs import ChampDate, ChampNombre

ZERO = Decimal(0)
POURCENTAGE, MONTANT = "POURCENTAGE", "MONTANT"


class DeclarationForm(forms.Form):
    """First day and numbers of days, by the brackets of the exam (G4.5-03)."""

    date_debut = ChampDate(
        label="Début des épreuves : date à saisir",
        error_messages={"required": "Donnez la date des premières épreuves : les tarifs en dépendent."},
    )

    def __init__(
        self,
        domaine: DomaineIndemnite,
        donnees: QueryDict | None,
        *,
        connue: DeclarationIndemnite | None,
        fixe: bool = False,
    ) -> None:
        """`connue`: what it opens with; `fixe`: the gestionnaire has stated it, nothing can be changed."""
        super().__init__(donnees, initial=_initiales(connue, domaine))
        self.tranches, self.connue, self.fixe = TRANCHES[domaine], connue, fixe
        for tranche in self.tranches:
            aide = f"Format {tranche.format}"
            self.fields[tranche.champ] = ChampNombre(label=tranche.libelle, decimales=1, required=False, help_text=aide)
        for champ in self.fields.values():
            champ.disabled = fixe

    @property
    def journees(self) -> list[forms.BoundField]:
        """Fields of the days, in the order of the brackets."""
        return [self[tranche.champ] for tranche in self.tranches]

    def fautes(self) -> list[str]:
        """What is wrong in each field, with its name: « De 1 à 600 candidats : « 6,55 » a trop de décimales… »."""
        noms = {"date_debut": "Début des épreuves", **{tranche.champ: tranche.libelle for tranche in self.tranches}}
        return [
            f"{noms[champ]} : {erreur}" for champ, erreurs in self.errors.items() for erreur in erreurs if champ in noms
        ]

    def refuser(self, refus: IndemniteRefusee) -> None:
        """Show what the domain refuses beside the field that it is about, else above the form."""
        self.add_error(refus.champ if refus.champ in self.fields else None, str(refus))

    def declaration(self) -> DeclarationIndemnite:
        """What the form says, once it is valid."""
        jours = [self.cleaned_data[tranche.champ] or ZERO for tranche in self.tranches]
        return DeclarationIndemnite(self.cleaned_data["date_debut"], (jours[0], jours[1], jours[2]))


def _initiales(declaration: DeclarationIndemnite | None, domaine: DomaineIndemnite) -> dict[str, object]:
    """Values of the form for what is known; « 0,0 » days until then."""
    if declaration is None:
        return {tranche.champ: ZERO for tranche in TRANCHES[domaine]}
    jours = {tranche.champ: jours for tranche, jours in zip(TRANCHES[domaine], declaration.jours, strict=True)}
    return {"date_debut": declaration.date_debut, **jours}


def declaration_de(indemnite: IndemniteCentre) -> DeclarationIndemnite:
    """What an indemnity declares."""
    return DeclarationIndemnite(indemnite.date_debut, (indemnite.jours_1, indemnite.jours_2, indemnite.jours_3))


def parts_postees(donnees: QueryDict) -> list[PartSaisie]:
    """Shares of the page: `part=<key>` with `pourcentage_<key>` or `montant_<key>`; what cannot be read is left out."""
    parts = []
    for cle in dict.fromkeys(donnees.getlist("part")):
        if lire_numero(cle) is not None:
            lues = [_nombre_ou_rien(donnees.get(f"{nom}_{cle}", "")) for nom in ("pourcentage", "montant")]
            parts.append(PartSaisie(int(cle), *lues))
    return parts


@dataclass(frozen=True)
class NouvellePart:
    """Somebody being added, as typed: their key when chosen in the suggestions, else the name to look for."""

    cle: int | None = None
    nom: str = ""
    mode: str = POURCENTAGE
    valeur: str = ""

    @classmethod
    def de(cls, donnees: QueryDict) -> NouvellePart:
        """What the page posts."""
        cle = donnees.get("nouveau", "") or donnees.get("homonyme", "")
        return cls(
            cle=lire_numero(cle),
            nom=donnees.get("nom_prenom", "").strip()[:120],
            mode=MONTANT if donnees.get("mode") == MONTANT else POURCENTAGE,
            valeur=donnees.get("valeur", "").strip()[:40],
        )

    def part(self, intervenant: int) -> PartSaisie:
        """The share; raises NombreIllisible."""
        if self.mode == MONTANT:
            return PartSaisie(intervenant, montant=lire_montant(self.valeur))
        return PartSaisie(intervenant, pourcentage=lire_nombre(self.valeur, decimales=1))


def _nombre_ou_rien(texte: str) -> Decimal | None:
    try:
        return lire_nombre(texte, decimales=2) if texte else None
    except NombreIllisible:
        return None
