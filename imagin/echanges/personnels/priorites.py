"""Who wins, field by field, when several sources know the same person: the table of docs/imports.md, as SQL.

The master gives the fields; what it leaves empty stays as others filled it; those of which another source is master
(`SourceDePersonnes.maitre`) stay as that one says, as long as it gives the person.
"""

from imagin.echanges.personnels.sources import SOURCES, SourceDePersonnes

# Text columns that are blank, not NULL, when a source says nothing.
TEXTES = (
    "numen", "civilite", "nom", "prenom", "nom_naissance", "adresse", "code_postal", "commune",
    "tel_personnel", "tel_professionnel", "mel_professionnel", "mel_personnel",
)  # fmt: skip


def champs(source: SourceDePersonnes) -> tuple[str, ...]:
    """The fields of a person that this source says."""
    return (*TEXTES, "date_naissance", *(("discipline_id",) if source.discipline else ()))


def du_maitre(source: SourceDePersonnes) -> str:
    """What the lines of `source` want of those whom it is master of, or brings. One line of SELECT a person."""
    valeurs = ", ".join(f"{_du_maitre(source, champ)} AS {champ}" for champ in champs(source))
    return f"""
        SELECT t.ligne, t.{source.colonne} AS reference, {valeurs} FROM {source.table("personnes")} t
          LEFT JOIN ({_connues_d_autres(source)}) i ON i.reference = t.{source.colonne}
         WHERE NOT EXISTS (SELECT FROM {source.table("qui")} q WHERE q.ligne = t.ligne)"""


def des_autres(source: SourceDePersonnes) -> str:
    """What they complete of those whom another source is master of; the first line speaks when there are two."""
    valeurs = ", ".join(f"{_complete(source, champ)} AS {champ}" for champ in champs(source))
    return f"""
        SELECT DISTINCT ON (i.id) t.ligne, i.id AS intervenant_id, {valeurs}
          FROM {source.table("qui")} q JOIN {source.table("personnes")} t ON t.ligne = q.ligne
          JOIN personnes_intervenant i ON i.id = q.intervenant_id ORDER BY i.id, t.ligne"""


def _connues_d_autres(source: SourceDePersonnes) -> str:
    """Those whom it is master of and others give too, each source a column `par_<source>`."""
    par = ", ".join(
        f"bool_or(a.source = '{autre.source}') AS par_{autre.source.lower()}" for autre in SOURCES if autre.maitre
    )
    return f"""
        SELECT i.*, d.* FROM personnes_intervenant i
          JOIN (SELECT a.intervenant_id, {par} FROM personnes_autreidentite a WHERE a.retiree_le IS NULL GROUP BY 1) d
            ON d.intervenant_id = i.id
         WHERE i.source = '{source.source}'"""


def _du_maitre(source: SourceDePersonnes, champ: str) -> str:
    donnee, connue = _donnee(champ), _connue(champ)
    sienne = f"coalesce({donnee}, {connue})"
    for autre in SOURCES:
        if champ in autre.maitre and autre is not source:
            sienne = f"CASE WHEN i.par_{autre.source.lower()} THEN coalesce({connue}, {donnee}) ELSE {sienne} END"
    return _ou_rien(champ, sienne)


def _complete(source: SourceDePersonnes, champ: str) -> str:
    donnee, connue = _donnee(champ), _connue(champ)
    premiere, seconde = (donnee, connue) if champ in source.maitre else (connue, donnee)
    return _ou_rien(champ, f"coalesce({premiere}, {seconde})")


def _donnee(champ: str) -> str:
    """The value of the line, NULL when it says nothing."""
    if champ == "discipline_id":
        return "t.discipline_code"
    return "t.date_naissance::date" if champ == "date_naissance" else f"t.{champ}"


def _connue(champ: str) -> str:
    return f"nullif(i.{champ}, '')" if champ in TEXTES else f"i.{champ}"


def _ou_rien(champ: str, valeur: str) -> str:
    return f"coalesce({valeur}, '')" if champ in TEXTES else valeur
