"""What each kind of caller sees, in the rooms whose reads begin in `racines.py`."""

from dataclasses import replace

import pytest

from imagin.domaine.convocations.racines import affectations_visibles
from imagin.domaine.frais.racines import visibles as frais_visibles
from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.rules import (
    AccesRefuse,
    PorteeAcademie,
    PorteeExamens,
    PorteePartenaire,
    PorteePersonne,
    systeme,
)
from imagin.domaine.personnes.racines import visibles as personnes_visibles
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai

pytestmark = pytest.mark.django_db
RACINES = [missions_visibles, affectations_visibles, personnes_visibles, frais_visibles]


@pytest.fixture
def etat():
    """An état de frais of somebody of Bellevue, summoned there."""
    affectation = f.affectation(f.mission(dates=jours(1)), f.intervenant(a=f.etablissement()), origine="CENTRE")
    return f.etat_de_frais(affectation)


def vus(portee) -> list[int]:
    """How many missions, affectations, people and états de frais a portée sees."""
    return [racine(replace(systeme("tests"), portee=portee)).count() for racine in RACINES]


def test_chacun_voit_ce_que_dit_sa_portee(etat):
    examen = etat.affectation.mission.session.examen_id
    voisin = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")
    assert vus(f.perimetre().portee) == [1, 1, 1, 1]
    assert vus(f.perimetre(voisin).portee) == [0, 0, 0, 0]
    assert vus(PorteeAcademie()) == [1, 1, 1, 1]
    assert vus(PorteeExamens(frozenset({examen}))) == [1, 1, 1, 1]
    assert vus(PorteeExamens(frozenset({"AUTRE"}))) == [0, 0, 1, 0]
    assert vus(PorteePersonne(etat.beneficiaire_id)) == [0, 0, 1, 1]
    assert vus(PorteePartenaire("16")) == [0, 0, 0, 0]


def test_la_place_n_appartient_qu_a_un_etablissement():
    assert f.perimetre().avec_place(3).connexion_id == 3
    with pytest.raises(AccesRefuse):
        systeme("tests").avec_place(3)
