"""« Envoyer »: hand the letters over, see where they are, change one, cancel one."""

from outils.guide.camera import Camera
from outils.guide.captures_convocation import CORRECTION, URL, VOLET, lettre
from outils.guide.cartons import Cartons
from outils.guide.scenarios.film import Film, bouton, lien


def remettre(c: Camera, cartons: Cartons) -> None:
    """Letters."""
    p = c.page
    c.dire("Au bout de chaque ligne, le premier bouton télécharge la lettre en PDF.")
    c.aller(f"{URL}{CORRECTION}/")
    c.viser(lien(p, "Télécharger la convocation").first)
    c.dire("La lettre porte la mission, le lieu, les dates, l'observation et la signature. Elle vaut ordre de mission.")
    c.image(cartons.lettre(lettre()), 1)
    c.dire("« Envoyer convocations par mail » les envoie à chacun, avec une copie pour le centre.")
    c.regarder()
    c.cliquer(bouton(p, "Envoyer convocations par mail"), p.locator(VOLET))
    c.dire("Le volet compte les lettres qui partiront et dit qui n'a pas d'adresse. Confirmez.")
    c.cliquer(p.locator(VOLET).get_by_role("button", name="Envoyer"), p.get_by_text("par mél").first)


def suivre(c: Camera, cartons: Cartons) -> None:
    """The journal."""
    p = c.page
    c.dire("« Suivi des envois » dit où en est chaque mél, et renvoie ceux qui ont été refusés.")
    c.cliquer(lien(p, "Suivi des envois").first, p.get_by_role("heading", name="Suivi des envois").first)


def corriger(c: Camera, cartons: Cartons) -> None:
    """Change and cancel."""
    p, volet = c.page, c.page.locator(VOLET)
    c.dire("Le crayon rouvre la convocation. Une lettre nouvelle « annule et remplace » la première, et part aussitôt.")
    c.aller(f"{URL}{CORRECTION}/")
    c.cliquer(lien(p, "Modifier la convocation").first, volet.locator("form"))
    c.cliquer(volet.get_by_label("Observation portée sur la convocation"))
    p.keyboard.press("Control+End")
    p.keyboard.type(" Rendez-vous en salle 12.")
    c.regarder()
    enregistrer = volet.get_by_role("button", name="Enregistrer la convocation")
    non = volet.get_by_role("button", name="Non", exact=True)
    c.cliquer(enregistrer, non)
    c.cliquer(non, p.get_by_text("Convocation modifiée").first)
    c.dire("La corbeille supprime la convocation, après confirmation, et prévient la personne.")
    c.cliquer(bouton(p, "Supprimer la convocation").first, volet)
    c.cliquer(volet.get_by_role("button", name="Supprimer"), p.get_by_text("Convocation supprimée").first)


FILM = Film(
    "envoyer",
    "Envoyer les convocations",
    "Remettre les lettres, suivre les méls, corriger, annuler.",
    "convocation_par_mission",
    (("Remettre les lettres", remettre), ("Suivre les envois", suivre), ("Modifier, supprimer", corriger)),
)
