"""Second verb, valider: the contract's constraints as SQL, one scan of a table for all of them."""

from collections.abc import Iterable, Sequence

from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Regle
from imagin.socle.imports.contrat import CleEtrangere, Contrat
from imagin.socle.imports.criteres import Critere, criteres
from imagin.socle.imports.refus import MAX_REJETS, Rejet


def verifier(atelier: Atelier, regles: Sequence[Regle]) -> None:
    """Check every staging table against its contract, then by the connector's rules; refused lines go to `atelier.rejets`.

    Rules that cast values only run on lines that the contract accepts.
    """
    couverts = {(regle.table, champ) for regle in regles for champ in regle.couvre}
    for table in atelier.tables.values():
        exclus = {champ for nom, champ in couverts if nom == table.contrat.table}
        _verifier_valeurs(atelier, table.contrat, criteres(table.contrat, exclus))
        _verifier_unicite(atelier, table.contrat)
    for table in atelier.tables.values():
        for cle in table.contrat.cles_etrangeres:
            _verifier_presence(atelier, table.contrat, cle)
    sain = atelier.rejets.total == 0
    for regle in regles:
        if sain or regle.lit_du_texte:
            _appliquer(atelier, regle.table, regle.colonne, sql.SQL(regle.requete), regle.motif)


def _verifier_valeurs(atelier: Atelier, contrat: Contrat, tous: Iterable[Critere]) -> None:
    """One scan says whether all is well; only when it is not, a second one says which values and why."""
    table = sql.Identifier(contrat.nom_sql)
    rares = [critere for critere in tous if critere.peu_de_valeurs]
    autres = [critere for critere in tous if not critere.peu_de_valeurs]
    groupes = [[critere for critere in rares if critere.colonne == nom] for nom in {c.colonne for c in rares}]
    if autres:
        _verifier_groupe(atelier, contrat, autres, table)
    for groupe in groupes:
        _verifier_groupe(atelier, contrat, groupe, _distinctes(table, groupe[0].colonne))


def _distinctes(table: sql.Composable, colonne: str) -> sql.Composable:
    return sql.SQL("(SELECT DISTINCT {c} FROM {t} WHERE {c} IS NOT NULL)").format(c=sql.Identifier(colonne), t=table)


def _verifier_groupe(atelier: Atelier, contrat: Contrat, groupe: Sequence[Critere], lues: sql.Composable) -> None:
    fautif = sql.SQL(" OR ").join(critere.fautif for critere in groupe)
    if atelier.valeur(sql.SQL("SELECT count(*) FROM {} t WHERE {}").format(lues, fautif)) == 0:
        return
    cas = sql.SQL(", ").join(
        sql.SQL("({fautif}, {nom}, t.{colonne}, {motif})").format(
            fautif=critere.fautif,
            nom=sql.Literal(critere.nom),
            colonne=sql.Identifier(critere.colonne),
            motif=critere.motif,
        )
        for critere in groupe
    )
    requete = sql.SQL(
        "SELECT t.ligne, c.nom, c.valeur, c.motif FROM {} t"
        " CROSS JOIN LATERAL (VALUES {}) c (fautif, nom, valeur, motif) WHERE ({}) AND c.fautif"
    ).format(sql.Identifier(contrat.nom_sql), cas, fautif)
    _rejeter(atelier, contrat.table, requete)


def _verifier_unicite(atelier: Atelier, contrat: Contrat) -> None:
    """No two lines with the same primary key, nor the same value of a unique field."""
    cles = [contrat.cle] if contrat.cle else []
    cles += [
        (champ.colonne,)
        for champ in contrat.champs
        if champ.contraintes.get("unique") and (champ.colonne,) != contrat.cle
    ]
    for cle in cles:
        colonnes = sql.SQL(", ").join(map(sql.Identifier, cle))
        presentes = sql.SQL(" AND ").join(sql.SQL("{} IS NOT NULL").format(sql.Identifier(nom)) for nom in cle[:1])
        format_ = {"t": sql.Identifier(contrat.nom_sql), "cle": colonnes, "presentes": presentes}
        # Grouped by hash, a third faster; two keys of the same hash only cost the exact query below.
        hache = sql.SQL(" # ").join(
            sql.SQL("hashtextextended({}, {})").format(sql.Identifier(nom), sql.Literal(rang))
            for rang, nom in enumerate(cle)
        )
        doubles = sql.SQL("SELECT 1 FROM {t} WHERE {presentes} GROUP BY {hache} HAVING count(*) > 1 LIMIT 1")
        if not atelier.lignes(doubles.format(hache=hache, **format_)):
            continue
        requete = sql.SQL(
            "SELECT ligne, {nom}, concat_ws(' ', {cle}), 'ligne en double : déjà à la ligne ' || premiere FROM ("
            "  SELECT t.*, first_value(ligne) OVER w AS premiere, row_number() OVER w AS rang FROM {t} t WHERE {presentes}"
            "  WINDOW w AS (PARTITION BY {cle} ORDER BY ligne)) d WHERE rang > 1"
        ).format(nom=sql.Literal(", ".join(cle)), **format_)
        _rejeter(atelier, contrat.table, requete)


def _verifier_presence(atelier: Atelier, contrat: Contrat, cle: CleEtrangere) -> None:
    """Every value of a foreign key exists in the other table of the feed."""
    cible = atelier.tables[cle.table].contrat.nom_sql
    egalites = sql.SQL(" AND ").join(
        sql.SQL("c.{} = t.{}").format(sql.Identifier(la_bas), sql.Identifier(ici))
        for ici, la_bas in zip(cle.champs, cle.cibles, strict=True)
    )
    requete = sql.SQL(
        "SELECT ligne, concat_ws(' ', {ici}) FROM {t} t WHERE {dernier} IS NOT NULL AND NOT EXISTS (SELECT FROM {cible} c WHERE {egalites})"
    ).format(
        ici=sql.SQL(", ").join(sql.Identifier("t", nom) for nom in cle.champs),
        dernier=sql.Identifier("t", cle.champs[-1]),
        t=sql.Identifier(contrat.nom_sql),
        cible=sql.Identifier(cible),
        egalites=egalites,
    )
    _appliquer(atelier, contrat.table, ", ".join(cle.champs), requete, f"absent de la table {cle.table} du même envoi")


def _appliquer(atelier: Atelier, table: str, colonne: str, requete: sql.Composable, motif: str) -> None:
    """Run a query that gives (ligne, valeur[, motif]) of refused lines."""
    total = atelier.lignes(sql.SQL("SELECT count(*) FROM ({}) r").format(requete))[0][0]
    if total:
        trouvees = atelier.lignes(
            sql.SQL("SELECT * FROM ({}) r ORDER BY 1 LIMIT {}").format(requete, sql.Literal(MAX_REJETS))
        )
        atelier.rejets.ajouter(
            [
                Rejet(table, ligne, colonne, str(valeur or ""), suite[0] if suite else motif)
                for ligne, valeur, *suite in trouvees
            ],
            total,
        )


def _rejeter(atelier: Atelier, table: str, requete: sql.Composable) -> None:
    """Run a query that gives (ligne, colonne, valeur, motif) of refused lines."""
    total = atelier.lignes(sql.SQL("SELECT count(*) FROM ({}) r").format(requete))[0][0]
    trouvees = atelier.lignes(sql.SQL("{} ORDER BY 1, 2 LIMIT {}").format(requete, sql.Literal(MAX_REJETS)))
    rejets = [Rejet(table, ligne, colonne, str(valeur or ""), motif) for ligne, colonne, valeur, motif in trouvees]
    atelier.rejets.ajouter(rejets, total)
