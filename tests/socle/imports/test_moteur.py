"""What an import writes, keeps and refuses, as a whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.lecture import lire_csv
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer
from imagin.socle.imports.rapport import raconter

TROIS = "code;libelle;type\nA1;Sixième;\nA2;Cinquième;\nA3;Quatrième;Collège\n"


def versions() -> dict[str, tuple[int, int]]:
    """The physical version of each row: it changes whenever the row is written, even with the same values."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT code, ctid::text, xmin::text FROM personnes_mef")
        return {code: (ctid, xmin) for code, ctid, xmin in curseur.fetchall()}


def test_un_apercu_dit_tout_et_ne_change_rien(essayer) -> None:
    bilan = essayer(TROIS, appliquer=False, auteur="gestionnaire")
    assert (bilan.etat, bilan.nb_lus, Mef.objects.count()) == (EtatImport.APERCU, 3, 0)
    assert bilan.bilan == [
        {
            "objet": "formations",
            "nouveaux": 3,
            "modifies": 0,
            "inchanges": 0,
            "retires": 0,
            "exemples": {"nouveaux": ["A1", "A2", "A3"]},
        }
    ]
    garde = Import.objects.get()
    assert (garde.etat, garde.auteur, garde.fichier, len(garde.empreinte)) == (
        EtatImport.APERCU,
        "gestionnaire",
        "formations.csv",
        64,
    )
    assert garde.termine_le >= garde.commence_le


def test_reimporter_ne_reecrit_aucune_ligne(essayer) -> None:
    essayer(TROIS)
    avant = versions()
    bilan = essayer(TROIS)
    assert versions() == avant
    assert [(objet["inchanges"], objet["modifies"]) for objet in bilan.bilan] == [(3, 0)]


def test_seule_la_difference_est_ecrite(essayer) -> None:
    essayer(TROIS)
    avant = versions()
    bilan = essayer("code;libelle;type\nA1;Sixième;\nA2;5e;\nA4;Troisième;\nA3;Quatrième;Collège\n")
    (objet,) = bilan.bilan
    assert [objet[cle] for cle in ("nouveaux", "modifies", "inchanges", "retires")] == [1, 1, 2, 0]
    assert objet["exemples"]["modifies"] == [{"cle": "A2", "champs": {"libelle": ["Cinquième", "5e"]}}]
    assert {code for code, version in versions().items() if avant.get(code) != version} == {"A2", "A4"}


def test_un_fichier_qui_retirerait_plus_d_un_dixieme_est_refuse_sauf_verification(essayer) -> None:
    dix = [f"A{rang};Formation;\n" for rang in range(10)]
    essayer("code;libelle;type\n" + "".join(dix))
    bilan = essayer("code;libelle;type\n" + "".join(dix[:8]))
    assert bilan.etat == EtatImport.REFUSE
    assert bilan.message.startswith("Ce fichier retirerait 2 formations sur 10, plus d'un sur dix")
    assert (bilan.bilan[0]["retires"], Mef.objects.count()) == (2, 10)
    assert essayer("code;libelle;type\n" + "".join(dix[:9])).etat == EtatImport.APPLIQUE
    assert Mef.objects.count() == 9
    assert essayer("code;libelle;type\n" + "".join(dix[:2]), forcer_retraits=True).etat == EtatImport.APPLIQUE
    assert Mef.objects.count() == 2


def test_une_contrainte_de_la_base_refuse_le_fichier_entier(essayer) -> None:
    with connection.cursor() as curseur:
        curseur.execute("ALTER TABLE personnes_mef ADD CONSTRAINT pas_de_cp CHECK (libelle <> 'CP')")
    bilan = essayer("code;libelle;type\nA1;Sixième;\nA2;CP;\n")
    assert (bilan.etat, Mef.objects.count()) == (EtatImport.REFUSE, 0)
    assert "règle « pas_de_cp » de la base" in bilan.message


def test_une_valeur_que_le_contrat_laisse_passer_et_pas_la_base(essayer) -> None:
    bilan = essayer(f"code;libelle;type\nA1;{'x' * 130};\n")
    assert (bilan.etat, Mef.objects.count()) == (EtatImport.REFUSE, 0)
    assert bilan.message.startswith("La base ne peut pas garder une valeur de ce fichier")


def test_les_tables_de_passage_disparaissent(essayer) -> None:
    essayer(TROIS)
    essayer("code;libelle;type\nA1;;\n")
    with connection.cursor() as curseur:
        curseur.execute("SELECT relname FROM pg_class WHERE relname LIKE 'import\\_essai%' OR relname LIKE 'ecart\\_%'")
        assert curseur.fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_deux_imports_du_meme_systeme_ne_se_melent_pas(fabriquer, contrat_de, tmp_path) -> None:
    fichier = tmp_path / "formations.csv"
    fichier.write_text(TROIS, encoding="utf-8")
    contrat, lu, continuer = contrat_de(), Event(), Event()

    def lire_lentement(atelier) -> None:
        lire_csv(atelier, contrat)
        lu.set()
        assert continuer.wait(30)

    def lent() -> Import:
        try:
            return importer(fabriquer(lire=lire_lentement), fichier, appliquer=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as a_cote:
        premier = a_cote.submit(lent)
        assert lu.wait(30)
        second = importer(fabriquer(), fichier, appliquer=True)
        continuer.set()
        assert premier.result(60).etat == EtatImport.APPLIQUE
    assert second.etat == EtatImport.REFUSE
    assert second.message == "Un autre import « essai » est en cours : attendez qu'il se termine, puis relancez."


@pytest.mark.django_db(transaction=True)
def test_un_import_tue_laisse_son_rapport_en_cours_et_aucune_ligne(essayer, fabriquer) -> None:
    def mourir(atelier) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        essayer(TROIS, fabriquer(conclure=mourir))
    assert (Import.objects.get().etat, Mef.objects.count()) == (EtatImport.EN_COURS, 0)


def test_le_rapport_se_lit_en_francais(essayer) -> None:
    essayer(TROIS)
    lignes = list(
        raconter(
            essayer("code;libelle;type\nA1;6e;\nA2;Cinquième;\nA3;Quatrième;Collège\nA4;Troisième;\n", appliquer=False)
        )
    )
    assert lignes == [
        "essai : formations.csv, 4 lignes lues",
        "  formations : 1 création, 1 modification, 2 sans changement, 0 retrait",
        "    modification : A1 : libelle « Sixième » → « 6e »",
        "    création : A4",
        "Aperçu : rien n'a été modifié. Ajoutez --appliquer pour importer.",
    ]


def test_un_rapport_de_refus_montre_les_premieres_lignes(essayer) -> None:
    lignes = list(raconter(essayer("code;libelle;type\n" + "".join(f"A{rang};;\n" for rang in range(30)))))
    assert lignes[1] == "  30 lignes refusées"
    assert lignes[2] == "    formations, ligne 2, libelle : valeur obligatoire absente"
    assert "et 10 autres" in lignes[22]
    assert lignes[-1] == "Import refusé : rien n'a été modifié."
