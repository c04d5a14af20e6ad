"""The user guide: one chapter for each activity, true screenshots, search, PDF; and the tutorial."""

import ast
import html
import io
import re

import pytest
from pypdf import PdfReader

from imagin.activites.guide.chapitres import FICHIER, chapitres
from imagin.activites.guide.rendu import DOSSIER, tailles
from imagin.activites.guide.video import DOSSIER as DOSSIER_DES_FILMS
from imagin.activites.guide.video import films
from imagin.socle.acces.verification import routes
from outils.guide.libelles import introuvables
from outils.guide.scenarios import FILMS
from tests.outillage.maison import DEPOT

pytestmark = pytest.mark.django_db
STATIQUES = DOSSIER_DES_FILMS.parent / "static" / "guide" / "films"
SCENARIOS = DEPOT / "outils" / "guide" / "scenarios"
DANS_L_ECRAN = {"accueil"}  # told by the chapter of the frame
CAPTURE = re.compile(r"!\[([^\]]*)\]\(captures/([a-z0-9-]+)\.webp")


@pytest.mark.exigence("G1.3-01")
def test_chaque_activite_a_son_chapitre():
    activites = {e.callback.activite.code for _, e in routes() if hasattr(e.callback, "activite")} - DANS_L_ECRAN
    cles = {chapitre.cle for chapitre in chapitres()}
    assert {code.replace("_", "-") for code in activites} - cles == set()
    assert [chemin.name for chemin in DOSSIER.glob("*.md") if not FICHIER.fullmatch(chemin.name)] == []


def test_chaque_capture_est_la_et_sert_et_se_decrit():
    citees = [
        trouvee for chemin in DOSSIER.glob("*.md") for trouvee in CAPTURE.findall(chemin.read_text(encoding="utf-8"))
    ]
    assert {nom for _, nom in citees} == {chemin.stem for chemin in DOSSIER.glob("captures/*.webp")} == set(tailles())
    assert [nom for alt, nom in citees if len(alt) < 30] == []


@pytest.mark.exigence("G1.3-01")
def test_le_guide_se_lit_sans_etre_connecte_et_s_ouvre_de_l_en_tete(client, chef):
    page = chef.get("/").content.decode()
    assert 'href="/guide/"' in page
    assert 'href="/tutoriel/"' in page
    chef.logout()
    lu = client.get("/guide/").content.decode()
    assert lu.count("<figure ") == len(tailles())
    assert "<script>" not in lu


def test_les_adresses_des_rubriques_sont_uniques(client):
    cles = re.findall(r'\sid="([^"]+)"', client.get("/guide/").content.decode())
    assert len(cles) == len(set(cles))


@pytest.mark.exigence("G1.3-01")
@pytest.mark.parametrize(
    ("question", "trouvee", "cachee"),
    [
        ("CORBEILLE convocation", "convocation-par-mission-supprimer-une-convocation", "ecran-au-clavier"),
        ("contraste", "ecran-regler-laffichage", "convocation-par-mission-choisir-une-mission"),
    ],
)
def test_sans_script_la_recherche_garde_les_rubriques_qui_ont_tous_les_mots(client, question, trouvee, cachee):
    page = client.get("/guide/", {"q": question}).content.decode()
    assert re.search(rf'<section id="{trouvee}"[^>]*>', page)[0].endswith("hidden>") is False
    assert re.search(rf'<section id="{cachee}"[^>]*>', page)[0].endswith("hidden>")


def test_une_recherche_vaine_le_dit(client):
    page = client.get("/guide/", {"q": "introuvable-xyz"}).content.decode()
    assert "Aucune rubrique ne contient ces mots" in page
    assert "0 rubrique" in page


