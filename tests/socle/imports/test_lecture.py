"""Files that are read: whatever the order, the ends of line, the quotes, the blanks."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.lecture import BLOC, remplir
from imagin.socle.imports.models import EtatImport


def lues() -> dict[str, tuple[str, str]]:
    return {mef.code: (mef.libelle, mef.type) for mef in Mef.objects.order_by("code")}


@pytest.mark.parametrize(
    "contenu",
    [
        "code;libelle;type\nA1;Sixième;Collège\n",
        "code;libelle;type\nA1;Sixième;Collège",
        "\ufeffcode;libelle;type\r\nA1;Sixième;Collège\r\n",
        "type;code;libelle\nCollège;A1;Sixième\n",
        "CODE;Libelle;type\nA1;Sixième;Collège\n",
        '"code";"libelle";"type"\n"A1";"Sixième";"Collège"\n',
        "code;libelle;type\n A1 ;Sixième ;\tCollège\n",
        "code;libelle;type\nA1;\u00a0Sixième;Collège \n",
        "code;libelle;type\nA1;Sixie\u0300me;Colle\u0300ge\n",
    ],
    ids=[
        "simple",
        "sans_fin_de_ligne",
        "bom_et_crlf",
        "ordre",
        "casse",
        "guillemets",
        "blancs",
        "insecable",
        "accents_separes",
    ],
)
def test_le_meme_contenu_se_lit_quelle_que_soit_son_ecriture(essayer, contenu) -> None:
    bilan = essayer(contenu)
    assert (bilan.etat, bilan.nb_lus, bilan.message) == (EtatImport.APPLIQUE, 1, "")
    assert lues() == {"A1": ("Sixième", "Collège")}


def test_un_champ_vide_entre_guillemets_est_vide(essayer) -> None:
    essayer('code;libelle;type\nA1;"Classe ""relais"" ; matin";""\n')
    assert lues() == {"A1": ('Classe "relais" ; matin', "")}


def test_un_fichier_de_plusieurs_blocs_se_lit_en_entier(essayer) -> None:
    nombre = BLOC // 20
    lignes = "".join(f"M{rang};Formation numéro {rang};\n" for rang in range(nombre))
    bilan = essayer("code;libelle;type\n" + lignes)
    assert (bilan.nb_lus, Mef.objects.count()) == (nombre, nombre)


def test_un_contrat_ouvert_ignore_les_autres_colonnes(essayer, fabriquer, contrat_de) -> None:
    essayer("code;effectif;libelle;type;x\nA1;12;Sixième;;y\n", fabriquer(contrat_de(fieldsMatch="subset")))
    assert lues() == {"A1": ("Sixième", "")}


def test_un_contrat_incomplet_se_passe_des_colonnes_facultatives(essayer, fabriquer, contrat_de) -> None:
    essayer("code;libelle\nA1;Sixième\n", fabriquer(contrat_de(fieldsMatch="superset")))
    assert lues() == {"A1": ("Sixième", "")}


def test_le_numero_d_une_ligne_tient_compte_des_sauts_entre_guillemets(essayer) -> None:
    bilan = essayer('code;libelle;type\nA1;"deux\nlignes";\nA2;;\n')
    assert [(rejet["ligne"], rejet["colonne"]) for rejet in bilan.rejets] == [(4, "libelle")]


def test_ce_qui_n_est_pas_du_csv_se_remplit_ligne_a_ligne(essayer, fabriquer, contrat_de) -> None:
    contrat = contrat_de()

    def lire(atelier) -> None:
        with remplir(atelier, contrat) as ecrire:
            ecrire(17, ("A1", " Sixième ", None))
            ecrire(23, ("A2", "", None))

    bilan = essayer("<xml/>", fabriquer(lire=lire))
    assert [(rejet["ligne"], rejet["motif"]) for rejet in bilan.rejets] == [(23, "valeur obligatoire absente")]


# What Unicode keeps apart even when composed (U+0F73, U+2ADC…): PostgreSQL puts some of it together again.
DECOMPOSES = "".join(c for c in map(chr, range(0x2E80)) if len(unicodedata.normalize("NFC", c)) > 1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    # Below the ideographs: their compatibility forms are kept as they come, only European names are composed (NFC).
    st.text(
        st.characters(
            max_codepoint=0x2E7F,
            exclude_categories=["Cc", "Cs", "Zs"],
            exclude_characters="\u200b" + DECOMPOSES,
        ),
        min_size=1,
        max_size=40,
    )
)
def test_aucun_texte_ne_se_perd_ni_ne_devient_du_sql(essayer, texte) -> None:
    Mef.objects.all().delete()
    entre_guillemets = texte.replace('"', '""')
    bilan = essayer(f'code;libelle;type\nA1;"{entre_guillemets}";\n')
    assert bilan.etat == EtatImport.APPLIQUE, bilan.message
    assert lues() == {"A1": (unicodedata.normalize("NFC", texte), "")}
