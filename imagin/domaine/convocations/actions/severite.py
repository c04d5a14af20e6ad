"""Setting how severe conflicts are."""

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import SeveriteConflit


def regler_severite(
    perimetre: Perimetre, *, nature: NatureConflit, severite: Severite, seuil_km: int | None = None
) -> SeveriteConflit:
    """Hold conflicts of that kind for so severe from now on; `seuil_km` bears on ELOIGNEMENT only.

    Raises AccesRefuse.

    Guide: G4.2-19.
    """
    perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    champs = {"severite": severite, "seuil_km": seuil_km}
    return SeveriteConflit.objects.update_or_create(nature=nature, defaults=champs)[0]