@pytest.mark.exigence("G1.3-01")
def test_le_guide_en_pdf_a_ses_captures_et_se_dit_accessible(client):
    reponse = client.get("/guide/guide-imagin.pdf")
    assert reponse["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(reponse.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "fr"
    texte = "\n".join(page.extract_text() for page in pdf.pages)
    assert all(chapitre.titre in texte for chapitre in chapitres())
    assert sum(len(page.images) for page in pdf.pages) >= len(tailles())


def test_une_capture_et_sa_legende_sont_une_figure_qui_porte_son_nom(client):
    """RGAA 1.9."""
    page = html.unescape(client.get("/guide/").content.decode())
    assert '<figure role="figure" aria-label="La liste des missions">' in page
    assert "<figcaption>La liste des missions</figcaption>" in page


@pytest.mark.exigence("G1.3-01")
def test_le_tutoriel_propose_un_film_d_une_minute_par_metier(client):
    page = client.get("/tutoriel/").content.decode()
    assert [film.cle for film in films().values() if f'href="/tutoriel/{film.cle}/"' not in page] == []
    assert [film.cle for film in films().values() if not 30 <= film.duree <= 100] == []


@pytest.mark.exigence("G1.3-01")
@pytest.mark.parametrize("film", films().values(), ids=list(films()))
def test_chaque_film_a_ses_sous_titres_et_sa_transcription(client, film):
    page = html.unescape(client.get(f"/tutoriel/{film.cle}/").content.decode())
    assert '<track kind="captions"' in page
    video = STATIQUES / f"{film.cle}.webm"
    assert film.octets == video.stat().st_size <= 2_000_000
    assert video.read_bytes()[:4] == b"\x1aE\xdf\xa3"
    reperes = video.with_suffix(".vtt").read_text(encoding="utf-8")
    dites = [phrase for scene in film.scenes for phrase in scene.phrases]
    assert reperes.startswith("WEBVTT\n")
    assert reperes.split("\n")[3::3] == dites
    assert [texte for texte in [film.titre, *dites, *(scene.titre for scene in film.scenes)] if texte not in page] == []


def test_un_film_inconnu_n_existe_pas(client):
    assert client.get("/tutoriel/inconnu/").status_code == 404


@pytest.mark.parametrize("scenario", FILMS, ids=[scenario.cle for scenario in FILMS])
def test_le_film_dit_le_scenario_d_aujourd_hui(scenario):
    source = ast.parse((SCENARIOS / f"{scenario.cle}.py").read_text(encoding="utf-8"))
    dites = [
        noeud.args[0].value
        for noeud in ast.walk(source)
        if isinstance(noeud, ast.Call) and ast.unparse(noeud.func) == "c.dire"
    ]
    film = films()[scenario.cle]
    assert (film.titre, film.sous_titre, film.activite) == (scenario.titre, scenario.sous_titre, scenario.activite)
    assert [scene.titre for scene in film.scenes] == [titre for titre, _ in scenario.scenes]
    assert [phrase for scene in film.scenes for phrase in scene.phrases] == dites


@pytest.mark.parametrize("film", films().values(), ids=list(films()))
def test_le_film_montre_les_libelles_d_aujourd_hui(film):
    """Otherwise: `make guide`."""
    assert introuvables(film.libelles) == []


def test_le_film_dit_de_l_accessibilite_ce_qu_en_dit_le_pied_de_page(client):
    """The old film said « partiellement conforme » under a product that said « totalement »."""
    pied = re.search(r"Accessibilité : [a-z]+ conforme", client.get("/tutoriel/").content.decode())[0]
    assert [film.cle for film in films().values() if film.accessibilite != pied] == []


@pytest.mark.parametrize("film", films().values(), ids=list(films()))
def test_l_aide_de_l_activite_ouvre_son_film(client, film):
    aide = client.get(f"/aide/{film.activite.replace('_', '-')}/").content.decode()
    assert f'href="/tutoriel/{film.cle}/"' in aide


def test_la_politique_de_securite_laisse_lire_les_films(client):
    assert "media-src 'self'" in client.get("/tutoriel/convoquer/").headers["Content-Security-Policy"]


def test_le_lecteur_et_ses_commandes_tiennent_dans_la_fenetre(navigateur):
    for largeur, hauteur in ((1366, 768), (400, 800)):
        navigateur.set_viewport_size({"width": largeur, "height": hauteur})
        navigateur.goto("/tutoriel/convoquer/")
        lecteur = navigateur.locator("video").bounding_box()
        assert lecteur["height"] <= hauteur * 0.7 + 1
        assert lecteur["width"] <= largeur


@pytest.mark.exigence("G1.3-01")
def test_une_activite_de_l_academie_sans_chapitre_a_son_aide_pour_chapitre(monkeypatch, tmp_path):
    monkeypatch.setattr("imagin.activites.guide.chapitres.DOSSIER", tmp_path)
    (tmp_path / "90-doutes-confirmes.md").write_text("# Doutes confirmés\n\nUn chapitre sans rubrique.\n", "utf-8")
    lus = {chapitre.cle: chapitre for chapitre in chapitres.__wrapped__()}
    assert [section.titre for section in lus["doutes-confirmes"].sections] == [""]
    assert lus["journal-securite"].titre == "Journal de sécurité"
