"""Tabs: pages of one object, a link each, so that a tab can be bookmarked and works without scripts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Onglet:
    """One tab: its label, the address of its page, and whether it is the page shown."""

    libelle: str
    url: str
    courant: bool = False
