"""Refuses a file that says suspiciously less than what is known: an export made too early, or cut by hand.

A tenth, the floor of the other feeds, would stop every school in September: here it is half.
"""

from imagin.domaine.personnes.enums import Source
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.refus import FichierRefuse

LOCAUX_TOUJOURS_PERMIS = 5
ENSEIGNEMENTS = """
SELECT count(*) FROM personnes_enseignement x
JOIN referentiel_etablissement e ON e.id = x.etablissement_id
JOIN import_sts_web_entete f ON f.uai = e.uai AND f.annee::int = x.annee"""
# Of the latest year before the file's, when nothing is known yet of its own.
PRECEDENTS = """
SELECT x.annee, count(*) FROM personnes_enseignement x
JOIN referentiel_etablissement e ON e.id = x.etablissement_id
JOIN import_sts_web_entete f ON f.uai = e.uai AND x.annee < f.annee::int
GROUP BY x.annee ORDER BY x.annee DESC LIMIT 1"""
LOCAUX = f"""
SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (
  SELECT FROM import_sts_web_individus v
  WHERE v.type = 'local' AND v.enseignant = 'OUI' AND i.reference = f.uai || '-' || v.identifiant
))
FROM personnes_intervenant i JOIN import_sts_web_entete f ON i.reference LIKE f.uai || '-%'
WHERE i.source = '{Source.STS}' AND i.retire_le IS NULL"""


def verifier_enseignements(atelier: Atelier, souhaites: str) -> None:
    """Refuse fewer than half of the teachings known for the same year, `souhaites` being the query of those wanted.

    Of a year of which nothing is known, refuse fewer than half of those of the year before, unless there are none at
    all: a year begins without services.
    """
    connus = atelier.valeur(ENSEIGNEMENTS)
    lus = atelier.valeur(f"SELECT count(*) FROM ({souhaites}) s")
    if not connus and lus:
        _verifier_la_suite(atelier, lus)
    if lus * 2 < connus and not atelier.forcer_retraits:
        raise FichierRefuse(
            f"Le fichier contient {lus} enseignement(s) alors que {connus} sont connus pour la même année : l'export a "
            "sans doute été fait trop tôt. Si c'est voulu, relancez avec --forcer-retraits."
        )


def _verifier_la_suite(atelier: Atelier, lus: int) -> None:
    for annee, connus in atelier.lignes(PRECEDENTS):
        if lus * 2 < connus and not atelier.forcer_retraits:
            raise FichierRefuse(
                f"Le fichier contient {lus} enseignement(s) alors que l'année {annee} en compte {connus} : ses "
                "services sont sans doute en cours de saisie. Attendez qu'ils soient complets ; si c'est voulu, "
                "relancez avec --forcer-retraits."
            )


def verifier_locaux(atelier: Atelier) -> None:
    """Refuse the departure of more than half of the people whom only the school knows."""
    [(presents, partants)] = atelier.lignes(LOCAUX)
    if partants > LOCAUX_TOUJOURS_PERMIS and partants * 2 > presents and not atelier.forcer_retraits:
        raise FichierRefuse(
            f"Le fichier retirerait {partants} des {presents} intervenants locaux de l'établissement : il est sans "
            "doute incomplet. Si c'est voulu, relancez avec --forcer-retraits."
        )
