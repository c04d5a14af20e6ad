"""How severe each kind of conflict is, for the whole académie."""

from dataclasses import dataclass

from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import SeveriteConflit
from imagin.domaine.convocations.rules import SEUIL_KM, SEVERITES_PAR_DEFAUT


@dataclass(frozen=True)
class Severites:
    """Severity by kind, and the distance, in km, from which a centre is far from another."""

    par_nature: dict[NatureConflit, Severite]
    seuil_km: int

    def ignore(self, nature: NatureConflit) -> bool:
        """Is that kind left aside?"""
        return self.par_nature[nature] == Severite.IGNORER


def severites() -> Severites:
    """What the gestionnaire set, the defaults otherwise; one query.

    Guide: G4.2-19.
    """
    reglees = {NatureConflit(ligne.nature): ligne for ligne in SeveriteConflit.objects.all()}
    eloignement = reglees.get(NatureConflit.ELOIGNEMENT)
    seuil = eloignement.seuil_km if eloignement and eloignement.seuil_km is not None else SEUIL_KM
    return Severites(
        {**SEVERITES_PAR_DEFAUT, **{nature: Severite(ligne.severite) for nature, ligne in reglees.items()}}, seuil
    )
