"""What several views of the activity need: the caller's perimeter, the indemnity asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from imagin.activites.indemnites_chefs_centre.lists import adresse
from imagin.domaine.indemnites.enums import Periode
from imagin.domaine.indemnites.queries import SessionIndemnisee, session_indemnisee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.ui.onglets import Onglet

if TYPE_CHECKING:
    from imagin.domaine.indemnites.models import IndemniteCentre


@dataclass(frozen=True)
class IndemniteDemandee:
    """A session, one of its periods, and the indemnity that there is for it, or None."""

    perimetre: Perimetre
    indemnisee: SessionIndemnisee
    periode: Periode

    @property
    def indemnite(self) -> IndemniteCentre | None:
        """What the centre or the gestionnaire has entered so far."""
        return self.indemnisee.indemnites.get(self.periode)

    @property
    def onglets(self) -> list[Onglet]:
        """« Choix de la période »; none when the exam has only one."""
        if len(self.indemnisee.periodes) == 1:
            return []
        return [
            Onglet(periode.label, self.adresse("declaration", periode), periode == self.periode)
            for periode in self.indemnisee.periodes
        ]

    def adresse(self, nom: str, periode: Periode | None = None) -> str:
        """Address of a screen of it."""
        return adresse(nom, self.indemnisee.session.pk, periode or self.periode)


def demandee(perimetre: Perimetre, session: int, periode: str) -> IndemniteDemandee:
    """What the address names; 404 for another centre's session, or a period that the exam does not have."""
    trouvee = session_indemnisee(perimetre, session)
    if trouvee is None or periode.upper() not in trouvee.periodes:
        raise Http404
    return IndemniteDemandee(perimetre, trouvee, Periode(periode.upper()))
