"""What a letter cannot print is said when it is issued, wherever it stands in the letter."""

from dataclasses import replace

import pytest

from imagin.domaine.convocations.models import Convocation
from imagin.presentation.documents.convocation.contexte import exemple
from imagin.presentation.documents.convocation.lisibilite import avertissement

pytestmark = pytest.mark.exigence("G4.2-17")
LETTRE = exemple()


@pytest.mark.parametrize(
    ("partie", "champ"),
    [
        ("destinataire", "nom"),
        ("destinataire", "adresse"),
        ("lieu", "nom"),
        ("lieu", "adresse"),
        ("mission", "salle"),
        ("signature", "autorite"),
        ("signature", "intitule"),
        ("signature", "nom"),
        ("signature", "ville"),
    ],
)
def test_une_ecriture_que_la_police_n_a_pas_est_dite_ou_qu_elle_soit(partie, champ):
    valeur = ("1 RUE 张",) if champ == "adresse" else "ZHANG 张"
    lettre = replace(LETTRE, **{partie: replace(getattr(LETTRE, partie), **{champ: valeur})})
    dit = avertissement(Convocation(donnees=lettre.en_json()))
    assert dit.startswith(f"La lettre de {lettre.destinataire.nom} ne peut pas imprimer « 张 »")


def test_l_observation_aussi_et_ce_qui_s_imprime_ou_vient_d_ailleurs_ne_dit_rien():
    dit = avertissement(Convocation(donnees=replace(LETTRE, observation="Salle 张").en_json()))
    assert "« 张 » (elle porte « ? »)" in dit
    assert avertissement(Convocation(donnees=LETTRE.en_json())) == ""
    assert avertissement(Convocation(donnees=None)) == ""
