"""The missions that the guide shows, its years shifted around today: some past, one today, others ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from outils.demo.fabrique.calendrier import Calendrier, jour_ouvre, jours_ouvres, quantieme
from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.etablissements import Etablissement
from outils.demo.fabrique.missions import Commission, Jour, Mission
from outils.demo.fabrique.sessions import session_du_jour


@dataclass(frozen=True, slots=True)
class Besoin:
    """How many people a mission gets from the gestionnaire, in which qualités, and how many of them are summoned."""

    nombre: int
    qualites: tuple[str, ...]
    part_convoquee: float
    vivier: tuple[str, str] | None = None  # (UAI, discipline) of those to take first


def missions_du_guide(
    calendrier: Calendrier, etablissements: dict[str, Etablissement]
) -> Iterator[tuple[Mission, Besoin]]:
    """Each mission with the people it needs."""
    return missions_decrites(table("missions_guide"), calendrier, etablissements)


def missions_decrites(
    lues: Iterable[dict[str, str]], calendrier: Calendrier, etablissements: dict[str, Etablissement]
) -> Iterator[tuple[Mission, Besoin]]:
    """Those of such a table."""
    for ligne in lues:
        yield _mission(ligne, _jours(ligne, calendrier), calendrier, etablissements[ligne["centre"]]), _besoin(ligne)


def _mission(ligne: dict[str, str], jours: list[Jour], calendrier: Calendrier, centre: Etablissement) -> Mission:
    observations = {observation["numero"]: observation["observation"] for observation in table("observations")}
    return Mission(
        numero=int(ligne["numero"]),
        examen=ligne["examen"],
        session=_session(ligne, calendrier),
        specialite=ligne["specialite"],
        epreuve=ligne["epreuve"],
        type=ligne["type"],
        centre=centre,
        jours=jours,
        ciblee=ligne["ciblee"] == "OUI",
        signataire=ligne["signataire"],
        candidats_affectes=ligne["candidats"] == "OUI",
        inscrits=int(ligne["inscrits"]) if ligne["inscrits"] else None,
        attendus=int(ligne["attendus"]) if ligne["attendus"] else None,
        observation=observations.get(ligne["numero"], ""),
        commissions=_commissions(ligne["commissions"], jours),
        jurys=ligne["jurys"].split(),
        salles=ligne["salles"].split(),
    )


def _session(ligne: dict[str, str], calendrier: Calendrier) -> str:
    """Its name: of the past campaign (P), of the one ahead (F), of the day (J)."""
    if ligne["annee"] == "J":
        return session_du_jour(calendrier)
    return f"{_annee(ligne, calendrier)}{ligne['suffixe']}"


def _annee(ligne: dict[str, str], calendrier: Calendrier) -> int:
    return calendrier.passee if ligne["annee"] == "P" else calendrier.prochaine


def _jours(ligne: dict[str, str], calendrier: Calendrier) -> list[Jour]:
    """Days from « 06-15 » of its year, or from « +9 », « -6 » days of today; hours « 08:00-12:00 » in turn."""
    horaires = [plage.split("-") for plage in ligne["horaires"].split("/") if plage] or [["", ""]]
    jours = jours_ouvres(_premier_jour(ligne, calendrier), int(ligne["jours"]))
    return [Jour(jour, *horaires[rang % len(horaires)]) for rang, jour in enumerate(jours)]


def _premier_jour(ligne: dict[str, str], calendrier: Calendrier) -> date:
    if ligne["debut"].lstrip("+-").isdigit():
        jour = calendrier.aujourd_hui + timedelta(days=int(ligne["debut"]))
        return jour_ouvre(jour) if int(ligne["debut"]) > 0 else jour
    return jour_ouvre(quantieme(_annee(ligne, calendrier), ligne["debut"]))


def _commissions(texte: str, jours: list[Jour]) -> list[Commission]:
    """« GO-01:15 GO-02:14 »: the commissions sit on different days in turn, all of them when there is one only."""
    lues = [morceau.split(":") for morceau in texte.split()]
    parts = [jours] if len(lues) == 1 else [jours[rang % len(jours) :][:2] for rang in range(len(lues))]
    return [Commission(code, int(nombre), part) for (code, nombre), part in zip(lues, parts, strict=False)]


def _besoin(ligne: dict[str, str]) -> Besoin:
    agents, _, nombre = ligne["agents"].rpartition("*")
    uai, _, discipline = agents.partition("/")
    return Besoin(
        nombre=int(nombre or 0),
        qualites=tuple(ligne["qualites"].split()),
        part_convoquee=0.5 if ligne["convoques"] == "MOITIE" else 1,
        vivier=(uai, discipline) if agents else None,
    )
