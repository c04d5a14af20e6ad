"""Secrets of second factors: unreadable in a copy of the database, readable after IMAGIN_SECRET has changed."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command

from imagin.socle.acces.chiffrement import MARQUE, SecretIllisible, chiffrer, dechiffrer
from tests import factories as f

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.mark.django_db
def test_la_base_ne_garde_aucun_secret_en_clair():
    compte = f.compte()
    TOTP.activate(compte, SECRET)
    codes = RecoveryCodes.activate(compte)
    gardes = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in gardes
    assert gardes.count(MARQUE) == 2
    assert len(set(codes.generate_codes())) == 10


def test_un_secret_en_clair_d_autrefois_se_lit_encore():
    assert dechiffrer(SECRET) == SECRET


def test_une_cle_changee_lit_par_l_ancienne_et_se_dit_quand_elle_manque(settings):
    garde, ancien = chiffrer(SECRET), settings.SECRET_KEY
    settings.SECRET_KEY = "n" * 50
    with pytest.raises(SecretIllisible, match="IMAGIN_SECRET_ANCIENS"):
        dechiffrer(garde)
    settings.SECRET_KEY_FALLBACKS = [ancien]
    assert dechiffrer(garde) == SECRET


@pytest.mark.django_db
def test_la_commande_rechiffre_et_l_ancienne_cle_peut_partir(settings):
    TOTP.activate(f.compte(), SECRET)
    ancien, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
    with pytest.raises(CommandError, match="Rien n'a été modifié"):
        call_command("rechiffrer")
    settings.SECRET_KEY_FALLBACKS = [ancien]
    sortie = StringIO()
    call_command("rechiffrer", stdout=sortie)
    assert "Secrets rechiffrés : 1." in sortie.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    assert dechiffrer(Authenticator.objects.get().data["secret"]) == SECRET
