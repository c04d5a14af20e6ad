"""A summons of one of our people by another académie."""

from django.db import transaction

from imagin.domaine.federation.actions.application import appliquer_convocation_externe
from imagin.domaine.federation.actions.personnes import nommer_personne
from imagin.domaine.federation.enums import EtatPersonne
from imagin.domaine.federation.models import ConvocationExterne, PersonneExterne
from imagin.domaine.federation.racines import convocations_externes_visibles, partenaires_visibles
from imagin.domaine.federation.rules import ConvocationRecue, FederationRefusee, Reception, dossier_chez_nous
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.temps import maintenant
from imagin.socle.versions import un_seul_a_la_fois


@transaction.atomic
def recevoir_convocation_externe(perimetre: Perimetre, *, recue: ConvocationRecue) -> Reception:
    """Take what a partner tells of one of its dossiers: its indisponibilité here is made, changed or withdrawn.

    A sequence at or below the one held changes nothing: a message may come twice, or after a later one. The person
    unknown or ambiguous, it is kept and waits for the gestionnaire. One transaction; gestionnaires whose missions it
    upsets are told as for any indisponibilité. Raises FederationRefusee: nobody named, or by a reference not theirs.

    Guide: G4.6-04, G3.2-04, G3.2-05.
    """
    perimetre.exiger(Role.PARTENAIRE)
    partenaire = partenaires_visibles(perimetre).get()
    un_seul_a_la_fois(f"federation.dossier:{dossier_chez_nous(partenaire.code, recue.dossier)}")
    siennes = convocations_externes_visibles(perimetre).select_related("personne")
    tenue = siennes.filter(dossier=recue.dossier).first()
    if tenue is not None and recue.sequence <= tenue.sequence:
        return Reception(prise=False, personne=EtatPersonne(tenue.personne.etat))
    personne = _personne(perimetre, recue, tenue)
    if personne is None:
        return Reception(prise=True, personne=EtatPersonne.INCONNUE)
    prise = tenue or ConvocationExterne(partenaire=partenaire, dossier=recue.dossier)
    prise.partenaire, prise.personne, prise.sequence = partenaire, personne, recue.sequence
    prise.contenu, prise.condense, prise.retiree = recue.contenu, recue.condense, recue.contenu is None
    prise.recue_le = maintenant()
    prise.save()
    appliquer_convocation_externe(perimetre, prise)
    return Reception(prise=True, personne=EtatPersonne(personne.etat))


def _personne(
    perimetre: Perimetre, recue: ConvocationRecue, tenue: ConvocationExterne | None
) -> PersonneExterne | None:
    """Whom it is about. A withdrawal need not say it of a dossier that we hold, and of another there is nothing to do
    unless it does: it is then kept, so that an older summons that comes later makes nothing.
    """
    if recue.contenu is None and tenue is not None:
        return tenue.personne
    if recue.personne is not None:
        return nommer_personne(perimetre, nommee=recue.personne)
    if recue.contenu is None:
        return None
    raise FederationRefusee("Une convocation dit qui elle convoque.")
