"""« Constater »: the grid of services done, its exceptions, what remains."""

from outils.guide.camera import Camera
from outils.guide.cartons import Cartons
from outils.guide.scenarios.film import Film, bouton, du_menu, titre

PASSEES = "/constat-service-fait/?filtre=1&annee=2026"


def ouvrir(c: Camera, cartons: Cartons) -> None:
    """The missions to state."""
    p = c.page
    c.dire("Une fois les épreuves passées, « Constat service fait » dit qui est venu et ce qui a été fait.")
    c.aller("/")
    c.cliquer(du_menu(p, "Constat service fait"), titre(p, "Liste des missions"))
    c.dire("L'état de chaque mission dit si elle peut être constatée. Ouvrons une mission effectuée.")
    c.aller(PASSEES)
    c.cliquer(
        p.locator("main tbody tr", has_text="Mission effectuée").locator("a").first, titre(p, "Liste des intervenants")
    )


def remplir(c: Camera, cartons: Cartons) -> None:
    """All done, then the exceptions."""
    p = c.page
    tous = bouton(p, "Service fait pour les lignes affichées encore vides")
    c.dire("« Service fait pour les lignes affichées encore vides » remplit la grille d'un clic.")
    c.cliquer(tous)
    c.dire("Corrigez ensuite les exceptions, et donnez les quantités que le paiement demande.")
    nombres = p.locator("main tbody input[type=text], main tbody input[inputmode]")
    for champ in nombres.all()[:2]:
        c.taper(champ, "12")
    c.dire("Les lignes qui ne sont pas encore enregistrées sont marquées. « Enregistrer » les garde toutes.")
    c.viser(bouton(p, "Enregistrer").first)
    c.dire("L'état de frais de chacun suit : il passe « À valider » dès que son service est constaté.")
    c.cliquer(bouton(p, "Enregistrer").first)


FILM = Film(
    "constater",
    "Constater le service fait",
    "Tous, puis les exceptions.",
    "constat_service_fait",
    (("Ouvrir une mission effectuée", ouvrir), ("Remplir la grille", remplir)),
)
