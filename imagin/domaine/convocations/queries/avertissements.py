"""Who was told of an indisponibilité by the act that declared or withdrew it, and who has to be called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import AvisIndisponibilite
from imagin.domaine.convocations.queries.indisponibilites import creneaux_contraries
from imagin.domaine.convocations.racines import avis_sur
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import personnels
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.suivi import envois_des_objets


@dataclass(frozen=True)
class Avertissement:
    """What became of the warning of a gestionnaire: `prevenu` by mail at `mel`, or not (no address, or a wrong one).

    `sessions`: labels of the exams concerned; `missions`: numbers of those where the person is not available, `libres`:
    of those that nothing upsets any more; `telephone` of the gestionnaire, or "". `centre`: the one that summoned, when
    it is the one warned.
    """

    gestionnaire: str
    sessions: tuple[str, ...]
    missions: tuple[int, ...]
    libres: tuple[int, ...]
    mel: str
    telephone: str
    prevenu: bool
    centre: str = ""


def avertissements(
    perimetre: Perimetre, *, objet: ObjetEnvoi, indisponibilite: int, intervenant: int
) -> list[Avertissement]:
    """What the mails of that act (`objet`: declared or withdrawn) said of a member of the caller's personnel, wherever
    summoned, in the order of their deposit, then the sessions that no address allows to tell.

    Guide: G3.2-05.
    """
    siens = personnels(perimetre).filter(pk=intervenant)
    envois = {
        envoi.pk: envoi for envoi in envois_des_objets([objet], [indisponibilite]) if envoi.cree_par == perimetre.auteur
    }
    lignes = _dites(siens).filter(envoi__in=envois).order_by("envoi", "affectation__mission__numero")
    par_mel = [
        _par_mel(list(siennes), prevenu=envois[envoi].etat != EtatEnvoi.REFUSE)
        for envoi, siennes in groupby(lignes, key=lambda ligne: ligne.envoi)
    ]
    return [*par_mel, *_sans_adresse(siens, indisponibilite)]


def _dites(siens: QuerySet[Intervenant]) -> QuerySet[AvisIndisponibilite]:
    return avis_sur(siens).select_related("affectation__mission__centre", "affectation__mission__session__examen")


def _par_mel(lignes: Sequence[AvisIndisponibilite], *, prevenu: bool) -> Avertissement:
    """The warning that one mail carries."""
    missions = [ligne.affectation.mission for ligne in lignes]
    premiere = missions[0]
    au_centre = lignes[0].destinataire != premiere.session.mel.strip().lower()
    return Avertissement(
        gestionnaire=premiere.session.gestionnaire,
        sessions=_sessions(missions),
        missions=tuple(ligne.affectation.mission.numero for ligne in lignes if ligne.plages),
        libres=tuple(ligne.affectation.mission.numero for ligne in lignes if not ligne.plages),
        mel=(premiere.centre if au_centre else premiere.session).mel.strip(),
        telephone=(premiere.centre if au_centre else premiere.session).telephone,
        prevenu=prevenu,
        centre=premiere.centre.libelle if au_centre else "",
    )


def _sans_adresse(siens: QuerySet[Intervenant], indisponibilite: int) -> Iterator[Avertissement]:
    """One for each session whose gestionnaire has no address, and whose missions it upsets."""
    par_session: dict[int, dict[int, Mission]] = {}
    for creneau in creneaux_contraries([indisponibilite]).filter(intervenant__in=siens):
        if not creneau.mission.session.mel.strip():
            par_session.setdefault(creneau.mission.session_id, {})[creneau.mission.numero] = creneau.mission
    for par_numero in par_session.values():
        missions = list(par_numero.values())
        yield Avertissement(
            gestionnaire=missions[0].session.gestionnaire,
            sessions=_sessions(missions),
            missions=tuple(sorted(par_numero)),
            libres=(),
            mel="",
            telephone=missions[0].session.telephone,
            prevenu=False,
        )


def _sessions(missions: Sequence[Mission]) -> tuple[str, ...]:
    """Their labels, each once."""
    return tuple(dict.fromkeys(str(mission.session) for mission in missions))
