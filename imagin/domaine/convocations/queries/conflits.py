"""What summoning people at given times would clash with: a few queries, whatever the number of people and dates."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.competences.queries import sans_competence
from imagin.domaine.convocations.enums import NatureConflit
from imagin.domaine.convocations.models import Creneau
from imagin.domaine.convocations.queries.severites import severites
from imagin.domaine.convocations.rules import Conflit, Plage, demi_journees, distance_km
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.temps import bornes, chevauche, creneau_en_lettres


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
    trouves = [
        *_affectations(mission, intervenants, plages, hors_affectations),
        *_indisponibilites(intervenants, plages),
    ]
    if not reglees.ignore(NatureConflit.SANS_COMPETENCE):
        trouves += _sans_competence(perimetre, mission, intervenants)
    if not reglees.ignore(NatureConflit.ELOIGNEMENT):
        trouves += _eloignes(mission, intervenants, plages, hors_affectations, reglees.seuil_km)
    return [c if c.nature is None else c.juge(reglees.par_nature[c.nature]) for c in trouves]


def _affectations(
    mission: Mission, intervenants: Collection[int], plages: Sequence[Plage], hors: Collection[int]
) -> list[Conflit]:
    pris = (
        Creneau.objects.filter(chevauche("plage", plages), intervenant__in=intervenants)
        .exclude(affectation__in=hors)
        .select_related("mission__centre", "intervenant")
        .order_by("plage", "pk")
    )
    return [_deja_convoque(creneau, mission) for creneau in pris]


def _deja_convoque(creneau: Creneau, mission: Mission) -> Conflit:
    quand = _quand(creneau.plage)
    meme = creneau.mission_id == mission.pk
    ou = "cette mission" if meme else f"la mission {creneau.mission.numero} ({creneau.mission.centre.libelle})"
    nature = None if meme else NatureConflit.CHEVAUCHEMENT
    return Conflit(creneau.intervenant_id, str(creneau.intervenant), f"est déjà sur {ou} : {quand}", nature)


def _indisponibilites(intervenants: Collection[int], plages: Sequence[Plage]) -> list[Conflit]:
    absences = Indisponibilite.objects.filter(chevauche("periode", plages), intervenant__in=intervenants)
    return [
        Conflit(
            absence.intervenant_id,
            str(absence.intervenant),
            f"est indisponible : {_quand(absence.periode)}, {absence.motif}",
            NatureConflit.INDISPONIBILITE,
        )
        for absence in absences.select_related("intervenant").order_by("periode", "pk")
    ]


def _sans_competence(perimetre: Perimetre, mission: Mission, intervenants: Collection[int]) -> list[Conflit]:
    if mission.epreuve_option_id is None:
        return []
    sans = sans_competence(perimetre, intervenants=intervenants, epreuve_option=mission.epreuve_option_id)
    phrase = f"n'a pas de compétence connue pour l'épreuve {mission.epreuve_option}"
    personnes = Intervenant.objects.filter(pk__in=sans).order_by("cle", "pk")
    return [Conflit(p.pk, str(p), phrase, NatureConflit.SANS_COMPETENCE) for p in personnes]


def _eloignes(
    mission: Mission, intervenants: Collection[int], plages: Sequence[Plage], hors: Collection[int], seuil_km: int
) -> list[Conflit]:
    """Same half-day, no overlap, a centre at `seuil_km` or more; centres of unknown place are near."""
    voisins = (
        Creneau.objects.filter(chevauche("plage", demi_journees(plages)), intervenant__in=intervenants)
        .exclude(chevauche("plage", plages))
        .exclude(Q(affectation__in=hors) | Q(mission__centre=mission.centre_id))
        .select_related("mission__centre", "intervenant")
        .order_by("plage", "pk")
    )
    if mission.centre.latitude is None:
        return []
    mesures = [(creneau, _distance(mission.centre, creneau.mission.centre)) for creneau in voisins]
    return [_trop_loin(creneau, km) for creneau, km in mesures if km is not None and km >= seuil_km]


def _trop_loin(creneau: Creneau, km: float) -> Conflit:
    ailleurs = creneau.mission
    phrase = (
        f"est, dans la même demi-journée, à {km:.0f} km de là, mission {ailleurs.numero} ({ailleurs.centre.libelle}) : "
        f"{_quand(creneau.plage)}"
    )
    return Conflit(creneau.intervenant_id, str(creneau.intervenant), phrase, NatureConflit.ELOIGNEMENT)


def _distance(ici: Etablissement, la: Etablissement) -> float | None:
    if ici.latitude is None or ici.longitude is None or la.latitude is None or la.longitude is None:
        return None
    return distance_km((ici.latitude, ici.longitude), (la.latitude, la.longitude))


def _quand(plage: Plage) -> str:
    """« le mardi 15/03/2016 09:00 - 12:00 », inside a sentence."""
    texte = creneau_en_lettres(*bornes(plage))
    return texte[0].lower() + texte[1:]
