"""What each kind of caller sees, in the rooms whose reads begin in `racines.py`."""

from dataclasses import replace

import pytest

from imagin.domaine.acces.queries import perimetre_de
from imagin.domaine.convocations.racines import affectations_visibles
from imagin.domaine.federation.queries import est_centre_ailleurs
from imagin.domaine.frais.racines import visibles as frais_visibles
from imagin.domaine.indemnites.actions import rouvrir_indemnite
from imagin.domaine.indemnites.models import IndemniteCentre
from imagin.domaine.missions.actions import fixer_dates
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import est_centre
from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import (
    AccesRefuse,
    Perimetre,
    PorteeAcademie,
    PorteeExamens,
    PorteePartenaire,
    PorteePersonne,
    systeme,
)
from imagin.domaine.personnes.racines import visibles as personnes_visibles
from imagin.socle.temps import aujourd_hui, maintenant
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


def test_un_gestionnaire_sans_limite_a_tous_les_examens(etat):
    assert vus(PorteeExamens()) == vus(PorteeAcademie())


@pytest.mark.exigence("GG-03")
@pytest.mark.parametrize(("examens", "portee"), [([], PorteeExamens()), (["470"], PorteeExamens(frozenset({"470"})))])
def test_un_gestionnaire_entre_avec_les_examens_de_son_compte(examens, portee, django_assert_num_queries):
    compte = f.compte("c.vidal", est_gestionnaire=True)
    compte.examens = examens
    with django_assert_num_queries(0):
        conditions = {"est_centre": est_centre("pk"), "est_centre_ailleurs": est_centre_ailleurs("pk")}
        entre = perimetre_de(compte, "gestionnaire", jour=aujourd_hui(), academie="16", **conditions)
    assert (entre.role, entre.portee) == (Role.GESTIONNAIRE, portee)


@pytest.mark.exigence("GG-02", "G4.5-08")
def test_ce_qu_un_gestionnaire_decide_s_arrete_a_ses_examens(etat):
    """Dates and indemnities were found by their number alone."""
    mission = etat.affectation.mission
    etranger = Perimetre(Role.GESTIONNAIRE, "collegue", portee=PorteeExamens(frozenset({"AUT"})))
    with pytest.raises(Mission.DoesNotExist):
        fixer_dates(etranger, mission=mission.numero, creneaux=())
    indemnite = IndemniteCentre.objects.create(
        session=mission.session, centre=mission.centre, periode="NORMALE", domaine="BAC", date_debut=mission.date_debut,
        jours_1=1, jours_2=0, jours_3=0, montant=173, saisie_par="chef", saisie_le=maintenant(),
    )  # fmt: skip
    with pytest.raises(IndemniteCentre.DoesNotExist):
        rouvrir_indemnite(etranger, indemnite=indemnite.pk)
    sien = replace(etranger, portee=PorteeExamens(frozenset({mission.session.examen_id})))
    fixer_dates(sien, mission=mission.numero, creneaux=())
    rouvrir_indemnite(sien, indemnite=indemnite.pk)


def test_la_place_n_appartient_qu_a_un_etablissement():
    assert f.perimetre().avec_place(3).connexion_id == 3
    with pytest.raises(AccesRefuse):
        systeme("tests").avec_place(3)
