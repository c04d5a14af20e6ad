"""The sources of people, as data: what differs from one to the next. The next one is a line here and a page.

All but EPP, whose connector is older, share one contract of a CSV: `docs/contrats/<code>/personnes.schema.json`.
"""

from dataclasses import dataclass

from imagin.domaine.personnes.enums import Source
from imagin.socle.imports.contrat import nom_sql

ADRESSE = frozenset({"adresse", "code_postal", "commune", "tel_personnel", "mel_personnel"})


@dataclass(frozen=True)
class SourceDePersonnes:
    """A system that manages people: its connector's `code`, the `colonne` of its file that names them, whom it has.

    `motif` is the pattern of that number. `maitre` are the fields that it gives even of somebody whose master is
    another source (those that are empty are always filled). `discipline`: it says one.
    """

    code: str
    source: Source
    libelle: str
    colonne: str
    motif: str
    population: str
    discipline: bool = True
    maitre: frozenset[str] = frozenset()

    def table(self, nom: str) -> str:
        """A table of its import: `personnes`, the lines; `qui`, those of people whom another source is master of."""
        return nom_sql(self.code, nom)


EPP = SourceDePersonnes(
    code="epp",
    source=Source.EPP,
    libelle="EPP, personnels du second degré",
    colonne="numero_agent",
    motif="^[0-9]+$",
    population="second degré public",
)
STS_WEB = SourceDePersonnes(
    code="sts-web",
    source=Source.STS,
    libelle="STS-WEB, personnes qu'un établissement seul connaît",
    colonne="reference",
    motif="^[0-9]{7}[A-Z]-",
    population="intervenants locaux",
)
EPP_PRIVE = SourceDePersonnes(
    code="epp-prive",
    source=Source.EPP_PRIVE,
    libelle="EPP privé, maîtres contractuels du second degré privé",
    colonne="numero_agent",
    motif="^[0-9]{1,12}$",
    population="second degré privé sous contrat",
)
AGAPE = SourceDePersonnes(
    code="agape",
    source=Source.AGAPE,
    libelle="AGAPE, personnels du premier degré public",
    colonne="numero_agape",
    motif="^[0-9A-Z]{1,13}$",
    population="premier degré public",
)
AGAPE_PRIVE = SourceDePersonnes(
    code="agape-prive",
    source=Source.AGAPE_PRIVE,
    libelle="AGAPE privé, maîtres du premier degré privé",
    colonne="numero_agape",
    motif="^[0-9A-Z]{1,13}$",
    population="premier degré privé sous contrat",
)
RENOIRH = SourceDePersonnes(
    code="renoirh",
    source=Source.RENOIRH,
    libelle="RenoirH, personnels administratifs, techniques, sociaux et de santé",
    colonne="matricule",
    motif="^[0-9A-Z]{1,14}$",
    population="administratifs, ouvriers, de service, sociaux et de santé",
    discipline=False,
    maitre=ADRESSE,
)
SOURCES = (EPP_PRIVE, AGAPE, AGAPE_PRIVE, RENOIRH)
"""Those of the shared connector."""

RANG = (
    Source.EPP,
    Source.EPP_PRIVE,
    Source.AGAPE,
    Source.AGAPE_PRIVE,
    Source.RENOIRH,
    Source.STS,
    Source.IMAGIN,
    Source.AUTRE,
)
"""Who is master of a person whom several know: the first of these that still gives them."""
