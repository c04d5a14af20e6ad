import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imagin.socle.documents import DocumentInconnu, DocumentInvalide, rendre
from tests.socle.documents.lecture import lire, texte

INSTANT = datetime(2026, 11, 24, 14, 18, tzinfo=UTC)
ENTETE = '#import "@imagin/socle:1.0.0": *\n#show: document-socle.with(titre: donnees.titre)\n'


@pytest.fixture
def modele(tmp_path, settings):
    """Écrit un modèle « essai » et l'enregistre devant ceux de la maison."""
    settings.IMAGIN_DOCUMENTS = [tmp_path, *settings.IMAGIN_DOCUMENTS]

    def ecrire(corps, entete=ENTETE):
        (tmp_path / "essai").mkdir(exist_ok=True)
        (tmp_path / "essai" / "modele.typ").write_text(entete + corps, encoding="utf-8")

    return ecrire


def test_les_memes_donnees_au_meme_instant_donnent_le_meme_fichier(modele):
    modele("= #donnees.titre")
    premier = rendre("essai", {"titre": "Un"}, horodatage=INSTANT)
    with ThreadPoolExecutor(1) as autre_fil:
        second = autre_fil.submit(rendre, "essai", {"titre": "Un"}, horodatage=INSTANT).result()
    assert premier == second
    assert premier != rendre("essai", {"titre": "Deux"}, horodatage=INSTANT)


def test_les_donnees_portent_leur_instant(modele):
    modele("= #donnees.titre")
    donnees = {"titre": "Un", "horodatage": "2026-11-24T15:18:00+01:00"}
    assert rendre("essai", donnees) == rendre("essai", donnees, horodatage=INSTANT)
    assert lire(rendre("essai", donnees)).metadata.creation_date == INSTANT


def test_sans_instant_le_fichier_porte_celui_de_sa_production(modele):
    modele("= #donnees.titre")
    cree = lire(rendre("essai", {"titre": "Un"})).metadata.creation_date
    assert abs((datetime.now(UTC) - cree).total_seconds()) < 60


def test_un_instant_sans_fuseau_est_refuse(modele):
    modele("= #donnees.titre")
    with pytest.raises(ValueError, match="fuseau"):
        rendre("essai", {"titre": "Un"}, horodatage=datetime(2026, 11, 24))  # noqa: DTZ001


def test_le_fichier_se_dit_accessible_et_dans_sa_langue(modele):
    modele("= #donnees.titre")
    pdf = lire(rendre("essai", {"titre": "Titre dit"}))
    racine = pdf.trailer["/Root"]
    assert racine["/Lang"] == "fr"
    assert racine["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == "Titre dit"
    assert b"pdfuaid:part>1<" in racine["/Metadata"].get_data()


def test_une_donnee_n_est_jamais_du_code(modele):
    modele("= #donnees.titre\n#donnees.nom")
    hostile = '#panic("x") *gras* _it_ $x$ `c` @ref <lbl> \\ // rien /* */ #{1+1} ~ -- ...'
    assert hostile in texte(rendre("essai", {"titre": "Un", "nom": hostile}))


def test_un_modele_fautif_se_dit_en_francais_et_garde_le_detail(modele):
    modele("#donnees.absent")
    with pytest.raises(DocumentInvalide, match="« essai » n'a pas pu être produit") as erreur:
        rendre("essai", {"titre": "Un"})
    assert "absent" in erreur.value.details


def test_une_police_absente_n_est_pas_remplacee_en_silence(modele):
    modele('#set text(font: "Comic Sans MS")\n= #donnees.titre')
    with pytest.raises(DocumentInvalide) as erreur:
        rendre("essai", {"titre": "Un"})
    assert "comic sans" in erreur.value.details.lower()


def test_seules_nos_polices_sont_dans_le_fichier(modele):
    modele("= #donnees.titre\nmaigre *gras* _penché_")
    ressources = lire(rendre("essai", {"titre": "Un"})).pages[0]["/Resources"]["/Font"]
    descendants = [police.get_object()["/DescendantFonts"][0] for police in ressources.values()]
    noms = {police["/BaseFont"].partition("+")[2] for police in descendants}
    assert {nom.split("-")[0] for nom in noms} == {"SourceSans3"}
    assert len(noms) == 3
    assert all("/FontFile3" in police["/FontDescriptor"] for police in descendants)


@pytest.mark.parametrize("nom", ["jamais_vu", "../convocation", "", "Liste"])
def test_un_document_inconnu_est_refuse(nom):
    with pytest.raises(DocumentInconnu, match="introuvable"):
        rendre(nom, {})


def test_l_academie_peut_mettre_son_modele_devant_celui_de_la_maison(tmp_path, settings):
    settings.IMAGIN_DOCUMENTS = [tmp_path, *settings.IMAGIN_DOCUMENTS]
    (tmp_path / "liste").mkdir()
    (tmp_path / "liste" / "modele.typ").write_text(ENTETE + "= Le nôtre", encoding="utf-8")
    assert "Le nôtre" in texte(rendre("liste", {"titre": "Un"}))


def test_un_modele_ne_lit_rien_hors_de_son_dossier(modele, tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    modele('#read("../secret.txt")')
    with pytest.raises(DocumentInvalide):
        rendre("essai", {"titre": "Un"})


def test_un_processus_ne_d_un_fork_refuse_au_lieu_de_se_figer(modele, monkeypatch):
    modele("= #donnees.titre")
    rendre("essai", {"titre": "Un"})
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with pytest.raises(RuntimeError, match="fork"):
        rendre("essai", {"titre": "Un"})


def test_chaque_document_de_la_maison_a_son_exemple(settings):
    modeles = [modele for dossier in settings.IMAGIN_DOCUMENTS for modele in Path(dossier).glob("*/modele.typ")]
    assert {"convocation", "liste"} <= {modele.parent.name for modele in modeles}
    assert [modele for modele in modeles if not modele.with_name("exemple.json").is_file()] == []
