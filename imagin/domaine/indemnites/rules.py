"""What a centre is allotted, how it is shared out to the cent, and how far its payment is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from imagin.domaine.frais.enums import EtatTraitement
from imagin.domaine.frais.rules import TRAITES
from imagin.domaine.indemnites.enums import Periode, Suivi
from imagin.domaine.referentiel.enums import DomaineIndemnite, Tarif
from imagin.socle.argent import au_centime, en_euros
from imagin.socle.nombres import ecrire_nombre
from imagin.socle.temps import date_courte

if TYPE_CHECKING:
    from imagin.domaine.referentiel.models import Examen

CENT = Decimal(100)
ZERO = Decimal(0)
# Épreuves of which IMAG'IN holds no mission may come before or after those that it knows.
PROCHE = timedelta(days=31)


class IndemniteRefusee(Exception):
    """What was entered cannot be kept; the message says why and what to do, `champ` which field of the declaration."""

    def __init__(self, message: str, *, champ: str = "") -> None:
        super().__init__(message)
        self.champ = champ


class IndemniteChangee(IndemniteRefusee):
    """Somebody saved since the form was opened; `version` is that of what is there now, with which a saving passes."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version


class Tranche(NamedTuple):
    """Days counted together: `champ` is theirs on the model, `maximum` is allowed, `moins_de` is not reached."""

    champ: str
    libelle: str
    tarif: Tarif
    moins_de: Decimal
    format: str
    candidats: tuple[int, int | None] | None


DEUX_CHIFFRES, TROIS_JOURS = Decimal(100), Decimal("3.1")
TRANCHES: Mapping[DomaineIndemnite, tuple[Tranche, ...]] = {
    DomaineIndemnite.BAC: (
        Tranche("jours_1", "De 1 à 600 candidats", Tarif.ICC_BAC_1_600, DEUX_CHIFFRES, "xx,x < 100", (1, 600)),
        Tranche("jours_2", "Plus de 600 candidats", Tarif.ICC_BAC_PLUS_600, DEUX_CHIFFRES, "xx,x < 100", (601, None)),
        Tranche("jours_3", "Supplémentaires", Tarif.ICC_BAC_SUP, TROIS_JOURS, "x,x <= 3", None),
    ),
    DomaineIndemnite.BTS: (
        Tranche("jours_1", "De 11 à 50 candidats", Tarif.ICC_BTS_11_50, DEUX_CHIFFRES, "xx,x < 100", (11, 50)),
        Tranche("jours_2", "De 51 à 100 candidats", Tarif.ICC_BTS_51_100, DEUX_CHIFFRES, "xx,x < 100", (51, 100)),
        Tranche("jours_3", "Plus de 100 candidats", Tarif.ICC_BTS_PLUS_100, DEUX_CHIFFRES, "xx,x < 100", (101, None)),
    ),
}


def domaine_de(examen: Examen) -> DomaineIndemnite | None:
    """By which text a centre of that exam is paid; None for the exams that no indemnity covers.

    Guide: G4.5-01.
    """
    regime = examen.regime
    return DomaineIndemnite(regime.domaine_indemnite) if regime and regime.domaine_indemnite else None


Jours = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True)
class DeclarationIndemnite:
    """First day of the épreuves and number of days of each bracket, as the centre states them."""

    date_debut: date
    jours: Jours


@dataclass(frozen=True)
class PartSaisie:
    """The share of somebody (their key): a percentage of the total, or an amount in euros; exactly one is given."""

    intervenant: int
    pourcentage: Decimal | None = None
    montant: Decimal | None = None


def exiger_declaration(domaine: DomaineIndemnite, declaration: DeclarationIndemnite) -> None:
    """Raise IndemniteRefusee with the first thing wrong in it.

    Guide: G4.5-03.
    """
    for tranche, jours in zip(TRANCHES[domaine], declaration.jours, strict=True):
        if not 0 <= jours < tranche.moins_de or jours != round(jours, 1):
            raise IndemniteRefusee(
                f"{tranche.libelle} : le nombre de journées est au format {tranche.format}.", champ=tranche.champ
            )
    if not any(declaration.jours):
        raise IndemniteRefusee("Donnez au moins un nombre de journées : sans elles, il n'y a rien à répartir.")


@dataclass(frozen=True)
class Calendrier:
    """What the date of the first épreuves is held against.

    Year of the session; first and last day of the centre's missions for it, None without any; `autre`: the date
    declared for the other period.
    """

    annee: int
    periode: Periode
    missions: tuple[date, date] | None = None
    autre: date | None = None

    @property
    def bornes(self) -> tuple[date, date]:
        """First and last day that the date may be: in the year of the session, near its missions in the centre.

        The épreuves de remplacement come after the others: to the end of the year.
        """
        debut, fin = date(self.annee, 1, 1), date(self.annee, 12, 31)
        if self.missions is None:
            return debut, fin
        premier, dernier = self.missions
        pres = max(debut, premier - PROCHE), fin if self.periode == Periode.REMPLACEMENT else min(fin, dernier + PROCHE)
        return pres if pres[0] <= pres[1] else (debut, fin)


