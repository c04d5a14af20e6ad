"""Change a convocation: the centre its own, the gestionnaire any."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction

from imagin.domaine.convocations.actions.annuler import DISPARUE, affectation_modifiable, clore
from imagin.domaine.convocations.actions.convoquer import choix, reporter
from imagin.domaine.convocations.actions.douter import exiger_sans_doute, tardive
from imagin.domaine.convocations.actions.emettre import emettre, poser_creneaux
from imagin.domaine.convocations.actions.verifier import (
    exiger_choix,
    exiger_report_decide,
    exiger_sans_conflit,
    mission_ouverte,
    tenir,
)
from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.events import ConvocationRemplacee
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries import (
    affectation_du_centre,
    affectations_de_l_academie,
    creneaux_de,
    intervenants_a_convoquer,
)
from imagin.domaine.convocations.queries.envois import adresse_de_la_suivante
from imagin.domaine.convocations.queries.versions import derniere_emission, etat_de_la_convocation
from imagin.domaine.convocations.rules import ConvocationRefusee, Demande, exiger_deverrouillee
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import avec_libelles, avec_organisation
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.evenements import annoncer
from imagin.socle.versions import exiger_inchange


@dataclass(frozen=True)
class Modification:
    """The new letter, and the address that it goes to: empty when the one replaced had not been sent by mail.

    `retenue`: it comes after the fact, so that no mail leaves by itself.
    """

    convocation: Convocation
    mel: str = ""
    retenue: bool = False


@transaction.atomic
def modifier_convocation(
    perimetre: Perimetre, *, affectation: int, demande: Demande, version: str | None = None
) -> Modification:
    """Give the affectation the demand's dates and choices, and issue its letter anew, as the next version.

    Who had been sent the former letter is sent the new one, unless it comes after the fact. Raises ConvocationRefusee
    as `convoquer` does, and when the centre may no longer change it; DoutesAConfirmer for what newly surprises;
    ChangeeEntreTemps when `version`, of what the form was opened on, is no longer that of the convocation.

    Guide: G4.2-04.
    """
    tenir(affectation_du_centre(perimetre, affectation).values_list("intervenant", flat=True))

    def inchangee(modifiee: Affectation) -> None:
        exiger_inchange(etat_de_la_convocation(modifiee), version, partial(derniere_emission, modifiee))

    return modifier(perimetre, affectation, demande, partial(mission_ouverte, perimetre), inchangee)


@transaction.atomic
def modifier(
    perimetre: Perimetre,
    affectation: int,
    demande: Demande,
    mission_ouverte_de: Callable[[int], Mission],
    exiger_inchangee: Callable[[Affectation], None],
) -> Modification:
    """The same for somebody who is locked; `mission_ouverte_de` gives the mission of a number, or refuses it.

    `exiger_inchangee` refuses an affectation that is not what the form was opened on.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    modifiee = affectation_modifiable(perimetre, affectation)
    exiger_inchangee(modifiee)
    return _remplacer(perimetre, modifiee, mission_ouverte_de(modifiee.mission.numero), demande)


@transaction.atomic
def reprendre_convocation(perimetre: Perimetre, *, affectation: int, demande: Demande) -> Modification:
    """The gestionnaire changes a convocation, whoever made it: from now on it is theirs, no longer the centre's.

    `demande.reporter` is not asked of them. Raises AccesRefuse, ConvocationRefusee as `modifier_convocation` does.

    Guide: G4.2-05, GG-03.
    """
    perimetre.exiger_gestion()
    tenir(Affectation.objects.filter(pk=affectation).values_list("intervenant", flat=True))
    reprise = affectations_de_l_academie(perimetre).filter(pk=affectation).select_for_update(of=("self",)).first()
    if reprise is None:
        raise ConvocationRefusee(DISPARUE)
    exiger_deverrouillee(reprise)
    reprise.origine = Origine.GESTIONNAIRE
    mission = avec_organisation(avec_libelles(Mission.objects.filter(pk=reprise.mission_id))).get()
    return _remplacer(perimetre, reprise, mission, replace(demande, reporter=False))


def _remplacer(perimetre: Perimetre, modifiee: Affectation, mission: Mission, demande: Demande) -> Modification:
    """Write the demand on the affectation, which is locked, and issue its next letter."""
    modifiee.mission = mission  # loaded with all that the letter says
    exiger_choix(mission, demande, sans_salle=modifiee.salle_id is None)
    personne = modifiee.intervenant_id
    accord = exiger_sans_conflit(perimetre, mission, [personne], demande, hors_affectations=[modifiee.pk])
    avant = Demande(tuple(creneaux_de(modifiee)), jury=modifiee.jury_id, observation=modifiee.observation)
    exiger_sans_doute(perimetre, mission, demande, objet=str(modifiee.intervenant), avant=avant)
    exiger_report_decide(mission, demande, deja=avant.saisie)
    for champ, valeur in choix(mission, demande).items():
        setattr(modifiee, champ, valeur)
    modifiee.confirmation = accord.confirmes.get(personne, "")
    modifiee.motif_confirmation = demande.motif.strip() if accord.confirmes else ""
    modifiee.intervenant = intervenants_a_convoquer(perimetre, [personne]).get()
    modifiee.save()
    modifiee.creneaux.all().delete()
    poser_creneaux([modifiee], demande, chevauchent=accord.chevauchent)
    reporter(perimetre, mission, demande)
    ancienne = clore(modifiee)
    [nouvelle] = emettre(perimetre, mission, [modifiee], demande, precedente=ancienne)
    retenue = tardive(demande, avant)
    mel = "" if retenue else adresse_de_la_suivante(modifiee)
    annoncer(ConvocationRemplacee(ancienne.pk, nouvelle.pk, par=perimetre.auteur, mel=mel))
    return Modification(nouvelle, mel, retenue)
