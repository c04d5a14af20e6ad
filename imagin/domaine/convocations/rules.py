"""What may be summoned, when, and why not. Each refusal is an exception whose French message the console shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from psycopg.types.range import Range

from imagin.domaine.convocations.enums import NatureConflit, Origine, Severite
from imagin.domaine.doutes.rules import Confirmation
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.socle.temps import bornes, date_courte, en_heure_locale, plage

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation, Convocation, Signature
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.referentiel.models import Academie, Mention

Plage = Range[datetime]

# Compétences are seldom declared everywhere: a gestionnaire who trusts them asks for the warning.
SEVERITES_PAR_DEFAUT = {
    NatureConflit.CHEVAUCHEMENT: Severite.AVERTIR,
    NatureConflit.INDISPONIBILITE: Severite.AVERTIR,
    NatureConflit.SANS_COMPETENCE: Severite.IGNORER,
    NatureConflit.ELOIGNEMENT: Severite.AVERTIR,
}
SEUIL_KM, SEUIL_MAXIMAL_KM = 40, 500
MIDI = time(13)
RAYON_TERRESTRE_KM = 6371


class ConvocationRefusee(Exception):
    """What the caller asked cannot be done; the message says why and what to do. Nothing was written.

    `champ`: what must be corrected (« intervenants », « dates », « motif »); empty when it is not one thing.
    """

    def __init__(self, phrase: str, *, champ: str = "") -> None:
        super().__init__(phrase)
        self.champ = champ


class CreneauDejaAffecte(ConvocationRefusee):
    """Somebody is already on that mission at that time."""


class ConvocationVerrouillee(ConvocationRefusee):
    """The frais of the affectation are being treated."""


class ConvocationsRetenues(ConvocationRefusee):
    """A room above holds convocations that were to be cancelled: why, by key of affectation. Nothing was written."""

    def __init__(self, phrases: Mapping[int, str]) -> None:
        super().__init__(next(iter(phrases.values())))
        self.phrases = phrases


class ConvocationDuGestionnaire(ConvocationRefusee):
    """Made, or taken over, by the examinations service: not the centre's to see, change or cancel."""


@dataclass(frozen=True)
class Conflit:
    """Why summoning a person may harm: `phrase` follows the `nom`.

    `nature` is None for twice the same mission at the same time, which nobody may allow.
    """

    intervenant: int
    nom: str
    phrase: str
    nature: NatureConflit | None
    severite: Severite = Severite.BLOQUER

    @property
    def bloquant(self) -> bool:
        """It cannot be confirmed."""
        return self.severite == Severite.BLOQUER

    @property
    def ignore(self) -> bool:
        """The gestionnaire does not mind it."""
        return self.severite == Severite.IGNORER

    def juge(self, severite: Severite) -> Conflit:
        """The same, held for so severe."""
        return replace(self, severite=severite)


@dataclass(frozen=True)
class Accord:
    """What lets people be summoned in spite of conflicts.

    `confirmes`: what the caller knew, by person. `chevauchent`: the people whose overlap was confirmed, or is ignored.
    """

    confirmes: dict[int, str]
    chevauchent: frozenset[int]


class ConflitsAConfirmer(ConvocationRefusee):
    """Some people are taken or unavailable, and the caller has not confirmed them."""

    def __init__(self, conflits: Sequence[Conflit], *, sans_motif: bool = False) -> None:
        super().__init__(
            "Dites pourquoi vous convoquez quand même ces personnes : le motif est conservé avec leur convocation."
            if sans_motif
            else "Certaines personnes ne devraient pas être convoquées ainsi : confirmez-les, ou retirez-les.",
            champ="motif" if sans_motif else "",
        )
        self.conflits = conflits


class SaisieAConfirmer(ConvocationRefusee):
    """The caller has not said whether dates and observation are carried to the next convocations of the mission.

    Guide: G4.2-12.
    """

    def __init__(self) -> None:
        super().__init__(
            "Vous avez modifié les dates d'affectation. Souhaitez-vous enregistrer votre saisie sur la mission ?"
        )


@dataclass(frozen=True)
class Demande:
    """What the caller chose for a convocation; keys of rows of the mission, or None.

    `confirmes`, `motif`: the people whose conflicts they confirm, and why. `reporter`: carry dates and observation to
    the next convocations of the mission; None when it was not asked. `confirmation`: the doubts that they confirm.
    `oublier`: they answered « Non », so that what was carried before is carried no more.
    """

    creneaux: tuple[CreneauDuJour, ...]
    qualite: str | None = None
    commission: int | None = None
    jury: int | None = None
    salle: int | None = None
    code_salle: str = ""
    observation: str = ""
    confirmes: frozenset[int] = field(default_factory=frozenset)
    motif: str = ""
    reporter: bool | None = None
    oublier: bool = False
    confirmation: Confirmation = field(default_factory=Confirmation)

    @property
    def saisie(self) -> tuple[frozenset[CreneauDuJour], str]:
        """What may be carried to the next convocations, to be compared."""
        return frozenset(self.creneaux), self.observation.strip()


