"""What is to be told: the present state of affectations, beside what partners were last told of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from imagin.domaine.federation.actions import EtatTransmis
from imagin.echanges.federation.composition import Contenu, condense_de, convocation_de
from imagin.echanges.federation.lecture import Concernee, DossierLu, Transmis, dossiers_lus, transmis

# Sequences at which a partner holds affectations (keys), whatever we remember of them.
Tenues = Mapping[int, int]
RIEN_DE_TENU: Tenues = MappingProxyType({})
JAMAIS = Transmis(intervenant=0, sequence=0, retiree=True, condense="")


@dataclass(frozen=True)
class EtatADire:
    """What a partner is to be told: the affectation as read (None: it exists no more), its present summons (None: no
    longer one), and what is to be remembered of it.
    """

    lu: DossierLu | None
    convocation: Contenu | None
    etat: EtatTransmis


def etats_a_dire(trouvees: Collection[Concernee], *, tenues: Tenues = RIEN_DE_TENU) -> list[EtatADire]:
    """Those that differ from what was told, and all those of `tenues`; 3 queries, whatever their number."""
    cles = {trouvee.affectation for trouvee in trouvees}
    lus, dits = (dossiers_lus(cles), transmis(cles)) if cles else ({}, {})
    etats = []
    for trouvee in trouvees:
        dit = dits.get((trouvee.affectation, trouvee.partenaire), JAMAIS)
        present = _present(trouvee, lus.get(trouvee.affectation), dit, tenues.get(trouvee.affectation, 0))
        if trouvee.affectation in tenues or _differe(present.etat, dit):
            etats.append(present)
    return etats


def _present(trouvee: Concernee, lu: DossierLu | None, dit: Transmis, tenue: int) -> EtatADire:
    """The present state, under a number above all those that either side remembers."""
    convocation = convocation_de(lu) if lu and trouvee.domicile else None
    etat = EtatTransmis(
        partenaire=trouvee.partenaire,
        affectation=trouvee.affectation,
        intervenant=lu.intervenant if lu else dit.intervenant,
        sequence=max(dit.sequence, tenue) + 1,
        condense=condense_de(convocation),
        retiree=convocation is None,
    )
    return EtatADire(lu, convocation, etat)


def _differe(etat: EtatTransmis, dit: Transmis) -> bool:
    """Is it another summons, somebody else's, or a withdrawal not told yet?"""
    if etat.retiree:
        return not dit.retiree
    return (dit.retiree, dit.intervenant, dit.condense) != (False, etat.intervenant, etat.condense)
