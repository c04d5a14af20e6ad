"""From a decision here to somebody's indisponibilité at home and back, by real servers; and what a night heals."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from time_machine import travel

from imagin.config.tasks import rapprocher_federation, reconnaitre_les_personnes_d_ailleurs
from imagin.domaine.convocations.actions import annuler_convocation, modifier_convocation
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.models import ConvocationExterne, DossierTransmis, Partenaire, PersonneExterne
from imagin.domaine.missions.models import Mission
from imagin.echanges.federation.rapprochement import rapprocher
from imagin.echanges.federation.veille import veiller
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.convoques import convoquees, demande

NAISSANCE = "1980-05-17"


def connaitre(academie, *noms: str) -> None:
    """People of that académie, known there and, by their second posting, at the SIEC."""
    with academie.dedans():
        for nom in noms:
            f.intervenant(nom, date_naissance=NAISSANCE)


def indisponibilites(academie) -> list[tuple[str, str]]:
    with academie.dedans():
        lignes = Indisponibilite.objects.order_by("intervenant__nom", "periode").select_related("intervenant")
        return [(ligne.intervenant.nom, ligne.dates.en_lettres) for ligne in lignes]


def au_siec(siec, *noms: str):
    """Summon them there; Bellevue is a school of Toulouse, and centre of the SIEC."""
    with siec.dedans():
        return convoquees(f.mission(), *(f.intervenant(nom, date_naissance=NAISSANCE) for nom in noms))


def rapproche(siec) -> tuple[int, int]:
    with siec.dedans():
        return rapprocher(Partenaire.objects.get(code="16"))


@pytest.mark.exigence("G4.6-04")
def test_une_convocation_devient_une_indisponibilite_chez_soi_suit_ses_changements_et_s_en_va(toulouse, siec):
    connaitre(toulouse, "MARTIN")
    [affectation] = au_siec(siec, "MARTIN")
    assert siec.expedier(toulouse).envoyes == 1
    [(nom, quand)] = indisponibilites(toulouse)
    with toulouse.dedans():
        seule = Indisponibilite.objects.get()
        assert (nom, seule.motif) == ("MARTIN", "CONVOCATION PAR IMAGIN SIEC")
        assert (seule.convocation.contact, seule.convocation.type) == ("Mme Claire VIDAL", "INTERROGATION ORALE")
        assert seule.convocation.centre == "LPO BELLEVUE TOULOUSE CEDEX 4 (0310038Y)"
    with siec.dedans():
        modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande(1))
    siec.expedier(toulouse)
    [(_, change)] = indisponibilites(toulouse)
    assert change != quand
    with siec.dedans():
        annuler_convocation(f.perimetre(), affectation=affectation.pk)
    assert siec.expedier(toulouse).envoyes == 1
    assert indisponibilites(toulouse) == []


@pytest.mark.exigence("G4.6-05")
def test_la_nuit_guerit_ce_qui_s_est_perdu_d_un_cote_ou_de_l_autre_par_un_message_chacun(toulouse, siec):
    noms = [f"MARTIN-{rang:02}" for rang in range(12)]
    connaitre(toulouse, *noms)
    affectations = au_siec(siec, *noms)
    siec.expedier(toulouse)
    voulues = indisponibilites(toulouse)
    assert (len(voulues), rapproche(siec)) == (12, (0, 0))
    cles = [affectation.pk for affectation in affectations]
    with toulouse.dedans():
        Indisponibilite.objects.filter(dossier__in=[f"siec:{cle}" for cle in cles[:3]]).delete()
        ConvocationExterne.objects.filter(dossier__in=cles[:3]).delete()
        ConvocationExterne.objects.filter(dossier__in=cles[3:5]).update(condense="0" * 32, sequence=9)
        ConvocationExterne.objects.create(
            partenaire=Partenaire.objects.get(code="siec"), dossier=999_999, sequence=3, contenu={}, condense="0" * 32,
            personne=PersonneExterne.objects.first(),
        )  # fmt: skip
    with siec.dedans():
        DossierTransmis.objects.filter(affectation__in=cles[5:7]).delete()
    assert rapproche(siec) == (0, 8)
    assert siec.expedier(toulouse).envoyes == 8
    with siec.dedans():
        assert set(Envoi.objects.values_list("etat", flat=True)) == {EtatEnvoi.ENVOYE}
    assert indisponibilites(toulouse) == voulues
    assert rapproche(siec) == (0, 0)


@pytest.mark.exigence("G4.6-05")
def test_un_import_qui_change_une_mission_derriere_se_voit_chez_soi_le_lendemain(toulouse, siec):
    connaitre(toulouse, "MARTIN")
    au_siec(siec, "MARTIN")
    with siec.dedans():
        Mission.objects.update(retiree_le=maintenant())
        assert rapprocher_federation(0) == ["14"]  # Rennes is stopped: it is asked again later
        assert ProcrastinateJob.objects.get(task_name="config.rapprocher_federation").args == {
            "timestamp": 0, "partenaires": ["14"], "essai": 2,
        }  # fmt: skip
        assert rapprocher_federation(0, ["14"], 5) == ["14"]
    assert siec.expedier(toulouse).envoyes == 2
    assert indisponibilites(toulouse) == []


@pytest.mark.exigence("G4.6-06")
def test_une_personne_qu_un_import_amene_chez_soi_y_est_reconnue_la_nuit_suivante(toulouse, siec):
    au_siec(siec, "MARTIN")
    siec.expedier(toulouse)
    with siec.dedans():
        assert "leur gestionnaire dira qui c'est" in Envoi.objects.get(canal="federation-16").derniere_erreur
    connaitre(toulouse, "MARTIN")
    with toulouse.dedans():
        assert reconnaitre_les_personnes_d_ailleurs(0) == 1
    assert len(indisponibilites(toulouse)) == 1


@pytest.mark.exigence("G4.6-05")
def test_une_journee_d_arret_ne_perd_ni_ne_double_rien_et_garde_l_ordre(toulouse, siec):
    """A message and its withdrawal wait a day; at the return, all is there once, and nothing undone."""
    connaitre(toulouse, "MARTIN", "DURAND")
    martin, durand = au_siec(siec, "MARTIN", "DURAND")
    toulouse.arreter()
    with siec.dedans():
        annuler_convocation(f.perimetre(), affectation=martin.pk)
    with travel(maintenant(), tick=True) as horloge:
        with siec.dedans():
            veiller()
        for _ in range(24):
            horloge.shift(3600)
            assert siec.expedier(toulouse).envoyes == 0
        toulouse.demarrer(decalage=24 * 3600)
        with siec.dedans():
            veiller()  # sees that it is back
        assert siec.expedier(toulouse).envoyes == 3
        with toulouse.dedans():
            tenues = ConvocationExterne.objects.values_list("dossier", "sequence", "retiree")
            assert set(tenues) == {(martin.pk, 2, True), (durand.pk, 1, False)}
    assert [nom for nom, _ in indisponibilites(toulouse)] == ["DURAND"]
