"""What a password must be (CNIL 2022-100)."""

import pytest
from django.core.exceptions import ValidationError

from imagin.domaine.acces.models import Compte
from imagin.socle.acces.mots_de_passe import MotDePasseCnil


@pytest.mark.parametrize(
    "mot_de_passe",
    [
        "Imagin-demo1",
        "Été2027 à Foix",
        "Convocation2027",
        "huit collègues corrigent des copies de bac à Toulouse",
    ],
)
def test_ces_mots_de_passe_suffisent(mot_de_passe):
    MotDePasseCnil().validate(mot_de_passe, Compte(identifiant="chef.0310038Y"))


@pytest.mark.parametrize(
    "mot_de_passe",
    [
        "Imagin-dem1",  # 11 characters
        "Convocation27",  # 13 without a special one
        "convocation-des-copies-1",  # no capital
        "Aa1!Aa1!Aa1!",  # four characters over and over
        "le bac le bac le bac le bac",  # two words
        "",
    ],
)
def test_ces_mots_de_passe_sont_refuses_en_disant_la_regle(mot_de_passe):
    with pytest.raises(ValidationError, match="au moins 12 caractères avec des majuscules"):
        MotDePasseCnil().validate(mot_de_passe)


def test_un_mot_de_passe_ne_contient_pas_l_identifiant():
    with pytest.raises(ValidationError, match="votre identifiant"):
        MotDePasseCnil().validate("Chef.0310038Y-2027!", Compte(identifiant="chef.0310038y"))
