"""The list of partners, and what the watch knows of each, in words."""

from django.urls import reverse

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import CentreOuvert
from imagin.domaine.federation.queries import PartenaireSuivi
from imagin.socle.listes import Colonne, Genre, Liste, Tri, rang_parmi
from imagin.socle.temps import date_courte, en_heure_locale, heure_courte

DECALAGE_A_DIRE = 10  # seconds: tokens are refused from 60 on
FERME, NON_SUIVI, PAS_ENCORE, JOIGNABLE = "Fermé", "Non surveillé", "Pas encore joint", "Joignable"
ETATS = *(panne.label for panne in Panne), NON_SUIVI, PAS_ENCORE, FERME, JOIGNABLE  # what asks for something first


def etat(ligne: PartenaireSuivi) -> str:
    """« Joignable », what is wrong with it, « Fermé »; « Non surveillé » when the job worker says nothing any more."""
    if not ligne.partenaire.active:
        return FERME
    if ligne.etat is None:
        return NON_SUIVI
    if ligne.etat.joignable:
        return JOIGNABLE
    return Panne(ligne.etat.panne).label if ligne.etat.panne else PAS_ENCORE


def etat_en_clair(ligne: PartenaireSuivi) -> str:
    """« Joignable depuis le 12/06/2027 à 10:20 »."""
    return f"{etat(ligne)} {depuis(ligne)}".strip()


def depuis(ligne: PartenaireSuivi) -> str:
    """« depuis le 12/06/2027 à 10:20 », and how far its clock is, when that begins to matter."""
    if ligne.etat is None:
        return ""
    quand = en_heure_locale(ligne.etat.depuis)
    phrase = f"depuis le {date_courte(quand.date())} à {heure_courte(quand.time())}"
    decalage = abs(ligne.etat.decalage or 0)
    return f"{phrase} ; horloge à {decalage} s de la nôtre" if decalage >= DECALAGE_A_DIRE else phrase


PARTENAIRES: Liste[PartenaireSuivi] = Liste(
    cle="partenaires",
    titre="Liste des académies partenaires",
    colonnes=(
        Colonne("nom", "Nom", lambda p: p.partenaire.nom, poids=1.5),
        Colonne("code", "Code", lambda p: p.partenaire.code),
        Colonne("adresse", "Adresse", lambda p: p.partenaire.adresse, poids=2),
        Colonne("academies", "Académies gérées", lambda p: ", ".join(p.academies), poids=2),
        Colonne("centres", "Centres", lambda p: p.centres, Genre.NOMBRE),
        Colonne(
            "etat",
            "État",
            etat,
            precision=depuis,
            gabarit="academies_partenaires/etat.html",
            rang=lambda p: rang_parmi(ETATS, etat(p)),
            poids=1.5,
        ),
        Colonne("en_attente", "Envois en attente", lambda p: p.en_attente, Genre.NOMBRE),
        Colonne("refuses", "Envois refusés", lambda p: p.refuses, Genre.NOMBRE),
    ),
    tri=Tri("nom"),
    lien=lambda p: reverse("academies_partenaires:partenaire", args=[p.pk]),
    vide="Aucune académie partenaire n'est déclarée : les convocations ne sortent pas de l'académie. Le bouton "
    "« Déclarer un partenaire » commence.",
)

CENTRES: Liste[CentreOuvert] = Liste(
    cle="centres",
    titre="Liste de ses établissements centres ici",
    colonnes=(
        Colonne("uai", "UAI", lambda c: c.etablissement.uai),
        Colonne("etablissement", "Etablissement", lambda c: c.etablissement.libelle, poids=3),
        Colonne("localite", "Localité", lambda c: c.etablissement.localite, poids=2),
    ),
    tri=Tri("etablissement"),
    gestes="academies_partenaires/gestes.html",
    vide="Aucun établissement de ce partenaire n'est centre ici.",
)
