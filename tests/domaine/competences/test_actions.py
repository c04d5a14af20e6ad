"""Compétences by the system and by schools: recomputed in one go, never lost, locked once validated."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from imagin.domaine.competences.actions import (
    ajouter_competence,
    invalider_competence,
    recalculer_systeme,
    reconnaitre_competence,
    rouvrir_saisie,
    valider_saisie,
)
from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.competences.queries import competences_de, sans_competence
from imagin.domaine.competences.rules import CompetenceExistante, CompetenceRefusee, SaisieValidee
from imagin.domaine.perimetre.rules import AccesRefuse, systeme
from tests import factories as f
from tests.factories.competences import correspondance, enseignement, position
from tests.factories.referentiel import epreuve

pytestmark = pytest.mark.django_db
MOI = systeme("tests")


def auteurs(personne) -> list[tuple[str, ...]]:
    return [c.auteurs for c in competences_de(f.perimetre(), personne.pk)]


@pytest.mark.exigence("G3.3-03")
def test_le_systeme_suit_les_enseignements_de_la_derniere_annee_sans_toucher_aux_humains():
    maths, philo = epreuve(code="MATHS"), epreuve(code="PHILO")
    correspondance(maths)
    correspondance(philo, "020800", mef="30")
    enseignante, ancienne, seconde, declaree = (f.intervenant(nom) for nom in ("A", "B", "C", "D"))
    enseignement(enseignante)
    enseignement(enseignante, structure="2B")
    enseignement(ancienne, annee=2025)
    enseignement(ancienne, "020800", mef="30010012110")
    enseignement(seconde, "020800")  # in a MEF that does not begin so
    position(declaree, maths, "ETAB", etablissement=f.etablissement())
    with CaptureQueriesContext(connection) as requetes:
        assert recalculer_systeme(MOI) == (2, 0)
    assert len([r for r in requetes if "VOULUES" in r["sql"].upper()]) == 2
    assert (auteurs(enseignante), auteurs(ancienne), auteurs(seconde)) == ([("SYS (C)",)], [("SYS (C)",)], [])
    assert recalculer_systeme(MOI) == (0, 0)
    enseignante.enseignements.all().delete()
    position(enseignante, maths, "ETAB", "I", etablissement=f.etablissement())
    assert recalculer_systeme(MOI, intervenants=[enseignante.pk]) == (0, 1)
    assert auteurs(enseignante) == []
    assert auteurs(declaree) == [("0310038Y (C)",)]
    assert Position.objects.filter(auteur="ETAB").count() == 2
    with pytest.raises(AccesRefuse):
        recalculer_systeme(f.perimetre())


@pytest.mark.exigence("G3.3-04")
def test_l_etablissement_reconnait_invalide_et_la_competence_suit_les_auteurs():
    personne, option, moi = f.intervenant(), epreuve(), f.perimetre()
    position(personne, option)
    ici = {"intervenant": personne.pk, "epreuve_option": option.pk}
    reconnaitre_competence(moi, **ici)
    assert auteurs(personne) == [("0310038Y (C)", "SYS (C)")]
    invalider_competence(moi, **ici)
    assert auteurs(personne) == [("0310038Y (I)", "SYS (C)")]
    position(personne, option, "AGENT", "I")
    position(personne, option, "GEST", code="DEC2")
    assert auteurs(personne) == [("0310038Y (I)", "Agent (I)", "DEC2 (C)", "SYS (C)")]
    Position.objects.filter(auteur__in=["SYS", "GEST"]).delete()
    assert auteurs(personne) == []
    with pytest.raises(CompetenceRefusee, match="n'est plus dans la liste"):
        reconnaitre_competence(moi, **ici)


@pytest.mark.exigence("G3.3-04", "G3.3-06")
def test_ce_que_l_etablissement_est_seul_a_avoir_saisi_disparait_quand_il_l_invalide():
    personne, option, moi = f.intervenant(), epreuve(), f.perimetre()
    ici = {"intervenant": personne.pk, "epreuve_option": option.pk}
    ajouter_competence(moi, **ici)
    with pytest.raises(CompetenceExistante, match="Impossible de créer cette epreuve option"):
        ajouter_competence(moi, **ici)
    invalider_competence(moi, **ici)
    assert not Position.objects.exists()


@pytest.mark.exigence("G3.3-05")
def test_ni_un_examen_d_une_autre_categorie_ni_une_personne_d_ailleurs():
    personne, brevet, moi = f.intervenant(), epreuve("DNB", "DNB", "ORAL"), f.perimetre()
    with pytest.raises(CompetenceRefusee, match="n'est pas proposée"):
        ajouter_competence(moi, intervenant=personne.pk, epreuve_option=brevet.pk)
    ailleurs = f.intervenant(a=f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG"))
    with pytest.raises(CompetenceRefusee, match="n'exerce pas"):
        ajouter_competence(moi, intervenant=ailleurs.pk, epreuve_option=epreuve().pk)


@pytest.mark.exigence("G3.4-01")
def test_une_saisie_validee_ne_change_plus_meme_en_base_jusqu_a_ce_qu_on_la_rouvre():
    personne, option, moi = f.intervenant(), epreuve(), f.perimetre()
    position(personne, option)
    ici = {"intervenant": personne.pk, "epreuve_option": option.pk}
    reconnaitre_competence(moi, **ici)
    assert valider_saisie(moi).validee_par == "chef.0310038Y"
    for action in (reconnaitre_competence, invalider_competence, ajouter_competence):
        with pytest.raises(SaisieValidee):
            action(moi, **ici)
    with pytest.raises(SaisieValidee):
        valider_saisie(moi)
    la_notre = Position.objects.filter(auteur="ETAB")
    for changer in (lambda: la_notre.update(avis="I"), la_notre.delete):
        with pytest.raises(IntegrityError, match="validée"), transaction.atomic():
            changer()
    Position.objects.filter(auteur="SYS").delete()  # what others say is not locked
    with pytest.raises(AccesRefuse):
        rouvrir_saisie(moi, etablissement=moi.etablissement_id)
    assert rouvrir_saisie(MOI, etablissement=moi.etablissement_id)
    invalider_competence(moi, **ici)
    valider_saisie(moi)
    assert ValidationSaisie.objects.count() == 2


def test_qui_n_a_pas_la_competence_se_sait_en_une_requete():
    reconnue, invalidee, inconnue = (f.intervenant(nom) for nom in ("A", "B", "C"))
    option = epreuve()
    position(reconnue, option)
    position(invalidee, option, "AGENT", "I")
    cles = [p.pk for p in (reconnue, invalidee, inconnue)]
    with CaptureQueriesContext(connection) as requetes:
        assert sans_competence(MOI, intervenants=cles, epreuve_option=option.pk) == {invalidee.pk, inconnue.pk}
    assert len(requetes) == 1


@pytest.mark.exigence("G3.3-06")
@pytest.mark.django_db(transaction=True)
def test_deux_personnes_ajoutent_la_meme_competence_au_meme_instant_une_seule_passe():
    personne, option, moi, depart = f.intervenant(), epreuve(), f.perimetre(), Barrier(2)

    def tenter(_: int) -> str:
        depart.wait()
        try:
            ajouter_competence(moi, intervenant=personne.pk, epreuve_option=option.pk)
        except CompetenceExistante as refus:
            return str(refus)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as fils:
        reponses = sorted(fils.map(tenter, range(2)))
    assert reponses[0] == ""
    assert "existe déjà" in reponses[1]
    assert Position.objects.count() == 1
