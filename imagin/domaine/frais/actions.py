"""Take états de frais through their states."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db import connection, transaction

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.enums import EtatTraitement, GenreEtatFrais, Mouvement
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.domaine.frais.queries import (
    baremes_des_missions,
    etats_a_mouvoir,
    etats_a_transmettre,
    etats_des_affectations,
)
from imagin.domaine.frais.rules import (
    MOUVEMENTS,
    TRAITES,
    VERROU,
    Indemnite,
    MouvementRefuse,
    ServiceRendu,
    estimer,
    mouvement_du_constat,
)
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.temps import maintenant

SERVICE_NON_FAIT = "Service non fait"
ECRIRE = """
UPDATE frais_etatfrais f SET etat = n.etat, montant = n.montant, motif = n.motif, change_le = %s, change_par = %s
  FROM unnest(%s::bigint[], %s::text[], %s::numeric[], %s::text[]) AS n(id, etat, montant, motif)
 WHERE f.id = n.id"""


@transaction.atomic
def reporter_services(perimetre: Perimetre, *, services: Sequence[ServiceRendu]) -> None:
    """Take what was stated of services to their états de frais, in a fixed number of statements.

    « Service non fait » cancels, taking it back restores. Raises MouvementRefuse when one is under treatment.

    Guide: G4.3-06, G4.3-07.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    etats = list(etats_des_affectations(perimetre, [service.affectation for service in services]))
    baremes, par_affectation = baremes_des_missions(etats), {etat.affectation_id: etat for etat in etats}
    changes = []
    for service in services:
        etat = par_affectation.get(service.affectation)
        if etat is not None and etat.affectation is not None:
            montant = estimer(service, baremes[etat.affectation.mission_id])
            if _suivre_le_constat(etat, service, montant):
                changes.append(etat)
    _ecrire(perimetre, changes)


def _suivre_le_constat(etat: EtatFrais, service: ServiceRendu, montant: Decimal | None) -> bool:
    """Move the état de frais as the service says, and estimate it anew; True when something changed."""
    mouvement = mouvement_du_constat(EtatTraitement(etat.etat), fait=service.fait)
    if mouvement is not None:
        _mouvoir(etat, mouvement, SERVICE_NON_FAIT if mouvement == Mouvement.ANNULER else "")
    change = mouvement is not None or etat.montant != montant
    etat.montant = montant
    return change


def _ecrire(perimetre: Perimetre, etats: Sequence[EtatFrais]) -> None:
    """State, amount and reason of these, in one statement."""
    if not etats:
        return
    valeurs = [[getattr(etat, champ) for etat in etats] for champ in ("pk", "etat", "montant", "motif")]
    with connection.cursor() as curseur:
        curseur.execute(ECRIRE, [maintenant(), perimetre.auteur, *valeurs])


@transaction.atomic
def ouvrir_indemnites(perimetre: Perimetre, *, indemnites: Sequence[Indemnite]) -> list[EtatFrais]:
    """One état de frais for each share of an indemnity, in their order.

    Guide: G4.5-06, G4.5-07.
    """
    perimetre.exiger(Role.ETABLISSEMENT, Role.GESTIONNAIRE)
    return EtatFrais.objects.bulk_create(
        EtatFrais(
            genre=GenreEtatFrais.INDEMNITE,
            beneficiaire_id=part.beneficiaire,
            libelle=part.libelle,
            montant=part.montant,
            change_le=maintenant(),
            change_par=perimetre.auteur,
        )
        for part in indemnites
    )


def valider_etats(perimetre: Perimetre, *, etats: Collection[int]) -> None:
    """The gestionnaire has checked them: from now on amount, constat and convocation are frozen (G4.2-04, G4.3-06)."""
    mouvoir_etats(perimetre, etats=etats, mouvement=Mouvement.VALIDER)


def rouvrir_etats(perimetre: Perimetre, *, etats: Collection[int]) -> None:
    """Take a validation back, while nothing has left: the centre may correct again."""
    mouvoir_etats(perimetre, etats=etats, mouvement=Mouvement.ROUVRIR)


def rejeter_etats(perimetre: Perimetre, *, etats: Collection[int], motif: str) -> None:
    """Refuse to pay them as they are, with the reason that the centre reads."""
    mouvoir_etats(perimetre, etats=etats, mouvement=Mouvement.REJETER, motif=motif)


@transaction.atomic
def mouvoir_etats(perimetre: Perimetre, *, etats: Collection[int], mouvement: Mouvement, motif: str = "") -> None:
    """Make one move with all of these états de frais, or with none.

    The lock goes down to their affectations: as long as one is under treatment, its convocation can't be changed.
    Raises MouvementRefuse when one of them does not allow the move, or is not known.
    """
    trouves = list(etats_a_mouvoir(perimetre, etats))
    if len(trouves) != len(set(etats)):
        raise MouvementRefuse("Un des états de frais n'existe plus : rechargez la liste.")
    for etat in trouves:
        _mouvoir(etat, mouvement, motif)
    _ecrire(perimetre, trouves)
    verrou = VERROU if MOUVEMENTS[mouvement][1] in TRAITES else ""
    Affectation.objects.filter(etat_de_frais__in=trouves).exclude(verrou=verrou).update(verrou=verrou)


def _mouvoir(etat: EtatFrais, mouvement: Mouvement, motif: str) -> None:
    """Raises MouvementRefuse."""
    departs, arrivee = MOUVEMENTS[mouvement]
    if etat.etat not in departs:
        raise MouvementRefuse(
            f"« {mouvement.label} » n'est pas possible : l'état de frais est « {EtatTraitement(etat.etat).label} ». "
            "Rechargez la liste."
        )
    etat.etat, etat.motif = arrivee, motif


@transaction.atomic
def transmettre_lot(perimetre: Perimetre) -> LotFinance | None:
    """Put every validated état de frais that is worth something in one batch, for the finance system; None without any.

    Two who ask at the same moment make two batches, never twice the same état de frais.
    """
    perimetre.exiger_gestion()
    etats = list(etats_a_transmettre(perimetre))
    if not etats:
        return None
    total = sum((etat.montant for etat in etats if etat.montant is not None), Decimal(0))
    lot = LotFinance.objects.create(nombre=len(etats), total=total, cree_le=maintenant(), cree_par=perimetre.auteur)
    EtatFrais.objects.filter(pk__in=[etat.pk for etat in etats]).update(
        etat=MOUVEMENTS[Mouvement.TRANSMETTRE][1], lot=lot, change_le=maintenant(), change_par=perimetre.auteur
    )
    return lot


def noter_depot(perimetre: Perimetre, *, lot: int) -> None:
    """The file of that batch (its key) is where the finance system takes it."""
    perimetre.exiger_gestion()
    LotFinance.objects.filter(pk=lot, depose_le=None).update(depose_le=maintenant())


def liberer_les_rejetes(perimetre: Perimetre) -> None:
    """Affectations whose état de frais was rejected may be corrected again: their lock is lifted."""
    perimetre.exiger_gestion()
    Affectation.objects.filter(etat_de_frais__etat=EtatTraitement.REJETE).exclude(verrou="").update(verrou="")
