"""What the tutorial shows and says: the one source of the film, of its captions and of its transcript."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from outils.guide.camera import Camera
from outils.guide.captures_convocation import CORRECTION, ORAL, URL, VOLET, lettre
from outils.guide.cartons import Cartons
from outils.guide.navigateur import CHEF
from outils.guide.site import MOT_DE_PASSE

TITRE = "Convoquer les intervenants d'un examen"
SOUS_TITRE = "Le tutoriel du service établissement. L'académie montrée est fictive."


def se_connecter(c: Camera, cartons: Cartons) -> None:
    """Sign-in."""
    p = c.page
    c.dire("IMAG'IN s'ouvre dans votre navigateur. La première page vous demande de vous identifier.")
    c.aller("/connexion/")
    c.dire("Saisissez votre identifiant personnel.")
    c.taper(p.get_by_label("Identifiant"), CHEF)
    c.dire("Saisissez votre mot de passe : les majuscules et les minuscules comptent. Puis cliquez sur « Valider ».")
    c.cliquer(p.get_by_label("Mot de passe"))
    p.keyboard.type(MOT_DE_PASSE)
    c.regarder()
    c.cliquer(_bouton(p, "Valider"), p.get_by_role("heading", name="Accueil"))


def decouvrir(c: Camera, cartons: Cartons) -> None:
    """The frame."""
    p = c.page
    c.dire("Vous êtes à l'accueil. Le service des examens y laisse ses messages, ici le calendrier de la campagne.")
    c.regarder()
    c.viser(p.locator("article h2").first)
    c.dire("À gauche, le menu. Les activités ouvertes sont en noir ; celles qui ne le sont pas, en gris.")
    c.viser(p.locator(".menu").get_by_text("Convocation par mission"))
    c.dire("En bas, les messages gardent la trace de ce que vous faites et de ce qui n'a pas pu être fait.")
    c.viser(p.locator("#console-titre").first)
    c.dire("En haut, « Accessibilité » règle l'affichage. Essayons le contraste inversé.")
    c.cliquer(p.locator(".tete").get_by_role("link", name="Accessibilité", exact=True), p.locator(f"{VOLET} form"))
    c.cliquer(p.locator(VOLET).get_by_text("Inversé"))
    c.dire(
        "L'effet est immédiat. « Enregistrer » garderait ce choix avec votre compte ; « Annuler » revient en arrière."
    )
    c.cliquer(p.locator(VOLET).get_by_text("Annuler"))


def trouver(c: Camera, cartons: Cartons) -> None:
    """The list of missions."""
    p = c.page
    c.dire("Ouvrons « Convocation par mission » : ce sont les missions qui se déroulent dans votre centre.")
    c.cliquer(p.locator(".menu").get_by_role("link", name="Convocation par mission"), _titre(p, "Liste des missions"))
    c.dire("Le titre de la liste compte ses lignes. « Filtrer par mot-clé » cherche dans tout ce qu'elle affiche.")
    c.taper(p.get_by_label("Filtrer par mot-clé"), "oral anglais")
    c.dire("La liste se réduit pendant la frappe, sans tenir compte des majuscules ni des accents.")
    c.viser(p.locator("#liste-missions"))
    c.dire("Un clic sur le titre d'une colonne trie la liste ; un second clic inverse l'ordre.")
    c.cliquer(p.get_by_role("link", name="Début", exact=True))
    c.cliquer(p.get_by_role("link", name="Début", exact=True))
    c.dire("Un clic sur une ligne ouvre la mission.")
    c.cliquer(p.locator("tbody tr").filter(has_text=str(ORAL)).first, _titre(p, "Liste des intervenants"))


def convoquer_une_personne(c: Camera, cartons: Cartons) -> None:
    """By name."""
    p, volet = c.page, c.page.locator(VOLET)
    c.dire("Cette mission attend six intervenants ; deux sont déjà convoqués par le service des examens.")
    c.viser(p.get_by_text("convoqués sur"))
    c.dire("Cliquez sur « Convoquer des intervenants » : un volet s'ouvre à droite.")
    c.cliquer(p.get_by_role("link", name="Convoquer des intervenants"), volet.locator("form"))
    c.dire("Tapez le début d'un nom : IMAG'IN propose les personnes de toute l'académie. Choisissez la bonne.")
    c.taper(volet.get_by_label("Nom prénom, dans l'académie"), "marc", p.get_by_role("option").first)
    c.cliquer(p.get_by_role("option").first, volet.locator("#identifies input[name=intervenants]"))
    c.dire("Cette mission demande un code de salle. Il s'imprimera sur la lettre.")
    c.taper(volet.get_by_label("Code salle"), "B204")
    c.dire("Seules les dates de la mission s'ouvrent dans le calendrier. Cliquez sur celle qui convient.")
    c.cliquer(volet.locator(".mois label").first)
    c.dire("Ses heures sont proposées ; vous pouvez les changer. L'observation, dessous, s'imprime aussi.")
    c.viser(volet.locator(".horaire:visible").first)
    c.dire("Cliquez sur « Convoquer ». La personne rejoint la liste, « Convoquée par centre ».")
    c.cliquer(volet.get_by_role("button", name="Convoquer 1 intervenant"), p.get_by_text("Convoquée par centre").first)
    c.viser(p.get_by_text("Convoquée par centre").first)


def convoquer_une_discipline(c: Camera, cartons: Cartons) -> None:
    """By discipline, with conflicts."""
    p, volet = c.page, c.page.locator(VOLET)
    c.dire("Prenons une autre mission : la correction des évaluations communes de mathématiques.")
    c.aller(f"{URL}{CORRECTION}/")
    c.cliquer(p.get_by_role("link", name="Convoquer des intervenants"), volet.locator("form"))
    c.dire("Tapez une discipline : tous ses enseignants de l'établissement sont trouvés et cochés.")
    c.taper(volet.get_by_label("Discipline, dans mon établissement"), "math", p.get_by_role("option").first)
    c.cliquer(
        p.get_by_role("option", name="MATHEMATIQUES").first,
        volet.locator("#identifies input[name=intervenants]").first,
    )
    c.dire("Choisissez une date. Avant même que vous convoquiez, IMAG'IN signale les personnes déjà prises.")
    c.cliquer(volet.locator(".mois label").first, volet.locator(".avis.alerte"))
    c.viser(volet.locator(".avis.alerte p").first)
    c.dire("Vous pouvez maintenir une convocation : cochez « Convoquer quand même » devant le nom.")
    c.viser(volet.locator(".avis.alerte .case input").first)
    c.dire("Ici, gardons quatre personnes libres, comme la mission le demande. Le bouton les compte.")
    _garder_des_libres(p, 4)
    c.page.clock.run_for(600)
    c.regarder()
    c.viser(volet.get_by_role("button", name="Convoquer"))
    c.dire("Un clic les convoque toutes ensemble. Les messages les nomment une à une.")
    c.cliquer(volet.get_by_role("button", name="Convoquer 4 intervenants"), p.get_by_text("Convoquée par centre").first)
    c.viser(p.locator("#console-titre").first)


def remettre(c: Camera, cartons: Cartons) -> None:
    """Letters."""
    p = c.page
    c.dire("Au bout de chaque ligne, le premier bouton télécharge la lettre en PDF.")
    c.viser(p.get_by_role("link", name="Télécharger la convocation").first)
    c.dire("La lettre porte la mission, le lieu, les dates, l'observation et la signature. Elle vaut ordre de mission.")
    c.image(cartons.lettre(lettre()), 1)
    c.dire("« Télécharger convocations (zip) » réunit les lettres affichées dans une seule archive.")
    c.regarder()
    c.viser(p.get_by_role("link", name="Télécharger convocations (zip)"))
    c.dire("« Envoyer convocations par mail » les envoie à chacun, avec une copie pour le centre.")
    c.cliquer(_bouton(p, "Envoyer convocations par mail"), p.locator(VOLET))
    c.dire("Confirmez. Les messages disent à qui chaque lettre est partie, et qui n'a pas d'adresse.")
    c.cliquer(p.locator(VOLET).get_by_role("button", name="Envoyer"), p.get_by_text("part par mél").first)
    c.viser(p.locator("#console-titre").first)


def corriger(c: Camera, cartons: Cartons) -> None:
    """Change and cancel."""
    p, volet = c.page, c.page.locator(VOLET)
    c.dire("Le crayon rouvre la convocation : changez ce qu'il faut, puis enregistrez.")
    c.cliquer(p.get_by_role("link", name="Modifier la convocation").first, volet.locator("form"))
    observation = volet.get_by_label("Observation portée sur la convocation")
    c.cliquer(observation)
    p.keyboard.press("Control+End")
    p.keyboard.type(" Rendez-vous en salle 12.")
    c.regarder()
    enregistrer = volet.get_by_role("button", name="Enregistrer la convocation")
    c.cliquer(enregistrer, p.get_by_text("Convocation modifiée").first)
    c.dire("La corbeille supprime une convocation, après confirmation. La personne n'est plus convoquée.")
    c.cliquer(p.get_by_role("button", name="Supprimer la convocation").first, volet)
    c.cliquer(volet.get_by_role("button", name="Supprimer"), p.get_by_text("Convocation supprimée").first)


def finir(c: Camera, cartons: Cartons) -> None:
    """Lists to take away, help, sign-out."""
    p = c.page
    c.dire("Sous la liste, d'autres boutons la téléchargent pour un tableur ou pour l'impression.")
    c.viser(p.get_by_role("link", name="Télécharger liste (csv)"))
    c.dire("Une question ? « Aide » explique l'activité en cours, et « Guide » l'application entière.")
    c.viser(p.locator(".tete").get_by_role("link", name="Guide"))
    c.dire("Quand vous avez fini, cliquez sur « Quitter » : la place est libre pour vos collègues.")
    c.cliquer(_bouton(p, "Quitter"), p.get_by_label("Mot de passe"))


SCENES: tuple[tuple[str, Callable[[Camera, Cartons], None]], ...] = (
    ("Se connecter", se_connecter),
    ("Découvrir l'écran", decouvrir),
    ("Trouver une mission", trouver),
    ("Convoquer une personne", convoquer_une_personne),
    ("Convoquer une discipline", convoquer_une_discipline),
    ("Remettre les lettres", remettre),
    ("Modifier, supprimer", corriger),
    ("Pour finir", finir),
)


def _bouton(page: Page, nom: str) -> Locator:
    return page.get_by_role("button", name=nom)


def _titre(page: Page, nom: str) -> Locator:
    return page.get_by_role("heading", name=nom)


def _garder_des_libres(page: Page, nombre: int) -> None:
    """Untick all but the first people of the discipline who are not in the warning."""
    averti = page.locator(f"{VOLET} .avis.alerte").inner_text()
    gardees = 0
    for ligne in page.locator(f"{VOLET} #identifies label:has(input[name=intervenants])").all():
        nom = ligne.evaluate("e => e.childNodes[1].textContent.trim()")
        garder = gardees < nombre and nom not in averti
        gardees += garder
        ligne.locator("input").set_checked(garder)
