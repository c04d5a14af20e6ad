"""The contract's constraints, checked by the database: each refused value with its line and reason."""

from typing import Any

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.connecteur import Regle
from imagin.socle.imports.lecture import lire_csv, remplir
from imagin.socle.imports.models import EtatImport

VALEURS: list[tuple[dict[str, Any], list[str], dict[str, str]]] = [
    (
        {"type": "date"},
        ["2024-02-29"],
        {
            "2023-02-29": "cette date n'existe pas",
            "29/02/2024": "date attendue sous la forme AAAA-MM-JJ",
            "2024-2-29": "date attendue sous la forme AAAA-MM-JJ",
            "today": "date attendue",
            "0001-01-01": "inférieur à 2000-01-01, de 2000-01-01 à 2099-12-31 attendu",
            "9999-12-31": "supérieur à 2099-12-31",
        },
    ),
    (
        {"type": "datetime"},
        ["2026-06-15T08:00"],
        {
            "2026-06-15 08:00": "AAAA-MM-JJTHH:MM",
            "2026-06-31T08:00": "qui existent",
            "2026-06-15T24:01": "qui existent",
            "1026-06-15T08:00": "inférieur à 2000-01-01T00:00",
        },
    ),
    ({"type": "time"}, ["08:00", "23:59"], {"8h": "HH:MM", "25:00": "HH:MM", "8:00": "HH:MM", "24:00": "23:59"}),
    ({"type": "time", "finDeJournee": True}, ["24:00"], {"24:01": "HH:MM"}),
    (
        {"type": "date", "constraints": {"minimum": "1900-01-01"}, "ageMinimum": 15},
        ["1975-03-09"],
        {"1899-12-31": "inférieur à 1900-01-01", "2025-01-01": "moins de 15 ans", "2074-01-01": "moins de 15 ans"},
    ),
    (
        {"type": "integer"},
        ["0", "-12"],
        {"1.5": "nombre entier", "0x1F": "nombre entier", "99999999999": "nombre entier"},
    ),
    ({"type": "number"}, ["43.5", "-1"], {"43,5": "point décimal", "NaN": "point décimal"}),
    ({"type": "boolean"}, ["OUI", "NON"], {"oui": "OUI ou NON", "1": "OUI ou NON"}),
    (
        {"format": "email"},
        ["a.b@c.fr"],
        {"a.b": "mal formée", "a@b@c.fr": "mal formée", "a b@c.fr": "mal formée", "@c.fr": "mal formée"},
    ),
    ({"constraints": {"enum": ["M", "MME"]}}, ["MME"], {"Mme": "valeur attendue : M, MME"}),
    ({"constraints": {"maxLength": 3}}, ["été"], {"étés": "plus de 3 caractères"}),
    ({"constraints": {"minLength": 2}}, ["été"], {"é": "moins de 2 caractères"}),
    ({"constraints": {"pattern": "^[0-9]+$"}, "motif": "chiffres attendus"}, ["007"], {"7A": "chiffres attendus"}),
    ({"constraints": {"pattern": "^[0-9]{2,3}$"}}, ["12", "123"], {"1234": "forme inattendue"}),
    ({"constraints": {"pattern": "^[A-Z]+$"}, "peuDeValeurs": True}, ["AB"], {"ab": "forme inattendue"}),
    (
        {"type": "integer", "constraints": {"minimum": 1, "maximum": 9}},
        ["1", "9"],
        {"0": "inférieur à 1", "10": "supérieur à 9"},
    ),
    (
        {"type": "date", "constraints": {"minimum": "2000-01-01"}},
        ["2000-01-01"],
        {"1999-12-31": "inférieur à 2000-01-01"},
    ),
]


@pytest.mark.parametrize(("champ", "bonnes", "mauvaises"), VALEURS, ids=lambda v: str(v) if isinstance(v, dict) else "")
def test_chaque_contrainte_refuse_et_dit_pourquoi(essayer, fabriquer, contrat_de, champ, bonnes, mauvaises) -> None:
    contrat = contrat_de([{"name": "code"}, {"name": "valeur"} | champ])
    lignes = [*bonnes, "", *mauvaises]
    contenu = "code;valeur\n" + "".join(f"L{rang};{valeur}\n" for rang, valeur in enumerate(lignes))
    bilan = essayer(contenu, fabriquer(contrat, objets=()))
    assert {rejet["valeur"]: rejet["ligne"] for rejet in bilan.rejets} == {
        valeur: rang for rang, valeur in enumerate(lignes, start=2) if valeur in mauvaises
    }
    for rejet in bilan.rejets:
        assert mauvaises[rejet["valeur"]] in rejet["motif"]
        assert (rejet["table"], rejet["colonne"]) == ("formations", "valeur")


