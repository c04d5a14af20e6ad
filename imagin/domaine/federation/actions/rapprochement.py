"""The nightly comparison, on the side of the home académie."""

from collections.abc import Iterator, Sequence

from imagin.domaine.federation.enums import NatureEcart
from imagin.domaine.federation.racines import convocations_externes_visibles
from imagin.domaine.federation.rules import Condense, EcartConstate, FederationRefusee
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre

Tenue = tuple[int, str, bool]  # sequence, condensé, withdrawn


def comparer_condenses(
    perimetre: Perimetre, *, condenses: Sequence[Condense], apres: int, jusqu_a: int | None
) -> list[EcartConstate]:
    """What differs between the caller's summons in force and what we hold, of dossiers in ]apres, jusqu_a]. Reads only.

    One query, whatever the number. A dossier that we hold under a later number than the caller's differs too: its next
    message would otherwise be taken for an old one. Raises FederationRefusee: a dossier out of the range, or twice.
    """
    perimetre.exiger(Role.PARTENAIRE)
    dits = {dit.dossier: dit for dit in condenses}
    if len(dits) != len(condenses):
        raise FederationRefusee("Un dossier est donné deux fois.")
    if any(dossier <= apres or (jusqu_a is not None and dossier > jusqu_a) for dossier in dits):
        raise FederationRefusee("Un dossier est hors de l'intervalle annoncé.")
    siennes = convocations_externes_visibles(perimetre).filter(dossier__gt=apres)
    if jusqu_a is not None:
        siennes = siennes.filter(dossier__lte=jusqu_a)
    lignes = siennes.values_list("dossier", "sequence", "condense", "retiree")
    tenues = {dossier: (sequence, condense, retiree) for dossier, sequence, condense, retiree in lignes}
    return sorted(_ecarts(dits, tenues), key=lambda ecart: ecart.dossier)


def _ecarts(dits: dict[int, Condense], tenues: dict[int, Tenue]) -> Iterator[EcartConstate]:
    for dossier, dit in dits.items():
        sequence, condense, retiree = tenues.get(dossier, (0, "", True))
        if retiree:
            yield EcartConstate(dossier, NatureEcart.MANQUANTE, sequence)
        elif condense != dit.condense or sequence > dit.sequence:
            yield EcartConstate(dossier, NatureEcart.DIFFERENTE, sequence)
    for dossier, (sequence, _, retiree) in tenues.items():
        if dossier not in dits and not retiree:
            yield EcartConstate(dossier, NatureEcart.EN_TROP, sequence)
