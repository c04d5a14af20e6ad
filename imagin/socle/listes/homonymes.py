"""Two people of one name are not one person: what is said of each so that nobody takes one for the other."""

from collections.abc import Hashable, Iterable

from imagin.socle.listes.declaration import Nomme
from imagin.socle.texte.repli import separer


def differences(nommes: Iterable[Nomme]) -> dict[Hashable, str]:
    """By `cle`, what tells apart those who share their names; nothing of the others, whose details stay unsaid.

    Details are given in order, until they differ: « née le 12/03/1963 », then « née le 12/03/1963, ASPET ».
    """
    groupes: dict[str, dict[Hashable, Nomme]] = {}
    for nomme in nommes:
        groupes.setdefault(separer(nomme.noms), {})[nomme.cle] = nomme
    semblables = [list(groupe.values()) for groupe in groupes.values() if len(groupe) > 1]
    return dict(paire for groupe in semblables for paire in _distinguer(groupe))


def _distinguer(semblables: list[Nomme]) -> list[tuple[Hashable, str]]:
    combien = max(len(nomme.details) for nomme in semblables)
    for nombre in range(1, combien + 1):
        textes = [", ".join(filter(None, nomme.details[:nombre])) for nomme in semblables]
        if len(set(textes)) == len(textes) or nombre == combien:
            return list(zip((nomme.cle for nomme in semblables), textes, strict=True))
    return []
