"""Undo an import: each row that it wrote becomes what it was, if nothing touched it since and nothing leans on it."""

from collections.abc import Iterator
from typing import Any

import pghistory
import psycopg
from django.apps import apps
from django.db import transaction
from django.db.models import Model
from psycopg import sql

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.entree import FichierRecu
from imagin.socle.imports.essai import regarder_avant, temoigner
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.progression import Silence
from imagin.socle.imports.rapport import nombre_accorde
from imagin.socle.imports.refus import FichierRefuse
from imagin.socle.imports.reglages import prendre_le_flux
from imagin.socle.temps.horloge import maintenant

MONTREES = 3
# (how many, names of the first) of the rows of a table that are no longer what the import made of them.
TOUCHEES = """
SELECT count(*) OVER (), coalesce(
         nullif(concat_ws(' ', v ->> 'nom', v ->> 'prenom'), ''), v ->> 'libelle', v ->> 'numero', v ->> 'code', l.cle)
  FROM (SELECT DISTINCT ON (cle) cle, empreinte, avant FROM imports_ligneecrite
         WHERE rapport_id = {rapport} AND "table" = {nom} ORDER BY cle, rang DESC) l
  LEFT JOIN {table} t ON t.{pk}::text = l.cle
  CROSS JOIN LATERAL (SELECT coalesce(to_jsonb(t), l.avant) AS v) w
 WHERE coalesce(md5(to_jsonb(t)::text), '') <> l.empreinte
 ORDER BY 2 LIMIT {n}"""
_LIGNES = """imports_ligneecrite l WHERE l.rapport_id = {rapport} AND l.rang = {rang} AND l."table" = {nom}"""
OTER = "DELETE FROM {table} t USING " + _LIGNES + " AND l.avant IS NULL AND t.{pk}::text = l.cle"
REPRENDRE = (
    "UPDATE {table} t SET ({colonnes}) = (SELECT {colonnes} FROM jsonb_populate_record(NULL::{table}, l.avant))"
    " FROM " + _LIGNES + " AND l.avant IS NOT NULL AND l.empreinte <> '' AND t.{pk}::text = l.cle"
)
SORTIR = "DELETE FROM {table} t USING " + _LIGNES + " AND l.avant IS NOT NULL AND t.{pk}::text = l.cle"
REMETTRE = (
    "INSERT INTO {table} ({colonnes}) SELECT {valeurs} FROM (SELECT l.avant FROM "
    + _LIGNES
    + " AND l.avant IS NOT NULL"
    " AND NOT EXISTS (SELECT FROM {table} t WHERE t.{pk}::text = l.cle)) l,"
    " LATERAL jsonb_populate_record(NULL::{table}, l.avant) r"
)


