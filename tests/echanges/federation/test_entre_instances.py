"""What real instances ask of each other, by their real servers."""

from datetime import date

import pytest

from imagin.domaine.federation.rules import PersonneIntrouvable
from imagin.echanges.federation.recherche import chercher_ailleurs
from tests import factories as f


@pytest.mark.exigence("G4.6-07")
def test_une_personne_se_cherche_d_une_instance_a_l_autre(toulouse, siec):
    with toulouse.dedans():
        f.intervenant("MARTIN", "Claire", date_naissance=date(1980, 5, 17))
    with siec.dedans():
        centre = f.perimetre()
        fiche = chercher_ailleurs(
            centre, academie="16", nom="MARTIN", prenom="Claire", date_naissance=date(1980, 5, 17)
        )
        assert (fiche.nom, fiche.uai) == ("MARTIN", "0310038Y")
        with pytest.raises(PersonneIntrouvable):
            chercher_ailleurs(centre, academie="16", nom="MARTIN", prenom="Claire", date_naissance=date(1980, 5, 18))
    assert toulouse.entremise.vues == {"POST /federation/jeton": 2, "POST /federation/v1/personnes/recherche": 2}
