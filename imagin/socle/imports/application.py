"""Fourth verb, appliquer: writes the differences and nothing else, one statement each."""

from collections.abc import Collection, Mapping

from django.db.models import NOT_PROVIDED, Field
from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.comparaison import Ecart
from imagin.socle.imports.connecteur import Objet
from imagin.socle.imports.models import Sorte
from imagin.socle.imports.refus import FichierRefuse


def appliquer(atelier: Atelier, ecart: Ecart, *, sortes: Collection[Sorte] = tuple(Sorte)) -> None:
    """Write one object: withdrawals, changes, creations; of these `sortes` only."""
    objet = ecart.objet
    ecrites = sortes_presentes(ecart) & set(sortes)
    if ecrites and not ecart.premier:
        for requete in objet.avant:
            atelier.executer(sql.SQL(requete))
    if Sorte.RETRAIT in ecrites:
        atelier.executer(_retrait(objet))
    if Sorte.MODIFICATION in ecrites:
        for vague in objet.vagues:
            atelier.executer(_modification(objet, vague))
    if Sorte.CREATION in ecrites:
        _creer(atelier, ecart)


def sortes_presentes(ecart: Ecart) -> set[Sorte]:
    """The kinds of which there is at least one row."""
    comptes = {Sorte.RETRAIT: ecart.retires, Sorte.MODIFICATION: ecart.modifies, Sorte.CREATION: ecart.nouveaux}
    return {sorte for sorte, nombre in comptes.items() if nombre}


def _table(objet: Objet) -> sql.Identifier:
    return sql.Identifier(objet.modele._meta.db_table)


def _identifiant(objet: Objet) -> sql.Identifier:
    pk = objet.modele._meta.pk
    return sql.Identifier("t", str(pk.column))


def _retrait(objet: Objet) -> sql.Composed:
    parties = {"t": _table(objet), "ecart": sql.Identifier(objet.ecart), "pk": _identifiant(objet)}
    if objet.retrait and objet.retrait.poser:
        gabarit = "UPDATE {t} t SET {poser} FROM {ecart} s WHERE {pk} = s.id AND s.sorte = 'R'"
        return sql.SQL(gabarit).format(poser=sql.SQL(objet.retrait.poser), **parties)
    return sql.SQL("DELETE FROM {t} t USING {ecart} s WHERE {pk} = s.id AND s.sorte = 'R'").format(**parties)


def _modification(objet: Objet, vague: str) -> sql.Composed:
    colonnes = _colonnes(objet)
    cibles = {cible: colonnes[cible] for cible in _cibles(objet, colonnes)}
    affectations: list[sql.Composable] = [
        sql.SQL("{} = {}").format(sql.Identifier(nom), sql.SQL(valeur)) for nom, valeur in cibles.items()
    ]
    if objet.retrait and objet.retrait.lever:
        affectations.append(sql.SQL(objet.retrait.lever))
    gabarit = (
        "UPDATE {t} t SET {affectations} FROM {ecart} s {jointures} WHERE {pk} = s.id AND s.sorte = 'M' AND ({vague})"
    )
    return sql.SQL(gabarit).format(
        t=_table(objet),
        affectations=sql.SQL(", ").join(affectations),
        ecart=sql.Identifier(objet.ecart),
        jointures=sql.SQL(objet.jointures),
        pk=_identifiant(objet),
        vague=sql.SQL(vague),
    )


def _cibles(objet: Objet, colonnes: Mapping[str, str]) -> list[str]:
    """Target columns of an update: those of `champs` by their own name, and those that the connector adds."""
    return [nom for nom in colonnes if nom in objet.champs or nom in objet.modifies]


def _creer(atelier: Atelier, ecart: Ecart) -> None:
    objet = ecart.objet
    colonnes = {**_defauts(objet), **_colonnes(objet)}
    source = sql.SQL("({})").format(sql.SQL(objet.souhaite)) if ecart.premier else sql.Identifier(objet.ecart)
    requete = sql.SQL("INSERT INTO {t} ({noms}) SELECT {valeurs} FROM {source} s {jointures} {seuls}").format(
        t=_table(objet),
        noms=sql.SQL(", ").join(map(sql.Identifier, colonnes)),
        valeurs=sql.SQL(", ").join(map(sql.SQL, colonnes.values())),
        source=source,
        jointures=sql.SQL(objet.jointures),
        seuls=sql.SQL("" if ecart.premier else "WHERE s.sorte = 'N'"),
    )
    creees = atelier.executer(requete)
    if creees != ecart.nouveaux:
        raise FichierRefuse(
            f"{ecart.nouveaux - creees} {objet.nom} ne se rattachent à rien de connu : rien n'a été modifié, "
            "signalez-le à l'exploitant."
        )


def _colonnes(objet: Objet) -> Mapping[str, str]:
    """Target column → expression over `s`; by default each of the key and the fields under its own name."""
    return objet.colonnes or {nom: f"s.{nom}" for nom in (*objet.cle, *objet.champs)}


def _defauts(objet: Objet) -> dict[str, str]:
    """What Django would have put in the columns that the connector does not name."""
    return {
        str(champ.column): sql.Literal(_defaut(champ)).as_string()
        for champ in objet.modele._meta.concrete_fields
        if not (champ.primary_key or champ.null or champ.generated) and _a_un_defaut(champ)
    }


def _a_un_defaut(champ: "Field[object, object]") -> bool:
    return champ.db_default is NOT_PROVIDED and (champ.has_default() or (champ.blank and champ.empty_strings_allowed))


def _defaut(champ: "Field[object, object]") -> object:
    valeur = champ.get_default() if champ.has_default() else ""
    return getattr(valeur, "value", valeur)
