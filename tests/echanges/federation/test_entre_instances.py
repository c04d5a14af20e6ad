"""Somebody of another académie, from the search to the indisponibilité at theirs, by real servers."""

from datetime import date

import pytest

from imagin.domaine.convocations.actions import annuler_convocation, convoquer
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.actions import rattacher
from imagin.domaine.federation.rules import PersonneIntrouvable
from imagin.echanges.federation.recherche import chercher_ailleurs
from imagin.echanges.federation.veille import veiller
from tests import factories as f
from tests.echanges.federation.convoques import demande

NE_LE, NUMEN = date(1980, 5, 17), "31E9876543ABC"


@pytest.fixture
def claire(toulouse):
    with toulouse.dedans():
        f.intervenant("MARTIN", "Claire", date_naissance=NE_LE, numen=NUMEN)


def motifs(academie) -> list[str]:
    with academie.dedans():
        return list(Indisponibilite.objects.values_list("motif", flat=True))


@pytest.mark.exigence("G4.6-04", "G4.6-07")
def test_qui_est_trouve_chez_soi_puis_convoque_ailleurs_y_devient_indisponible(toulouse, siec, claire):
    with siec.dedans():
        mission, centre = f.mission(), f.perimetre()
        fiche = chercher_ailleurs(centre, academie="16", nom="martin", prenom="claire", date_naissance=NE_LE)
        personne = rattacher(centre, partenaire="16", fiche=fiche).intervenant_id
        [faite] = convoquer(centre, mission=mission.numero, intervenants=[personne], demande=demande())
    siec.expedier(toulouse)
    assert motifs(toulouse) == ["CONVOCATION PAR IMAGIN SIEC"]
    with siec.dedans():
        annuler_convocation(centre, affectation=faite.affectation_id)
    siec.expedier(toulouse)
    assert motifs(toulouse) == []


@pytest.mark.exigence("G4.6-07")
def test_une_personne_se_cherche_par_son_numen_que_seule_son_academie_sait_lire(toulouse, siec, claire):
    with siec.dedans():
        veiller()
        centre = f.perimetre()
        par_numen = chercher_ailleurs(centre, academie="16", numen=NUMEN)
        par_nom = chercher_ailleurs(centre, academie="16", nom="MARTIN", prenom="Claire", date_naissance=NE_LE)
        assert par_numen == par_nom
        with pytest.raises(PersonneIntrouvable):
            chercher_ailleurs(centre, academie="16", numen="31E9876543ABD")
    assert toulouse.entremise.vues["POST /federation/v1/personnes/recherche"] == 3
