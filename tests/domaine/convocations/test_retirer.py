"""A mission that CYCLADES withdraws: its people are released, once, and everybody who must know is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imagin.domaine.convocations.actions import convoquer, envoyer_convocations, liberer_missions_retirees
from imagin.domaine.convocations.models import Affectation, Creneau
from imagin.domaine.convocations.queries.conflits import conflits
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.perimetre.rules import AccesRefuse, systeme
from imagin.domaine.services_faits.models import Constat
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f

pytestmark = pytest.mark.django_db
CYCLADES = systeme("import cyclades")


def convoques(*noms: str) -> list[Affectation]:
    """People whom Bellevue summons to one mission; the first one's letter has left by mail."""
    mission = f.mission()
    convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=[f.intervenant(nom, tel_personnel="06 39 98 41 15").pk for nom in noms],
        demande=Demande(creneaux=tuple(creneaux_proposes(mission, None))),
    )
    siennes = list(Affectation.objects.filter(mission=mission).order_by("intervenant__nom"))
    envoyer_convocations(f.perimetre(), affectations=[siennes[0].pk])
    Envoi.objects.update(etat=EtatEnvoi.ENVOYE, envoye_le=maintenant())
    return siennes


def retirer(mission: Mission) -> None:
    Mission.objects.filter(pk=mission.pk).update(retiree_le=maintenant())


@pytest.mark.exigence("G4.2-04", "G4.2-19")
def test_une_mission_retiree_libere_ses_personnes_et_ce_qui_tient_a_elles() -> None:
    albert, zola = convoques("ALBERT", "ZOLA")
    plages = list(Creneau.objects.filter(affectation=albert).values_list("plage", flat=True))
    retirer(albert.mission)
    retrait = liberer_missions_retirees(CYCLADES)
    assert set(retrait.liberees) == {albert.pk, zola.pk}
    assert set(Affectation.objects.values_list("etat", flat=True)) == {"ANNULEE"}
    assert not Creneau.objects.exists()
    assert set(EtatFrais.objects.values_list("etat", "change_par")) == {("ANNULE", "import cyclades")}
    ailleurs = f.mission()
    personne = albert.intervenant_id
    assert conflits(f.perimetre(), mission=ailleurs, intervenants=[personne], plages=plages) == []


@pytest.mark.exigence("G4.2-18")
def test_qui_avait_sa_lettre_recoit_l_annulation_et_le_centre_un_seul_mel_qui_dit_qui_appeler() -> None:
    albert, _ = convoques("ALBERT", "ZOLA")
    retirer(albert.mission)
    liberer_missions_retirees(CYCLADES)
    annulation, au_centre = Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).order_by("pk")
    assert (annulation.objet_type, albert.intervenant.mel) == (
        "annulation",
        annulation.destinataire.split("<")[-1][:-1],
    )
    assert "ce.0310038y@" in au_centre.destinataire
    assert au_centre.sujet == f"Mission retirée par CYCLADES : {albert.mission.numero}"
    assert f"ALBERT Marie, {albert.intervenant.mel}" in au_centre.corps
    assert "prévenez-les :\n  - ZOLA Marie, tél. 06 39 98 41 15" in au_centre.corps


def test_relancer_ne_libere_ni_ne_previent_deux_fois() -> None:
    [albert] = convoques("ALBERT")
    retirer(albert.mission)
    liberer_missions_retirees(CYCLADES)
    nombre = Envoi.objects.count()
    assert liberer_missions_retirees(CYCLADES).liberees == ()
    assert Envoi.objects.count() == nombre


@pytest.mark.exigence("G4.3-06")
def test_qui_a_fait_le_service_ou_dont_les_frais_se_paient_reste() -> None:
    albert, bernard, zola = convoques("ALBERT", "BERNARD", "ZOLA")
    Constat.objects.create(affectation=albert, resultat="FAIT", quantite=3, saisi_par="chef", saisi_le=maintenant())
    Affectation.objects.filter(pk=bernard.pk).update(verrou="son état de frais est en cours de traitement")
    retirer(albert.mission)
    retrait = liberer_missions_retirees(CYCLADES)
    assert (set(retrait.liberees), set(retrait.gardees)) == ({zola.pk}, {albert.pk, bernard.pk})
    assert "rien ne change pour elles :\n  - ALBERT Marie\n  - BERNARD Marie" in Envoi.objects.latest("pk").corps


def test_une_mission_qui_revient_revient_sans_personne() -> None:
    [albert] = convoques("ALBERT")
    retirer(albert.mission)
    liberer_missions_retirees(CYCLADES)
    Mission.objects.update(retiree_le=None)
    assert not Affectation.objects.en_cours().exists()
    assert liberer_missions_retirees(CYCLADES).liberees == ()


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes() -> None:
    def requetes(*noms: str) -> int:
        retirer(convoques(*noms)[0].mission)
        with CaptureQueriesContext(connection) as capture:
            liberer_missions_retirees(CYCLADES)
        return len(capture)

    assert requetes("ALBERT") == requetes("BERNARD", "DUPONT", "LE GOFF", "ZOLA")


def test_un_centre_ne_libere_pas_les_missions_de_l_academie() -> None:
    with pytest.raises(AccesRefuse):
        liberer_missions_retirees(f.perimetre())
