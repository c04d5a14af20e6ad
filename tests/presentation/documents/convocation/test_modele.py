import re
from dataclasses import replace

import pytest

from imagin.presentation.documents.convocation.contexte import Destinataire, MentionImprimee, SignatureImprimee, exemple
from imagin.socle.documents import rendre
from tests.socle.documents.lecture import balises, encre, lire, pages, texte

OBSERVATION = "Les correcteurs sont attendus dès 7 h 45 pour la remise des lots. "
LONG_NOM = "Madame Marie-Antoinette FOURNIER-MIRALTO DE LA TOUR D'AUVERGNE-LAURAGUAIS"
ADRESSE = (
    "CHEZ MADAME DE LA ROCHEFOUCAULD-LIANCOU",
    "APPARTEMENT 12 ESCALIER B",
    "RESIDENCE LES JARDINS DE LA GARONNE",
    "1234 BOULEVARD DE LA REPUBLIQUE",
    "31031 SAINT-JULIEN-SUR-GARONNE CEDEX 4",
)


@pytest.fixture
def lettre():
    return replace(exemple(), specimen=False, reference="CV-42")


@pytest.fixture
def longue(lettre):
    """Le plus long qu'on puisse demander : 14 dates, 2 000 caractères, une adresse de 5 lignes."""
    return replace(
        lettre,
        destinataire=Destinataire(identifiant="0047215", nom=LONG_NOM, adresse=ADRESSE, etablissement="LPO (0310038Y)"),
        creneaux=tuple(f"Le vendredi {jour:02}/06/2027 08:00 - 18:00" for jour in range(1, 15)),
        mission=replace(lettre.mission, commissions=("C1", "C2", "C3"), jurys=("J1", "J2")),
        observation=(OBSERVATION * 40)[:2000],
    )


def imprimer(lettre):
    return rendre("convocation", lettre.en_json())


@pytest.mark.exigence("G4.2-17", "G4.2-11")
def test_la_lettre_dit_tout_dans_l_ordre_d_une_lettre(lettre):
    (page,) = pages(imprimer(lettre))
    attendus = [
        "ACADÉMIE DE TOULOUSE Division des examens et concours",
        "Dossier suivi par le centre d'examen LPO BELLEVUE TOULOUSE CEDEX 4 Tél. : 05 00 00 00 00",
        "Identifiant 0000000",
        "Référence CV-42",
        "Madame Camille EXEMPLE RESIDENCE LES ACACIAS 12 RUE DES LILAS 31400 TOULOUSE",
        "Toulouse, le 12 avril 2027",
        "Objet : Convocation",
        "Madame, J'ai l'honneur de vous convoquer",
        "Mission n° 186253",
        "Session d'examen 47A, EA-BCG, 2027, EA 2027",
        "Spécialité BCG – BACCALAUREAT GENERAL",
        "Épreuve-option C010, Mathématiques",
        "Type de mission Correction EC",
        "Qualité Correcteur",
        "Lieu LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y) 135 ROUTE DE NARBONNE 31031 TOULOUSE CEDEX 4",
        "Dates et horaires Le lundi 31/05/2027 08:00 - 18:00 Le mardi 01/06/2027 08:00 - 12:00",
        "Commission C1",
        "Jury J1",
        "Salle B 204",
        "Observation Vous êtes attendue",
        "Je vous prie d'agréer",
        "Rémunération. La présente convocation ouvre droit",
        "CHEF DE CENTRE M. le chef de centre Dominique MODÈLE Toulouse",
        "Mission n° 186253 – référence CV-42 Page 1 / 1",
    ]
    places = [page.find(attendu) for attendu in attendus]
    assert -1 not in places, attendus[places.index(-1)]
    assert places == sorted(places)


def test_ce_qui_est_vide_ne_laisse_ni_etiquette_ni_trou(lettre):
    mission = replace(lettre.mission, specialite="", qualite="", commissions=(), jurys=(), salle="")
    courte = replace(
        lettre,
        mission=mission,
        observation="",
        mentions=(),
        politesse="",
        reference="",
        destinataire=Destinataire(identifiant="", nom="Madame Camille EXEMPLE"),
        signature=SignatureImprimee(autorite="Le chef de centre"),
    )
    page = texte(imprimer(courte))
    for absent in ("Spécialité", "Qualité", "Commission", "Jury", "Salle", "Observation", "Identifiant", "éférence"):
        assert absent not in page
    assert "Type de mission Correction EC Lieu LPO BELLEVUE" in page


def test_les_etiquettes_suivent_le_nombre(lettre, longue):
    assert "Commissions C1, C2, C3 Jurys J1, J2" in texte(imprimer(longue))
    seule = texte(imprimer(replace(lettre, creneaux=lettre.creneaux[:1])))
    assert "Date et horaires Le lundi" in seule


