"""What is read from a STS-WEB file, and what is refused, without a database."""

import io
import time
from pathlib import Path

import pytest

from imagin.echanges.sts_web.lecture import lire_lignes
from imagin.echanges.sts_web.lignes import DivisionGroupe, Entete, Individu, Libelle, LigneService, MefDivision
from imagin.socle.imports.refus import FichierRefuse
from tests.echanges.sts_web.fichiers import EXEMPLE, UNE_PERSONNE, fichier


def lignes(contenu: bytes, genre: type | None = None):
    """The rows of a file, of one kind only when asked."""
    return [ligne for ligne in lire_lignes(io.BytesIO(contenu)) if genre is None or isinstance(ligne, genre)]


def refus(contenu: bytes) -> str:
    """The message with which a file is refused."""
    with pytest.raises(FichierRefuse) as erreur:
        lignes(contenu)
    return str(erreur.value)


@pytest.mark.exigence("G3.1-08")
def test_exemple_publie_se_lit_avec_ses_accents_ses_espaces_et_ses_libelles_elagues():
    lues = lignes(EXEMPLE.read_bytes())
    assert next(ligne for ligne in lues if isinstance(ligne, Entete))[1:] == ("0310001H", "2026")
    assert Libelle(15, "MATIERE", "030201", "ANGLAIS LV1") in lues
    assert Libelle(16, "MATIERE", "061300", "MATHEMATIQUES") in lues
    assert [
        (i.identifiant, i.civilite, i.nom, i.prenom) for i in lues if isinstance(i, Individu) and i.enseignant == "OUI"
    ] == [
        ("4189", "MME", "DELMAS", "Hélène"),
        ("4207", "M", "CAZAUX", "Benoît"),
        ("3506", "M", "LAGARDE", "Yann"),
    ]
    assert MefDivision(50, "3 A", "10310019110") in lues
    assert [s.identifiant for s in lues if isinstance(s, LigneService) and s.ligne == 53] == ["4189", "3506"]
    assert DivisionGroupe(67, "3 AGL1GR1", "3 SEGPA") in lues


def test_une_personne_locale_sans_date_de_naissance_ni_fonction_est_lue():
    [lu] = lignes(
        fichier('<INDIVIDUS><INDIVIDU ID="7" TYPE="local"><NOM_USAGE>LE GUEN</NOM_USAGE></INDIVIDU></INDIVIDUS>'),
        Individu,
    )
    assert (lu.nom, lu.prenom, lu.date_naissance, lu.civilite, lu.enseignant) == ("LE GUEN", "", "", "", "OUI")


def test_seuls_les_enseignants_sont_retenus_les_autres_restent_connus():
    donnees = """<INDIVIDUS>
      <INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>A</NOM_USAGE><FONCTION>DIR</FONCTION></INDIVIDU>
      <INDIVIDU ID="2" TYPE="local"><NOM_USAGE/></INDIVIDU>
      <INDIVIDU ID="3" TYPE="epp"><NOM_PATRONYMIQUE>B</NOM_PATRONYMIQUE><FONCTION>ENS</FONCTION></INDIVIDU>
      <INDIVIDU ID="4" TYPE="EPP"><NOM_USAGE>C</NOM_USAGE><FONCTION> ens</FONCTION></INDIVIDU>
    </INDIVIDUS>"""
    assert [(i.identifiant, i.enseignant, i.type) for i in lignes(fichier(donnees), Individu)] == [
        ("1", "NON", "epp"),
        ("2", "NON", "local"),
        ("3", "OUI", "epp"),
        ("4", "OUI", "epp"),
    ]


@pytest.mark.parametrize(("code", "civilite"), [("1", "M"), ("2", "MME"), ("3", "MME"), ("", ""), ("9", "")])
def test_une_civilite_de_sts_web_est_la_notre_ou_aucune(code, civilite):
    """Their 3 is « Mademoiselle », which official letters no longer say."""
    personne = f'<INDIVIDU ID="1" TYPE="epp"><NOM_USAGE>A</NOM_USAGE><CIVILITE>{code}</CIVILITE></INDIVIDU>'
    assert lignes(fichier(f"<INDIVIDUS>{personne}</INDIVIDUS>"), Individu)[0].civilite == civilite


def test_elements_inconnus_et_commentaires_sont_ignores():
    donnees = "<NOUVEAUTE><INDIVIDU ID='9' TYPE='epp'/></NOUVEAUTE><!-- rien --><INDIVIDUS><X/></INDIVIDUS>"
    assert [type(ligne) for ligne in lignes(fichier(donnees + UNE_PERSONNE))] == [Entete, Individu]


