"""The mails that tell a gestionnaire, and the centre that summoned, who became unavailable, and who no longer is.

One mail for each address, whatever the number of people: the day an import brings a hundred absences, the gestionnaire
reads one message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from imagin.domaine.convocations.actions import Changement, changements_a_dire, noter_avis
from imagin.domaine.convocations.enums import ObjetEnvoi, Origine
from imagin.domaine.convocations.events import ConvocationsAnnulees, ConvocationsRemplacees
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.indisponibilites import creneaux_contraries
from imagin.domaine.convocations.racines import lettres_designees
from imagin.domaine.disponibilites.events import IndisponibiliteDeclaree, IndisponibiliteSupprimee
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.queries import indisponibilites_annoncees
from imagin.domaine.missions.models import Mission
from imagin.presentation.courriels.indisponibilite.mots import AbsenceAnnoncee, Levee, MotsDesAbsences, creneau_en_mots
from imagin.presentation.courriels.redaction import rediger
from imagin.socle.envois.adresses import adresse_nommee, est_joignable
from imagin.socle.envois.depot import Courriel, deposer_courriels

OBJET = "indisponibilite"
SUPPRIMEE = "l'indisponibilité a été supprimée"
CHANGEE = "la convocation a été modifiée ou annulée"
AUTEURS = {
    Origine.CENTRE: "affectation__mission__centre__mel",
    Origine.GESTIONNAIRE: "affectation__mission__session__mel",
}


def prevenir_gestionnaires(evenement: IndisponibiliteDeclaree) -> None:
    """One row of the outbox for each address that learns something; that of one indisponibilité bears its key.

    Guide: G3.2-05.
    """
    changements = changements_a_dire(
        evenement.personnes,
        nouveaux=creneaux_contraries(evenement.indisponibilites, evenement.deja_couverts),
        liberees=evenement.liberees,
        auteur=evenement.repondre_a,
    )
    seule = evenement.indisponibilites[0] if len(evenement.indisponibilites) == 1 else None
    objet = (ObjetEnvoi.INDISPONIBILITE, seule) if seule is not None else None
    _deposer(changements, par=evenement.par, repondre_a=evenement.repondre_a, raison=SUPPRIMEE, objet=objet)


def dire_ce_qui_ne_l_est_plus(evenement: IndisponibiliteSupprimee) -> None:
    """What had not left is given up; who had been told is told what no longer is.

    Guide: G3.2-05.
    """
    personnes = {evenement.intervenant}
    changements = changements_a_dire(personnes, nouveaux=(), liberees=personnes, auteur=evenement.repondre_a)
    objet = (ObjetEnvoi.INDISPONIBILITE_SUPPRIMEE, evenement.indisponibilite)
    _deposer(changements, par=evenement.par, repondre_a=evenement.repondre_a, raison=SUPPRIMEE, objet=objet)


def dire_que_la_convocation_a_change(evenement: ConvocationsAnnulees | ConvocationsRemplacees) -> None:
    """Who had been told of an indisponibilité is told when other dates, or no summons any more, end the trouble.

    Except the side that did it, the centre or the gestionnaire, whom answers reach.
    """
    cles = evenement.convocations if isinstance(evenement, ConvocationsAnnulees) else evenement.nouvelles
    connues = lettres_designees(cles).filter(affectation__avis_indisponibilite__isnull=False)
    par_auteur: dict[str, set[int]] = {}
    for personne, auteur in connues.values_list("affectation__intervenant", AUTEURS[evenement.connu_de]):
        par_auteur.setdefault(auteur, set()).add(personne)
    for auteur, personnes in sorted(par_auteur.items()):
        changements = changements_a_dire(personnes, nouveaux=(), liberees=personnes, auteur=auteur)
        _deposer(changements, par=evenement.par, repondre_a=auteur, raison=CHANGEE)


def _deposer(
    changements: Sequence[Changement], *, par: str, repondre_a: str, raison: str, objet: tuple[str, int] | None = None
) -> None:
    """An address that no mail can reach is promised to nobody."""
    repondre_a = repondre_a if est_joignable(repondre_a) else ""
    absences = indisponibilites_annoncees({c.absence for ch in changements for c in ch.touches})
    joignables = [changement for changement in changements if changement.destinataire]
    envois = deposer_courriels(
        replace(_courriel(changement, absences, par=par, repondre_a=repondre_a, raison=raison), objet=objet)
        for changement in joignables
    )
    for changement, envoi in zip(joignables, envois, strict=True):
        noter_avis(changement, envoi=envoi.pk)


def _premiere(changement: Changement) -> Mission:
    return changement.touches[0].mission if changement.touches else changement.levees[0][0].mission


def _qui(changement: Changement) -> str:
    """The gestionnaire's name, or the centre's."""
    mission = _premiere(changement)
    return str(mission.centre.libelle if changement.centre else mission.session.gestionnaire)


def _mel(changement: Changement) -> str:
    """The address as it was given, whatever its capitals."""
    mission = _premiere(changement)
    return str(mission.centre.mel if changement.centre else mission.session.mel).strip()


def _courriel(
    changement: Changement, connues: dict[int, Indisponibilite], *, par: str, repondre_a: str, raison: str
) -> Courriel:
    mots = MotsDesAbsences(
        destinataire=_qui(changement),
        centre=changement.centre,
        absences=tuple(_absences(changement, connues)),
        personnes=len({creneau.intervenant_id for creneau in changement.touches}),
        levees=tuple(_levees(changement)),
        missions=tuple(str(numero) for numero in _missions(changement)),
        raison=raison,
        repondre_a=repondre_a,
    )
    redaction = rediger(OBJET, mots)
    return Courriel(
        cle=f"gestionnaire:{changement.destinataire}"[:80],
        destinataire=adresse_nommee(_qui(changement), _mel(changement)),
        repondre_a=repondre_a,
        sujet=redaction.sujet,
        corps=redaction.corps,
        par=par,
    )


def _missions(changement: Changement) -> list[int]:
    touches = {creneau.mission.numero for creneau in changement.touches}
    return sorted(touches | {affectation.mission.numero for affectation, _ in changement.levees})


def _absences(changement: Changement, connues: dict[int, Indisponibilite]) -> Iterator[AbsenceAnnoncee]:
    """Sorted by person, then by indisponibilité."""
    touches = sorted(changement.touches, key=lambda c: (c.intervenant.cle, c.intervenant_id, c.absence))
    for cle, siens in groupby(touches, key=lambda creneau: creneau.absence):
        creneaux, absence = list(siens), connues[cle]
        yield AbsenceAnnoncee(
            nom=str(creneaux[0].intervenant),
            periode=absence.dates.en_lettres,
            motif=absence.motif,
            origine=absence.origine,
            creneaux=tuple(creneau_en_mots(c.affectation, c.mission, c.plage) for c in creneaux),
        )


def _levees(changement: Changement) -> Iterator[Levee]:
    par_personne: dict[int, list[tuple[Affectation, str]]] = {}
    for affectation, plage in changement.levees:
        dit = creneau_en_mots(affectation, affectation.mission, plage)
        par_personne.setdefault(affectation.intervenant_id, []).append((affectation, dit))
    for siennes in par_personne.values():
        yield Levee(str(siennes[0][0].intervenant), tuple(dit for _, dit in siennes))
