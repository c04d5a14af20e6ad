"""What follows, for the frais, from what `convocations` announces: inside its transaction.

Source: online help of IMAG'IN, ConvocationForm (« les états de frais sont générés en même temps que la convocation »).
"""

from typing import Any

from django.db import connection

from imagin.domaine.convocations.events import ConvocationsAnnulees, Convoquee
from imagin.domaine.frais.enums import Mouvement
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.frais.rules import MOUVEMENTS
from imagin.socle.temps import maintenant

# One statement whatever the number of people: an état de frais for each convocation in force whose mission pays.
OUVRIR = """
INSERT INTO frais_etatfrais (genre, beneficiaire_id, affectation_id, libelle, etat, motif, change_le, change_par)
SELECT 'MISSION', a.intervenant_id, a.id, '', 'INITIALISE', '', %(instant)s, v.emise_par
  FROM convocations_convocation v
  JOIN convocations_affectation a ON a.id = v.affectation_id
  JOIN missions_mission m ON m.id = a.mission_id
  JOIN referentiel_typemission t ON t.code = m.type_id
 WHERE (%(toutes)s OR v.id = ANY(%(convocations)s)) AND v.annulee_le IS NULL
   AND a.etat = 'CONVOQUEE' AND m.retiree_le IS NULL
   AND t.paiement <> 'AUCUNE'
   AND NOT EXISTS (SELECT FROM frais_etatfrais f WHERE f.affectation_id = a.id)
ON CONFLICT (affectation_id) DO NOTHING"""


def ouvrir_etats_de_frais(evenement: Convoquee) -> None:
    """Open an état de frais for each of these convocations whose mission pays, unless its affectation has one."""
    _ouvrir(list(evenement.convocations))


def ouvrir_etats_manquants() -> None:
    """The same for all convocations in force: those that an import took over announce nothing."""
    _ouvrir(None)


def annuler_avec_les_convocations(evenement: ConvocationsAnnulees) -> None:
    """Who is no longer summoned is not paid. The lock of the affectation has refused those under treatment before."""
    departs, arrivee = MOUVEMENTS[Mouvement.ANNULER]
    EtatFrais.objects.filter(affectation__convocations__in=evenement.convocations, etat__in=departs).update(
        etat=arrivee, motif="Convocation annulée", change_le=maintenant(), change_par=evenement.par
    )


def _ouvrir(convocations: list[int] | None) -> None:
    parametres: dict[str, Any] = {
        "instant": maintenant(),
        "toutes": convocations is None,
        "convocations": convocations or [],
    }
    with connection.cursor() as curseur:
        curseur.execute(OUVRIR, parametres)
