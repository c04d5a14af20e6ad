"""What a line of the grid shows: what is kept of a person, over it what has just been typed and refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from imagin.activites.constat_service_fait.forms import LigneSaisie
from imagin.domaine.personnes.queries import etablissement_principal
from imagin.domaine.services_faits.enums import Resultat, Saisie
from imagin.domaine.services_faits.queries import constat_de
from imagin.domaine.services_faits.rules import CadreConstat, incomplet, minutes_de
from imagin.socle.temps import date_courte, ecrire_duree

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.referentiel.models import Etablissement
    from imagin.domaine.services_faits.queries import AffectationAConstater


@dataclass(frozen=True)
class Valeurs:
    """Texts of the fields of a line."""

    resultat: str = ""
    quantite: str = ""
    heures: str = ""
    motif: str = ""


@dataclass(frozen=True)
class LigneConstat:
    """A line of the grid.

    `gardees`: what the base holds; `valeurs`: what the fields show, the same unless a line was refused with `erreur`;
    `horaires`: minutes stated so far by half-day, None when the mission asks none; `saisissable`: are there fields?
    """

    affectation: Affectation
    version: int
    gardees: Valeurs
    valeurs: Valeurs
    horaires: int | None
    inscrits: int | None
    saisie: Saisie
    traitee: bool
    saisissable: bool
    incomplete: bool
    hors_dates: tuple[date, ...] = ()
    erreur: str = ""

    @property
    def pk(self) -> int:
        """Key of the affectation."""
        return self.affectation.pk

    @property
    def personne(self) -> str:
        """« BÉNEC'H Marie »."""
        return str(self.affectation.intervenant)

    @property
    def etablissement(self) -> Etablissement | None:
        """Where the person is posted as principal."""
        return etablissement_principal(self.affectation.intervenant)

    @property
    def resultat(self) -> str:
        """« Service fait », « Service non fait » or nothing."""
        return Resultat(self.gardees.resultat).label if self.gardees.resultat else ""

    @property
    def mention(self) -> str:
        """« Traité par gestionnaire » when nothing changes any more (G4.3-06), « à compléter » without figures."""
        if self.traitee:
            return "Traité par gestionnaire"
        return f"À compléter : {self.saisie.label.lower()}" if self.incomplete else self.dont_hors_dates

    @property
    def dont_hors_dates(self) -> str:
        """« dont hors des dates de la mission : 12/06/2026 », as the centre confirmed it."""
        jours = ", ".join(date_courte(jour) for jour in self.hors_dates)
        return f"dont hors des dates de la mission : {jours}" if jours else ""

    @property
    def oui_ou_non(self) -> str:
        """« OUI », « NON » or nothing: the column « Service fait » of the printed list."""
        return {Resultat.FAIT.value: "OUI", Resultat.NON_FAIT.value: "NON"}.get(self.gardees.resultat, "")

    @property
    def remuneration(self) -> str:
        """« Nombre de copies : 12 », as printed (G4.3-08); nothing for a service not done."""
        if self.gardees.resultat == Resultat.NON_FAIT:
            return ""
        if self.incomplete:
            return self.mention
        valeur = {
            Saisie.COPIES: self.gardees.quantite,
            Saisie.CANDIDATS: self.gardees.quantite,
            Saisie.HEURES: self.gardees.heures,
            Saisie.HORAIRES: ecrire_duree(self.horaires) if self.horaires else "",
        }.get(self.saisie, "")
        dite = f"{self.saisie.label} : {valeur}" if valeur else ""
        return f"{dite}, {self.dont_hors_dates}" if dite and self.hors_dates else dite


def composer(
    affectations: Iterable[AffectationAConstater], cadre: CadreConstat, *, inscrits: int | None
) -> list[LigneConstat]:
    """The lines of a mission as the base holds them."""
    return [_ligne(affectation, cadre, inscrits) for affectation in affectations]


def avec_refus(
    lignes: list[LigneConstat], saisies: Mapping[int, LigneSaisie], refus: Mapping[int, str]
) -> list[LigneConstat]:
    """The same, with what was typed in the refused ones and why it was refused."""
    return [
        replace(ligne, valeurs=_typees(saisies[ligne.pk]), erreur=refus[ligne.pk]) if ligne.pk in refus else ligne
        for ligne in lignes
    ]


def _ligne(affectation: AffectationAConstater, cadre: CadreConstat, inscrits: int | None) -> LigneConstat:
    constat = constat_de(affectation)
    gardees = Valeurs()
    horaires = 0 if cadre.saisie == Saisie.HORAIRES else None
    hors_dates: tuple[date, ...] = ()
    if constat is not None:
        quantite = "" if constat.quantite is None else str(constat.quantite)
        heures = "" if constat.minutes is None else ecrire_duree(constat.minutes)
        gardees = Valeurs(constat.resultat, quantite, heures, constat.motif)
        if horaires is not None:
            journees = [journee.journee for journee in constat.journees.all()]
            horaires = minutes_de(journees)
            hors_dates = tuple(journee.jour for journee in journees if journee.jour not in cadre.jours)
    return LigneConstat(
        affectation=affectation,
        version=constat.version if constat else 0,
        gardees=gardees,
        valeurs=gardees,
        horaires=horaires,
        inscrits=inscrits,
        saisie=cadre.saisie,
        traitee=affectation.traitee,
        saisissable=cadre.ouvert and not affectation.traitee,
        hors_dates=hors_dates,
        incomplete=constat is not None
        and not affectation.traitee
        and incomplet(
            cadre.saisie,
            resultat=constat.resultat,
            quantite=constat.quantite,
            minutes=constat.minutes if horaires is None else horaires,
        ),
    )


def _typees(saisie: LigneSaisie) -> Valeurs:
    return Valeurs(saisie.resultat, saisie.quantite, saisie.heures, saisie.motif)
