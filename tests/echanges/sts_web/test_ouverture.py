"""A STS-WEB file as schools send it: zipped, in lower case, a web page, damaged on its way."""

import io
import zipfile

import pytest

from imagin.domaine.personnes.models import Enseignement
from imagin.socle.imports.models import EtatImport
from tests.echanges.sts_web.fichiers import EXEMPLE, UNE_PERSONNE, fichier
from tests.echanges.sts_web.test_connecteur import classe, service

pytestmark = [pytest.mark.exigence("G3.1-08")]
ACCENTS = (
    '<INDIVIDUS><INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>ZOÉ</NOM_USAGE><FONCTION>ENS</FONCTION></INDIVIDU></INDIVIDUS>'
)


def zippe(**membres: bytes) -> bytes:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in membres.items():
            archive.writestr(nom.replace("__", "/").replace("_xml", ".xml"), contenu)
    return tampon.getvalue()


def test_un_fichier_zippe_est_lu_meme_dans_un_dossier(college, importer_sts):
    contenu = zippe(export__sts_emp_xml=EXEMPLE.read_bytes(), lisez=b"moi")
    importer_sts(contenu, nom="sts_emp_0310001H_2026.zip")
    assert Enseignement.objects.count() == 5


def test_ce_qu_un_macintosh_ajoute_a_un_zip_ne_compte_pas(college, importer_sts):
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("sts.xml", EXEMPLE.read_bytes())
        archive.writestr("__MACOSX/._sts.xml", b"Mac OS X")
    importer_sts(tampon.getvalue(), nom="sts.zip")
    assert Enseignement.objects.count() == 5


def chiffre(contenu: bytes) -> bytes:
    """The same ZIP, its only file said to be ciphered, at its two places."""
    lu = bytearray(contenu)
    for signature, ecart in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        lu[lu.index(signature) + ecart] |= 1
    return bytes(lu)


@pytest.mark.parametrize(
    ("contenu", "message"),
    [
        (chiffre(zippe(a_xml=EXEMPLE.read_bytes())), "est chiffré par un mot de passe : envoyez-le sans."),
        (zippe(a_xml=b"<A/>", b_xml=b"<B/>"), "contient 2 fichiers XML"),
        (zippe(a=b"rien"), "contient 0 fichiers XML"),
        (zippe(a_xml=EXEMPLE.read_bytes())[:400], "abîmée dans le ZIP"),
        (zippe(a_xml=b"0" * (40 << 20)), "refusé par sécurité"),
        (b"<!DOCTYPE html>\n<html><body>Connexion</body></html>", "page web (HTML)"),
        (b"<html><body><br>Votre session a expir\xe9</body></html>", "page web (HTML)"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "page web (HTML)"),
        (fichier(UNE_PERSONNE) + b"\x00" * 4096, "suivi d'octets nuls après sa fin"),
        (fichier(UNE_PERSONNE)[:-30] + b"\x00" * 4096, "tronqué"),
    ],
)
def test_ce_qui_n_est_pas_un_export_est_dit_pour_ce_qu_il_est(college, importer_sts, contenu, message):
    assert message in importer_sts(contenu, etat=EtatImport.REFUSE).message


def test_un_uai_en_minuscules_est_pris_en_capitales(college, importer_sts):
    importer_sts(fichier(UNE_PERSONNE + classe(service("1")), uai="0310001h"), nom="sts_emp_0310001h_2026.xml")
    assert Enseignement.objects.count() == 1


def test_un_fichier_enregistre_dans_un_autre_encodage_est_refuse(college, importer_sts):
    contenu = fichier(ACCENTS).replace(b'encoding="utf-8"', b'encoding="iso-8859-1"')
    bilan = importer_sts(contenu, etat=EtatImport.REFUSE)
    assert "lettres abîmées" in bilan.message


@pytest.mark.parametrize("nom", ["MEF_APPARTENANCE", "MEF"])
def test_un_groupe_qui_a_son_mef_n_a_pas_ceux_de_ses_divisions(college, importer_sts, nom):
    groupe = (
        f'<STRUCTURE><DIVISIONS><DIVISION CODE="3 A"><MEFS_APPARTENANCE><{nom} CODE="10310019110"/></MEFS_APPARTENANCE>'
        f'</DIVISION></DIVISIONS><GROUPES><GROUPE CODE="3 G"><MEFS_APPARTENANCE><{nom} CODE="20010018110"/>'
        '</MEFS_APPARTENANCE><DIVISIONS_APPARTENANCE><DIVISION_APPARTENANCE CODE="3 A"/></DIVISIONS_APPARTENANCE>'
        f"<SERVICES>{service('1')}</SERVICES></GROUPE></GROUPES></STRUCTURE>"
    )
    importer_sts(fichier(UNE_PERSONNE + groupe))
    assert list(Enseignement.objects.values_list("mef", flat=True)) == ["20010018110"]
