"""Several missions at once, by exam and by day; one PDF in order; the same new dates for several people."""

import html
import io
import zipfile
from datetime import time
from importlib import import_module

import pytest

from imagin.activites.convocation_par_mission.views import lots
from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import aujourd_hui
from tests import factories as f
from tests.activites.convocation_par_mission.test_ecrans import URL, detail, requetes
from tests.factories.missions import jours
from tests.socle.documents.lecture import pages

pytestmark = pytest.mark.django_db
TOUTES = f"{URL}convocations/"


def convoquees(*noms: str, jour: int = 0, mission=None, **champs):
    """A mission on which the centre summoned these people, on one of its days."""
    mission = mission or f.mission(**champs)
    cles = [f.intervenant(nom, "Jean").pk for nom in noms]
    demande = Demande((CreneauDuJour(jours()[jour]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande)
    return mission


@pytest.fixture
def bac():
    return convoquees("CLAUDEL", "ALBERT")


@pytest.fixture
def bts(bac):
    return convoquees("BERNARD", jour=1, session=f.session("320", sigle="BTS"))


def page(reponse) -> str:
    return html.unescape(reponse.content.decode())


def noms_affiches(chef, **filtres) -> set[str]:
    return {a.intervenant.nom for a in chef.get(TOUTES, filtres).context["liste"].objets}


def cle(nom: str) -> int:
    return Affectation.objects.get(intervenant__nom=nom).pk


@pytest.mark.exigence("G4.2-16", "G4.2-18")
def test_les_convocations_du_centre_se_filtrent_par_examen_et_par_jour(chef, bac, bts):
    f.affectation(bac, f.intervenant("DU GESTIONNAIRE"))
    premier, second = (jour.isoformat() for jour in jours())
    assert noms_affiches(chef) == {"ALBERT", "BERNARD", "CLAUDEL"}
    assert noms_affiches(chef, examen="320") == {"BERNARD"}
    assert noms_affiches(chef, du=premier, au=premier) == {"ALBERT", "CLAUDEL"}
    assert noms_affiches(chef, du=second) == {"BERNARD"}
    assert noms_affiches(chef, q="claud") == {"CLAUDEL"}


def test_une_periode_inversee_le_dit_et_ne_perd_rien(chef, bac):
    reponse = chef.get(TOUTES, {"du": jours()[1].isoformat(), "au": jours()[0].isoformat()})
    assert "La fin de la période vient avant son début" in page(reponse)
    assert len(reponse.context["liste"].objets) == 2


@pytest.mark.exigence("G4.2-16")
def test_le_zip_de_plusieurs_missions_a_un_dossier_par_mission(chef, bac, bts):
    reponse = chef.get(f"{TOUTES}convocations.zip")
    assert f'filename="convocations_{aujourd_hui():%Y%m%d}.zip"' in reponse["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(reponse.streaming_content)))
    assert archive.namelist() == [
        f"BCG_{bac.numero}/ALBERT_Jean.pdf", f"BCG_{bac.numero}/CLAUDEL_Jean.pdf", f"BTS_{bts.numero}/BERNARD_Jean.pdf",
    ]  # fmt: skip


@pytest.mark.exigence("G4.2-16")
def test_les_lettres_s_impriment_en_un_seul_pdf_par_mission_puis_par_nom(chef, bac, bts):
    reponse = chef.get(f"{TOUTES}convocations.pdf")
    feuilles = pages(reponse.content)
    assert [next(nom for nom in ("ALBERT", "BERNARD", "CLAUDEL") if nom in feuille) for feuille in feuilles] == [
        "ALBERT", "CLAUDEL", "BERNARD",
    ]  # fmt: skip
    assert all("Page 1 / 1" in feuille for feuille in feuilles)
    assert len(pages(chef.get(f"{detail(bac)}convocations.pdf", {"q": "albert"}).content)) == 1


@pytest.mark.exigence("G4.2-18")
def test_le_mel_de_plusieurs_missions_suit_les_filtres_et_revient_a_la_meme_liste(chef, bac, bts):
    retour = chef.post(f"{TOUTES}envoyer/", {"examen": "320", "du": ""})
    assert "BERNARD" in Envoi.objects.get().destinataire
    assert retour["Location"] == f"{TOUTES}?examen=320"


@pytest.mark.exigence("G4.2-16", "G4.2-18", "G4.2-04")
def test_la_selection_de_plusieurs_missions_se_telecharge_part_et_se_supprime(chef, bac, bts):
    choisies = {"affectations": [cle("BERNARD"), cle("ALBERT")]}
    zip_ = chef.post(f"{TOUTES}selection/", {"geste": "telecharger", **choisies})
    assert len(zipfile.ZipFile(io.BytesIO(b"".join(zip_.streaming_content))).namelist()) == 2
    assert len(pages(chef.post(f"{TOUTES}selection/", {"geste": "imprimer", **choisies}).content)) == 2
    question = page(chef.post(f"{TOUTES}selection/", {"geste": "envoyer", **choisies}))
    assert "2 convocations : 2 jamais envoyées." in question
    assert not Envoi.objects.exists()
    chef.post(f"{TOUTES}selection/", {"geste": "envoyer", "confirme": "1", **choisies})
    assert Envoi.objects.count() == 2
    confirmation = page(chef.post(f"{TOUTES}selection/", {"geste": "supprimer", **choisies}))
    assert f"BERNARD Jean, mission {bts.numero}" in confirmation
    chef.post(f"{TOUTES}selection/", {"geste": "supprimer", "confirme": "1", **choisies})
    assert {a.intervenant.nom for a in Affectation.objects.filter(etat="ANNULEE")} == {"ALBERT", "BERNARD"}


def test_les_dates_ne_se_modifient_pas_sur_plusieurs_missions(chef, bac, bts):
    chef.post(f"{TOUTES}selection/", {"geste": "dates", "affectations": [cle("ALBERT")]})
    assert "Les dates se modifient mission par mission" in page(chef.get(TOUTES))


def dates(jour: int, *noms: str, **champs) -> dict:
    quand = jours()[jour].isoformat()
    heures = {"dates": [quand], f"debut_{quand}": "14:00", f"fin_{quand}": "17:00"}
    return {"affectations": [cle(nom) for nom in noms], **heures, **champs}


@pytest.mark.exigence("G4.2-04")
def test_les_memes_dates_se_donnent_a_plusieurs_qui_gardent_le_reste(chef, bac):
    Affectation.objects.filter(pk=cle("ALBERT")).update(observation="Pour vous seul")
    formulaire = page(chef.post(f"{detail(bac)}selection/", {"geste": "dates", "affectations": [cle("ALBERT")]}))
    assert "Modifier les dates de 1 convocation<" in formulaire
    chef.post(f"{detail(bac)}dates/", dates(1, "ALBERT", "CLAUDEL"))
    attendu = CreneauDuJour(jours()[1], time(14), time(17)).plage
    for affectation in Affectation.objects.all():
        assert affectation.creneaux.get().plage == attendu
        assert affectation.convocations.get(annulee_le=None).version == 2
    assert Affectation.objects.get(pk=cle("ALBERT")).observation == "Pour vous seul"
    dite = page(chef.get(detail(bac)))
    assert f"Dates modifiées : ALBERT Jean, mission {bac.numero}." in dite
    assert f"Dates modifiées : CLAUDEL Jean, mission {bac.numero}." in dite


@pytest.mark.exigence("G4.2-04", "G4.2-19")
def test_qui_est_pris_est_montre_a_nouveau_les_autres_changent(chef, bac):
    prise = f.mission()
    f.affectation(prise, Affectation.objects.get(pk=cle("ALBERT")).intervenant, jour=jours()[1])
    albert = Affectation.objects.get(mission=bac, intervenant__nom="ALBERT")
    saisie = {**dates(1, "CLAUDEL"), "affectations": [albert.pk, cle("CLAUDEL")]}
    reponse = chef.post(f"{detail(bac)}dates/", saisie)
    assert reponse.status_code == 422
    assert f"ALBERT Jean est déjà sur la mission {prise.numero}" in page(reponse)
    assert "CLAUDEL Jean</li>" not in page(reponse)
    assert Affectation.objects.get(pk=cle("CLAUDEL")).creneaux.get().plage.lower.day == jours()[1].day
    assert albert.creneaux.get().plage == CreneauDuJour(jours()[0]).plage
    personne = albert.intervenant_id
    confirmee = {**saisie, "affectations": [albert.pk], "confirmes": [personne], "motif": "Seul disponible"}
    assert chef.post(f"{detail(bac)}dates/", confirmee).status_code == 302
    albert.refresh_from_db()
    assert albert.motif_confirmation == "Seul disponible"


@pytest.mark.exigence("G4.2-19")
def test_l_apercu_des_conflits_ne_compte_pas_ce_que_l_on_modifie(chef, bac):
    albert = Affectation.objects.get(pk=cle("ALBERT"))
    saisie = {**dates(0, "ALBERT"), "intervenants": [albert.intervenant_id]}
    assert "ALBERT" not in page(chef.post(f"{detail(bac)}conflits/", saisie))
    assert "ALBERT" in page(chef.post(f"{detail(bac)}conflits/", {**saisie, "affectations": []}))


@pytest.mark.parametrize("champs", [{"dates": []}, {"dates": ["2026-02-30"]}])
def test_des_dates_fausses_reviennent_avec_un_message_et_rien_ne_change(chef, bac, champs):
    reponse = chef.post(f"{detail(bac)}dates/", {"affectations": [cle("ALBERT")], **champs})
    assert Affectation.objects.get(pk=cle("ALBERT")).convocations.count() == 1
    dite = page(reponse) if reponse.status_code == 422 else page(chef.get(detail(bac)))
    assert "Choisissez au moins une date" in dite or "n'existe pas" in dite


@pytest.mark.parametrize("geste", ["dates", "supprimer"])
def test_plus_que_ce_qu_une_demande_peut_changer_le_dit_et_ne_change_rien(chef, bac, monkeypatch, geste):
    for module in ("selection", "dates"):
        monkeypatch.setattr(import_module(f"{lots.__package__}.{module}"), "CHANGEMENTS_PAR_LOT", 1)
    choisies = {"affectations": [cle("ALBERT"), cle("CLAUDEL")], "confirme": "1"}
    chef.post(f"{detail(bac)}selection/", {"geste": geste, **choisies})
    chef.post(f"{detail(bac)}dates/", dates(1, "ALBERT", "CLAUDEL") if geste == "dates" else {})
    assert "2 convocations sont cochées, 1 au plus se changent à la fois" in page(chef.get(detail(bac)))
    assert {a.convocations.count() for a in Affectation.objects.filter(etat="CONVOQUEE")} == {1}
    assert Affectation.objects.filter(etat="CONVOQUEE").count() == 2


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_convocations(chef, bac):
    une = requetes(chef, TOUTES)
    for rang in range(2):
        convoquees(f"AUTRE-{rang}")
    assert requetes(chef, TOUTES) == une == 5
