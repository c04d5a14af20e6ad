"""What the launcher says once all is ready."""

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.saisies import ETABLISSEMENTS
from outils.demo.reglages import DEPOT, MOT_DE_PASSE, Reglages

LARGEUR = 92


def panneau(reglages: Reglages, port_de_la_page: int, secondes: float, *, seule: bool = True) -> str:
    """Address, accounts, where things land, how to stop; unless it is `seule` on the machine, how to see both."""
    noms = {ligne["uai"]: f"{ligne['nom']}, {ligne['commune']}" for ligne in table("etablissements_guide")}
    comptes = [f"  chef.{uai}   delegue.{uai}   {noms[uai]}" for uai in ETABLISSEMENTS]
    lignes = [
        f"IMAG'IN, démonstration : {reglages.adresse}/   (prêt en {secondes:.0f} s)",
        "",
        f"Comptes, tous avec le mot de passe  {MOT_DE_PASSE}",
        *comptes,
        "  gestionnaire    administrateur",
        "",
        f"Courriels   http://localhost:{port_de_la_page}/   rangés dans {court(reglages.courrier)} (.eml, .txt, .pdf)",
        f"SANTORIN    {court(reglages.santorin)}/recus   (ce qu'il a pris : correcteurs et personnes qui numérisent)",
        f"Fichiers    {court(reglages.fichiers)}   (ceux des systèmes voisins, importés dans la base)",
        f"Journaux    {court(reglages.journaux)}",
        "",
        "Arrêter : Ctrl-C. Ce que vous avez fait est gardé pour la prochaine fois.",
        "Repartir de zéro, autour d'aujourd'hui : make demo NEUVE=oui",
    ]
    if not seule:
        lignes += [
            "",
            "Une autre démonstration semble tourner : ouvrez celle-ci dans un autre navigateur ou une fenêtre",
            "privée, car sous la même adresse « localhost » chaque connexion termine celle de l'autre.",
        ]
    trait = "─" * LARGEUR
    return "\n".join(("", trait, *(f" {ligne}".rstrip() for ligne in lignes), trait, ""))


def court(chemin: object) -> str:
    """As one types it from the checkout."""
    return str(chemin).removeprefix(f"{DEPOT}/")
