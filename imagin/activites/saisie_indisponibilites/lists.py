"""The two lists of the activity."""

from dataclasses import replace

from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.rules import Declarant, peut_retirer
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.presentation.listes.indisponibilites import COLONNES_DATES, MOTIF
from imagin.presentation.listes.personnes import DISCIPLINE, NOM, PRENOM
from imagin.presentation.personnes import nomme
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Tri, lien_vers


def _page(personne: Intervenant) -> str:
    return lien_vers("saisie_indisponibilites:personne", personne.pk)


PERSONNELS: Liste[Intervenant] = Liste(
    cle="personnels",
    titre="Liste des personnels",
    colonnes=(
        NOM,
        PRENOM,
        Colonne("naissance", "Date de naissance", lambda p: p.date_naissance, Genre.DATE),
        DISCIPLINE,
    ),
    tri=Tri("nom"),
    personne=nomme,
    lien=_page,
    vide="Aucune personne n'exerce dans votre établissement d'après EPP. Si c'est une erreur, contactez le service des "
    "examens.",
)


def est_la_mienne(perimetre: Perimetre, indisponibilite: Indisponibilite) -> bool:
    """Does the caller's établissement see ✗ on this one? (G3.2-03)"""
    moi = Declarant(SourceIndisponibilite.ETABLISSEMENT, perimetre.mon_etablissement)
    return peut_retirer(moi, indisponibilite.declarant)


def indisponibilites(perimetre: Perimetre) -> Liste[Indisponibilite]:
    """The list of a person's indisponibilités, as the caller's établissement sees it."""

    def origine(indisponibilite: Indisponibilite) -> str:
        """Who declared it, when it is somebody else: why there is no ✗."""
        return "" if est_la_mienne(perimetre, indisponibilite) else indisponibilite.origine

    return Liste(
        cle="indisponibilites",
        titre="Liste des indisponibilités",
        colonnes=(
            *COLONNES_DATES,
            replace(MOTIF, precision=origine),
        ),
        tri=Tri("date_debut", Sens.DECROISSANT),
        gestes="saisie_indisponibilites/gestes.html",
        titre_gestes="Suppression",
        vide="Aucune indisponibilité n'est connue pour cette personne.",
    )
