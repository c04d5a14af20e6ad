"""Which handler follows which event. One page, so that what happens after a decision can be read.

All of these run inside the transaction that announces; what must leave the machine is a row of the outbox by then.
"""

from imagin.domaine.acces.events import CompteInvite
from imagin.domaine.convocations.events import (
    ConvocationsAnnulees,
    ConvocationsRemplacees,
    Convoquee,
    EnvoiDemande,
    MissionsRetirees,
)
from imagin.domaine.disponibilites.events import IndisponibiliteDeclaree, IndisponibiliteSupprimee
from imagin.domaine.frais.suites import annuler_avec_les_convocations, ouvrir_etats_de_frais
from imagin.domaine.revisions.events import ConvocationsARevoir
from imagin.domaine.revisions.suites import (
    TemoinDesConvocations,
    lever_ce_qui_est_change,
    lever_qui_redevient_disponible,
    marquer_qui_devient_indisponible,
)
from imagin.domaine.services_faits.suites import retenir_ce_qui_est_constate
from imagin.echanges.federation.depot import dire_ailleurs_qui_est_convoque, dire_ailleurs_qui_ne_l_est_plus
from imagin.echanges.santorin.depot import transmettre_annulations, transmettre_convocations
from imagin.presentation.courriels.a_revoir.depot import prevenir_de_ce_qui_est_a_revoir
from imagin.presentation.courriels.annulation.depot import prevenir_de_l_annulation
from imagin.presentation.courriels.compte.depot import deposer_invitation
from imagin.presentation.courriels.convocation.depot import deposer_convocations, renvoyer_les_nouvelles
from imagin.presentation.courriels.indisponibilite.depot import (
    dire_ce_qui_ne_l_est_plus,
    dire_que_la_convocation_a_change,
    prevenir_gestionnaires,
)
from imagin.presentation.courriels.missions_retirees.depot import prevenir_les_centres
from imagin.socle.evenements import abonner
from imagin.socle.imports.temoins import enregistrer_temoin

TEMOIN = TemoinDesConvocations()


def abonner_tout() -> None:
    """Subscribe every handler; called once at start-up."""
    abonner(CompteInvite, deposer_invitation)
    abonner(Convoquee, ouvrir_etats_de_frais)
    abonner(Convoquee, transmettre_convocations)
    abonner(Convoquee, dire_ailleurs_qui_est_convoque)
    abonner(EnvoiDemande, deposer_convocations)
    abonner(ConvocationsRemplacees, renvoyer_les_nouvelles)
    abonner(ConvocationsAnnulees, retenir_ce_qui_est_constate)
    abonner(ConvocationsAnnulees, prevenir_de_l_annulation)
    abonner(ConvocationsAnnulees, annuler_avec_les_convocations)
    abonner(ConvocationsAnnulees, transmettre_annulations)
    abonner(ConvocationsAnnulees, dire_ailleurs_qui_ne_l_est_plus)
    abonner(MissionsRetirees, prevenir_les_centres)
    abonner(IndisponibiliteDeclaree, prevenir_gestionnaires)
    abonner(IndisponibiliteSupprimee, dire_ce_qui_ne_l_est_plus)
    abonner(ConvocationsRemplacees, dire_que_la_convocation_a_change)
    abonner(ConvocationsAnnulees, dire_que_la_convocation_a_change)
    abonner(IndisponibiliteDeclaree, marquer_qui_devient_indisponible)
    abonner(IndisponibiliteSupprimee, lever_qui_redevient_disponible)
    abonner(ConvocationsRemplacees, lever_ce_qui_est_change)
    abonner(ConvocationsAnnulees, lever_ce_qui_est_change)
    abonner(ConvocationsARevoir, prevenir_de_ce_qui_est_a_revoir)
    enregistrer_temoin(TEMOIN)
