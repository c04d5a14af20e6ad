"""What became of what SANTORIN is told of a mission."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from imagin.domaine.convocations.enums import EtatAffectation, ObjetEnvoi
from imagin.domaine.convocations.racines import affectations_aux
from imagin.domaine.missions.enums import Transmission
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import missions_du_centre
from imagin.domaine.missions.rules import attentes_du_type
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.envois.canaux import est_actif
from imagin.socle.envois.enums import A_EXAMINER, EtatEnvoi
from imagin.socle.envois.models import Envoi


@dataclass(frozen=True)
class RefusSantorin:
    """What SANTORIN did not take of somebody, in its words."""

    nom: str
    motif: str


@dataclass(frozen=True)
class EtatSantorin:
    """Where the transmission of a mission stands, by the latest message of each affectation.

    `transmis`: people summoned whom SANTORIN has taken. `en_attente`: messages that it has not acknowledged yet,
    withdrawals included. `sans_mel`: people summoned whom it cannot write to. `coupee`: switched off in this instance.
    """

    transmis: int
    en_attente: int
    refus: tuple[RefusSantorin, ...]
    sans_mel: tuple[str, ...]
    coupee: bool


def etat_santorin(perimetre: Perimetre, mission: Mission) -> EtatSantorin | None:
    """The state of the transmission of a mission of the caller's centre; None, and no query, when there is none.

    Guide: G4.2-15.
    """
    if attentes_du_type(mission).transmission == Transmission.AUCUNE:
        return None
    lignes = _lignes(perimetre, mission)
    convoques = [ligne for ligne in lignes if ligne.etat == EtatAffectation.CONVOQUEE]
    return EtatSantorin(
        transmis=sum(ligne.envoi == EtatEnvoi.ENVOYE for ligne in convoques),
        en_attente=sum(ligne.envoi in {EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS} for ligne in lignes),
        refus=tuple(RefusSantorin(ligne.qui, ligne.motif) for ligne in lignes if ligne.envoi in A_EXAMINER),
        sans_mel=tuple(ligne.qui for ligne in convoques if not ligne.mel),
        coupee=not est_actif(ObjetEnvoi.SANTORIN),
    )


class _Ligne(NamedTuple):
    """An affectation of which SANTORIN was told: whose, and state and words of its latest message."""

    nom: str
    prenom: str
    mel: str
    etat: str
    envoi: str
    motif: str

    @property
    def qui(self) -> str:
        return f"{self.nom} {self.prenom}"


def _lignes(perimetre: Perimetre, mission: Mission) -> list[_Ligne]:
    """Affectations of which SANTORIN was told, by name (one query)."""
    dernier = Envoi.objects.filter(objet_type=ObjetEnvoi.SANTORIN, objet_id=OuterRef("pk")).order_by("-id")
    affectations = (
        affectations_aux(missions_du_centre(perimetre))
        .filter(mission=mission)
        .annotate(envoi=Subquery(dernier.values("etat")[:1]), motif=Subquery(dernier.values("derniere_erreur")[:1]))
        .filter(envoi__isnull=False)
        .order_by("intervenant__cle", "pk")
    )
    colonnes = ("intervenant__nom", "intervenant__prenom", "intervenant__mel_professionnel", "etat", "envoi", "motif")
    return list(map(_Ligne._make, affectations.values_list(*colonnes)))
