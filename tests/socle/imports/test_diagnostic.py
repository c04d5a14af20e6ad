"""Files that cannot be read: each has its own French sentence, and nothing changes."""

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.connecteur import Regle
from imagin.socle.imports.lecture import BLOC, lire_csv
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer

ENTETE = "code;libelle;type\n"
LOIN = "A1;Sixième;\n" * (BLOC // 10)

REFUS = {
    "vide": (b"", "est vide"),
    "sans_ligne": (ENTETE, "aucune ligne"),
    "latin1": (f"{ENTETE}A1;Sixième;\n".encode("latin-1"), "ligne 2 : il semble être en ISO-8859-1"),
    "latin1_plus_loin": (
        f"{ENTETE}{LOIN}".encode() + "A2;Cinquième;\n".encode("latin-1"),
        "n'est pas en UTF-8, voir la ligne",
    ),
    "utf16": (f"{ENTETE}A1;Sixième;\n".encode("utf-16"), "UTF-16"),
    "utf16_sans_marque": (f"{ENTETE}A1;Sixième;\n".encode("utf-16-le"), "UTF-16"),
    "virgules": ("code,libelle,type\nA1,Sixième,\n", "séparateur est la virgule au lieu du point-virgule"),
    "tabulations": ("code\tlibelle\ttype\nA1\tSixième\t\n", "la tabulation"),
    "classeur": (b"PK\x03\x04 classeur", "classeur"),
    "vieux_classeur": (b"\xd0\xcf\x11\xe0 classeur", ".xls"),
    "compresse": (b"\x1f\x8b\x08\x00", "gzip"),
    "vieux_macintosh": ("code;libelle;type\rA1;Sixième;\r", "CR"),
    "colonne_absente": ("code;libelle\nA1;Sixième\n", "manque des colonnes dans formations.csv : type"),
    "colonne_inconnue": ("code;libelle;type;age\nA1;Sixième;;3\n", "colonnes inconnues : age"),
    "colonne_repetee": ("code;libelle;type;type\nA1;Sixième;;\n", "deux colonnes de même nom : type"),
    "guillemet_ouvert": (f'{ENTETE}A1;Sixième;\nA2;"Cinquième;\nA3;Quatrième;\n', "guillemet ouvert à la ligne 3"),
    "guillemet_referme_plus_loin": (
        f'{ENTETE}A1;"Sixième;\nA2;Cinquième";;\nA3;"Quatrième;\nA4";B;C\n',
        "guillemet non fermé",
    ),
    "trop_de_colonnes": (f"{ENTETE}A1;Sixième;\nA2;Cinquième;;;\n", "ligne 3 : 5 valeurs au lieu de 3"),
    "trop_peu": (f"{ENTETE}A1;Sixième;\nA2;Cinquième\nA3;Quatrième;\n", "ligne 3 : 2 valeurs au lieu de 3"),
    "page_web": (b"\n<!DOCTYPE html><html><body>Connexion</body></html>", "est une page web (HTML)"),
    "sep_virgule": ("sep=,\ncode,libelle,type\n", "séparateur est la virgule au lieu du point-virgule"),
    "colonnes_demesurees": (f"{'é' * 30_000}\n", "Il manque des colonnes"),
    "tronque": (f"{ENTETE}A1;Sixième;\nA2;Cinq", "ligne 3 : fichier tronqué"),
    "caractere_nul": (f"{ENTETE}{LOIN}A2;Cinq\x00ième;\n", "caractère nul"),
    "ligne_unique_demesuree": ("x" * (BLOC + 10), "démesurée"),
}


@pytest.mark.parametrize("cas", REFUS)
def test_un_fichier_illisible_est_refuse_par_une_phrase(essayer, cas) -> None:
    contenu, attendu = REFUS[cas]
    Mef.objects.create(code="B1", libelle="Terminale")
    bilan = essayer(contenu)
    assert attendu in bilan.message
    assert bilan.etat == EtatImport.REFUSE
    assert list(Mef.objects.values_list("code", flat=True)) == ["B1"]
    assert Import.objects.get().message == bilan.message


def test_toutes_les_lignes_mal_coupees_sont_rapportees(essayer) -> None:
    bilan = essayer(f"{ENTETE}A1;x\nA2;Cinquième;\nA3;x\n;x;;\n")
    assert [rejet["ligne"] for rejet in bilan.rejets] == [2, 4, 5]


@pytest.mark.parametrize(
    ("contenu", "lignes"),
    [
        (f"{ENTETE}A1;Sixième;\n\nA2;Cinquième;x\n", [2, 4]),
        (f"{ENTETE}A1;Sixième;\nA2;Cinquième;x\n\n\n\n", [2, 3]),
        (f"{ENTETE}A1;Sixième;\r\nA2;Cinquième;x\r\n\r\n \r\n", [2, 3]),
        (f"{ENTETE}A1;Sixième;\n;;\n ; ;\nA2;Cinquième;x\n;;\n", [2, 5]),
        (f"sep=;\n{ENTETE}A1;Sixième;\nA2;Cinquième;x\n", [3, 4]),
        (f'"sep=;"\r\n{ENTETE}A1;"Six\nième";\n\n;;;;;\nA2;Cinquième;x\n', [3, 7]),
    ],
)
def test_lignes_vides_points_virgules_seuls_et_sep_n_empechent_rien(essayer, fabriquer, contenu, lignes) -> None:
    vues: list[int] = []
    regle = Regle("formations", "code", "", "SELECT ligne, code FROM import_essai_formations WHERE FALSE")

    def noter(atelier: Atelier) -> None:
        vues.extend(ligne for (ligne,) in atelier.lignes("SELECT ligne FROM import_essai_formations ORDER BY 1"))

    bilan = essayer(contenu, fabriquer(regles=[regle], preparer=noter))
    assert (bilan.etat, bilan.nb_lus, vues) == (EtatImport.APPLIQUE, 2, lignes), bilan.message
    assert Mef.objects.get(code="A2").type == "x"


def test_une_ligne_fautive_se_dit_malgre_les_lignes_vides(essayer) -> None:
    bilan = essayer(f"{ENTETE}A1;Sixième;\n\nA2;Cinquième\n")
    assert "illisible à la ligne 4 : 2 valeurs au lieu de 3" in bilan.message


def test_un_fichier_qui_n_existe_pas_se_dit(db, fabriquer, tmp_path) -> None:
    assert "vérifiez son nom" in importer(fabriquer(), tmp_path / "absent.csv").message
    assert "n'est pas un fichier" in importer(fabriquer(), tmp_path).message


def test_une_table_peut_etre_vide_si_le_connecteur_le_permet(essayer, fabriquer, contrat_de) -> None:
    contrat = contrat_de()
    bilan = essayer(ENTETE, fabriquer(lire=lambda atelier: lire_csv(atelier, contrat, vide_permis=True)))
    assert bilan.etat == EtatImport.APPLIQUE
