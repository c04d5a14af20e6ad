"""Lists of the activity: sessions, and the shares of an indemnity."""

from __future__ import annotations

from django.urls import reverse

from imagin.domaine.indemnites.enums import Periode, StatutSaisie, Suivi
from imagin.domaine.indemnites.models import Part
from imagin.domaine.indemnites.queries import SessionIndemnisee, suivi_de_l_indemnite
from imagin.presentation.listes.filtres import FiltresMissions
from imagin.presentation.listes.personnes import DISCIPLINE
from imagin.presentation.personnes import nomme
from imagin.socle.listes import Colonne, Genre, Liste, Tri, rang_parmi
from imagin.socle.nombres import ecrire_nombre

SANS_OBJET = "N/A"


def statut_de(session: SessionIndemnisee, periode: Periode) -> str:
    """« Non Transmis », « Transmis », nothing before any entry, « N/A » for a period that the exam does not have."""
    if periode not in session.periodes:
        return SANS_OBJET
    indemnite = session.indemnites.get(periode)
    return StatutSaisie(indemnite.statut).label if indemnite else ""


def suivi_de(session: SessionIndemnisee, periode: Periode) -> str:
    """« Initialisé », « Validé », « Rejeté », « Accepté », nothing, or « N/A »."""
    if periode not in session.periodes:
        return SANS_OBJET
    indemnite = session.indemnites.get(periode)
    suivi = suivi_de_l_indemnite(indemnite) if indemnite else None
    return suivi.label if suivi else ""


def rang_du_statut(session: SessionIndemnisee, periode: Periode) -> int | None:
    """Its place in what happens, « N/A » after all."""
    return rang_parmi([*(statut.label for statut in StatutSaisie), SANS_OBJET], statut_de(session, periode))


def rang_du_suivi(session: SessionIndemnisee, periode: Periode) -> int | None:
    """The same, of the payment."""
    return rang_parmi([*(suivi.label for suivi in Suivi), SANS_OBJET], suivi_de(session, periode))


def _suivies(periode: Periode, nom: str, suffixe: str = "") -> tuple[Colonne[SessionIndemnisee], ...]:
    """The two columns of a period."""
    return (
        Colonne(
            f"statut{suffixe}",
            f"Statut saisie {nom}",
            lambda s: statut_de(s, periode),
            rang=lambda s: rang_du_statut(s, periode),
        ),
        Colonne(
            f"suivi{suffixe}",
            f"Suivi traitement {nom}",
            lambda s: suivi_de(s, periode),
            rang=lambda s: rang_du_suivi(s, periode),
        ),
    )


def adresse(nom: str, session: int, periode: str) -> str:
    """Address of a screen of that indemnity: periods are written in lower case."""
    return reverse(f"indemnites_chefs_centre:{nom}", args=[session, periode.lower()])


NORMALE, REMPLACEMENT = Periode.NORMALE, Periode.REMPLACEMENT
SESSIONS: Liste[SessionIndemnisee] = Liste(
    cle="sessions",
    titre="Liste des sessions d'examen",
    colonnes=(
        Colonne("session", "Session examen", lambda s: str(s.session), poids=2),
        *_suivies(NORMALE, "Session normale"),
        *_suivies(REMPLACEMENT, "Session remplacement", "_r"),
    ),
    tri=Tri("session"),
    filtres=FiltresMissions,
    lien=lambda s: adresse("declaration", s.session.pk, NORMALE),
    vide="Aucune session d'examen",
)

PARTS: Liste[Part] = Liste(
    cle="intervenants",
    titre="Liste des intervenants",
    colonnes=(
        Colonne("nom", "Nom prénom", lambda p: str(p.intervenant), poids=2),
        DISCIPLINE.de(lambda p: p.intervenant),
        Colonne(
            "pourcentage",
            "Répartition (%)",
            lambda p: ecrire_nombre(p.pourcentage, 1) if p.pourcentage is not None else "",
            Genre.NOMBRE,
            rang=lambda p: p.pourcentage,
        ),
        Colonne(
            "montant", "Montant (€)", lambda p: ecrire_nombre(p.montant, 2), Genre.NOMBRE, rang=lambda p: p.montant
        ),
    ),
    tri=Tri("nom"),
    personne=lambda p: nomme(p.intervenant),
    vide="Aucun intervenant",
)
