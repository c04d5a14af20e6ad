import pytest

from imagin.socle.envois.controles import controler_expediteur


def test_un_expediteur_bien_ecrit_est_accepte(settings):
    settings.IMAGIN_EXPEDITEUR = "IMAG'IN, académie de Toulouse <ne-pas-repondre@ac-toulouse.fr>"
    assert controler_expediteur() == []


@pytest.mark.parametrize("adresse", ["", "IMAG'IN", "IMAG'IN <>"])
def test_un_expediteur_impossible_est_dit_au_demarrage(settings, adresse):
    settings.IMAGIN_EXPEDITEUR = adresse
    [erreur] = controler_expediteur()
    assert "IMAGIN_EXPEDITEUR" in erreur.msg
    assert "ne-pas-repondre@" in erreur.hint
