"""What spreadsheets and hands make of EPP's values: taken as what they are, or refused in words that fit."""

import io

import pytest
from django.core.management import call_command

from imagin.domaine.personnes.models import Intervenant
from imagin.echanges.epp.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer
from tests.echanges.epp.conftest import COLONNES, EXEMPLE, ecrire, ligne

pytestmark = [pytest.mark.exigence("G1.1-01")]

PRISES = {
    "code postal sans son zéro": ("code_postal", "9200", "09200"),
    "code postal à blancs": ("code_postal", "31 000", "31000"),
    "code postal étranger": ("code_postal", "B-1400", "B-1400"),
    "téléphone sans son zéro": ("tel_personnel", "639984115", "06 39 98 41 15"),
    "téléphone à points": ("tel_professionnel", "05.61.17.70.00", "05 61 17 70 00"),
    "numen masqué": ("numen", "XXXXXXXXXXXXX", ""),
    "numen en minuscules": ("numen", "16e9801234klm", "16E9801234KLM"),
    "saut de ligne dans un nom": ("nom", '"DE\r\nLA TOUR"', "DE LA TOUR"),
    "blancs doublés": ("prenom", "Marie  Anne", "Marie Anne"),
    "sens d'écriture": ("prenom", "\u202eeiraM", "eiraM"),
    "saut de ligne dans une adresse": ("adresse", '"12 rue X\nBât. B"', "12 rue X | Bât. B"),
}
REFUSEES = {
    "code postal": ("code_postal", "310", "code postal attendu : 5 chiffres"),
    "téléphone écrasé": ("tel_personnel", "6,12E+08", "numéro écrasé par un tableur"),
    "téléphone": ("tel_personnel", "néant", "numéro de téléphone attendu : 10 chiffres"),
    "encodage": ("prenom", "ZoÃ©", "lettres abîmées (« Ã© » pour « é »)"),
    "caractère perdu": ("nom", "BEN\ufffdCH", "lettres abîmées"),
    "naissance à venir": ("date_naissance", "2074-01-01", "naissance il y a moins de 15 ans"),
    "naissance ancienne": ("date_naissance", "0001-01-01", "inférieur à 1900-01-01"),
}


@pytest.mark.parametrize("cas", PRISES)
def test_une_valeur_mal_ecrite_est_prise_pour_ce_qu_elle_est(importer_epp, cas):
    champ, ecrite, gardee = PRISES[cas]
    bilan = importer_epp(ligne(1, **{champ: ecrite}), ligne(2))
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    assert getattr(Intervenant.objects.get(reference="1"), champ) == gardee
    assert importer_epp(ligne(1, **{champ: ecrite}), ligne(2)).bilan[1]["inchanges"] == 2


@pytest.mark.parametrize("cas", REFUSEES)
def test_une_valeur_perdue_est_refusee_avec_sa_raison(importer_epp, cas):
    champ, valeur, motif = REFUSEES[cas]
    bilan = importer_epp(ligne(1), ligne(2, **{champ: valeur}))
    assert [(rejet["ligne"], rejet["colonne"]) for rejet in bilan.rejets] == [(3, champ)], bilan.message
    assert motif in bilan.rejets[0]["motif"]


@pytest.mark.parametrize(
    ("principal", "secondaires"),
    [("0310038y", "0310001h, 0312267W"), ("310038Y", "310001H,312267w"), (" 0310038 Y", "0310001H ,0312267W")],
)
def test_un_uai_en_minuscules_a_blancs_ou_sans_son_zero_est_pris(importer_epp, principal, secondaires):
    bilan = importer_epp(ligne(1, uai_principal=principal, uai_secondaires=f'"{secondaires}"'))
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    personne = Intervenant.objects.get()
    exercices = personne.exercices.order_by("titre", "etablissement__uai").values_list("titre", "etablissement__uai")
    assert list(exercices) == [("P", "0310038Y"), ("S", "0310001H"), ("S", "0312267W")]


def test_plusieurs_numen_masques_ne_sont_pas_un_doublon(importer_epp):
    bilan = importer_epp(*(ligne(n, numen="XXXXXXXXXXXXX") for n in (1, 2, 3)))
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message


def test_un_fichier_d_excel_avec_sep_lignes_vides_et_points_virgules_est_pris(centres, tmp_path):
    texte = EXEMPLE.read_text(encoding="utf-8")
    (tmp_path / "epp.csv").write_text(
        "\ufeffsep=;\r\n" + texte.replace("\n", "\r\n") + ";" * (len(COLONNES) - 1) + "\r\n\r\n\r\n",
        encoding="utf-8", newline="",
    )  # fmt: skip
    bilan = importer(CONNECTEUR, tmp_path / "epp.csv", appliquer=True)
    assert (bilan.etat, bilan.nb_lus) == (EtatImport.APPLIQUE, texte.count("\n") - 1), bilan.message


def test_rien_d_invisible_n_arrive_sur_le_terminal_ni_dans_la_base(centres, tmp_path):
    dangereux = "DAR\x1b[31mNAUD\x07"
    ecrire(tmp_path / "a\x1b[2J.csv", [ligne(1, nom=dangereux), ligne(2)])
    sortie = io.StringIO()
    call_command("importer", "epp", tmp_path / "a\x1b[2J.csv", appliquer=True, stdout=sortie, no_color=True)
    assert Intervenant.objects.get(reference="1").nom == "DAR[31mNAUD"
    assert not set(sortie.getvalue()) & set(map(chr, [*range(10), *range(11, 32), 127]))


def test_une_valeur_demesuree_est_coupee_dans_le_rapport(importer_epp):
    bilan = importer_epp(ligne(1, adresse="x" * 2_000_000))
    assert (len(bilan.rejets[0]["valeur"]), bilan.rejets[0]["valeur"][-1], bilan.etat) == (120, "…", EtatImport.REFUSE)
    assert len(bilan.message) < 400
