"""What the rules of the feeds, written in SQL, ask the table of the guide's cases."""

from imagin.domaine.missions.rules import natures_avec


def natures_en_sql(**effets: object) -> str:
    """Natures that have these effects, as the inside of an SQL « IN (…) ».

    Guide: G4.2-07.
    """
    return ", ".join(f"'{nature}'" for nature in natures_avec(**effets)) or "NULL"
