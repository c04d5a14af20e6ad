"""Reads of états de frais."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.db.models import QuerySet

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.enums import EtatTraitement
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.domaine.frais.racines import affectations_en_traitement, lots, visibles
from imagin.domaine.frais.rules import BaremeMission
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.queries import tarifs_au


def affectations_traitees() -> QuerySet[Affectation]:
    """Affectations whose état de frais the gestionnaire has validated, as a condition of other queries (G4.3-06)."""
    return affectations_en_traitement()


def etats_a_mouvoir(perimetre: Perimetre, cles: Collection[int]) -> QuerySet[EtatFrais]:
    """These états de frais, locked in the order of their keys: only the services of the académie move them at will."""
    perimetre.exiger_gestion()
    return visibles(perimetre).filter(pk__in=cles).order_by("pk").select_for_update(of=("self",))


def etats_a_transmettre(perimetre: Perimetre) -> QuerySet[EtatFrais]:
    """Validated ones whose amount is known, locked, but for those that somebody else is sending."""
    perimetre.exiger_gestion()
    valides = visibles(perimetre).filter(etat=EtatTraitement.VALIDE, montant__gt=0)
    return valides.order_by("pk").select_for_update(of=("self",), skip_locked=True)


def lots_a_deposer(perimetre: Perimetre) -> QuerySet[LotFinance]:
    """Batches whose file was not delivered yet, oldest first."""
    return lots(perimetre).filter(depose_le=None).order_by("pk")


def etats_du_lot(perimetre: Perimetre, lot: int) -> QuerySet[EtatFrais]:
    """What a batch (its key) pays, in the order of its file, with people and missions."""
    perimetre.exiger_gestion()
    return visibles(perimetre).filter(lot=lot).select_related("beneficiaire", "affectation__mission").order_by("pk")


def etats_des_affectations(perimetre: Perimetre, affectations: Collection[int]) -> QuerySet[EtatFrais]:
    """Those of these affectations to missions of the caller's centre, locked."""
    perimetre.exiger_etablissement()
    return (
        visibles(perimetre)
        .filter(affectation__in=affectations)
        .select_related("affectation__mission__type", "affectation__mission__session__examen__regime")
        .order_by("pk")
        .select_for_update(of=("self",))
    )


def baremes_des_missions(etats: Iterable[EtatFrais]) -> dict[int, BaremeMission]:
    """What each mission of these états de frais, read by `etats_des_affectations`, pays by (its key): at its start."""
    missions = {etat.affectation.mission_id: etat.affectation.mission for etat in etats if etat.affectation}
    tarifs = {jour: tarifs_au(jour) for jour in {mission.date_debut for mission in missions.values()}}
    return {cle: _bareme(mission, tarifs[mission.date_debut]) for cle, mission in missions.items()}


def _bareme(mission: Mission, tarifs: Mapping[str, Decimal]) -> BaremeMission:
    regime = mission.session.examen.regime
    copie, heure = (regime.taux_copie, regime.taux_heure) if regime else ("", "")
    return BaremeMission(mission.type.paiement, copie, heure, tarifs)
