"""What summoning people at given times would clash with: a few queries, whatever the number of people and dates."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from imagin.domaine.competences.queries import sans_competence
from imagin.domaine.convocations.enums import NatureConflit
from imagin.domaine.convocations.models import Creneau
from imagin.domaine.convocations.queries.severites import severites
from imagin.domaine.convocations.racines import creneaux_de_tous
from imagin.domaine.convocations.rules import Conflit, Plage, demi_journees, distance_km
from imagin.domaine.disponibilites.racines import indisponibilites_de_tous
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.personnes.racines import personnes_designees
from imagin.socle.temps import bornes, chevauche, creneau_en_lettres


@hors_perimetre("une personne déjà prise l'est où que ce soit")
def conflits(
    perimetre: Perimetre,
    *,
    mission: Mission,
    intervenants: Collection[int],
    plages: Sequence[Plage],
    hors_affectations: Collection[int] = (),
) -> list[Conflit]:
    """Conflicts of each person with each range that are not ignored, as a screen says them.

    Guide: G4.2-19.
    """
    trouves = conflits_connus(
        perimetre, mission=mission, intervenants=intervenants, plages=plages, hors_affectations=hors_affectations
    )
    return [conflit for conflit in trouves if not conflit.ignore]


@hors_perimetre("une personne déjà prise l'est où que ce soit")
def conflits_connus(
    perimetre: Perimetre,
    *,
    mission: Mission,
    intervenants: Collection[int],
    plages: Sequence[Plage],
    hors_affectations: Collection[int] = (),
) -> list[Conflit]:
    """The same with overlaps that the gestionnaire ignores, each with its severity; the same mission twice blocks.

    The summons of the whole académie are looked at: a person is taken wherever they are summoned. `hors_affectations`
    are those being modified.

    Guide: G4.2-19.
    """
    if not intervenants or not plages:
        return []
    reglees = severites()
    seuil_km = None if reglees.ignore(NatureConflit.ELOIGNEMENT) else reglees.seuil_km
    trouves = [
        *_convocations(mission, intervenants, plages, hors_affectations, seuil_km),
        *_indisponibilites(intervenants, plages),
    ]
    if not reglees.ignore(NatureConflit.SANS_COMPETENCE):
        trouves += _sans_competence(perimetre, mission, intervenants)
    return [c if c.nature is None else c.juge(reglees.par_nature[c.nature]) for c in trouves]


class _Pris(NamedTuple):
    """A créneau on which somebody is taken, with its mission and the place of its centre.

    Bare columns: this runs as one types, and building the four models takes longer than the query.
    """

    intervenant: int
    nom: str
    prenom: str
    plage: Plage
    cle_mission: int
    numero: int
    centre: str
    latitude: float | None
    longitude: float | None

    @property
    def qui(self) -> str:
        return f"{self.nom} {self.prenom}"

    @property
    def mission_et_centre(self) -> str:
        return f"mission {self.numero} ({self.centre})"


def _pris(creneaux: QuerySet[Creneau]) -> Iterator[_Pris]:
    """These créneaux, by time."""
    lignes = creneaux.order_by("plage", "pk").values_list(
        "intervenant",
        "intervenant__nom",
        "intervenant__prenom",
        "plage",
        "mission",
        "mission__numero",
        "mission__centre__libelle",
        "mission__centre__latitude",
        "mission__centre__longitude",
    )
    return map(_Pris._make, lignes)


def _convocations(
    mission: Mission,
    intervenants: Collection[int],
    plages: Sequence[Plage],
    hors: Collection[int],
    seuil_km: int | None,
) -> Iterator[Conflit]:
    """Same time; or same half-day, at `seuil_km` or more. One read serves both; centres of unknown place are near."""
    ici = _lieu(mission.centre.latitude, mission.centre.longitude)
    mesure = seuil_km is not None and ici is not None
    cherchees = [*plages, *demi_journees(plages)] if mesure else plages
    creneaux = creneaux_de_tous(intervenants).filter(chevauche("plage", cherchees))
    for pris in _pris(creneaux.exclude(affectation__in=hors)):
        la = _lieu(pris.latitude, pris.longitude)
        if _touche(pris.plage, plages):
            yield _deja_convoque(pris, mission)
        elif seuil_km is not None and ici and la and (km := distance_km(ici, la)) >= seuil_km:
            yield _trop_loin(pris, km)


def _lieu(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _touche(prise: Plage, plages: Sequence[Plage]) -> bool:
    """Does it overlap one of these? Both ends of all are known."""
    debut, fin = bornes(prise)
    return any(debut < bornes(plage)[1] and bornes(plage)[0] < fin for plage in plages)


def _deja_convoque(pris: _Pris, mission: Mission) -> Conflit:
    meme = pris.cle_mission == mission.pk
    ou = "cette mission" if meme else f"la {pris.mission_et_centre}"
    nature = None if meme else NatureConflit.CHEVAUCHEMENT
    return Conflit(pris.intervenant, pris.qui, f"est déjà sur {ou} : {_quand(pris.plage)}", nature)


def _indisponibilites(intervenants: Collection[int], plages: Sequence[Plage]) -> list[Conflit]:
    absences = indisponibilites_de_tous(intervenants).filter(chevauche("periode", plages))
    lignes = absences.order_by("periode", "pk").values_list(
        "intervenant", "intervenant__nom", "intervenant__prenom", "periode", "motif"
    )
    return [
        Conflit(
            cle,
            f"{nom} {prenom}",
            f"est indisponible : {_quand(periode)}, {motif}",
            NatureConflit.INDISPONIBILITE,
        )
        for cle, nom, prenom, periode, motif in lignes
    ]


def _sans_competence(perimetre: Perimetre, mission: Mission, intervenants: Collection[int]) -> list[Conflit]:
    if mission.epreuve_option_id is None:
        return []
    sans = sans_competence(perimetre, intervenants=intervenants, epreuve_option=mission.epreuve_option_id)
    phrase = f"n'a pas de compétence connue pour l'épreuve {mission.epreuve_option}"
    personnes = personnes_designees(sans).order_by("cle", "pk")
    return [Conflit(p.pk, str(p), phrase, NatureConflit.SANS_COMPETENCE) for p in personnes]


def _trop_loin(pris: _Pris, km: float) -> Conflit:
    phrase = f"est, dans la même demi-journée, à {km:.0f} km de là, {pris.mission_et_centre} : {_quand(pris.plage)}"
    return Conflit(pris.intervenant, pris.qui, phrase, NatureConflit.ELOIGNEMENT)


def _quand(plage: Plage) -> str:
    """« le mardi 15/03/2016 09:00 - 12:00 », inside a sentence."""
    texte = creneau_en_lettres(*bornes(plage))
    return texte[0].lower() + texte[1:]
