"""A form opened before somebody else saved is told who, when and what."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.socle.temps import maintenant
from imagin.socle.versions import ChangeeEntreTemps, exiger_inchange, version_de

LU = {"Salle": "B201", "Dates": "14/06/2027", "Observation": ""}


def dernier():
    return "chef.0310038Y", maintenant()


def test_qui_a_enregistre_a_quelle_heure_et_ce_qui_differe():
    instant = maintenant()
    with pytest.raises(ChangeeEntreTemps) as refus:
        exiger_inchange({**LU, "Salle": "", "Dates": "15/06/2027"}, version_de(LU), lambda: ("Mme X", instant))
    dit = str(refus.value)
    assert dit.startswith("Mme X a enregistré à ")
    assert "Salle : rien ; Dates : 15/06/2027." in dit
    assert "Observation" not in dit
    exiger_inchange({**LU, "Salle": "", "Dates": "15/06/2027"}, refus.value.version, dernier)


def test_un_autre_jour_se_dit_avec_sa_date():
    hier = maintenant() - timedelta(days=1)
    with pytest.raises(ChangeeEntreTemps, match=r"a enregistré le \d\d/\d\d/\d{4} à "):
        exiger_inchange(LU, "", lambda: ("Mme X", hier))


def test_sans_formulaire_rien_ne_se_compare():
    exiger_inchange(LU, None, dernier)
    exiger_inchange(LU, version_de(LU), lambda: pytest.fail("demandé pour rien"))


@given(st.text(max_size=40))
def test_une_version_quelconque_ne_passe_que_si_elle_est_la_bonne(version):
    if version == version_de(LU):
        return
    with pytest.raises(ChangeeEntreTemps):
        exiger_inchange(LU, version, lambda: ("", datetime(2027, 6, 1, 12).astimezone()))
