"""Overlap with any of several ranges."""

from datetime import time

import pytest

from imagin.domaine.convocations.models import Creneau
from imagin.socle.temps import chevauche, plage
from tests import factories as f
from tests.factories.missions import jours

pytestmark = pytest.mark.django_db


def test_une_plage_en_chevauche_une_autre_quand_elles_ont_un_instant_en_commun():
    jour, lendemain = jours()
    f.affectation(f.mission(), f.intervenant())  # 08:00–18:00
    matin, soir = plage(jour, time(7), time(8, 30)), plage(jour, time(18), time(19))
    for plages, trouvee in (([matin], True), ([soir], False), ([soir, matin], True), ([], False)):
        assert Creneau.objects.filter(chevauche("plage", plages)).exists() == trouvee
    assert not Creneau.objects.filter(chevauche("plage", [plage(lendemain, time(8), time(18))])).exists()
