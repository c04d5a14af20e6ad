"""« Signature centre » and « Signature établissement pour la convocation »."""

import html
import re

import pytest

from imagin.domaine.convocations.actions import convoquer, enregistrer_signature
from imagin.domaine.convocations.models import Affectation, Signature
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import AccesRefuse
from imagin.domaine.referentiel.models import Academie, Etablissement
from imagin.socle.documents import rendre
from imagin.socle.temps import aujourd_hui, date_en_toutes_lettres
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai
from tests.socle.documents.lecture import texte as texte_du_pdf

CENTRE, ETABLISSEMENT = "/signature-centre/", "/signature-etablissement/"
pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.4-01")]


@pytest.fixture(autouse=True)
def centre_ouvert(db):
    f.mission()
    for code in ("signature_centre", "signature_etablissement", "convocation_par_mission"):
        f.ouverture(code)


def saisie(**champs) -> dict:
    return {"autorite": "Le chef de centre", "intitule": "Proviseure", "nom": "Hélène DAX", "ville": "Albi", **champs}


def page(reponse) -> str:
    return html.unescape(reponse.content.decode())


def test_chaque_signataire_a_sa_signature_et_la_lettre_porte_celle_de_sa_mission(chef):
    assert chef.post(CENTRE, saisie())["Location"] == CENTRE
    chef.post(ETABLISSEMENT, saisie(autorite="Le chef d'établissement", nom="Émile ZOLA", ville="Castres"))
    attendus = {
        "CENTRE": ("Le chef de centre Proviseure Hélène DAX", "Albi, le "),
        "ETAB": ("Le chef d'établissement Proviseure Émile ZOLA", "Castres, le "),
    }
    for signataire, (signature, lieu) in attendus.items():
        mission, personne = f.mission(signataire=signataire), f.intervenant()
        demande = Demande((CreneauDuJour(jours()[0]),))
        convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande)
        cle = Affectation.objects.get(mission=mission).pk
        pdf = texte_du_pdf(chef.get(f"/convocation-par-mission/affectation/{cle}/convocation.pdf").content)
        assert signature in pdf
        assert lieu in pdf


def test_previsualiser_montre_une_convocation_fictive_sans_rien_sauvegarder(chef):
    pdf = chef.post(f"{CENTRE}apercu/", saisie())
    assert pdf["Content-Type"] == "application/pdf"
    lettre = texte_du_pdf(pdf.content)
    assert "SPÉCIMEN" in lettre
    assert "Le chef de centre Proviseure Hélène DAX Albi" in lettre
    assert not Signature.objects.exists()


def test_l_apercu_est_la_lettre_reelle_du_centre(chef):
    """Every word that does not speak of the person, the mission or the dates is that of a letter really issued."""
    chef.post(CENTRE, saisie())
    Academie.objects.update(adresse="75 rue Saint-Roch | 31400 TOULOUSE")
    mission, personne = f.mission(), f.intervenant()
    demande = Demande((CreneauDuJour(jours()[0]),))
    [emise] = convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande)
    lettre = texte_du_pdf(rendre("convocation", emise.lettre))
    apercu = texte_du_pdf(chef.post(f"{CENTRE}apercu/", saisie()).content)
    communs = [
        "75 rue Saint-Roch 31400 TOULOUSE", "Dossier suivi par le centre d'examen LPO BELLEVUE TOULOUSE CEDEX 4",
        f"Albi, le {date_en_toutes_lettres(aujourd_hui())}", "135 ROUTE DE NARBONNE 31031 TOULOUSE CEDEX 4",
        *(f"{mention['titre']}. {mention['texte'][:40]}" for mention in emise.lettre["mentions"]),
        "Le chef de centre Proviseure Hélène DAX Albi",
    ]  # fmt: skip
    assert len(communs) > 6
    for dit in communs:
        assert dit in lettre
        assert dit in apercu
    assert "SPÉCIMEN – DONNÉES FICTIVES" in apercu
    assert "Madame Camille EXEMPLE RESIDENCE LES ACACIAS 12 RUE DES LILAS 31000 TOULOUSE" in apercu
    assert Affectation.objects.count() == 1


def test_l_historique_dit_qui_a_change_quoi_du_plus_recent_au_plus_ancien(chef):
    for champs in (saisie(), saisie(), saisie(nom="Paul FERRER"), saisie(nom="Zoé ALBERT", ville="Gaillac")):
        chef.post(CENTRE, champs)
    changements = chef.get(CENTRE).context["liste"].objets
    assert {c.qui for c in changements} == {"chef.0310038Y"}
    assert sorted((c.champ, c.avant, c.apres) for c in changements[:2]) == [
        ("Nom", "Paul FERRER", "Zoé ALBERT"),
        ("Ville", "Albi", "Gaillac"),
    ]
    assert [(c.champ, c.avant, c.apres) for c in changements[2:3]] == [("Nom", "Hélène DAX", "Paul FERRER")]
    assert {(c.champ, c.avant) for c in changements[3:]} == {(x, "") for x in ("Autorité", "Intitulé", "Nom", "Ville")}
    assert chef.get(ETABLISSEMENT).context["liste"].objets == []


@pytest.mark.parametrize("adresse", [CENTRE, f"{CENTRE}apercu/"])
def test_une_saisie_incomplete_revient_avec_son_message(chef, adresse):
    reponse = chef.post(adresse, saisie(nom=""))
    assert reponse.status_code == 422
    assert "Ce champ est obligatoire" in page(reponse)
    assert 'value="Albi"' in page(reponse)
    assert not Signature.objects.exists()


def test_un_centre_ne_signe_pas_pour_un_autre():
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT")
    with pytest.raises(AccesRefuse):
        enregistrer_signature(f.perimetre(), uai=ailleurs.uai, signataire="CENTRE", **saisie())


@pytest.mark.exigence("G4.2-18")
@pytest.mark.parametrize("mel", ["", "pas une adresse"])
def test_un_centre_sans_adresse_de_messagerie_en_est_averti_sur_l_ecran_de_sa_signature(chef, mel):
    assert "n'a pas d'adresse de messagerie" not in page(chef.get(CENTRE))
    Etablissement.objects.filter(uai="0310038Y").update(mel=mel)
    for adresse in (CENTRE, ETABLISSEMENT):
        assert "n'a pas d'adresse de messagerie pour votre centre" in page(chef.get(adresse))


@pytest.mark.exigence("G4.2-21")
def test_deux_onglets_sur_une_signature_le_plus_ancien_ne_defait_rien(chef):
    def version(reponse) -> str:
        return re.search(r'name="version" value="([^"]*)"', reponse.content.decode())[1]

    vide = version(chef.get(CENTRE))
    assert chef.post(CENTRE, saisie(version=vide)).status_code == 302
    refus = chef.post(CENTRE, saisie(version=vide, nom="Émile ZOLA"))
    assert refus.status_code == 422
    assert "chef.0310038Y a enregistré à" in page(refus)
    assert "Nom : Hélène DAX" in page(refus)
    assert 'value="Émile ZOLA"' in page(refus)
    assert Signature.objects.get().nom == "Hélène DAX"
    assert chef.post(CENTRE, saisie(version=version(refus), nom="Émile ZOLA")).status_code == 302
    assert Signature.objects.get().nom == "Émile ZOLA"
