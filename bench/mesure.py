"""How a measure is printed and judged."""

import operator
from collections.abc import Callable

COMPARAISONS: dict[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le}

manquees: list[str] = []


def rapporter(nom: str, ours: float, reference: float, unite: str, attendu: str) -> bool:
    """Prints `nom | ours | reference | ratio` and says whether ours / reference is as expected.

    Both figures are in `unite` (« lettres/s », « ms », « MiB »). `attendu` bears on the ratio: « >= 0.80 », « <= 1 »;
    for an absolute limit, the limit is the reference. A miss is marked, and remembered for the exit code of
    `python -m bench`.
    """
    ratio = ours / reference
    signe, seuil = attendu.split()
    tenu = COMPARAISONS[signe](ratio, float(seuil))
    if not tenu:
        manquees.append(nom)
    verdict = attendu if tenu else f"{attendu} : MANQUÉ"
    print(f"{nom} | {ours:.1f} {unite} | {reference:.1f} {unite} | {ratio:.2f} ({verdict})")
    return tenu