def exiger_date(date_debut: date, calendrier: Calendrier) -> None:
    """Raise IndemniteRefusee for a date that is not of the session: the rates follow it.

    Guide: G4.5-03.
    """
    du, au = calendrier.bornes
    if not du <= date_debut <= au:
        raise IndemniteRefusee(
            f"Le {date_courte(date_debut)} n'est pas une date de cette session dans votre centre : donnez le jour de "
            f"ses premières épreuves, entre le {date_courte(du)} et le {date_courte(au)}.",
            champ="date_debut",
        )
    if calendrier.autre is None:
        return
    normale, remplacement = calendrier.autre, date_debut
    if calendrier.periode == Periode.NORMALE:
        normale, remplacement = date_debut, calendrier.autre
    if remplacement <= normale:
        raise IndemniteRefusee(
            f"Les épreuves de remplacement ({date_courte(remplacement)}) commencent après celles de la session normale "
            f"({date_courte(normale)}) : les mêmes journées ne se déclarent pas deux fois.",
            champ="date_debut",
        )


def montant_global(domaine: DomaineIndemnite, jours: Jours, tarifs: Mapping[str, Decimal]) -> Decimal:
    """What the centre is allotted, in euros, at the rates of the day; raises IndemniteRefusee when one is unknown.

    Source: décret 2012-923 (bac), décret 2022-1146 (BTS).
    """
    total = ZERO
    for tranche, nombre in zip(TRANCHES[domaine], jours, strict=True):
        if nombre and tranche.tarif not in tarifs:
            raise IndemniteRefusee(
                f"Aucun tarif n'est en vigueur à cette date pour « {tranche.libelle} ». Contactez le gestionnaire."
            )
        total += nombre * tarifs.get(tranche.tarif, ZERO)
    return au_centime(total)


def repartir(total: Decimal, parts: Sequence[PartSaisie]) -> list[Decimal]:
    """What each share is worth, in euros, in their order; raises IndemniteRefusee when they exceed the total.

    Percentages are rounded on their running sum: whatever their number, together they are worth that sum rounded once,
    so 100 % is the total to the cent.

    Guide: G4.5-05.
    """
    montants, cumul = [], ZERO
    for part in parts:
        _exiger_part(part)
        if part.pourcentage is None:
            montants.append(part.montant or ZERO)
        else:
            avant, cumul = au_centime(total * cumul / CENT), cumul + part.pourcentage
            montants.append(au_centime(total * cumul / CENT) - avant)
    if sum(montants) > total:
        raise IndemniteRefusee(
            f"La répartition ({en_euros(sum(montants, ZERO))}) dépasse le montant global ({en_euros(total)}) : "
            f"retirez {en_euros(sum(montants, ZERO) - total)}."
        )
    if vide := next((part for part, montant in zip(parts, montants, strict=True) if montant <= 0), None):
        raise IndemniteRefusee(f"{ecrire_nombre(vide.pourcentage or ZERO, 1)} % de {en_euros(total)} ne fait rien.")
    return montants


def _exiger_part(part: PartSaisie) -> None:
    if (part.pourcentage is None) == (part.montant is None):
        raise IndemniteRefusee("Donnez une répartition en % ou un montant, pas les deux.")
    if part.pourcentage is not None and not (
        0 < part.pourcentage <= CENT and part.pourcentage == round(part.pourcentage, 1)
    ):
        raise IndemniteRefusee("La répartition est au format x,x, plus de 0 et jusqu'à 100 %.")
    if part.montant is not None and not (part.montant > 0 and part.montant == au_centime(part.montant)):
        raise IndemniteRefusee("Le montant est au format x,xx, plus de 0 euro.")


def suivi_de(etats: Collection[str], *, pre_remplie: bool) -> Suivi | None:
    """The follow-up from the states of the shares' frais; what the gestionnaire prepared is validated until then.

    Guide: G4.5-07, G4.5-08.
    """
    if not etats:
        return Suivi.VALIDE if pre_remplie else None
    if EtatTraitement.REJETE in etats:
        return Suivi.REJETE
    if all(etat == EtatTraitement.ACCEPTE for etat in etats):
        return Suivi.ACCEPTE
    return Suivi.VALIDE if all(etat in TRAITES for etat in etats) else Suivi.INITIALISE


def jours_par_tranche(domaine: DomaineIndemnite, candidats_par_jour: Iterable[int]) -> Jours:
    """How many days fall in each bracket, from the number of candidates of each day."""
    nombres = [ZERO, ZERO, ZERO]
    for candidats in candidats_par_jour:
        for rang, tranche in enumerate(TRANCHES[domaine]):
            if tranche.candidats is None:
                continue
            mini, maxi = tranche.candidats
            if candidats >= mini and (maxi is None or candidats <= maxi):
                nombres[rang] += 1
    return nombres[0], nombres[1], nombres[2]
