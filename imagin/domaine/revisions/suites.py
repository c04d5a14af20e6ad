"""What follows, for revisions, from imports and from what lower rooms announce: inside their transaction."""

from collections import Counter

from imagin.domaine.convocations.events import ConvocationsAnnulees, ConvocationsRemplacees
from imagin.domaine.disponibilites.events import IndisponibiliteDeclaree, IndisponibiliteSupprimee
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.revisions.actions import (
    lever_ce_qui_ne_contredit_plus,
    marquer_contredites,
    marquer_indisponibles,
    photographier,
)
from imagin.domaine.revisions.queries import revisions_par_cle
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.temoins import Consequences

PREMIERES = 1_000
"""People whom a report names; its counts are exact."""


class TemoinDesConvocations:
    """What an import does to people already summoned: counted in its preview, marked when it is applied.

    Guide: GX-01, GX-02.
    """

    regarde = frozenset(
        {
            "missions_mission",
            "missions_commission",
            "missions_jury",
            "missions_salle",
            "missions_datemission",
            "missions_datecommission",
            "missions_datefixee",
            "personnes_intervenant",
            "referentiel_etablissement",
        }
    )

    def avant(self, atelier: Atelier) -> None:
        """Photograph what summonses lean on."""
        photographier(systeme(f"import {atelier.code}"))

    def apres(self, atelier: Atelier, *, rapport: int, essai: bool) -> Consequences:
        """Mark what is contradicted; in a preview, nobody is told, and the caller rolls back."""
        moi = systeme(f"import {atelier.code}")
        cles = marquer_contredites(moi, rapport=rapport, prevenir=not essai)
        if not cles:
            return Consequences()
        marques = revisions_par_cle(moi, cles)
        par_affectation: dict[int, dict[str, str]] = {}
        motifs: Counter[str] = Counter()
        for marque in marques.order_by("pk").iterator():
            motifs[marque.motif] += 1
            siennes = par_affectation.setdefault(
                marque.affectation_id,
                {
                    "mission": str(marque.affectation.mission.numero),
                    "centre": marque.affectation.mission.centre.libelle,
                    "personne": str(marque.affectation.intervenant),
                    "pourquoi": "",
                },
            )
            siennes["pourquoi"] = " ; ".join(filter(None, (siennes["pourquoi"], marque.phrase)))
        return Consequences(len(par_affectation), dict(motifs), tuple(par_affectation.values())[:PREMIERES])


def marquer_qui_devient_indisponible(evenement: IndisponibiliteDeclaree) -> None:
    """Whoever is summoned meanwhile is « à revoir »; what is no longer so, since some were withdrawn, is lifted."""
    moi = systeme(evenement.par)
    marquer_indisponibles(moi, indisponibilites=evenement.indisponibilites, deja_couverts=evenement.deja_couverts)


def lever_qui_redevient_disponible(evenement: IndisponibiliteSupprimee) -> None:
    """An indisponibilité taken back contradicts nothing any more."""
    lever_ce_qui_ne_contredit_plus(systeme(evenement.par))


def lever_ce_qui_est_change(evenement: ConvocationsRemplacees | ConvocationsAnnulees) -> None:
    """A convocation changed or cancelled is what somebody decided: what it no longer contradicts is closed."""
    lever_ce_qui_ne_contredit_plus(systeme(evenement.par))
