"""What the views of a partner share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from imagin.domaine.federation.queries import partenaire_declare

if TYPE_CHECKING:
    from imagin.domaine.federation.models import Partenaire
    from imagin.domaine.perimetre.rules import Perimetre


def partenaire_ou_404(perimetre: Perimetre, cle: int) -> Partenaire:
    """The partner of that key."""
    partenaire = partenaire_declare(perimetre, cle)
    if partenaire is None:
        raise Http404
    return partenaire
