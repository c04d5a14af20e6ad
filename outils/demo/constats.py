"""What heads of centre have stated of the services of missions gone by, and what the gestionnaire has treated of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from outils.demo.fabrique.tirage import tirage
from outils.demo.reglages import GRAINE

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.services_faits.rules import CadreConstat, Constatation

PAR_CENTRE = 3  # missions begun; the others wait for their constat
MOTIFS = {"COPIES": "Copies reprises d'un collègue malade", "CANDIDATS": "Candidats d'une commission voisine"}


def constater_le_passe(uai: str) -> None:
    """In that centre: one mission stated and treated, one stated, one half stated with somebody who did not come.

    On the second, somebody did more than was foreseen, and the centre confirmed it.
    """
    from imagin.domaine.perimetre.enums import Role
    from imagin.domaine.perimetre.rules import Perimetre, PorteeCentre
    from imagin.domaine.referentiel.models import Etablissement
    from imagin.domaine.services_faits.enums import EtatMission
    from imagin.domaine.services_faits.queries import etat_de_la_mission, missions_a_constater

    centre = Etablissement.objects.get(uai=uai)
    chef = Perimetre(Role.ETABLISSEMENT, f"chef.{uai}", portee=PorteeCentre(centre.pk, uai))
    passees = (
        mission.numero
        for mission in missions_a_constater(chef).order_by("-date_debut", "numero")
        if etat_de_la_mission(mission) == EtatMission.EFFECTUEE
    )
    for rang, numero in enumerate(islice(passees, PAR_CENTRE)):
        _constater(chef, numero, rang)


def _constater(chef: Perimetre, numero: int, rang: int) -> None:
    from imagin.domaine.doutes.rules import Confirmation
    from imagin.domaine.frais.actions import valider_etats
    from imagin.domaine.frais.models import EtatFrais
    from imagin.domaine.perimetre.rules import systeme
    from imagin.domaine.services_faits.actions import constater
    from imagin.domaine.services_faits.enums import Resultat
    from imagin.domaine.services_faits.queries import affectations_a_constater, cadre_de, mission_a_constater
    from imagin.domaine.services_faits.rules import Constatation

    mission = mission_a_constater(chef, numero)
    if mission is None:
        return
    affectations = [affectation.pk for affectation in affectations_a_constater(chef, mission)]
    hasard = tirage(GRAINE, f"constats:{numero}")
    moitie = affectations if rang < PAR_CENTRE - 1 else affectations[: len(affectations) // 2 + 1]
    cadre = cadre_de(mission)
    inscrits = mission.nb_inscrits or 60
    lignes = [_ligne(cle, cadre, hasard, inscrits) for cle in moitie]
    if rang == 1 and lignes:
        lignes[0] = _surprenante(lignes[0], cadre, inscrits)
    if rang == PAR_CENTRE - 1 and len(lignes) > 1:
        lignes[-1] = Constatation(moitie[-1], version=0, resultat=Resultat.NON_FAIT, motif="Absence non justifiée")
    if doutes := constater(chef, mission=numero, lignes=lignes).doutes:
        motif = MOTIFS.get(cadre.saisie.value, "Épreuve prolongée")
        confirmation = Confirmation(frozenset(doute.jeton for doute in doutes), motif)
        constater(chef, mission=numero, lignes=lignes, confirmation=confirmation)
    if rang == 0:
        traites = EtatFrais.objects.filter(affectation__in=moitie, etat="A_VALIDER").values_list("pk", flat=True)
        valider_etats(systeme("gestionnaire"), etats=list(traites))


def _ligne(cle: int, cadre: CadreConstat, hasard: Random, inscrits: int) -> Constatation:
    from imagin.domaine.services_faits.enums import Resultat, Saisie
    from imagin.domaine.services_faits.rules import Constatation, Journee

    attendue = cadre.saisie
    journees = [Journee(jour, time(8), time(12), time(14), time(16, hasard.choice((0, 25)))) for jour in cadre.jours]
    return Constatation(
        affectation=cle,
        version=0,
        resultat=Resultat.FAIT,
        quantite=min(hasard.randint(8, 60), inscrits) if attendue in {Saisie.COPIES, Saisie.CANDIDATS} else None,
        minutes=hasard.randint(2, 16) * 30 if attendue == Saisie.HEURES else None,
        journees=tuple(journees) if attendue == Saisie.HORAIRES else None,
    )


def _surprenante(ligne: Constatation, cadre: CadreConstat, inscrits: int) -> Constatation:
    """The same line, with more copies or candidates than inscrits, or more hours than the summons counts."""
    from imagin.domaine.services_faits.enums import Saisie

    if cadre.saisie in {Saisie.COPIES, Saisie.CANDIDATS}:
        return replace(ligne, quantite=inscrits + 4)
    if cadre.saisie == Saisie.HEURES:
        return replace(ligne, minutes=len(cadre.jours) * 13 * 60)
    longues = [replace(journee, fin_apres_midi=time(19, 30)) for journee in ligne.journees or ()]
    return replace(ligne, journees=tuple(longues) or None)
