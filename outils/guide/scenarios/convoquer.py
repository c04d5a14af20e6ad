"""« Convoquer »: find a mission, summon somebody by name, then the teachers of a discipline."""

from playwright.sync_api import Page

from outils.guide.camera import Camera
from outils.guide.captures_convocation import CORRECTION, ORAL, URL, VOLET
from outils.guide.cartons import Cartons
from outils.guide.scenarios.film import Film, du_menu, lien, titre


def trouver(c: Camera, cartons: Cartons) -> None:
    """The list of missions."""
    p = c.page
    c.dire("« Convocation par mission » montre les missions qui se déroulent dans votre centre.")
    c.aller("/")
    c.cliquer(du_menu(p, "Convocation par mission"), titre(p, "Liste des missions"))
    c.dire("« Filtrer par mot-clé » réduit la liste pendant la frappe, sans souci des majuscules ni des accents.")
    c.taper(p.get_by_label("Filtrer par mot-clé"), "oral anglais")
    c.cliquer(p.locator("tbody tr").filter(has_text=str(ORAL)).first, titre(p, "Liste des intervenants"))


def une_personne(c: Camera, cartons: Cartons) -> None:
    """By name."""
    p, volet = c.page, c.page.locator(VOLET)
    c.dire("« Convoquer des intervenants » ouvre un volet. Tapez le début d'un nom, puis choisissez la personne.")
    c.cliquer(lien(p, "Convoquer des intervenants"), volet.locator("form"))
    c.taper(volet.get_by_label("Nom prénom, dans l'académie"), "marc", p.get_by_role("option").first)
    c.cliquer(p.get_by_role("option").nth(1), volet.locator("#identifies input[name=intervenants]"))
    c.dire("Précisez la salle si la mission le demande, puis cliquez sur une date : ses heures sont proposées.")
    c.taper(volet.get_by_label("Code salle"), "B204")
    c.cliquer(volet.locator(".mois label").first)
    c.viser(volet.locator(".horaire:visible").first)
    c.dire("« Convoquer » : la personne rejoint la liste, « Convoquée par centre ».")
    c.cliquer(volet.get_by_role("button", name="Convoquer 1 intervenant"), p.get_by_text("Convoquée par centre").first)


def une_discipline(c: Camera, cartons: Cartons) -> None:
    """By discipline, with conflicts."""
    p, volet = c.page, c.page.locator(VOLET)
    c.dire("Autre mission : une discipline suffit, tous ses enseignants de l'établissement sont cochés.")
    c.aller(f"{URL}{CORRECTION}/")
    c.cliquer(lien(p, "Convoquer des intervenants"), volet.locator("form"))
    c.taper(volet.get_by_label("Discipline, dans mon établissement"), "math", p.get_by_role("option").first)
    identifies = volet.locator("#identifies input[name=intervenants]").first
    c.cliquer(p.get_by_role("option", name="MATHEMATIQUES").first, identifies)
    c.dire("Avant même que vous convoquiez, IMAG'IN signale les personnes déjà prises ce jour-là.")
    c.cliquer(volet.locator(".mois label").first, volet.locator(".avis.alerte"))
    c.viser(volet.locator(".avis.alerte p").first)
    c.dire("Décochez-les, ou cochez « Convoquer quand même » et donnez un motif. Gardons quatre personnes libres.")
    _garder_des_libres(p, 4)
    p.clock.run_for(600)
    c.regarder()
    c.dire("Un clic les convoque toutes ensemble. Les messages les nomment une à une.")
    oui = volet.get_by_role("button", name="Oui")
    c.cliquer(volet.get_by_role("button", name="Convoquer 4 intervenants"), oui)
    c.dire("« Oui » garde la date et l'observation pour les prochaines convocations de cette mission.")
    c.cliquer(oui, p.get_by_text("Convoquée par centre").first)


def _garder_des_libres(page: Page, nombre: int) -> None:
    """Untick all but the first people of the discipline who are not in the warning."""
    averti = page.locator(f"{VOLET} .avis.alerte").first.inner_text()
    gardees = 0
    for ligne in page.locator(f"{VOLET} #identifies label:has(input[name=intervenants])").all():
        nom = ligne.evaluate("e => e.childNodes[1].textContent.trim()")
        garder = gardees < nombre and nom not in averti
        gardees += garder
        ligne.locator("input").set_checked(garder)


FILM = Film(
    "convoquer",
    "Convoquer des intervenants",
    "Par leur nom, ou par discipline.",
    "convocation_par_mission",
    (
        ("Trouver une mission", trouver),
        ("Convoquer une personne", une_personne),
        ("Convoquer une discipline", une_discipline),
    ),
)
