"""How severe each kind of conflict is, for the whole académie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import SeveriteConflit
from imagin.domaine.convocations.racines import severites_posees
from imagin.domaine.convocations.rules import SEUIL_KM, SEVERITES_PAR_DEFAUT
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.socle.traces.suivi import auteur_de, modele_de_l_histoire


@dataclass(frozen=True)
class Severites:
    """Severity by kind, and the distance, in km, from which a centre is far from another."""

    par_nature: dict[NatureConflit, Severite]
    seuil_km: int

    def ignore(self, nature: NatureConflit) -> bool:
        """Is that kind left aside?"""
        return self.par_nature[nature] == Severite.IGNORER


@dataclass(frozen=True)
class ReglageSeverite:
    """How a kind of conflict is held; who set it so, and when: empty and None while nobody did.

    `seuil_km` is None for kinds without a distance.
    """

    nature: NatureConflit
    severite: Severite
    seuil_km: int | None
    qui: str = ""
    quand: datetime | None = None


def severites() -> Severites:
    """What the gestionnaire set, the defaults otherwise; one query.

    Guide: G4.2-19.
    """
    reglees = {NatureConflit(ligne.nature): ligne for ligne in severites_posees()}
    eloignement = reglees.get(NatureConflit.ELOIGNEMENT)
    seuil = eloignement.seuil_km if eloignement and eloignement.seuil_km is not None else SEUIL_KM
    return Severites(
        {**SEVERITES_PAR_DEFAUT, **{nature: Severite(ligne.severite) for nature, ligne in reglees.items()}}, seuil
    )


@hors_perimetre("réglées pour toute l'académie")
def severites_reglees(perimetre: Perimetre) -> list[ReglageSeverite]:
    """Every kind of conflict as it is held now, with its last change read from its history (2 queries).

    Raises AccesRefuse.

    Guide: G4.2-19, GG-07.
    """
    perimetre.exiger_gestion()
    tenues, derniers = severites(), _derniers_changements()
    return [
        ReglageSeverite(
            nature,
            tenues.par_nature[nature],
            tenues.seuil_km if nature == NatureConflit.ELOIGNEMENT else None,
            *derniers.get(nature, ()),
        )
        for nature in NatureConflit
    ]


def etat_des_severites(tenus: Iterable[ReglageSeverite]) -> dict[str, str]:
    """What a form that changes these settings was opened on."""
    etat: dict[str, str] = {}
    for tenu in tenus:
        etat[tenu.nature.label] = tenu.severite.label
        if tenu.seuil_km is not None:
            etat["Distance"] = f"{tenu.seuil_km} km"
    return etat


@hors_perimetre("réglées pour toute l'académie")
def _derniers_changements() -> dict[str, tuple[str, datetime]]:
    """Who changed each kind last, and when."""
    evenements = modele_de_l_histoire(SeveriteConflit).objects.order_by("nature", "-pgh_id").distinct("nature")
    return {e.nature: (auteur_de(e), e.pgh_created_at) for e in evenements.select_related("pgh_context")}
