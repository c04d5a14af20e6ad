"""The connector `sts-web`: the teachings of one établissement in one school year, and the people whom only it knows."""

import csv
import re
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile

from imagin.domaine.competences.actions import recalculer_systeme
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.enums import Source
from imagin.echanges.contrats import contrat
from imagin.echanges.personnes import ceder_les_numeros, retrouver_les_zeros
from imagin.echanges.sts_web.annees import remarquer_l_annee
from imagin.echanges.sts_web.connus import reconnaitre_les_enseignants
from imagin.echanges.sts_web.lecture import lire_lignes
from imagin.echanges.sts_web.lignes import TABLES
from imagin.echanges.sts_web.objets import objets
from imagin.echanges.sts_web.ouverture import ouvrir_xml
from imagin.echanges.sts_web.regles import REFERENCE_LOCALE, regles
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Connecteur
from imagin.socle.imports.ecarts import reprendre
from imagin.socle.imports.lecture import remplir
from imagin.socle.imports.refus import FichierRefuse

TAMPON = 4 << 20
"""Bytes of one table held in memory; beyond, its rows wait on disk."""
NOM_USUEL = re.compile(r"sts_emp_(?P<uai>[0-9]{7}[A-Z])_(?P<annee>[0-9]{4})", re.IGNORECASE)


def lire_enseignements(atelier: Atelier) -> None:
    """Read the XML once; the rows of each table wait until it is their turn to be copied."""
    atelier.progression.etape(f"Lecture de {atelier.source.nom}", atelier.source.taille)
    with ExitStack() as pile:
        attentes = {
            genre: pile.enter_context(SpooledTemporaryFile(TAMPON, "w+", encoding="utf-8", newline=""))
            for genre in TABLES
        }
        ecrivains = {genre: csv.writer(attente) for genre, attente in attentes.items()}
        with ouvrir_xml(atelier.source) as flux:
            for ligne in lire_lignes(flux):
                ecrivains[type(ligne)].writerow(ligne)
        for genre, table in TABLES.items():
            attentes[genre].seek(0)
            with remplir(atelier, contrat("sts-web", table)) as ecrire:
                for numero, *valeurs in csv.reader(attentes[genre]):
                    ecrire(int(numero), valeurs)
    _verifier_nom(atelier)
    remarquer_l_annee(atelier)
    for table in ("individus", "services"):
        retrouver_les_zeros(atelier, table, "identifiant", source=Source.EPP, condition="t.type = 'epp'")
    ceder_les_numeros(atelier, "individus", REFERENCE_LOCALE, source=Source.STS)


def _verifier_nom(atelier: Atelier) -> None:
    """A file named after an établissement and a year must be theirs: one does not import a neighbour's by mistake."""
    nomme = NOM_USUEL.match(atelier.source.nom)
    if nomme is None:
        return
    uai, annee = atelier.lignes("SELECT uai, annee FROM import_sts_web_entete")[0]
    if (nomme["uai"].upper(), nomme["annee"]) != (uai, annee):
        raise FichierRefuse(
            f"Le fichier se nomme {atelier.source.nom} mais il contient les données de l'établissement "
            f"{uai or 'inconnu'} pour l'année {annee or 'inconnue'} : vérifiez lequel vous vouliez importer."
        )


# Whose teachings in that établissement and year the file gives, or takes away.
ENSEIGNANTS = """
SELECT DISTINCT x.intervenant_id FROM personnes_enseignement x
  JOIN referentiel_etablissement e ON e.id = x.etablissement_id
  JOIN import_sts_web_entete f ON f.uai = e.uai AND f.annee::int = x.annee
"""


CONNUS = f"""
SELECT substr(i.reference, length(f.uai) + 2), to_jsonb(i) FROM personnes_intervenant i
  JOIN import_sts_web_entete f ON i.reference LIKE f.uai || '-%' WHERE i.source = '{Source.STS}'
"""


def garder_le_connu(atelier: Atelier) -> None:
    """Keep who taught there before, and what is known of whom a value was left out."""
    reprendre(atelier, "individus", "identifiant", CONNUS)
    reconnaitre_les_enseignants(atelier)
    atelier.deriver("import_sts_web_avant", ENSEIGNANTS)


def recalculer_competences_enseignees(atelier: Atelier) -> None:
    """Recompute what the system says of their compétences, in the transaction of the import (G3.3-03)."""
    concernes = [
        cle for (cle,) in atelier.lignes(f"{ENSEIGNANTS} UNION SELECT intervenant_id FROM import_sts_web_avant")
    ]
    recalculer_systeme(systeme("import sts-web"), intervenants=concernes)


CONNECTEUR = Connecteur(
    code="sts-web",
    libelle="STS-WEB, enseignements d'un établissement",
    lire=lire_enseignements,
    regles=regles,
    objets=objets,
    preparer=garder_le_connu,
    conclure=recalculer_competences_enseignees,
)
