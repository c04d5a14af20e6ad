import json
from dataclasses import replace

import pytest

from imagin.presentation.documents.convocation.contexte import VERSION, DonneesConvocation, VersionInconnue, exemple


def test_une_convocation_gardee_en_base_redevient_la_meme():
    lettre = exemple()
    gardee = json.loads(json.dumps(lettre.en_json()))
    assert gardee == lettre.en_json()
    assert DonneesConvocation.depuis_json(gardee) == lettre


def test_une_convocation_d_une_version_plus_recente_est_refusee_en_francais():
    with pytest.raises(VersionInconnue, match="mettez l'application à jour"):
        DonneesConvocation.depuis_json(exemple().en_json() | {"version": VERSION + 1})


@pytest.mark.parametrize("abime", [{"inconnu": 1}, {"lieu": {"uai": "0310038Y"}}])
def test_des_donnees_abimees_ne_passent_pas_inapercues(abime):
    with pytest.raises(TypeError):
        DonneesConvocation.depuis_json(exemple().en_json() | abime)


@pytest.mark.exigence("G4.4-01")
def test_l_exemple_est_fictif_et_le_dit():
    assert exemple().specimen
    assert replace(exemple(), specimen=False) != exemple()
