"""What is downloaded is what is displayed: each button of each list, filtered, sorted and sought."""

import html
import io
import re
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from lxml import html as lecture
from pypdf import PdfReader

from imagin.domaine.acces.models import Compte
from imagin.socle.listes import Genre
from imagin.socle.temps import aujourd_hui
from tests import factories as f
from tests.outillage.connexion import se_connecter
from tests.outillage.listes import scene

CODES = {"tel_pers", "tel_prof", "telephone"}  # digits that are names
VERS = "//a[@data-suit-liste]/@href"


def contenu(reponse) -> str:
    """The words of a file, whatever its kind."""
    octets = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    if octets.startswith(b"%PDF"):
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(octets)).pages)
    if octets.startswith(b"PK"):
        with ZipFile(io.BytesIO(octets)) as archive:
            textes = [archive.read(nom).decode() for nom in archive.namelist() if nom.endswith(".xml")]
            return html.unescape(" ".join([*archive.namelist(), *textes]))
    return octets.decode("utf-8-sig")


def annees_choisies(client, adresse: str) -> str:
    """The address that the pop-up of the years sends, every year ticked."""
    [form] = lecture.fromstring(client.get(adresse).content).xpath("//form[@data-telecharge]")
    champs = [(c.get("name"), c.get("value")) for c in form.xpath(".//input[@name]")]
    return f"{form.get('action')}?{urlencode(champs)}"


def telechargements(client, page) -> list[str]:
    adresses = []
    for adresse in lecture.fromstring(page.content).xpath(VERS):
        if "/annees/" in adresse:
            adresses.append(annees_choisies(client, adresse))
        elif "." in adresse.partition("?")[0]:
            adresses.append(adresse)
    return adresses


def nommer(objet) -> str:
    """What names a line in a file: a person, a mission, a session."""
    return str(getattr(objet, "nom", "") or getattr(objet, "numero", "") or getattr(objet, "session", ""))


@pytest.mark.django_db
@pytest.mark.exigence("G1.3-11", "G3.1-03", "G4.1-03")
def test_chaque_telechargement_ne_contient_que_ce_qui_est_affiche(client):
    essais, nombres = scene(), {}
    se_connecter(client, Compte.objects.get())
    for cas in essais:
        tout = {nommer(ligne.objet) for ligne in client.get(cas.adresse, {"filtre": "1"}).context["liste"].lignes}
        choix = {nom: valeur for nom, valeur in cas.choix.items() if valeur is not False}
        etat = {"filtre": "1", **choix, "tri": cas.tri, "sens": "decroissant", "q": cas.mot}
        page = client.get(cas.adresse, etat)
        montres = {nommer(objet) for objet in page.context["liste"].objets}
        adresses = telechargements(client, page)
        nombres[cas.nom] = len(adresses)
        for adresse in adresses:
            texte = contenu(client.get(adresse))
            assert {nom for nom in tout if re.search(rf"\b{re.escape(nom)}\b", texte)} <= montres, adresse
            assert any(nom in texte for nom in montres), adresse
    assert nombres["consultation_personnels.PERSONNELS"] == 7


# Words that say a number, a share, a day or a duration: sorted as words, « 13 / 14 » would come before « 2 / 4 ».
CHIFFRES = re.compile(r"[-+]?[\d .,]+( ?[%€h]\d*| / \d+)?|.*\d\d/\d\d/\d{4}.*")
HEURE = re.compile(r"\d\d:\d\d")


@pytest.mark.django_db
@pytest.mark.exigence("G1.3-09")
def test_aucune_colonne_de_chiffres_ne_se_trie_comme_du_texte(client):
    adresses = dict.fromkeys(cas.adresse for cas in scene())
    se_connecter(client, Compte.objects.get())
    for adresse in list(adresses):
        liste = client.get(adresse, {"filtre": "1"}).context["liste"]
        adresses |= dict.fromkeys(liste.liste.lien(objet) for objet in liste.objets)
    fautives = set()
    for adresse in adresses:
        contexte = client.get(adresse).context
        if not contexte or "liste" not in contexte:
            continue
        liste = contexte["liste"]
        textes = [(rang, c) for rang, c in enumerate(liste.colonnes) if c.genre is Genre.TEXTE and not c.rang]
        for rang, colonne in textes:
            mots = {ligne.cellules[rang].texte for ligne in liste.lignes} - {""}
            if colonne.cle not in CODES and any(CHIFFRES.fullmatch(mot) and not HEURE.fullmatch(mot) for mot in mots):
                fautives.add((liste.liste.titre, colonne.cle, min(mots)))
    assert fautives == set()


@pytest.mark.django_db
@pytest.mark.exigence("G1.3-10", "G4.2-01", "G4.3-03", "G4.5-01")
@pytest.mark.parametrize(
    ("activite", "adresse", "avant", "apres"),
    [
        ("convocation_par_mission", "/convocation-par-mission/", 3, 1),
        ("constat_service_fait", "/constat-service-fait/", 3, 1),
        ("indemnites_chefs_centre", "/indemnites-chefs-centre/", 3, 0),
    ],
)
def test_decocher_toutes_les_annees_les_montre_toutes_et_le_dit(chef, activite, adresse, avant, apres):
    """Every year that the guide proposes, and none beyond; the default comes back only with « Effacer » or the menu."""
    f.ouverture(activite)
    cette_annee, jour = aujourd_hui().year, aujourd_hui().replace(day=1)
    for annee in range(cette_annee - 5, cette_annee + 2):
        session = f.session(annee=annee, sigle="BCG")
        f.affectation(f.mission(session=session, dates=[jour.replace(year=annee)]), f.intervenant(f"NOM {annee}"))
    page = chef.get(adresse, {"filtre": "1"})
    annees = {_annee(objet) for objet in page.context["liste"].objets}
    assert annees == set(range(cette_annee - avant, cette_annee + apres + 1))
    resume = lecture.fromstring(page.content).xpath("string(//details[.//input[@name='annee']]/summary)")
    assert resume.strip() == "Toutes"
    par_defaut = {_annee(objet) for objet in chef.get(adresse).context["liste"].objets}
    assert par_defaut < annees


def _annee(objet) -> int:
    return objet.session.annee
