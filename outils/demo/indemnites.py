"""Indemnities of this year's sessions: one that the gestionnaire prepared, one that the centre shared out and sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imagin.domaine.missions.models import SessionExamen

TAUX = ("60", "25.5", "14.5")


def repartir_les_indemnites(uai: str, annee: int) -> None:
    """In that centre, for the first two sessions of the bac of that year, when there are any."""
    from imagin.domaine.indemnites.actions import (
        SaisieIndemnite,
        enregistrer_indemnite,
        preremplir_indemnite,
        transmettre_indemnite,
    )
    from imagin.domaine.indemnites.enums import Periode
    from imagin.domaine.indemnites.queries import calendrier_des_epreuves, sessions_indemnisees
    from imagin.domaine.indemnites.rules import DeclarationIndemnite, PartSaisie
    from imagin.domaine.perimetre.enums import Role
    from imagin.domaine.perimetre.rules import Perimetre, PorteeCentre, systeme
    from imagin.domaine.personnes.queries import personnels
    from imagin.domaine.referentiel.enums import DomaineIndemnite
    from imagin.domaine.referentiel.models import Etablissement

    centre = Etablissement.objects.get(uai=uai)
    chef = Perimetre(Role.ETABLISSEMENT, f"chef.{uai}", portee=PorteeCentre(centre.pk, uai))
    sessions = [s for s in sessions_indemnisees(chef) if s.session.annee == annee and s.domaine == DomaineIndemnite.BAC]

    def declaration(session: SessionExamen) -> DeclarationIndemnite:
        du, au = calendrier_des_epreuves(chef, session, centre.pk, Periode.NORMALE).bornes
        return DeclarationIndemnite(min(max(du, date(annee, 6, 15)), au), (Decimal(6), Decimal(1), Decimal(0)))

    equipe = list(personnels(chef).order_by("cle").values_list("pk", flat=True)[:3])
    for indemnisee in sessions[:1]:
        preremplir_indemnite(
            systeme("gestionnaire"),
            centre=uai,
            session=indemnisee.session.pk,
            periode=Periode.NORMALE,
            declaration=declaration(indemnisee.session),
        )
    for indemnisee in sessions[1:2]:
        parts = [
            PartSaisie(cle, pourcentage=Decimal(p)) for cle, p in zip(equipe, ("60", "25.5", "14.5"), strict=False)
        ]
        session, periode = indemnisee.session.pk, Periode.NORMALE
        enregistrer_indemnite(
            chef, session=session, periode=periode, saisie=SaisieIndemnite(declaration(indemnisee.session), parts)
        )
        transmettre_indemnite(chef, session=session, periode=periode)
