"""The list of welcome messages."""

from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator

from imagin.domaine.perimetre.enums import Role
from imagin.domaine.referentiel.models import MessageAccueil
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Tri, rang_parmi
from imagin.socle.temps import maintenant

LONGUEUR_DU_DEBUT = 80
ETATS = A_VENIR, AFFICHE, TERMINE = "À venir", "Affiché", "Terminé"  # in their order


def etat(message: MessageAccueil) -> str:
    """« À venir », « Affiché » or « Terminé », now."""
    instant = maintenant()
    if message.debut > instant:
        return A_VENIR
    return TERMINE if message.fin and message.fin <= instant else AFFICHE


def debut_du_texte(message: MessageAccueil) -> str:
    """The first words, without their formatting."""
    texte = unescape(strip_tags(message.contenu.replace("<", " <")))
    return Truncator(" ".join(texte.split())).chars(LONGUEUR_DU_DEBUT)


MESSAGES: Liste[MessageAccueil] = Liste(
    cle="messages",
    titre="Liste des messages d'accueil",
    colonnes=(
        Colonne("titre", "Titre", lambda m: m.titre, precision=debut_du_texte, poids=3),
        Colonne("services", "Services", lambda m: ", ".join(Role(s).label for s in m.services), poids=1.5),
        Colonne("debut", "Du", lambda m: m.debut, Genre.DATE_HEURE),
        Colonne("fin", "Au", lambda m: m.fin, Genre.DATE_HEURE),
        Colonne("etat", "État", etat, gabarit="message_accueil/etat.html", rang=lambda m: rang_parmi(ETATS, etat(m))),
    ),
    tri=Tri("debut", Sens.DECROISSANT),
    lien=lambda m: reverse("message_accueil:modifier", args=[m.pk]),
    gestes="message_accueil/gestes.html",
    vide="Aucun message n'est préparé : l'accueil ne montre que le menu. Le bouton « Ajouter un message » commence.",
)