class DefaireImpossible(Exception):
    """What stands in the way, in French: `obstacles`, one sentence each."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


def obstacles(rapport: Import) -> list[str]:
    """What stands in the way of undoing it, empty when nothing does: it is tried, and rolled back."""
    try:
        with transaction.atomic():
            atelier = _ouvrir(rapport)
            _remettre_tout(atelier, rapport)
            transaction.set_rollback(True)
    except DefaireImpossible as refus:
        return refus.obstacles
    return []


def defaire(rapport: Import, *, auteur: str) -> Import:
    """Put back every row that this import wrote, in one transaction; people summoned are watched as by an import.

    Raises DefaireImpossible, and nothing is changed.
    """
    with transaction.atomic(), pghistory.context(import_id=rapport.pk, auteur=auteur):
        atelier = _ouvrir(rapport)
        regarder_avant(atelier)
        _remettre_tout(atelier, rapport)
        rapport.consequences = temoigner(atelier, rapport)
        rapport.etat, rapport.defait_le, rapport.defait_par = EtatImport.DEFAIT, maintenant(), auteur[:60]
        rapport.save(update_fields=["consequences", "etat", "defait_le", "defait_par"])
    return rapport


def _ouvrir(rapport: Import) -> Atelier:
    """The workshop of the undoing, alone on its feed; the report as it is now. Raises DefaireImpossible."""
    source = FichierRecu(rapport.fichier, 0, lambda: (_ for _ in ()).throw(FileNotFoundError(rapport.fichier)))
    atelier = Atelier(rapport.connecteur, source, Silence(), appliquer=True)
    try:
        prendre_le_flux(atelier)
    except FichierRefuse as refus:
        raise DefaireImpossible([str(refus)]) from refus
    rapport.refresh_from_db(from_queryset=Import.objects.select_for_update())
    if dits := [phrase for phrase in (_deja(rapport), _depuis(rapport), _oublie(rapport)) if phrase]:
        raise DefaireImpossible(dits[:1])
    return atelier


def _deja(rapport: Import) -> str:
    if rapport.etat == EtatImport.APPLIQUE:
        return ""
    return f"Seul un import appliqué se défait ; celui-ci est dans l'état « {rapport.get_etat_display()} »."


def _depuis(rapport: Import) -> str:
    """What the feed brought after it."""
    suivants = Import.objects.filter(connecteur=rapport.connecteur, sujet=rapport.sujet, etat=EtatImport.APPLIQUE)
    suivant = suivants.filter(pk__gt=rapport.pk).order_by("-pk").first()
    if suivant is None:
        return ""
    return f"L'import n° {suivant.pk} ({suivant.fichier}) du même flux est venu après : défaites-le d'abord."


def _oublie(rapport: Import) -> str:
    """Rows that were not kept: a large first load, or a report older than their keeping."""
    for rang, objet in enumerate(rapport.bilan):
        changes = objet["nouveaux"] + objet["modifies"] + objet["retires"]
        if changes != rapport.lignes_ecrites.filter(rang=rang).count():
            return (
                f"Cet import n'a pas gardé les lignes de « {objet['objet']} » qu'il a écrites (premier chargement, ou "
                "import ancien) : corrigez dans le système d'origine, puis importez un nouveau fichier."
            )
    return ""


def _remettre_tout(atelier: Atelier, rapport: Import) -> None:
    """Check that every row is as the import left it, then put back what it was, last written first."""
    rangs = list(rapport.lignes_ecrites.order_by("-rang").values_list("rang", "table").distinct())
    if touchees := list(_touchees(atelier, rapport, {table: rang for rang, table in rangs})):
        raise DefaireImpossible(touchees)
    try:
        with transaction.atomic():
            atelier.executer("SET CONSTRAINTS ALL DEFERRED")
            for rang, table in rangs:
                _remettre(atelier, rapport, rang, _modele(table))
            atelier.executer("SET CONSTRAINTS ALL IMMEDIATE")
            atelier.executer("SET CONSTRAINTS ALL DEFERRED")
    except psycopg.errors.ForeignKeyViolation as erreur:
        raise DefaireImpossible([_s_appuie(erreur)]) from erreur
    except psycopg.IntegrityError as erreur:
        raise DefaireImpossible(
            [f"Ce qui a été saisi depuis l'empêche (règle « {erreur.diag.constraint_name} » de la base)."]
        ) from erreur


def _touchees(atelier: Atelier, rapport: Import, tables: dict[str, int]) -> Iterator[str]:
    """A sentence for each table where rows changed since, with the names of the first."""
    for table, rang in sorted(tables.items()):
        parties = _parties(_modele(table), rapport) | {"n": sql.Literal(MONTREES)}
        lignes = atelier.lignes(sql.SQL(TOUCHEES).format(**parties))
        if lignes:
            combien = nombre_accorde(lignes[0][0], "ligne a changé depuis", "lignes ont changé depuis")
            noms = ", ".join(nom for _, nom in lignes)
            yield f"{rapport.bilan[rang]['objet'].capitalize()} : {combien}, dont {noms}."


def _remettre(atelier: Atelier, rapport: Import, rang: int, modele: type[Model]) -> None:
    """Take away what was created, put back what changed, then what was taken away."""
    parties = _parties(modele, rapport) | {"rang": sql.Literal(rang)}
    noms = [sql.Identifier(str(c.column)) for c in modele._meta.concrete_fields if not c.generated]
    parties["colonnes"] = sql.SQL(", ").join(noms)
    parties["valeurs"] = sql.SQL(", ").join(sql.SQL("r.{}").format(nom) for nom in noms)
    atelier.executer(sql.SQL(OTER).format(**parties))
    try:
        with transaction.atomic():
            atelier.executer(sql.SQL(REPRENDRE).format(**parties))
    except (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation):
        # Two rows that exchange a value cannot pass one after the other: they leave together and come back.
        atelier.executer(sql.SQL(SORTIR).format(**parties))
    atelier.executer(sql.SQL(REMETTRE).format(**parties))


def _s_appuie(erreur: psycopg.IntegrityError) -> str:
    """Who stands on a row that the import created."""
    nom = erreur.diag.table_name or ""
    modele = next((m for m in apps.get_models() if m._meta.db_table == nom), None)
    quoi = modele._meta.verbose_name if modele else nom
    return f"Une ligne créée par cet import est utilisée depuis ({quoi}) : supprimez d'abord ce qui s'appuie sur elle."


def _modele(table: str) -> type[Model]:
    return next(modele for modele in apps.get_models() if modele._meta.db_table == table)


def _parties(modele: type[Model], rapport: Import) -> dict[str, Any]:
    return {
        "rapport": sql.Literal(rapport.pk),
        "nom": sql.Literal(modele._meta.db_table),
        "table": sql.Identifier(modele._meta.db_table),
        "pk": sql.Identifier(str(modele._meta.pk.column)),
    }
