"""What is asked before a mail leaves or a convocation is deleted, by numbers and by name, with or without scripts."""

import re
from datetime import date
from pathlib import Path

import pytest

import imagin
from imagin.domaine.convocations.actions import convoquer, envoyer_convocations
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.services_faits.models import Constat
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.activites.convocation_par_mission.test_ecrans import URL, detail, texte
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-18")]
GABARITS = Path(imagin.__file__).parent


@pytest.fixture
def mission():
    """ALBERT was sent her letter, BERNARD was refused it, CLAUDEL was sent nothing, FERRER cannot be written to."""
    mission = f.mission()
    muette = {"mel_professionnel": "", "mel_personnel": "", "tel_personnel": "06 39 98 41 15"}
    gens = [f.intervenant(*nom) for nom in (("ALBERT", "Zoé"), ("BERNARD", "Luc"), ("CLAUDEL", "Ève"))]
    gens.append(f.intervenant("FERRER", "Paul", **muette))
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[p.pk for p in gens], demande=demande)
    envoyer_convocations(f.perimetre(), affectations=[cle("ALBERT"), cle("BERNARD")])
    devenir("ALBERT", EtatEnvoi.ENVOYE, envoye_le=maintenant())
    devenir("BERNARD", EtatEnvoi.REFUSE)
    return mission


def cle(nom: str) -> int:
    return Affectation.objects.get(intervenant__nom=nom).pk


def devenir(nom: str, etat: str, **champs) -> None:
    Envoi.objects.filter(destinataire__contains=nom).update(etat=etat, **champs)


def a_partir() -> list[str]:
    return sorted(re.search(r"[A-Z]{3,}", m.destinataire)[0] for m in Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER))


def test_avant_d_envoyer_la_page_compte_et_ne_fait_rien(chef, mission):
    page = texte(chef.post(f"{detail(mission)}envoyer/", {"demander": "1", "q": ""}))
    assert "4 convocations : 1 jamais envoyée, 1 pas arrivée, 1 déjà envoyée, 1 sans adresse." in page
    assert "Envoyer aussi celle qui est déjà envoyée" in page
    assert "Une copie de chacune parvient au centre (ce.0310038y@ac-toulouse.example)" in page
    assert "FERRER Paul (tél. 06 39 98 41 15" in page
    assert a_partir() == []


def test_par_defaut_ne_partent_que_celles_qui_ne_sont_pas_arrivees(chef, mission):
    for _ in range(2):
        page = texte(chef.post(f"{detail(mission)}envoyer/", {"confirme": "1"}, follow=True))
    assert a_partir() == ["BERNARD", "CLAUDEL"]
    assert "La convocation de ALBERT Zoé était déjà envoyée : elle n'est pas partie de nouveau." in page
    assert "attendait déjà de partir" in page


def test_les_autres_partent_si_on_le_choisit(chef, mission):
    chef.post(f"{detail(mission)}envoyer/", {"encore": "1"})
    assert a_partir() == ["ALBERT", "BERNARD", "CLAUDEL"]


def test_une_lettre_deja_envoyee_seule_ne_repart_que_de_nouveau(chef, mission):
    adresse = f"{URL}affectation/{cle('ALBERT')}/envoyer/"
    page = texte(chef.post(adresse, {"demander": "1"}))
    assert "1 convocation : 1 déjà envoyée." in page
    assert "Envoyer de nouveau" in page
    chef.post(adresse)
    assert a_partir() == []
    chef.post(adresse, {"encore": "1"})
    assert a_partir() == ["ALBERT"]


@pytest.mark.exigence("G4.2-04")
def test_avant_de_supprimer_la_page_dit_qui_recoit_une_annulation_et_qui_il_faut_prevenir(chef, mission):
    page = texte(chef.post(f"{URL}affectation/{cle('FERRER')}/supprimer/", {"demander": "1"}))
    assert "aucun mél ne lui est parti. Prévenez cette personne (tél. 06 39 98 41 15" in " ".join(page.split())
    assert not Affectation.objects.filter(etat="ANNULEE").exists()
    noms = [cle(nom) for nom in ("ALBERT", "BERNARD", "FERRER")]
    page = " ".join(
        texte(chef.post(f"{detail(mission)}selection/", {"geste": "supprimer", "affectations": noms})).split()
    )
    albert = Affectation.objects.get(pk=cle("ALBERT")).intervenant
    assert f"ALBERT Zoé, mission {mission.numero} : son annulation part par mél à {albert.mel}." in page
    assert f"BERNARD Luc, mission {mission.numero} : aucun mél ne lui est parti." in page


