"""Second verb, valider: one statement asks every check whether it suspects something; those that do name the lines."""

from collections.abc import Sequence

from psycopg import sql

from imagin.socle.imports import ecarts
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Regle
from imagin.socle.imports.controles import Controle, d_unicite, de_la_regle, de_presence, des_champs


def verifier(atelier: Atelier, regles: Sequence[Regle], *, doublons: bool = True) -> None:
    """Check every staging table against its contract and the connector's rules; refused lines go to `atelier.rejets`.

    Lines that the contract says to set aside leave the staging table, and what leaned on them is checked again. Rules
    that cast values only run on lines that everything else accepts. Without `doublons`, see `verifier_doublons`.
    """
    ecarts.preparer(atelier)
    contrats = [table.contrat for table in atelier.tables.values()]
    controles: list[Controle] = []
    for table in atelier.tables.values():
        contrat = table.contrat
        couverts = {champ for regle in regles if regle.table == contrat.table for champ in regle.couvre}
        controles += des_champs(contrat, couverts, abime=table.abime)
        controles += d_unicite(contrat) if doublons else ()
    for contrat in contrats:
        controles += [de_presence(contrat, cle, atelier.tables[cle.table].contrat) for cle in contrat.cles_etrangeres]
    controles += [de_la_regle(regle) for regle in regles if regle.lit_du_texte]
    suivants = [de_la_regle(regle) for regle in regles if not regle.lit_du_texte]
    while _passer(atelier, controles) or (not atelier.rejets.total and _passer(atelier, suivants)):
        pass


def verifier_doublons(atelier: Atelier) -> None:
    """Look for the lines that repeat a key or a unique value, which then refuse the file."""
    for table in atelier.tables.values():
        _passer(atelier, list(d_unicite(table.contrat)))


def _passer(atelier: Atelier, controles: Sequence[Controle]) -> bool:
    """Ask all the checks in one statement, which PostgreSQL spreads over its workers, then detail the guilty ones.

    True when lines were set aside, and nothing refused: what is left is to be checked again.
    """
    if not controles:
        return False
    branches = sql.SQL(" UNION ALL ").join(
        sql.SQL("(SELECT {} AS rang FROM ({}) s)").format(sql.Literal(rang), controle.soupcon)
        for rang, controle in enumerate(controles)
    )
    rangs = atelier.lignes(sql.SQL("SELECT DISTINCT rang FROM ({}) t ORDER BY 1").format(branches))
    for (rang,) in rangs:
        ecarts.noter_ecarts(atelier, controles[rang])
    return bool(rangs) and ecarts.decider(atelier)