@pytest.mark.parametrize("encodage", ["utf-8", "iso-8859-1"])
def test_encodage_du_prologue(encodage):
    donnees = '<INDIVIDUS><INDIVIDU ID="7" TYPE="local"><NOM_USAGE>ÉTCHÉGARAY</NOM_USAGE></INDIVIDU></INDIVIDUS>'
    assert lignes(fichier(donnees, encodage=encodage), Individu)[0].nom == "ÉTCHÉGARAY"


def test_caracteres_windows_dans_un_fichier_annonce_en_iso():
    contenu = fichier('<INDIVIDUS><INDIVIDU ID="7" TYPE="local"><NOM_USAGE>?</NOM_USAGE></INDIVIDU></INDIVIDUS>')
    contenu = contenu.replace(b"utf-8", b"iso-8859-1").replace(b">?<", b">C\x8cUR D\x92OR<")
    assert lignes(contenu, Individu)[0].nom == "CŒUR D’OR"


@pytest.mark.parametrize("coupure", [0.2, 0.5, 0.9, 0.999])
def test_fichier_tronque_refuse(coupure):
    contenu = EXEMPLE.read_bytes().rstrip()
    assert "tronqué" in refus(contenu[: int(len(contenu) * coupure)])


@pytest.mark.parametrize("contenu", [b"", b"nom;prenom\nA;B\n", b"PK\x03\x04quelque chose"])
def test_ce_qui_n_est_pas_du_xml_est_refuse(contenu):
    assert "n'est pas un fichier XML" in refus(contenu)


def test_xml_mal_forme_refuse_avec_sa_ligne():
    assert refus(fichier("\n<A><B></A>\n")).startswith("Ligne 2 : le fichier n'est pas du XML bien formé")


@pytest.mark.parametrize(
    "contenu",
    [
        fichier().replace(b"0310001H", b"\xe9"),
        fichier(prologue='<?xml version="1.0" encoding="X-ECOLE"?>'),
    ],
)
def test_encodage_qui_ment_refuse(contenu):
    assert "encodage" in refus(contenu)


BOMBE = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE STS_EDT SYSTEM "http://exemple.invalid/sts.dtd">',
        '<!DOCTYPE STS_EDT [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        f'<!DOCTYPE STS_EDT [<!ENTITY a0 "lol">{BOMBE}]>',
        '<!DOCTYPE STS_EDT [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    ],
)
def test_doctype_bombe_et_entites_externes_refuses_sans_attendre(doctype):
    prologue = f'<?xml version="1.0" encoding="utf-8"?>{doctype}'
    debut = time.monotonic()
    message = refus(fichier("&a11;&x;", prologue=prologue))
    assert "DOCTYPE" in message
    assert time.monotonic() - debut < 1


def test_elements_imbriques_sans_fin_refuses():
    assert "trop imbriqués" in refus(fichier("<A>" * 400))


def test_un_autre_export_xml_est_refuse():
    assert "commence par « BEE_ELEVES »" in refus(b"<BEE_ELEVES/>")


def test_fichier_sans_individu_refuse():
    assert "aucun individu (0 ligne lue)" in refus(fichier("<INDIVIDUS/>"))


def test_fichier_sans_parametres_refuse():
    assert "ne dit pas de quel établissement" in refus(f"<STS_EDT><DONNEES>{UNE_PERSONNE}</DONNEES></STS_EDT>".encode())


def test_un_gros_fichier_ne_prend_pas_de_memoire(tmp_path):
    """8 MB of individuals, services and unknown elements: a tree kept in memory would take some 50 MB more."""
    gros = tmp_path / "sts_emp_0310001H_2026.xml"
    individu = (
        '<INDIVIDU ID="{}" TYPE="local"><NOM_USAGE>NOM DE LA PERSONNE</NOM_USAGE><PRENOM>Prénom</PRENOM></INDIVIDU>\n'
    )
    inconnu = "<INCONNU><A>texte que personne ne lit</A><B><C/></B></INCONNU>\n"
    with gros.open("w", encoding="utf-8") as sortie:
        debut, fin = fichier("|").decode().split("|")
        sortie.write(debut + "<INDIVIDUS>")
        for numero in range(40_000):
            sortie.write(individu.format(numero) + inconnu)
        sortie.write("</INDIVIDUS>" + fin)
    with gros.open("rb") as flux:
        lues = lire_lignes(flux)
        next(lues)
        next(lues)
        avant = memoire_en_pages()
        assert sum(1 for _ in lues) == 39_999
        assert memoire_en_pages() - avant < 15 * 256


def memoire_en_pages() -> int:
    """Resident memory of this process, in pages of 4 KiB."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