@pytest.mark.exigence("G4.2-04")
def test_une_convocation_dont_le_service_est_constate_se_dit_avant_et_ne_se_supprime_pas(chef, mission):
    Constat(affectation_id=cle("ALBERT"), resultat="FAIT", saisi_par="chef", saisi_le=maintenant()).save()
    page = " ".join(texte(chef.post(f"{URL}affectation/{cle('ALBERT')}/supprimer/", {"demander": "1"})).split())
    assert f"ALBERT Zoé, mission {mission.numero} : service fait." in page
    assert "elle reste tant que son constat n'est pas retiré" in page
    assert ">Supprimer</button>" not in page
    deux = {"geste": "supprimer", "affectations": [cle("ALBERT"), cle("BERNARD")]}
    assert "Supprimer 1 convocation<" in texte(chef.post(f"{detail(mission)}selection/", deux))
    page = texte(chef.post(f"{detail(mission)}selection/", {**deux, "confirme": "1"}, follow=True))
    assert "ALBERT Zoé : son service est constaté" in page
    assert [a.intervenant.nom for a in Affectation.objects.filter(etat="ANNULEE")] == ["BERNARD"]


@pytest.mark.exigence("G4.2-04")
def test_apres_la_suppression_la_console_nomme_qui_n_est_pas_prevenu_avec_son_telephone(chef, mission):
    page = texte(chef.post(f"{URL}affectation/{cle('FERRER')}/supprimer/", {"confirme": "1"}, follow=True))
    assert f"Convocation supprimée : FERRER Paul, mission {mission.numero}. Aucun mél ne lui est parti" in page
    assert "prévenez cette personne (tél. 06 39 98 41 15" in page
    choisies = {"geste": "supprimer", "confirme": "1", "affectations": [cle("ALBERT"), cle("BERNARD")]}
    page = texte(chef.post(f"{detail(mission)}selection/", choisies, follow=True))
    assert f"ALBERT Zoé, mission {mission.numero}. Un mél part à" in page
    assert f"BERNARD Luc, mission {mission.numero}. Aucun mél ne lui est parti" in page


@pytest.mark.exigence("G1.3-13")
def test_un_bouton_qui_demande_le_fait_par_une_page_quand_le_dialogue_ne_s_est_pas_ouvert(chef, mission):
    adresse = f"{detail(mission)}envois/renvoyer/"
    refuse = Envoi.objects.get(etat=EtatEnvoi.REFUSE)
    postes = {"envoi": refuse.pk, "question": "Renvoyer|Renvoyer ce mél à BERNARD Luc ?"}
    page = texte(chef.post(adresse, postes, HTTP_REFERER=f"http://testserver{detail(mission)}envois/"))
    assert "Renvoyer ce mél à BERNARD Luc ?" in page
    assert f'<input type="hidden" name="envoi" value="{refuse.pk}">' in page
    assert f'href="http://testserver{detail(mission)}envois/"' in page
    assert a_partir() == []
    ailleurs = texte(chef.post(adresse, postes, HTTP_REFERER="https://ailleurs.example/"))
    assert "ailleurs.example" not in ailleurs
    chef.post(adresse, {"envoi": refuse.pk})
    assert a_partir() == ["BERNARD"]


@pytest.mark.exigence("G1.3-13")
def test_chaque_bouton_qui_demande_sait_le_faire_sans_script():
    for gabarit in GABARITS.rglob("*.html"):
        for bouton in re.findall(r"<button[^>]*?data-confirme.*?</button>", gabarit.read_text(), re.DOTALL):
            assert re.search(r'name="question"\s+value="[^|"]+\|', bouton), gabarit


@pytest.mark.exigence("G1.3-13", "G4.2-06")
def test_sans_script_une_recherche_par_nom_ne_coche_personne(chef, mission):
    f.intervenant("LOPEZ", "Ana")
    f.intervenant("LOPEZ", "Luc")
    choisie = f.intervenant("ZOLA", "Émile")
    saisie = {"rechercher": "1", "nom_prenom": "lopez", "intervenants": [choisie.pk]}
    page = texte(chef.post(f"{detail(mission)}convoquer/", saisie))
    cases = re.findall(r'<input type="checkbox"\s+name="intervenants"\s+value="(\d+)"\s*(checked)?', page)
    assert len(cases) == 3
    assert [cle for cle, coche in cases if coche] == [str(choisie.pk)]


@pytest.mark.exigence("G4.2-06")
def test_sans_scripts_deux_homonymes_se_distinguent_dans_le_choix(chef, mission):
    for annee in (1963, 1991):
        f.intervenant("LOPEZ", "Ana", date_naissance=date(annee, 3, 12))
    saisie = {"rechercher": "1", "nom_prenom": "lopez"}
    page = texte(chef.post(f"{detail(mission)}convoquer/", saisie))
    assert all(f"TOULOUSE CEDEX 4 - née le 12/03/{annee}" in page for annee in (1963, 1991))


@pytest.mark.exigence("G4.2-04")
def test_modifier_dit_que_la_nouvelle_lettre_part_a_qui_la_premiere_est_partie(chef, mission):
    dits = {nom: texte(chef.get(f"{URL}affectation/{cle(nom)}/modifier/")) for nom in ("ALBERT", "CLAUDEL")}
    assert "la nouvelle part dès que vous enregistrez" in dits["ALBERT"]
    assert "la nouvelle part dès que vous enregistrez" not in dits["CLAUDEL"]
