"""Reads of indemnities, from the caller's centre."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Max, Min, Prefetch, QuerySet

from imagin.domaine.indemnites.enums import Periode, Suivi
from imagin.domaine.indemnites.models import IndemniteCentre, Part
from imagin.domaine.indemnites.racines import visibles
from imagin.domaine.indemnites.rules import (
    TRANCHES,
    Calendrier,
    DeclarationIndemnite,
    domaine_de,
    jours_par_tranche,
    suivi_de,
)
from imagin.domaine.missions.models import SessionExamen
from imagin.domaine.missions.queries import missions_du_centre
from imagin.domaine.missions.racines import sessions_visibles
from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.enums import DomaineIndemnite, Remuneration
from imagin.socle.nombres import ecrire_nombre
from imagin.socle.temps import date_courte
from imagin.socle.traces.suivi import histoire_de

if TYPE_CHECKING:
    from datetime import date

PAR_NOM = ("intervenant__cle", "pk")
# Missions during which candidates are in the centre: neither corrections nor meetings.
AVEC_CANDIDATS = (Remuneration.ORALE, Remuneration.PRATIQUE, Remuneration.SPORTIVE, Remuneration.SURVEILLANCE)


@dataclass(frozen=True)
class SessionIndemnisee:
    """A session for which the établissement is a centre, with its indemnities by period."""

    session: SessionExamen
    domaine: DomaineIndemnite
    indemnites: dict[str, IndemniteCentre]

    @property
    def periodes(self) -> tuple[Periode, ...]:
        """Those that the exam has."""
        return tuple(Periode) if self.domaine == DomaineIndemnite.BAC else (Periode.NORMALE,)


def sessions_indemnisees(perimetre: Perimetre) -> list[SessionIndemnisee]:
    """Sessions of the bac and the BTS for which the caller's établissement is a centre, latest first (3 queries).

    Guide: G4.5-01.
    """
    perimetre.exiger_etablissement()
    siennes = _avec_parts(visibles(perimetre))
    sessions = (
        sessions_visibles(perimetre)
        .filter(examen__regime__domaine_indemnite__in=DomaineIndemnite.values)
        .select_related("examen__regime")
        .prefetch_related(Prefetch("indemnites", siennes, to_attr="du_centre"))
        .order_by("-annee", "-session", "examen")
    )
    return [
        SessionIndemnisee(session, domaine, {i.periode: i for i in session.du_centre})
        for session in sessions
        if (domaine := domaine_de(session.examen))
    ]


def session_indemnisee(perimetre: Perimetre, session: int) -> SessionIndemnisee | None:
    """One of them, by the key of the session."""
    return next((une for une in sessions_indemnisees(perimetre) if une.session.pk == session), None)


def indemnite_tenue(perimetre: Perimetre, session: int, periode: Periode) -> IndemniteCentre | None:
    """The indemnity of the caller's centre, locked: who changes it comes one after the other."""
    return (
        visibles(perimetre)
        .filter(centre=perimetre.mon_etablissement, session=session, periode=periode)
        .select_for_update(of=("self",))
        .first()
    )


def ce_qui_differe(indemnite: IndemniteCentre, version: int) -> dict[str, str]:
    """What an indemnity says that its `version` did not, by label, and how it is shared out now (2 queries)."""
    lue = histoire_de(indemnite).filter(version=version).order_by("-pgh_id").first()
    tranches = TRANCHES[DomaineIndemnite(indemnite.domaine)]
    champs = {"date_debut": "Début des épreuves"} | {tranche.champ: tranche.libelle for tranche in tranches}
    avant = {champ: getattr(lue, champ, None) for champ in champs}
    differe = {
        libelle: _en_lettres(getattr(indemnite, champ))
        for champ, libelle in champs.items()
        if avant[champ] != getattr(indemnite, champ)
    }
    parts = indemnite.parts.select_related("intervenant").order_by("intervenant__cle")
    repartie = ", ".join(f"{part.intervenant} {ecrire_nombre(part.montant, 2)} €" for part in parts)
    return {**differe, "Répartition": repartie}


def _en_lettres(valeur: date | Decimal) -> str:
    return ecrire_nombre(valeur, 1) if isinstance(valeur, Decimal) else date_courte(valeur)


def suivi_de_l_indemnite(indemnite: IndemniteCentre) -> Suivi | None:
    """Its follow-up, from the états de frais of its parts.

    Guide: G4.5-07.
    """
    etats = [part.etat_frais.etat for part in indemnite.parts.all() if part.etat_frais]
    return suivi_de(etats, pre_remplie=indemnite.pre_remplie)


def calendrier_des_epreuves(perimetre: Perimetre, session: SessionExamen, centre: int, periode: Periode) -> Calendrier:
    """What the date of a period is held against, for a centre (its key), or the caller's own (2 queries)."""
    centre = perimetre.mon_etablissement if perimetre.est_etablissement else centre
    missions = missions_visibles(perimetre).filter(session=session, centre=centre)
    jours = missions.aggregate(premier=Min("date_debut"), debut=Max("date_debut"), dernier=Max("dates__jour"))
    autre = visibles(perimetre).filter(session=session, centre=centre).exclude(periode=periode).first()
    premier, derniers = jours["premier"], [jour for jour in (jours["debut"], jours["dernier"]) if jour]
    return Calendrier(
        annee=session.annee,
        periode=periode,
        missions=(premier, max(derniers)) if premier else None,
        autre=autre.date_debut if autre else None,
    )


def suggestion_de_cyclades(
    perimetre: Perimetre, indemnisee: SessionIndemnisee, periode: Periode
) -> DeclarationIndemnite | None:
    """First day and days by bracket as the missions that CYCLADES brought tell, None when they tell nothing.

    The candidates of a day are those of its largest épreuve. CYCLADES does not say which missions are of the épreuves
    de remplacement: for these nothing is suggested, rather than the days of the session normale a second time.

    Guide: G4.5-03.
    """
    if periode != Periode.NORMALE:
        return None
    missions = missions_du_centre(perimetre).filter(session=indemnisee.session, type__remuneration__in=AVEC_CANDIDATS)
    datees = missions.filter(nb_inscrits__gt=0).annotate(jour=F("dates__jour")).filter(jour__isnull=False)
    jours = list(datees.values("jour").annotate(candidats=Max("nb_inscrits")).order_by("jour"))
    if not jours:
        return None
    nombres = jours_par_tranche(indemnisee.domaine, (jour["candidats"] for jour in jours))
    return DeclarationIndemnite(jours[0]["jour"], nombres)


def _avec_parts(indemnites: QuerySet[IndemniteCentre]) -> QuerySet[IndemniteCentre]:
    dues = Prefetch("parts", Part.objects.select_related("intervenant__discipline", "etat_frais").order_by(*PAR_NOM))
    return indemnites.prefetch_related(dues)
