"""Every screen of the product, found from its routes, on a small world where each has something to show."""

import re
from pathlib import Path

from imagin.config.activites import MENU
from imagin.domaine.convocations.actions import convoquer, envoyer_convocations
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.acces.verification import routes
from tests import factories as f


def un_objet_par_adresse(nom: str = "ALBERT", examen: str = "470") -> dict[str, object]:
    """Open every activity; what the numbers and names in their addresses lead to."""
    for activite in MENU:
        f.ouverture(activite.code)
    mission = f.mission(session=f.session(examen))
    affectation = f.affectation(mission, f.intervenant(nom), origine="CENTRE")
    return {
        "numero": mission.numero,
        "cle": affectation.pk,
        "externe": f.personne_externe(nom, de=f.partenaire()).pk,
        "personne": affectation.intervenant_id,
        "nom": "convocation-par-mission",
        "document": "pdf",
        "epreuve": mission.epreuve_option_id,
        "session": mission.session_id,
        "periode": "normale",
        "indisponibilite": f.convoque_ailleurs(affectation.intervenant).pk,
    }


def une_longue_mission(valeurs: dict[str, object]) -> dict[str, object]:
    """The same, with a mission whose list is taller and wider than a window, sent to everybody."""
    mission = f.mission(session=f.session("400", libelle="BCP JUIN, TOUTES SPECIALITES"))
    gens = [f.intervenant(f"DE LA TOUR D'AUVERGNE {rang}", "Jean-François") for rang in range(10)]
    demande = Demande((CreneauDuJour(mission.date_debut),), observation="Présentez-vous une heure avant. " * 4)
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[p.pk for p in gens], demande=demande)
    cles = sorted(mission.affectations.values_list("pk", flat=True))
    envoyer_convocations(f.perimetre(), affectations=cles)
    return {**valeurs, "numero": mission.numero, "cle": cles[0]}


def adresses(valeurs: dict[str, object], methode: str = "GET") -> list[str]:
    """An address for every route of that method that may answer a page, found from the routes.

    Files have a suffix; what programs call is no page.
    """
    motifs = [
        motif
        for motif, element in routes()
        if not Path(motif).suffix
        and not hasattr(element.callback, "machine")
        and methode in getattr(element.callback, "methodes", ("GET",))
        and element.pattern.converters.keys() <= valeurs.keys()
    ]
    return ["/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda trouve: str(valeurs[trouve[1]]), motif) for motif in motifs]