def test_des_valeurs_justes_ne_sont_pas_refusees(essayer, fabriquer, contrat_de) -> None:
    for champ, bonnes, _ in VALEURS:
        contrat = contrat_de([{"name": "code"}, {"name": "valeur"} | champ])
        contenu = "code;valeur\n" + "".join(f"L{rang};{valeur}\n" for rang, valeur in enumerate(bonnes))
        assert essayer(contenu, fabriquer(contrat, objets=())).message == ""


def test_une_ligne_refusee_et_rien_ne_s_applique(essayer) -> None:
    bilan = essayer("code;libelle;type\nA1;Sixième;\nA2;;\n")
    assert bilan.etat == EtatImport.REFUSE
    assert bilan.message == "Une ligne est refusée. formations, ligne 3, libelle : valeur obligatoire absente."
    assert not Mef.objects.exists()


def test_une_ligne_en_double_nomme_la_premiere(essayer) -> None:
    bilan = essayer("code;libelle;type\nA1;Sixième;\nA2;Cinquième;\nA1;Sixième;\nA1;Autre;\n")
    assert [(rejet["ligne"], rejet["motif"]) for rejet in bilan.rejets] == [
        (4, "ligne en double : déjà à la ligne 2"),
        (5, "ligne en double : déjà à la ligne 2"),
    ]


def test_une_cle_de_deux_colonnes_ne_confond_pas_leur_ordre(essayer, fabriquer, contrat_de) -> None:
    contrat = contrat_de([{"name": "a"}, {"name": "b"}], primaryKey=["a", "b"])
    bilan = essayer("a;b\nx;y\ny;x\nz;z\nt;t\nx;y\n", fabriquer(contrat, objets=()))
    assert [(rejet["ligne"], rejet["valeur"]) for rejet in bilan.rejets] == [(6, "x y")]


def test_une_valeur_unique_peut_etre_absente_plusieurs_fois(essayer, fabriquer, contrat_de) -> None:
    contrat = contrat_de([{"name": "code"}, {"name": "numero", "constraints": {"unique": True}}])
    bilan = essayer("code;numero\nA;\nB;\nC;1\nD;1\n", fabriquer(contrat, objets=()))
    assert [(rejet["ligne"], rejet["colonne"]) for rejet in bilan.rejets] == [(5, "numero")]


def test_les_mille_premieres_lignes_refusees_sont_gardees_et_le_total_est_juste(essayer) -> None:
    bilan = essayer("code;libelle;type\n" + "".join(f"A{rang};;\n" for rang in range(1_500)))
    assert (len(bilan.rejets), bilan.nb_rejets) == (1_000, 1_500)
    assert [rejet["ligne"] for rejet in bilan.rejets] == list(range(2, 1_002))


def test_une_reference_absente_de_l_autre_table_est_refusee(essayer, fabriquer, contrat_de) -> None:
    formations = contrat_de()
    classes = contrat_de(
        [{"name": "classe"}, {"name": "mef"}],
        table="classes",
        primaryKey="classe",
        foreignKeys=[{"fields": "mef", "reference": {"resource": "formations", "fields": "code"}}],
    )

    def lire(atelier) -> None:
        lire_csv(atelier, formations)
        with remplir(atelier, classes) as ecrire:
            ecrire(2, ("6A", "A1"))
            ecrire(3, ("6B", "A9"))
            ecrire(4, ("6C", None))

    bilan = essayer("code;libelle;type\nA1;Sixième;\n", fabriquer(lire=lire))
    assert [(r["table"], r["ligne"], r["valeur"], r["motif"]) for r in bilan.rejets] == [
        ("classes", 3, "A9", "absent de la table formations du même envoi")
    ]


def test_les_regles_du_connecteur_attendent_un_contrat_respecte_sauf_celles_qui_lisent_du_texte(
    essayer, fabriquer
) -> None:
    exigeante = Regle(
        "formations", "code", "code trop grand", "SELECT ligne, code FROM import_essai_formations WHERE code::int > 5"
    )
    textuelle = Regle(
        "formations",
        "type",
        "",
        "SELECT ligne, type, 'type ' || type FROM import_essai_formations WHERE type = 'x'",
        lit_du_texte=True,
    )
    bilan = essayer("code;libelle;type\nA1;;x\n", fabriquer(regles=(exigeante, textuelle)))
    assert [rejet["motif"] for rejet in bilan.rejets] == ["valeur obligatoire absente", "type x"]
    bilan = essayer("code;libelle;type\n9;Sixième;\n", fabriquer(regles=(exigeante, textuelle)))
    assert [(rejet["ligne"], rejet["motif"]) for rejet in bilan.rejets] == [(2, "code trop grand")]
