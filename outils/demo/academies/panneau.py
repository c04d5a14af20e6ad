"""What the launcher of the three says once all is ready."""

from outils.demo.academies.reglages import BELLEVUE, INSTANCES, JOLIOT_CURIE, VAR, ReglagesAcademies
from outils.demo.panneau import LARGEUR, court
from outils.demo.reglages import MOT_DE_PASSE

COMPTES = {
    "16": f"chef.{BELLEVUE} (Bellevue, centre du SIEC et de Rennes)",
    "14": f"chef.{JOLIOT_CURIE} (Joliot-Curie, centre du SIEC)",
    "siec": "chef.0758001P (la Grange-aux-Belles)",
}


def panneau(reglages: ReglagesAcademies, port_de_la_page: int, secondes: float) -> str:
    """Addresses, accounts, the path to try, where things land, how to stop."""
    sites = [
        f"  {instance.nom:<9} {instance.adresse(reglages.port)}/   {COMPTES[instance.code]}" for instance in INSTANCES
    ]
    lignes = [
        f"IMAG'IN, trois académies partenaires   (prêtes en {secondes:.0f} s)",
        "",
        *sites,
        f"  partout : gestionnaire, administrateur ; mot de passe  {MOT_DE_PASSE}",
        "",
        f"À essayer : à Toulouse, chef.{BELLEVUE}, « Accès autres académies », bouton SIEC ; au SIEC, « Convocation",
        "par mission », mission 310101, convoquez quelqu'un de Bellevue. Revenez à Toulouse : son onglet",
        "« Indisponibilités » le montre, et la mission 191900, les mêmes jours, vous en avertit.",
        "",
        f"Courriels   http://localhost:{port_de_la_page}/   rangés dans {court(reglages.courrier)}",
        f"Journaux    {court(reglages.journaux)}      Fichiers    {court(VAR)}/*/fichiers",
        "",
        "Arrêter : Ctrl-C. Ce que vous avez fait est gardé pour la prochaine fois.",
        "Repartir de zéro, autour d'aujourd'hui : make demo-academies NEUVE=oui",
    ]
    trait = "─" * LARGEUR
    return "\n".join(("", trait, *(f" {ligne}".rstrip() for ligne in lignes), trait, ""))
