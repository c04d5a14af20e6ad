"""The school year of a file: this one, the one before, or the one that schools prepare from May, which decides nothing.

In STS-WEB the coming year exists months before it begins, first without services, then with a part of them.
"""

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Regle
from imagin.socle.imports.ecarts import remarquer
from imagin.socle.imports.refus import Rejet
from imagin.socle.temps import annee_scolaire, aujourd_hui


def en_cours() -> int:
    """The school year of today, by the year it begins in."""
    return annee_scolaire(aujourd_hui())


def regle_annee() -> Regle:
    """Refuse a year that is neither this one, nor the one before, nor the next."""
    annee = en_cours()
    return Regle(
        table="entete",
        colonne="annee",
        motif=f"année scolaire attendue : de {annee - 1} à {annee + 1} (année de la rentrée) ; vérifiez l'export",
        requete=f"""
        SELECT ligne, annee FROM import_sts_web_entete
        WHERE CASE WHEN annee ~ '^20[0-9][0-9]$' THEN annee::int NOT BETWEEN {annee - 1} AND {annee + 1} END""",
        lit_du_texte=True,
    )


def ne_dit_rien_d_aujourd_hui(atelier: Atelier) -> bool:
    """Is the file of a year to come, or of one that a later file has replaced?"""
    return bool(
        atelier.valeur(
            f"""
            SELECT f.annee::int > {en_cours()} OR EXISTS (
              SELECT FROM personnes_enseignement x
              JOIN referentiel_etablissement e ON e.id = x.etablissement_id
              WHERE e.uai = f.uai AND x.annee > f.annee::int AND x.annee <= {en_cours()}
            ) FROM import_sts_web_entete f"""
        )
    )


def remarquer_l_annee(atelier: Atelier) -> None:
    """Say what the year of the file means, and that it has no service, when it is so."""
    for ligne, annee, services in atelier.lignes(
        "SELECT ligne, annee, (SELECT count(*) FROM import_sts_web_services) FROM import_sts_web_entete"
    ):
        if annee == str(en_cours() + 1):
            motif = (
                f"année à venir : ce fichier ne décide de rien avant le 1er septembre {annee}, importez-le de nouveau"
            )
            remarquer(atelier, [Rejet("entete", ligne, "annee", annee, motif)])
        if not services:
            motif = "ce fichier n'a encore aucun service : personne n'y enseigne rien"
            remarquer(atelier, [Rejet("entete", ligne, "annee", annee or "", motif)])
