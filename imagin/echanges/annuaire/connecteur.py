"""Annuaire de l'éducation (open data): the établissements, of this académie and of the others."""

from django.conf import settings

from imagin.echanges.annuaire.objets import OBJETS
from imagin.echanges.contrats import contrat
from imagin.echanges.uai import regle_uai
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import TOLERANCE, Connecteur
from imagin.socle.imports.ecarts import remarquer
from imagin.socle.imports.lecture import lire_csv
from imagin.socle.imports.refus import FichierRefuse, Rejet

CONTRAT = contrat("annuaire", "etablissements")
DE_L_INSTANCE = "SELECT 1 FROM import_annuaire_etablissements WHERE lpad(code_academie, 2, '0') = %s LIMIT 1"


# The open data give some UAI twice, alike but for a word: the line of an open établissement is kept, else the first.
DOUBLES = """
WITH rangs AS (
  SELECT t.ligne, first_value(t.ligne) OVER w AS gardee, row_number() OVER w AS rang,
    {contenu} = first_value({contenu}) OVER w AS identique
    FROM import_annuaire_etablissements t
   WHERE t.identifiant_de_l_etablissement IN (
     SELECT identifiant_de_l_etablissement FROM import_annuaire_etablissements GROUP BY 1 HAVING count(*) > 1)
  WINDOW w AS (PARTITION BY t.identifiant_de_l_etablissement
               ORDER BY upper(coalesce(t.etat, '')) IN ('OUVERT', 'A FERMER') DESC, t.ligne)
)
DELETE FROM import_annuaire_etablissements t USING rangs r WHERE r.ligne = t.ligne AND r.rang > 1
RETURNING t.ligne, t.identifiant_de_l_etablissement, r.gardee, r.identique
"""
DOUBLES_PERMIS = 20
"""One line in so many; beyond, the file is not what it should be and the contract refuses the second line of an UAI."""


def lire_etablissements(atelier: Atelier) -> None:
    """Read the file; it must hold établissements of the instance's own académie. Raises FichierRefuse otherwise."""
    nb_lignes = lire_csv(atelier, CONTRAT)
    _fondre_les_doubles(atelier, nb_lignes)
    if not atelier.lignes(DE_L_INSTANCE, [settings.IMAGIN_ACADEMIE]):
        raise FichierRefuse(
            f"Ce fichier ne contient aucun établissement de l'académie {settings.IMAGIN_ACADEMIE}, "
            "celle de cette instance : prenez l'extrait de cette académie, ou la France entière."
        )


def _fondre_les_doubles(atelier: Atelier, nb_lignes: int) -> None:
    distincts: int = atelier.valeur(
        "SELECT count(DISTINCT coalesce(identifiant_de_l_etablissement, ligne::text))"
        " FROM import_annuaire_etablissements"
    )
    if (nb_lignes - distincts) * DOUBLES_PERMIS > max(nb_lignes, DOUBLES_PERMIS):
        return
    contenu = f"md5(row({', '.join(f't.{champ.colonne}' for champ in CONTRAT.champs)})::text)"
    remarquer(
        atelier,
        [
            Rejet(CONTRAT.table, ligne, "identifiant_de_l_etablissement", uai, _pourquoi(gardee, identique=identique))
            for ligne, uai, gardee, identique in sorted(atelier.lignes(DOUBLES.format(contenu=contenu)))
        ],
    )


def _pourquoi(gardee: int, *, identique: bool) -> str:
    if identique:
        return f"ligne identique à la ligne {gardee} : prise une fois"
    return f"UAI donné aussi à la ligne {gardee}, gardée à sa place (un établissement ouvert, sinon la première ligne)"


CONNECTEUR = Connecteur(
    code="annuaire",
    libelle="Annuaire de l'éducation, établissements",
    lire=lire_etablissements,
    regles=(regle_uai("annuaire", "etablissements", "identifiant_de_l_etablissement", connu=False, ecarte=TOLERANCE),),
    objets=OBJETS,
)