def test_la_plus_longue_lettre_tient_en_deux_pages(longue):
    premiere, seconde = pages(imprimer(longue))
    assert all(creneau in premiere for creneau in longue.creneaux)
    assert seconde.startswith(f"{LONG_NOM} – mission n° 186253 (suite)")
    assert "CHEF DE CENTRE" in seconde
    assert "Page 1 / 2" in premiere
    assert "Page 2 / 2" in seconde
    assert f"{premiere} {seconde}".count(OBSERVATION.strip()) >= 29


@pytest.mark.exigence("G4.2-16")
def test_plusieurs_lettres_en_un_document_comptent_chacune_leurs_pages(lettre, longue):
    lettres = [longue.en_json(), lettre.en_json()]
    feuilles = pages(rendre("convocation", {"titre": "2 convocations", "lettres": lettres}))
    assert [re.search(r"Page \d / \d", feuille).group() for feuille in feuilles] == [
        "Page 1 / 2", "Page 2 / 2", "Page 1 / 1",
    ]  # fmt: skip


@pytest.mark.parametrize("longueur", range(0, 2001, 200))
def test_la_signature_ne_reste_jamais_sans_sa_formule(lettre, longueur):
    derniere = pages(imprimer(replace(lettre, observation=(OBSERVATION * 40)[:longueur])))[-1]
    assert "Je vous prie d'agréer" in derniere
    assert "Dominique MODÈLE" in derniere


def test_l_adresse_tombe_dans_la_fenetre_de_l_enveloppe(lettre, longue):
    """Source: NF Z 10-011; enveloppe DL, fenêtre de 45 × 100 mm à 20 mm de la droite et du bas."""
    for sujet in (lettre, longue):
        sans = replace(sujet, destinataire=replace(sujet.destinataire, nom="", adresse=()))
        gauche, haut, droite, bas = encre("convocation", sujet.en_json(), sauf=sans.en_json())[0]
        assert gauche >= 109
        assert droite <= 191
        assert haut >= 45
        assert bas <= 90


def test_des_caracteres_de_balisage_restent_des_caracteres(lettre):
    hostile = '#panic("x") *y* $z$ <w> @r `c` _s_ \\u{41} // rien /* = - + ~'
    sujet = replace(
        lettre,
        observation=hostile,
        titre=hostile,
        objet=hostile,
        destinataire=replace(lettre.destinataire, nom=hostile),
        mentions=(MentionImprimee(titre=hostile, texte=hostile),),
    )
    pdf = imprimer(sujet)
    assert texte(pdf).count(hostile) == 5  # name, object, observation, mention twice
    assert lire(pdf).metadata.title == hostile


def test_des_lignes_saisies_restent_des_lignes(lettre):
    page = texte(imprimer(replace(lettre, observation="Apportez :\r\n\n\uf0b7 une pièce\n• la lettre\n= Titre")))
    assert "Apportez : • une pièce • la lettre = Titre" in page


def test_rien_ne_deborde_de_la_page(lettre):
    interminable = "W" * 200
    sujet = replace(
        lettre,
        observation=interminable,
        destinataire=Destinataire(identifiant=interminable, nom=interminable, adresse=(interminable,)),
        mission=replace(lettre.mission, jurys=(interminable,)),
        signature=replace(lettre.signature, nom=interminable),
    )
    for gauche, haut, droite, bas in encre("convocation", sujet.en_json()):
        assert gauche >= 5
        assert haut >= 6
        assert droite <= 194
        assert bas <= 290


@pytest.mark.exigence("G4.4-01")
def test_la_lettre_fictive_ne_peut_passer_pour_une_vraie(lettre):
    assert "SPÉCIMEN – DONNÉES FICTIVES" in texte(imprimer(exemple()))
    assert "SPÉCIMEN" not in texte(imprimer(lettre))


def test_la_lettre_se_lit_au_lecteur_d_ecran(lettre):
    pdf = imprimer(lettre)
    lues = balises(pdf)
    assert lues.count("H1") == 1
    assert lues.count("Lbl") == lues.count("LBody") == 3 + 6 + 5 + 1
    assert lire(pdf).metadata.title == lettre.titre
    assert lire(pdf).trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_un_duplicata_est_le_meme_fichier(lettre):
    assert imprimer(lettre) == imprimer(lettre)
    assert lire(imprimer(lettre)).metadata.creation_date.isoformat() == "2027-04-12T07:00:00+00:00"


def test_aucune_marque_de_l_etat(lettre):
    page = texte(imprimer(lettre)).lower()
    assert "république" not in page
    assert "marianne" not in page
    assert all("/XObject" not in feuille["/Resources"] for feuille in lire(imprimer(lettre)).pages)
