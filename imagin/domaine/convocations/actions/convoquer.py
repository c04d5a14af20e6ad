"""Summon people to a mission: the centre to its own, the gestionnaire to those of their exams."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from imagin.domaine.convocations.actions.douter import exiger_sans_doute
from imagin.domaine.convocations.actions.emettre import emettre, poser_creneaux
from imagin.domaine.convocations.actions.verifier import (
    exiger_choix,
    exiger_report_decide,
    exiger_sans_conflit,
    mission_ouverte,
    qualites_permises,
)
from imagin.domaine.convocations.enums import EtatAffectation
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries import creneaux_attendus, intervenants_a_convoquer
from imagin.domaine.convocations.rules import (
    ConvocationRefusee,
    CreneauDejaAffecte,
    Demande,
    exiger_qui_convoque,
    origine_de,
    propre_a,
    sont_specifiques,
)
from imagin.domaine.missions.actions import enregistrer_saisie, oublier_saisie
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import attentes
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Qualite
from imagin.domaine.referentiel.racines import communs

L = TypeVar("L", bound=models.Model)


def convoquer(
    perimetre: Perimetre, *, mission: int, intervenants: Collection[int], demande: Demande
) -> list[Convocation]:
    """Summon `intervenants` (keys) to the mission numbered `mission`, all of them or nobody.

    One transaction, a fixed number of statements whatever the number of people. Raises ConvocationRefusee: mission not
    open, choice that is not the mission's, somebody twice on the same slot (CreneauDejaAffecte), conflicts that the
    demand does not confirm (ConflitsAConfirmer), « Saisie sur la mission » unanswered (SaisieAConfirmer). Raises
    DoutesAConfirmer while what surprises is not confirmed.

    Whose the convocations are, the centre's or the gestionnaire's, follows from who summons; a gestionnaire is not
    asked « Saisie sur la mission ».

    Guide: G4.2-06 to G4.2-13, G4.2-19, GG-03.
    """
    exiger_qui_convoque(perimetre)
    demande = propre_a(perimetre, demande)
    if not intervenants:
        raise ConvocationRefusee("Choisissez au moins une personne à convoquer.", champ="intervenants")
    try:
        with transaction.atomic():
            return _convoquer(perimetre, mission_ouverte(perimetre, mission), sorted(set(intervenants)), demande)
    except IntegrityError as erreur:
        if "creneau_pas_deux_fois" not in str(erreur):
            raise
        raise CreneauDejaAffecte(
            "Une des personnes choisies vient d'être convoquée sur le même créneau. Rechargez la liste."
        ) from erreur


def _convoquer(perimetre: Perimetre, mission: Mission, cles: list[int], demande: Demande) -> list[Convocation]:
    exiger_choix(mission, demande, qualites_permises(mission, [demande]))
    accord = exiger_sans_conflit(perimetre, mission, cles, demande)
    personnes = list(intervenants_a_convoquer(perimetre, cles))
    noms = ", ".join(map(str, personnes))
    exiger_sans_doute(perimetre, mission, demande, objet=noms, nouveaux=cles)
    exiger_report_decide(mission, demande)
    [champs] = choix(mission, [demande])
    affectations = Affectation.objects.bulk_create(
        Affectation(
            mission=mission,
            intervenant=intervenant,
            etat=EtatAffectation.CONVOQUEE,
            origine=origine_de(perimetre),
            confirmation=accord.confirmes.get(intervenant.pk, ""),
            motif_confirmation=demande.motif.strip() if intervenant.pk in accord.confirmes else "",
            **champs,
        )
        for intervenant in personnes
    )
    poser_creneaux(affectations, demande, chevauchent=accord.chevauchent)
    reporter(perimetre, mission, demande)
    return emettre(perimetre, mission, affectations, demande)


def reporter(perimetre: Perimetre, mission: Mission, demande: Demande) -> None:
    """Carry dates and observation to the next convocations after « Oui » to the pop-up; nothing any more after « Non ».

    Guide: G4.2-12.
    """
    if not attentes(mission).report_de_saisie:
        return
    if demande.oublier:
        oublier_saisie(perimetre, mission=mission.numero)
    elif demande.reporter:
        enregistrer_saisie(
            perimetre, mission=mission.numero, creneaux=demande.creneaux, observation=demande.observation
        )


def choix(mission: Mission, demandes: Sequence[Demande]) -> list[dict[str, object]]:
    """Fields of an affectation that each of these demands decides, once `exiger_choix` has passed."""
    par_defaut = attentes(mission).qualite_par_defaut
    codes = {demande.qualite or par_defaut for demande in demandes} - {None, ""}
    qualites = communs(Qualite).in_bulk(codes) if codes else {}
    return [_champs(mission, demande, qualites.get(demande.qualite or par_defaut)) for demande in demandes]


def _champs(mission: Mission, demande: Demande, qualite: Qualite | None) -> dict[str, object]:
    return {
        "qualite": qualite,
        "commission": _de_cle(mission.commissions.all(), demande.commission),
        "jury": _de_cle(mission.jurys.all(), demande.jury),
        "salle": _de_cle(mission.salles.all(), demande.salle),
        "code_salle": demande.code_salle.strip(),
        "observation": demande.observation.strip(),
        "dates_specifiques": sont_specifiques(demande.creneaux, creneaux_attendus(mission, demande.commission)),
    }


def _de_cle(lignes: Iterable[L], cle: int | None) -> L | None:
    return next((ligne for ligne in lignes if ligne.pk == cle), None)
