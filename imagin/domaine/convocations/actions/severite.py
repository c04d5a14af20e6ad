"""Setting how severe conflicts are."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import SeveriteConflit
from imagin.domaine.convocations.queries.severites import ReglageSeverite, etat_des_severites, severites_reglees
from imagin.domaine.convocations.rules import SEUIL_MAXIMAL_KM, ConvocationRefusee
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.versions import exiger_inchange, un_seul_a_la_fois


@transaction.atomic
def regler_severites(perimetre: Perimetre, *, voulus: Collection[ReglageSeverite], version: str | None = None) -> None:
    """Set several kinds at once, all or none, as `regler_severite` does.

    Raises ChangeeEntreTemps when `version`, of these kinds as the form was opened on them, is no longer theirs.

    Guide: G4.2-19.
    """
    perimetre.exiger(Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
    un_seul_a_la_fois("severites des conflits")
    natures = {voulu.nature for voulu in voulus}
    tenus = [tenu for tenu in severites_reglees(perimetre) if tenu.nature in natures]
    exiger_inchange(etat_des_severites(tenus), version, lambda: _dernier(tenus))
    for voulu in voulus:
        regler_severite(perimetre, nature=voulu.nature, severite=voulu.severite, seuil_km=voulu.seuil_km)


def _dernier(tenus: Collection[ReglageSeverite]) -> tuple[str, datetime] | None:
    changes = [(tenu.quand, tenu.qui) for tenu in tenus if tenu.quand]
    return (max(changes)[1], max(changes)[0]) if changes else None


@transaction.atomic
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
