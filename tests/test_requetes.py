"""Generated: each screen and each file asks as many queries for three lines as for one; lists to come included."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.perimetre.enums import SERVICES, Role
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.competences import enseignement, position
from tests.factories.missions import jours
from tests.factories.referentiel import epreuve
from tests.outillage.scene import Scene, peupler
from tests.test_acces import DES_ACTIVITES, OUVERTES_A_TOUS, chef, se_connecter

DEMANDENT_UNE_ANNEE = {f"/consultation-personnels/missions{suite}" for suite in (".csv", ".pdf", "-detaillees.pdf")}
# They lead to another site, or ask it: none answers here.
MENENT_AILLEURS = {
    "acces_autres_academies:ouvrir",
    "acces_autres_academies:autoriser",
    "academies_partenaires:cles",
    "academies_partenaires:epreuve",
}
pytestmark = pytest.mark.django_db


def adresses(role: Role, scene: Scene) -> dict[str, str]:
    """The address of each GET route open to the role, about what the scene has."""
    return {
        motif: reverse(f"{code}:{element.name}", kwargs=scene.parametres(code, element.pattern.converters))
        for motif, element in DES_ACTIVITES
        if "GET" in element.callback.methodes and role in element.callback.activite.roles
        and (code := element.callback.activite.code) and f"{code}:{element.name}" not in MENENT_AILLEURS
    }  # fmt: skip


def requetes(client: Client, lieu: str) -> int:
    """How many a page or a file takes, read to its end."""
    with CaptureQueriesContext(connection) as captees:
        reponse: Any = client.get(lieu, {"annee": jours()[0].year} if lieu in DEMANDENT_UNE_ANNEE else {})
        reponse.getvalue()
    assert reponse.status_code == 200, lieu
    return len(captees)


def deux_de_plus(scene: Scene) -> None:
    """Two more of all that a list may show: people on each mission, missions of each kind, days, jurys, absences…"""
    for rang, (examen, sigle) in enumerate({"43A": "EA-BTN", "430": "BTN"}.items()):
        autre = peupler(scene.centre, examen=examen, sigle=sigle)
        demande = Demande(tuple(creneaux_proposes(scene.mission, None)))
        autre_encore = f.intervenant(f"AUTRE-{rang}")
        convoquer(f.perimetre(), mission=scene.mission.numero, intervenants=[autre_encore.pk], demande=demande)
        f.affectation(scene.passee, autre_encore, origine="CENTRE")
        f.affectation(f.mission(dates=jours(1, dans=40 + rang)), scene.personne)
        enseignement(scene.personne, code=f"06130{rang + 1}")
        position(scene.personne, epreuve(code=f"1-T03{rang}-3"))
        enseignement(autre.personne)
        doute = {"code": "convocation.passee", "mission": rang, "phrase": "P", "confirme_le": maintenant()}
        DouteConfirme.objects.create(uai=scene.centre.uai, auteur="chef", **doute)

    for code in ("14", "15"):
        f.centre_ailleurs(scene.centre, f.partenaire(code, f"ACADEMIE {code}", [code]))
        f.centre_ouvert(f.etablissement(f"09300{code}A", academie_id="01"), "siec")
    for rang in range(2):  # last: of several jurys or salles, the summons above would have to choose
        f.jury(scene.mission, f"J{rang}")
        f.salle(scene.mission, f"S{rang}")


@pytest.mark.parametrize("role", SERVICES)
def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_lignes(client, role):
    for activite in {element.callback.activite.code for _, element in DES_ACTIVITES} - OUVERTES_A_TOUS:
        f.ouverture(activite)
    scene = peupler(f.etablissement())
    enseignement(scene.personne)
    if role == Role.ETABLISSEMENT:
        chef(client)
    else:
        se_connecter(client, f.compte("academie", est_gestionnaire=True, est_administrateur=True), role.lower())
    lieux = adresses(role, scene)
    client.get("/")  # the first request of a session writes it
    avec_une = {motif: requetes(client, lieu) for motif, lieu in lieux.items()}
    deux_de_plus(scene)
    avec_trois = {motif: requetes(client, lieu) for motif, lieu in lieux.items()}
    ecarts = {motif: (avec_une[motif], n) for motif, n in avec_trois.items() if n > avec_une[motif]}
    assert ecarts == {}
    assert lieux
