"""Give affectations other dates and choices, and issue their next letters: a fixed number of queries, however many."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from imagin.domaine.convocations.actions.annuler import clore
from imagin.domaine.convocations.actions.convoquer import choix, reporter
from imagin.domaine.convocations.actions.douter import doutes_nouveaux, tardive
from imagin.domaine.convocations.actions.emettre import emettre, poser_creneaux
from imagin.domaine.convocations.actions.verifier import (
    INCONNUE,
    accorder,
    exiger_choix,
    exiger_report_decide,
    qualites_permises,
    tenir,
)
from imagin.domaine.convocations.events import ConvocationsRemplacees
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.convocations.queries import creneaux_des, intervenants_a_convoquer
from imagin.domaine.convocations.queries.conflits import conflits_connus
from imagin.domaine.convocations.queries.envois import adresses_des_suivantes
from imagin.domaine.convocations.rules import Accord, Conflit, ConvocationRefusee, Demande, Plage, origine_de
from imagin.domaine.doutes.actions import garder_doutes
from imagin.domaine.doutes.rules import Doute, DoutesAConfirmer, exiger_confirmes
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.evenements import annoncer

CHAMPS = [
    "qualite", "commission", "jury", "salle", "code_salle", "observation", "dates_specifiques",
    "confirmation", "motif_confirmation", "origine",
]  # fmt: skip
Refus = ConvocationRefusee | DoutesAConfirmer


@dataclass(frozen=True)
class Modification:
    """The new letter, and the address that it goes to: empty when the one replaced had not been sent by mail.

    `retenue`: it comes after the fact, so that no mail leaves by itself.
    """

    convocation: Convocation
    mel: str = ""
    retenue: bool = False


@dataclass(frozen=True)
class _Admise:
    """An affectation, locked, as it is asked to be, which nothing refuses."""

    affectation: Affectation
    demande: Demande
    accord: Accord
    doutes: Sequence[Doute]
    retenue: bool


def remplacer(
    perimetre: Perimetre,
    mission: Mission,
    affectations: Sequence[Affectation],
    demande_de: Callable[[Affectation], Demande],
) -> tuple[dict[int, Modification], dict[int, Refus]]:
    """Write what these affectations to a mission are asked to be: locked, each of another person; theirs who asks.

    `demande_de` gives it: dates, hours and what is confirmed are the same for all, the other choices need not be. What
    was done, and why each of the others was not, by key of affectation; nothing of what is refused is written.
    """
    personnes = [affectation.intervenant_id for affectation in affectations]
    connues = tenir(personnes)
    avant = creneaux_des([affectation.pk for affectation in affectations])
    demandes = {affectation.pk: demande_de(affectation) for affectation in affectations}
    qualites = qualites_permises(mission, demandes.values())
    conflits = _conflits(perimetre, mission, affectations, demandes)
    admises: list[_Admise] = []
    refus: dict[int, Refus] = {}
    for affectation in affectations:
        creneaux, demande = tuple(avant[affectation.pk]), demandes[affectation.pk]
        ancienne = Demande(creneaux, jury=affectation.jury_id, observation=affectation.observation)
        siens = conflits.get(affectation.intervenant_id, []) if affectation.intervenant_id in connues else None
        try:
            admise = _admettre(mission, affectation, demande, avant=ancienne, conflits=siens, qualites=qualites)
        except (ConvocationRefusee, DoutesAConfirmer) as erreur:
            refus[affectation.pk] = erreur
        else:
            admises.append(admise)
    return _ecrire(perimetre, mission, admises), refus


def _conflits(
    perimetre: Perimetre, mission: Mission, affectations: Sequence[Affectation], demandes: Mapping[int, Demande]
) -> dict[int, list[Conflit]]:
    """Of each person with what they are asked for, whatever its severity; what they were asked for here is no more."""
    par_personne: dict[int, list[Conflit]] = {}
    premiere = next(iter(demandes.values()), None)
    for conflit in conflits_connus(
        perimetre,
        mission=mission,
        intervenants=[affectation.intervenant_id for affectation in affectations],
        plages=_plages(premiere),
        hors_affectations=list(demandes),
    ):
        par_personne.setdefault(conflit.intervenant, []).append(conflit)
    return par_personne


def _admettre(
    mission: Mission,
    affectation: Affectation,
    demande: Demande,
    *,
    avant: Demande,
    conflits: Sequence[Conflit] | None,
    qualites: Collection[str],
) -> _Admise:
    """Raise Refus when it may not be so; `conflits` is None when the person is not known any more."""
    affectation.mission = mission  # loaded with all that the letter says
    exiger_choix(mission, demande, qualites, sans_salle=affectation.salle_id is None)
    if conflits is None:
        raise ConvocationRefusee(INCONNUE)
    accord = accorder(conflits, demande)
    doutes = doutes_nouveaux(mission, demande, avant)
    exiger_confirmes(doutes, demande.confirmation)
    exiger_report_decide(mission, demande, deja=avant.saisie)
    return _Admise(affectation, demande, accord, doutes, tardive(demande, avant))


def _ecrire(perimetre: Perimetre, mission: Mission, admises: Sequence[_Admise]) -> dict[int, Modification]:
    """Write them, end their letters, issue the next ones and announce both."""
    if not admises:
        return {}
    demande, affectations = admises[-1].demande, [admise.affectation for admise in admises]
    _garder_doutes(perimetre, mission, admises)
    _poser_choix(perimetre, mission, admises)
    Affectation.objects.bulk_update(affectations, CHAMPS)
    Creneau.objects.filter(affectation__in=affectations).delete()
    chevauchent = frozenset().union(*(admise.accord.chevauchent for admise in admises))
    poser_creneaux(affectations, demande, chevauchent=chevauchent)
    reporter(perimetre, mission, demande)
    anciennes = clore([affectation.pk for affectation in affectations])
    nouvelles = emettre(perimetre, mission, affectations, demande, precedentes=anciennes)
    parties = adresses_des_suivantes(affectations)
    mels = ["" if admise.retenue else parties.get(admise.affectation.pk, "") for admise in admises]
    annoncer(
        ConvocationsRemplacees(
            anciennes=tuple(anciennes[affectation.pk].pk for affectation in affectations),
            nouvelles=tuple(nouvelle.pk for nouvelle in nouvelles),
            mels={nouvelle.pk: mel for nouvelle, mel in zip(nouvelles, mels, strict=True) if mel},
            par=perimetre.auteur,
            connu_de=origine_de(perimetre),
        )
    )
    return {
        admise.affectation.pk: Modification(nouvelle, mel, admise.retenue)
        for admise, nouvelle, mel in zip(admises, nouvelles, mels, strict=True)
    }


def _garder_doutes(perimetre: Perimetre, mission: Mission, admises: Sequence[_Admise]) -> None:
    leves = [(doute, str(admise.affectation.intervenant)) for admise in admises for doute in admise.doutes]
    garder_doutes(perimetre, doutes=leves, confirmation=admises[-1].demande.confirmation, mission=mission.numero)


def _poser_choix(perimetre: Perimetre, mission: Mission, admises: Sequence[_Admise]) -> None:
    """On the affectations themselves, not yet on their rows; with the people as letters say them."""
    personnes = intervenants_a_convoquer(perimetre, [admise.affectation.intervenant_id for admise in admises])
    lues = {personne.pk: personne for personne in personnes}
    champs = choix(mission, [admise.demande for admise in admises])
    for admise, siens in zip(admises, champs, strict=True):
        affectation = admise.affectation
        affectation.origine = origine_de(perimetre)
        for champ, valeur in siens.items():
            setattr(affectation, champ, valeur)
        confirmes = admise.accord.confirmes
        affectation.confirmation = confirmes.get(affectation.intervenant_id, "")
        affectation.motif_confirmation = admise.demande.motif.strip() if confirmes else ""
        affectation.intervenant = lues[affectation.intervenant_id]


def _plages(demande: Demande | None) -> list[Plage]:
    """What a demand asks for; nothing while its hours are not in order, which `exiger_choix` refuses."""
    try:
        return [creneau.plage for creneau in demande.creneaux] if demande else []
    except ValueError:
        return []
