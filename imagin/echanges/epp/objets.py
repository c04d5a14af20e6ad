"""What the lines of EPP become: as those of any source of people, but for its disciplines and its first load."""

from dataclasses import replace

from imagin.domaine.personnes.enums import Source
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.models import Discipline
from imagin.echanges.personnels.objets import objets_de
from imagin.echanges.personnels.sources import EPP
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Objet

DISCIPLINES = Objet(
    nom="disciplines",
    modele=Discipline,
    cle=("code",),
    champs=("libelle",),
    # A label that no line gives is the one known, else the code.
    souhaite="""
        SELECT d.code, coalesce(d.libelle, c.libelle, d.code) AS libelle
          FROM import_epp_disciplines d LEFT JOIN referentiel_discipline c ON c.code = d.code""",
    actuel="SELECT code AS id, code, libelle FROM referentiel_discipline",
    designation="x.libelle",
)
OBJETS = objets_de(EPP)


def objets(atelier: Atelier) -> tuple[Objet, ...]:
    """The targets. When EPP has brought nobody yet, identifiers are drawn beforehand, one per line of the file:
    postings need not look for the person that was just created.
    """
    _, *siens = OBJETS(atelier)
    if not atelier.appliquer or atelier.lignes(
        f"SELECT FROM personnes_intervenant WHERE source = '{Source.EPP}'"
        f" UNION ALL SELECT FROM {EPP.table('qui')} LIMIT 1"
    ):
        return DISCIPLINES, *siens
    base = atelier.reserver(Intervenant, atelier.tables["personnes"].derniere_ligne)
    return DISCIPLINES, *(_au_rang(objet, f"{base} + s.ligne") for objet in siens)


def _au_rang(objet: Objet, identifiant: str) -> Objet:
    """This object, when the line of the file says whose identifier it is."""
    if objet.modele is Intervenant:
        return replace(objet, colonnes={"id": identifiant, **objet.colonnes})
    if objet.modele is Exercice:
        colonnes = {**objet.colonnes, "intervenant_id": identifiant}
        return replace(objet, colonnes=colonnes, jointures="JOIN referentiel_etablissement e ON e.uai = s.uai")
    return objet
