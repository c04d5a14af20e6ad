"""« ICC »: declare the days of a head of centre, share the amount out, send."""

from outils.guide.camera import Camera
from outils.guide.captures_convocation import VOLET
from outils.guide.cartons import Cartons
from outils.guide.scenarios.film import Film, bouton, du_menu


def ouvrir(c: Camera, cartons: Cartons) -> None:
    """The list of sessions."""
    p = c.page
    c.dire("« Indemnités chef de centre » : une ligne pour chaque session dont votre établissement est centre.")
    c.aller("/")
    c.cliquer(du_menu(p, "Indemnités chef de centre"), p.locator("main table"))
    c.dire("Ouvrons une session dont l'indemnité reste à saisir.")
    c.cliquer(p.get_by_role("link", name="320, BTS, 2027-06"), p.get_by_text("Montant global calculé").first)


def calculer(c: Camera, cartons: Cartons) -> None:
    """Days and amount."""
    p = c.page
    c.dire("Donnez le jour des premières épreuves. Ce que CYCLADES connaît est proposé à côté des champs.")
    c.viser(p.get_by_label("Début des épreuves"))
    p.get_by_label("Début des épreuves").fill("2027-01-18")
    c.regarder()
    c.dire("Donnez les journées, selon le nombre de candidats : le montant se calcule aussitôt, au tarif en vigueur.")
    champ = p.get_by_label("De 51 à 100 candidats")
    champ.fill("")
    c.taper(champ, "6")
    c.touche("Tab")
    c.viser(p.get_by_text("Montant global calculé").first)


def repartir(c: Camera, cartons: Cartons) -> None:
    """Shares and transmission."""
    p = c.page
    c.dire("Ajoutez qui se partage l'indemnité, en pourcentage ou en euros ; le total ne peut pas être dépassé.")
    c.taper(p.get_by_label("Nom prénom"), "mar", p.get_by_role("option").first)
    c.cliquer(p.get_by_role("option").first)
    c.taper(p.get_by_label("Valeur"), "60")
    c.cliquer(bouton(p, "Ajouter").last, p.locator("main tbody th[scope=row]").first)
    c.dire("« Enregistrer » garde la saisie : vous pouvez y revenir.")
    c.cliquer(p.get_by_role("button", name="Enregistrer", exact=True).last, bouton(p, "Transmettre").first)
    c.dire("« Transmettre » l'envoie au service des examens, après confirmation. Elle ne se modifie plus ensuite.")
    c.cliquer(bouton(p, "Transmettre").first, p.locator(VOLET))
    c.cliquer(
        p.locator(VOLET).get_by_role("button", name="OK"), p.get_by_text("Vos indemnités ont été transmises").first
    )


FILM = Film(
    "indemnites",
    "Déclarer l'indemnité du chef de centre",
    "Les journées, la répartition, la transmission.",
    "indemnites_chefs_centre",
    (("Ouvrir une session", ouvrir), ("Calculer le montant", calculer), ("Répartir et transmettre", repartir)),
)
