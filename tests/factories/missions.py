"""Sessions, missions and who is affected to them."""

from datetime import date, time, timedelta
from itertools import count

from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.missions.models import (
    Commission,
    DateCommission,
    DateMission,
    Jury,
    Mission,
    Salle,
    SessionExamen,
)
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.temps import aujourd_hui, maintenant
from tests.factories.referentiel import epreuve, etablissement, type_mission

_numeros = count(112_440)


def session(examen: str = "470", *, ouverte: bool = True, annee: int | None = None, **champs: object) -> SessionExamen:
    """The session of that exam and year (this one by default)."""
    epreuve(examen, **({"sigle": str(champs.pop("sigle"))} if "sigle" in champs else {}))
    defauts = {"libelle": "BAC GENERAL", "ouverte": ouverte, "gestionnaire": "Mme Claire VIDAL"}
    return SessionExamen.objects.get_or_create(
        examen_id=examen, session=f"{annee or aujourd_hui().year}-06", defaults={**defauts, **champs}
    )[0]


def jours(nombre: int = 2, dans: int = 10) -> list[date]:
    """Consecutive days to come."""
    return [aujourd_hui() + timedelta(days=dans + rang) for rang in range(nombre)]


def mission(*, dates: list[date] | None = None, **champs: object) -> Mission:
    """A targeted oral mission at Bellevue over two days to come."""
    dates = jours() if dates is None else dates
    defauts: dict[str, object] = {
        "numero": next(_numeros),
        "epreuve_option": (option := epreuve()),
        "specialite": option.specialite,
        "date_debut": min(dates, default=aujourd_hui()),
        "ciblee": True,
    }
    champs.setdefault("session", session())
    champs.setdefault("type", type_mission())
    champs.setdefault("centre", etablissement())
    creee = Mission.objects.create(**{**defauts, **champs})
    DateMission.objects.bulk_create(DateMission(mission=creee, jour=jour) for jour in dates)
    return creee


def commission(
    mission: Mission, code: str = "3GMATH1", *, dates: list[date] | None = None, candidats: int = 42
) -> Commission:
    """A commission of that mission, on its first day unless said."""
    creee = Commission.objects.create(mission=mission, code=code, nb_candidats=candidats)
    choisis = [mission.dates.order_by("jour")[0].jour] if dates is None else dates
    DateCommission.objects.bulk_create(DateCommission(commission=creee, jour=jour) for jour in choisis)
    return creee


def jury(mission: Mission, code: str = "J1") -> Jury:
    """A jury of that mission."""
    return Jury.objects.create(mission=mission, code=code)


def salle(mission: Mission, code: str = "B204") -> Salle:
    """A room of that mission."""
    return Salle.objects.create(mission=mission, code=code)


def affectation(
    mission: Mission, intervenant: Intervenant, *, origine: str = "GEST", jour: date | None = None, **champs: object
) -> Affectation:
    """Somebody summoned by the gestionnaire to the mission's first day, 08:00–18:00."""
    creee = Affectation.objects.create(
        mission=mission, intervenant=intervenant, etat="CONVOQUEE", origine=origine, **champs
    )
    quand = CreneauDuJour(jour or mission.dates.order_by("jour")[0].jour, time(8), time(18))
    Creneau.objects.create(
        affectation=creee,
        mission=mission,
        intervenant=intervenant,
        plage=quand.plage,
        chevauchement_admis=origine == "GEST",
    )
    Convocation.objects.create(affectation=creee, emise_le=maintenant(), emise_par="gestionnaire", reprise=True)
    return creee
