"""What nobody sees in a text, and the one way in which a telephone is written."""

import pytest
from django.db import IntegrityError, connection, transaction

from imagin.domaine.personnes.models import Intervenant
from imagin.socle.texte.nettete import affichable, est_abime, net
from tests import factories as f

TELEPHONES = {
    "06 39 98 41 15": "06 39 98 41 15",
    "0639984115": "06 39 98 41 15",
    "06.39.98.41.15": "06 39 98 41 15",
    "06-39-98-41-15": "06 39 98 41 15",
    "639984115": "06 39 98 41 15",
    "+33639984115": "06 39 98 41 15",
    "+33 (0)6 39 98 41 15": "06 39 98 41 15",
    "0033 6 39 98 41 15": "06 39 98 41 15",
    "+262692123456": "06 92 12 34 56",
    "+32 470 12 34 56": "+32470123456",
    "3639": "3639",
    "": "",
    "6,12E+08": None,
    "néant": None,
    "05 61": None,
}


@pytest.mark.django_db
def test_un_telephone_n_a_qu_une_ecriture():
    with connection.cursor() as curseur:
        curseur.execute("SELECT array_agg(imagin_telephone(t)) FROM unnest(%s::text[]) t", [list(TELEPHONES)])
        (ecrits,) = curseur.fetchone()
    assert dict(zip(TELEPHONES, ecrits, strict=True)) == TELEPHONES


@pytest.mark.django_db
def test_la_base_refuse_un_telephone_ecrit_autrement_mais_garde_ce_qui_n_en_est_pas_un():
    personne = f.intervenant(tel_professionnel="poste 12")
    with pytest.raises(IntegrityError), transaction.atomic():
        Intervenant.objects.filter(pk=personne.pk).update(tel_personnel="0639984115")


def test_un_texte_perd_ce_que_personne_ne_voit():
    assert net("DAR\x1b[31mNAUD\x07") == "DAR[31mNAUD"
    assert net("DE\r\nLA  TOUR\u00a0\u202e") == "DE LA TOUR"
    assert net("12 rue X\n\n Bât. B", saut=" | ") == "12 rue X | Bât. B"
    assert net("1  G 2", espaces=True) == "1  G 2"
    assert affichable("  a\x07\r\nb") == "  a b"
    assert (len(affichable("x" * 5_000_000)), affichable("x" * 300)[-1]) == (200, "…")
    assert affichable("caf\udce9") == "caf?"


@pytest.mark.parametrize(("texte", "abime"), [("ZoÃ©", True), ("Ã‰loÃ¯se", True), ("â€™", True), ("\ufffd", True)]
    + [(nom, False) for nom in ("JOÃO MAGALHÃES", "N° 12 « É »", "GÂTINE", "L’ŒUVRE – 1")])  # fmt: skip
def test_un_mauvais_encodage_se_reconnait(texte, abime):
    assert est_abime(texte) is abime
