"""What surprises in a constat holds its line until it is confirmed with a reason; what is impossible is refused."""

import html
import re

import pytest

from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.services_faits.models import Constat
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

URL = "/constat-service-fait/"
pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-20", "G4.3-05")]


@pytest.fixture
def chef(chef):
    f.ouverture("constat_service_fait")
    return chef


def convoque(remuneration: str, nom: str = "LE GOFF", mission=None):
    type_ = type_mission(f"T{remuneration[:9]}", libelle=f"MISSION {remuneration}", remuneration=remuneration)
    mission = mission or f.mission(dates=jours(1, dans=-3), type=type_, nb_inscrits=68)
    return f.affectation(mission, f.intervenant(nom, "Erwan"))


def ligne(affectation, **champs) -> dict:
    pk = affectation.pk
    return {"lignes": [pk], f"version_{pk}": 0, f"resultat_{pk}": "FAIT", **{f"{n}_{pk}": v for n, v in champs.items()}}


def envoyer(chef, affectation, donnees) -> tuple[int, str]:
    reponse = chef.post(f"{URL}{affectation.mission.numero}/", donnees)
    return reponse.status_code, html.unescape(reponse.content.decode())


def confirmation(page: str, motif: str) -> dict:
    jetons = re.findall(r'name="doutes"\s+value="([^"]+)"', page)
    return {"doutes": jetons, "confirme_doutes": "oui", "motif_doutes": motif}


@pytest.mark.parametrize(
    ("remuneration", "champs", "phrase"),
    [
        ("ECRITE", {"quantite": "999"}, "LE GOFF Erwan : 999 copies pour 68 candidats inscrits."),
        ("ORALE", {"quantite": "69"}, "LE GOFF Erwan : 69 candidats pour 68 inscrits."),
        ("SURVEILLANCE", {"heures": "11"}, "LE GOFF Erwan : 11 h constatées pour 10 h de convocation."),
    ],
)
def test_ce_qui_surprend_et_se_paie_se_confirme_avec_un_motif(chef, remuneration, champs, phrase):
    affectation = convoque(remuneration)
    donnees = ligne(affectation, **champs)
    statut, page = envoyer(chef, affectation, donnees)
    assert (statut, phrase in page.replace("\u00a0", " ")) == (422, True)
    assert not Constat.objects.exists()
    statut, sans_motif = envoyer(chef, affectation, donnees | confirmation(page, " "))
    assert (statut, "Dites pourquoi vous confirmez." in sans_motif) == (422, True)
    statut, _ = envoyer(chef, affectation, donnees | confirmation(page, "Copies d'un autre centre"))
    assert statut == 302
    assert Constat.objects.get().resultat == "FAIT"
    garde = DouteConfirme.objects.get()
    assert (garde.objet, garde.motif, garde.mission) == (
        "LE GOFF Erwan",
        "Copies d'un autre centre",
        affectation.mission.numero,
    )


def test_la_ligne_qui_surprend_attend_et_les_autres_s_enregistrent(chef):
    une = convoque("ECRITE")
    autre = convoque("ECRITE", "ZOLA", mission=une.mission)
    donnees = ligne(une, quantite="68") | ligne(autre, quantite="70") | {"lignes": [une.pk, autre.pk]}
    statut, page = envoyer(chef, une, donnees)
    assert statut == 422
    assert "1 ligne enregistrée." in page
    assert list(Constat.objects.values_list("affectation", flat=True)) == [une.pk]


def test_plus_de_vingt_quatre_heures_en_un_jour_est_impossible(chef):
    affectation = convoque("SURVEILLANCE")
    statut, page = envoyer(chef, affectation, ligne(affectation, heures="25"))
    assert statut == 422
    assert "25 h pour une mission d'un jour : une journée n'a que 24 heures." in page.replace("\u00a0", " ")
    assert 'name="doutes"' not in page


def test_des_demi_journees_plus_longues_que_la_convocation_se_confirment(chef):
    affectation = convoque("PRATIQUE")
    adresse = f"{URL}{affectation.mission.numero}/horaires/{affectation.pk}/"
    jour = jours(1, dans=-3)[0]
    noms = ("debut_matin", "fin_matin", "debut_apres_midi", "fin_apres_midi")
    heures = {f"{nom}_{jour}": heure for nom, heure in zip(noms, ("07:00", "13:00", "14:00", "20:00"), strict=True)}
    donnees = {
        "version": 0,
        "resultat": "FAIT",
        "jours": [str(jour)],
        **heures,
    }
    reponse = chef.post(adresse, donnees)
    page = html.unescape(reponse.content.decode()).replace("\u00a0", " ")
    assert (reponse.status_code, "12 h constatées pour 10 h de convocation." in page) == (422, True)
    assert chef.post(adresse, donnees | confirmation(page, "Épreuve prolongée")).status_code == 302
    assert Constat.objects.get().resultat == "FAIT"
