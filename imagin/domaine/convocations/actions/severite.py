"""Setting how severe conflicts are."""

from imagin.domaine.acces.enums import Role
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import SeveriteConflit
from imagin.domaine.convocations.rules import SEUIL_MAXIMAL_KM, ConvocationRefusee


def regler_severite(
    perimetre: Perimetre, *, nature: NatureConflit, severite: Severite, seuil_km: int | None = None
) -> SeveriteConflit:
    """Hold conflicts of that kind for so severe from now on; `seuil_km` bears on ELOIGNEMENT only.

    Raises AccesRefuse, ConvocationRefusee for a distance that is not from 1 to 500 km.

    Guide: G4.2-19.
    """
    perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    if seuil_km is not None and not 1 <= seuil_km <= SEUIL_MAXIMAL_KM:
        raise ConvocationRefusee(f"La distance va de 1 à {SEUIL_MAXIMAL_KM} km.")
    champs = {"severite": severite, "seuil_km": seuil_km}
    return SeveriteConflit.objects.update_or_create(nature=nature, defaults=champs)[0]