def exiger_dates(demande: Demande, possibles: Collection[date], quoi: str = "La mission") -> None:
    """Raise ConvocationRefusee unless there is a date, none twice, each among `possibles` (those of `quoi`), in order.

    Guide: G4.2-09.
    """
    if not demande.creneaux:
        raise ConvocationRefusee("Choisissez au moins une date dans le calendrier.", champ="dates")
    jours = [creneau.jour for creneau in demande.creneaux]
    if len(set(jours)) < len(jours):
        raise ConvocationRefusee("Une même date est choisie deux fois : gardez-en une.", champ="dates")
    etrangers = sorted(set(jours) - set(possibles))
    if etrangers:
        liste = ", ".join(date_courte(jour) for jour in etrangers)
        raise ConvocationRefusee(
            f"{quoi} n'a pas lieu à cette date : {liste}. Choisissez dans le calendrier.", champ="dates"
        )
    for creneau in demande.creneaux:
        _exiger_heures(creneau)


def _exiger_heures(creneau: CreneauDuJour) -> None:
    try:
        creneau.plage  # noqa: B018  (built to be checked)
    except ValueError as erreur:
        raise ConvocationRefusee(f"Le {date_courte(creneau.jour)} : {erreur}", champ="dates") from erreur


def origine_de(perimetre: Perimetre) -> Origine:
    """Whose a convocation is that the caller makes or changes: the centre's, or the gestionnaire's."""
    return Origine.CENTRE if perimetre.role == Role.ETABLISSEMENT else Origine.GESTIONNAIRE


def exiger_qui_convoque(perimetre: Perimetre) -> None:
    """Raise AccesRefuse unless the caller summons: a centre, or who manages the exams."""
    if origine_de(perimetre) == Origine.CENTRE:
        perimetre.exiger_etablissement()
    else:
        perimetre.exiger_gestion()


def propre_a(perimetre: Perimetre, demande: Demande) -> Demande:
    """The demand as the caller may make it: what is carried to next convocations is the centre's own (G4.2-12)."""
    if origine_de(perimetre) == Origine.CENTRE:
        return demande
    return replace(demande, reporter=False, oublier=False)


def peut_modifier(perimetre: Perimetre, affectation: Affectation) -> ConvocationRefusee | None:
    """What refuses the caller to change or cancel an affectation that they see; None when they may.

    The centre changes its own, the gestionnaire any, nobody while its frais are being treated.

    Guide: G4.2-04, G4.2-05, GG-03.
    """
    du_centre = origine_de(perimetre) == Origine.CENTRE
    if du_centre and affectation.origine != Origine.CENTRE:
        return ConvocationDuGestionnaire(
            "Cette convocation a été réalisée ou reprise par le service de gestion : adressez-vous à lui."
        )
    if affectation.verrou:
        conseil = " Contactez le service des examens." if du_centre else ""
        return ConvocationVerrouillee(f"Cette convocation ne peut plus être changée : {affectation.verrou}.{conseil}")
    return None


def demi_journees(plages: Collection[Plage]) -> list[Plage]:
    """The half-days, cut at 13:00 local time, that these ranges touch.

    Guide: G4.2-19.
    """
    trouvees = []
    for debut, fin in (map(en_heure_locale, bornes(p)) for p in plages):
        if debut.time() < MIDI:
            trouvees.append(plage(debut.date(), time(0), MIDI))
        if fin.date() > debut.date() or fin.time() > MIDI:
            trouvees.append(plage(debut.date(), MIDI, time(23, 59)))
    return trouvees


def distance_km(ici: tuple[float, float], la: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees.

    Source: haversine formula.
    """
    (phi1, lam1), (phi2, lam2) = (tuple(map(radians, point)) for point in (ici, la))
    h = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin((lam2 - lam1) / 2) ** 2
    return 2 * RAYON_TERRESTRE_KM * asin(sqrt(h))


def sont_specifiques(creneaux: Collection[CreneauDuJour], attendus: Collection[CreneauDuJour]) -> bool:
    """True when a person is not asked for exactly the mission's (or commission's) dates and hours (G4.1-04)."""
    return set(creneaux) != set(attendus)


@dataclass(frozen=True)
class Emission:
    """The facts of a convocation at the instant it is issued: what the letter's composer is given.

    `precedente`: the letter that this one cancels and replaces, when it is not the first of its affectation.
    """

    affectation: Affectation
    plages: tuple[Plage, ...]
    precedente: Convocation | None
    emise_le: datetime
    signature: Signature | None
    mentions: tuple[Mention, ...]
    academie: Academie

    @property
    def version(self) -> int:
        """1 for the first letter of an affectation, then 2…"""
        return self.precedente.version + 1 if self.precedente else 1
