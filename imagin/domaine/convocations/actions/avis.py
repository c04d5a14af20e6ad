"""What the gestionnaire, and the centre that summoned, are told of indisponibilités: once, and when it no longer is.

What was last told is kept for each affectation and address; what is true now is compared with it, as for SANTORIN.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import QuerySet
from psycopg.types.range import Range

from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation, AvisIndisponibilite
from imagin.domaine.convocations.queries.indisponibilites import CreneauContrarie, creneaux_contraries_de
from imagin.domaine.convocations.racines import avis_sur
from imagin.domaine.convocations.rules import Plage
from imagin.socle.envois.suivi import retirer_envois
from imagin.socle.temps import bornes

Cle = tuple[str, str]  # a range, as it is kept
MOTIF = "La situation a changé avant le départ du mél."


@dataclass
class Changement:
    """What one address has to be told: créneaux newly upset (with their `absence`), and those that no longer are.

    `destinataire` is empty for a gestionnaire whose address is unknown: `touches` of one session then.
    """

    destinataire: str
    centre: bool = False
    touches: list[CreneauContrarie] = field(default_factory=list)
    levees: list[tuple[Affectation, Plage]] = field(default_factory=list)
    avis: dict[int, set[Cle]] = field(default_factory=dict)
    deja_dit: bool = False

    @property
    def personnes(self) -> set[int]:
        """Whom it is about."""
        return {c.intervenant_id for c in self.touches} | {a.intervenant_id for a, _ in self.levees}


def changements_a_dire(
    personnes: Collection[int],
    *,
    nouveaux: Iterable[CreneauContrarie],
    liberees: Collection[int] = (),
    auteur: str = "",
) -> list[Changement]:
    """What each address has to be told about these people, who are locked.

    `nouveaux`: créneaux that what was just declared upsets; `liberees`: people for whom something was withdrawn: their
    mails still waiting are given up, and what still holds is said again; `auteur`: an address that knows already.

    Guide: G3.2-05.
    """
    lignes = list(_connus(personnes))
    actuels = _actuels(personnes) if lignes else {}
    repris = _reprendre(lignes, liberees)
    a_dire: dict[tuple[str | int, bool], Changement] = {}
    dits = {(ligne.affectation_id, ligne.destinataire): ligne for ligne in lignes if ligne.pk not in repris}
    for creneau in [*nouveaux, *_a_redire(lignes, repris, actuels)]:
        for mel, centre in _destinataires(creneau, auteur):
            _toucher(a_dire, creneau, mel, centre, dits.get((creneau.affectation_id, mel)))
    for ligne in dits.values():
        _lever(a_dire, ligne, actuels.get(ligne.affectation_id, {}), auteur)
    return [changement for changement in a_dire.values() if changement.touches or changement.levees]


def noter_avis(changement: Changement, *, envoi: int) -> None:
    """Keep what that address now knows of the affectations that the mail speaks of, and which mail it is.

    Freed affectations keep a row without créneau: who reads what this mail said finds them too.
    """
    AvisIndisponibilite.objects.filter(destinataire=changement.destinataire, affectation__in=changement.avis).delete()
    seul = not changement.deja_dit and len(changement.personnes) == 1
    AvisIndisponibilite.objects.bulk_create(
        AvisIndisponibilite(
            affectation_id=affectation,
            destinataire=changement.destinataire,
            plages=sorted(plages),
            envoi=envoi,
            seul=seul,
        )
        for affectation, plages in changement.avis.items()
    )


def cle_de(plage: Plage) -> Cle:
    """A range, as it is kept."""
    debut, fin = (instant.astimezone(UTC).isoformat() for instant in bornes(plage))
    return debut, fin


def _connus(personnes: Collection[int]) -> QuerySet[AvisIndisponibilite]:
    return (
        avis_sur(personnes)
        .select_related(
            "affectation__intervenant",
            "affectation__mission__centre",
            "affectation__mission__type",
            "affectation__mission__session__examen",
        )
        .select_for_update(of=("self",))
        .order_by("affectation__intervenant__cle", "pk")
    )


def _actuels(personnes: Collection[int]) -> dict[int, dict[Cle, CreneauContrarie]]:
    """What is upset now, by affectation."""
    actuels: dict[int, dict[Cle, CreneauContrarie]] = {}
    for creneau in creneaux_contraries_de(personnes):
        actuels.setdefault(creneau.affectation_id, {}).setdefault(cle_de(creneau.plage), creneau)
    return actuels


def _reprendre(lignes: Sequence[AvisIndisponibilite], liberees: Collection[int]) -> set[int]:
    """Give up the mails that wait and speak of nothing else; the rows (keys) that are as if nothing had been said."""
    siennes = [ligne for ligne in lignes if ligne.seul and ligne.affectation.intervenant_id in liberees]
    retires = retirer_envois({ligne.envoi for ligne in siennes}, MOTIF)
    repris = {ligne.pk for ligne in siennes if ligne.envoi in retires}
    AvisIndisponibilite.objects.filter(pk__in=repris).delete()
    return repris


def _a_redire(
    lignes: Sequence[AvisIndisponibilite],
    repris: Collection[int],
    actuels: Mapping[int, Mapping[Cle, CreneauContrarie]],
) -> Iterator[CreneauContrarie]:
    vus: set[int] = set()
    for ligne in lignes:
        for debut, fin in ligne.plages if ligne.pk in repris else ():
            creneau = actuels.get(ligne.affectation_id, {}).get((debut, fin))
            if creneau and creneau.pk not in vus:
                vus.add(creneau.pk)
                yield creneau


def _destinataires(creneau: CreneauContrarie, auteur: str) -> Iterator[tuple[str, bool]]:
    """The gestionnaire of the session, always; the centre when it summoned, unless it is who declares."""
    mission = creneau.mission
    gestionnaire, centre = mission.session.mel.strip().lower(), mission.centre.mel.strip().lower()
    yield gestionnaire, False
    if creneau.affectation.origine == Origine.CENTRE and centre not in {"", gestionnaire, auteur.strip().lower()}:
        yield centre, True


def _toucher(
    a_dire: dict[tuple[str | int, bool], Changement],
    creneau: CreneauContrarie,
    mel: str,
    centre: bool,
    dit: AvisIndisponibilite | None,
) -> None:
    connues = {(debut, fin) for debut, fin in dit.plages} if dit else set()
    cle = cle_de(creneau.plage)
    changement = a_dire.setdefault((mel or creneau.mission.session_id, centre), Changement(mel, centre))
    plages = changement.avis.get(creneau.affectation_id, connues)
    if cle in plages:
        return
    changement.deja_dit |= bool(connues)
    changement.avis[creneau.affectation_id] = plages | {cle}
    changement.touches.append(creneau)


def _lever(
    a_dire: dict[tuple[str | int, bool], Changement],
    ligne: AvisIndisponibilite,
    actuels: Mapping[Cle, CreneauContrarie],
    auteur: str,
) -> None:
    connues = {(debut, fin) for debut, fin in ligne.plages}
    if not (levees := connues - actuels.keys()):
        return
    if ligne.destinataire == auteur.strip().lower():
        return
    centre = ligne.destinataire != ligne.affectation.mission.session.mel.strip().lower()
    changement = a_dire.setdefault((ligne.destinataire, centre), Changement(ligne.destinataire, centre))
    changement.avis[ligne.affectation_id] = changement.avis.get(ligne.affectation_id, connues) - levees
    changement.deja_dit = True
    changement.levees += [(ligne.affectation, _plage(levee)) for levee in sorted(levees)]


def _plage(cle: Cle) -> Plage:
    debut, fin = map(datetime.fromisoformat, cle)
    return Range(debut, fin)
