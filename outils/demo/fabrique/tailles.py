"""How much of everything each size of académie holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Taille:
    """Counts to reach. `second_degre` counts the guide's établissements of the académie; years go back from N+1."""

    second_degre: int
    ecoles: int
    services: int
    personnes: int
    convocables: int
    missions_par_an: int
    annees: int
    affectations: int
    fichiers_sts: int
    grande_mission: int  # affectations of the one huge mission, 0 for none
    par_source: bool  # people come from the five systems that manage them, or all from EPP


TAILLES = {
    "demo": Taille(
        second_degre=96,
        ecoles=24,
        services=4,
        personnes=7_300,
        convocables=2_600,
        missions_par_an=260,
        annees=4,
        affectations=6_500,
        fichiers_sts=12,
        grande_mission=0,
        par_source=True,
    ),
    # Issue 3: « 520 établissements, 120,000 people of whom 20,000 summoned, 16,000 missions a year over 4 years,
    # 500,000 affectations ».
    "academie": Taille(
        second_degre=520,
        ecoles=2_474,
        services=60,
        personnes=120_000,
        convocables=20_000,
        missions_par_an=16_000,
        annees=4,
        affectations=500_000,
        fichiers_sts=60,
        grande_mission=2_000,
        par_source=False,
    ),
}
