"""Kinds of conflicts, how severe the gestionnaire holds each, and the reason kept."""

from dataclasses import replace
from datetime import time

import pytest

from imagin.domaine.convocations.actions import convoquer, regler_severite
from imagin.domaine.convocations.enums import NatureConflit, Severite
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import ConflitsAConfirmer, ConvocationRefusee, Demande, distance_km
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import AccesRefuse
from imagin.domaine.personnes.models import Intervenant
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-19")]
TOULOUSE, RODEZ = (43.60, 1.44), (44.35, 2.57)


def regler(nature, severite, **choix):
    regler_severite(replace(f.perimetre(), role=Role.GESTIONNAIRE), nature=nature, severite=severite, **choix)


def matin(personne, **choix):
    """Summon for the morning of the first day."""
    demande = Demande((CreneauDuJour(jours()[0], time(8), time(12)),), **choix)
    return convoquer(f.perimetre(), mission=f.mission().numero, intervenants=[personne.pk], demande=demande)


def sans_competence() -> Intervenant:
    return f.intervenant()


def pris_ailleurs() -> Intervenant:
    personne = f.intervenant()
    f.affectation(f.mission(), personne)
    return personne


def loin_l_apres_midi() -> Intervenant:
    """In Rodez from 12:00, Bellevue being in Toulouse."""
    ici, personne = f.etablissement(latitude=TOULOUSE[0], longitude=TOULOUSE[1]), f.intervenant()
    rodez = f.etablissement(uai(77), "LYCEE FOCH RODEZ", latitude=RODEZ[0], longitude=RODEZ[1])
    demande = Demande((CreneauDuJour(jours()[0], time(12), time(18)),))
    mission = f.mission(centre=rodez)
    convoquer(f.perimetre(rodez), mission=mission.numero, intervenants=[personne.pk], demande=demande)
    assert ici.latitude
    return personne


@pytest.mark.parametrize(
    ("nature", "situation", "phrase"),
    [
        (NatureConflit.CHEVAUCHEMENT, pris_ailleurs, "est déjà sur la mission"),
        (NatureConflit.SANS_COMPETENCE, sans_competence, "pas de compétence connue"),
        (NatureConflit.ELOIGNEMENT, loin_l_apres_midi, "km de là"),
    ],
)
def test_le_gestionnaire_bloque_avertit_ou_ignore_chaque_sorte_de_conflit(nature, situation, phrase):
    personne = situation()
    regler(nature, Severite.BLOQUER)
    with pytest.raises(ConvocationRefusee, match=phrase):
        matin(personne, confirmes=frozenset({personne.pk}), motif="Seule disponible")
    regler(nature, Severite.AVERTIR)
    with pytest.raises(ConflitsAConfirmer):
        matin(personne)
    with pytest.raises(ConflitsAConfirmer, match="Dites pourquoi"):
        matin(personne, confirmes=frozenset({personne.pk}))
    (convocation,) = matin(personne, confirmes=frozenset({personne.pk}), motif=" Seule disponible ")
    gardee = convocation.affectation
    assert gardee.motif_confirmation == "Seule disponible"
    assert phrase in gardee.confirmation
    gardee.creneaux.all().delete()
    regler(nature, Severite.IGNORER)
    assert matin(personne)[0].affectation.confirmation == ""


def test_la_distance_qui_eloigne_se_regle():
    personne = loin_l_apres_midi()
    with pytest.raises(ConflitsAConfirmer):
        matin(personne)
    regler(NatureConflit.ELOIGNEMENT, Severite.AVERTIR, seuil_km=200)
    assert matin(personne)
    assert distance_km(TOULOUSE, RODEZ) == pytest.approx(123, abs=2)


def test_un_centre_ne_regle_pas_la_severite():
    with pytest.raises(AccesRefuse):
        regler_severite(f.perimetre(), nature=NatureConflit.CHEVAUCHEMENT, severite=Severite.IGNORER)
    assert not Affectation.objects.exists()


@pytest.mark.parametrize("seuil_km", [0, -3, 501])
def test_une_distance_impossible_est_refusee(seuil_km):
    with pytest.raises(ConvocationRefusee, match="de 1 à 500 km"):
        regler(NatureConflit.ELOIGNEMENT, Severite.AVERTIR, seuil_km=seuil_km)
