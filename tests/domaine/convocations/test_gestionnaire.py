"""The same verbs in the hands of a gestionnaire: for the missions of their exams, in their own name and letters."""

from dataclasses import replace
from datetime import time

import pytest

from imagin.domaine.convocations.actions import (
    annuler_convocation,
    annuler_convocations,
    convoquer,
    envoyer_convocations,
    modifier_convocation,
    modifier_dates,
)
from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.queries import convocations_du_centre
from imagin.domaine.convocations.rules import ConflitsAConfirmer, ConvocationRefusee, ConvocationVerrouillee, Demande
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.missions.models import Mission, SaisieMission
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre, PorteeAcademie, PorteeExamens, PorteePersonne
from imagin.domaine.referentiel.enums import Nature
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("GG-03")]


def gestionnaire(mission: Mission, *, auteur: str = "c.vidal") -> Perimetre:
    """Who manages the exam of a mission, and no other."""
    return Perimetre(Role.GESTIONNAIRE, auteur, portee=PorteeExamens(frozenset({mission.session.examen_id})))


def etranger() -> Perimetre:
    """Who manages another exam."""
    return Perimetre(Role.GESTIONNAIRE, "collegue", portee=PorteeExamens(frozenset({"AUTRE"})))


def demande(jour: int = 0, **champs) -> Demande:
    return Demande((CreneauDuJour(jours()[jour]),), **champs)


def convoquee(par: Perimetre | None = None, mission: Mission | None = None) -> Affectation:
    mission = mission or f.mission()
    [lettre] = convoquer(
        par or f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=demande()
    )
    return lettre.affectation


@pytest.mark.parametrize("portee", [None, PorteeAcademie()], ids=["ses examens", "toute l'académie"])
def test_le_gestionnaire_convoque_et_la_lettre_est_la_sienne(portee):
    mission = f.mission()
    qui = gestionnaire(mission) if portee is None else replace(gestionnaire(mission), portee=portee)
    affectation = convoquee(qui, mission)
    lettre = Convocation.objects.get()
    assert (affectation.origine, affectation.etat) == ("GEST", "CONVOQUEE")
    assert lettre.emise_par == "c.vidal"
    assert lettre.donnees["expediteur"]["suivi_par"] == "Dossier suivi par Mme Claire VIDAL"
    assert lettre.donnees["lieu"]["uai"] == mission.centre.uai
    assert EtatFrais.objects.get().change_par == "c.vidal"
    assert not convocations_du_centre(f.perimetre()).exists()


def test_il_convoque_a_ce_que_le_centre_ne_peut_pas_encore():
    """Sessions and missions are opened to centres by the examinations service, which does not wait for itself."""
    mission = f.mission(ciblee=False, session=f.session(ouverte=False))
    with pytest.raises(ConvocationRefusee, match="n'est pas ouverte"):
        convoquee(mission=mission)
    assert convoquee(gestionnaire(mission), mission).mission == mission


@pytest.mark.parametrize(
    ("verbe", "refus"), [("convoquer", "vos examens"), ("modifier", "n'existe plus"), ("annuler", "n'existe plus")]
)
def test_hors_de_ses_examens_il_ne_peut_rien(verbe, refus):
    affectation = convoquee()
    with pytest.raises(ConvocationRefusee, match=refus):
        _faire(verbe, etranger(), affectation)
    affectation.refresh_from_db()
    assert (affectation.etat, affectation.origine) == ("CONVOQUEE", "CENTRE")
    assert Convocation.objects.count() == 1


def test_hors_de_ses_examens_il_ne_peut_rien_non_plus_en_nombre():
    affectation = convoquee()
    [annulation] = annuler_convocations(etranger(), affectations=[affectation.pk])
    [changement] = modifier_dates(etranger(), affectations=[affectation.pk], demande=demande(1))
    assert "n'existe plus" in annulation.refus
    assert "n'existe plus" in changement.refus
    assert Affectation.objects.get().etat == "CONVOQUEE"


@pytest.mark.parametrize("verbe", ["convoquer", "modifier", "annuler"])
def test_qui_agit_pour_un_etablissement_sans_en_avoir_un_est_refuse(verbe):
    affectation = convoquee()
    for portee in (PorteeAcademie(), PorteePersonne(affectation.intervenant_id)):
        with pytest.raises(AccesRefuse):
            _faire(verbe, replace(f.perimetre(), portee=portee), affectation)


def test_ce_qu_il_annule_porte_son_nom_et_la_personne_est_prevenue():
    affectation = convoquee()
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk])
    Envoi.objects.update(etat="ENVOYE", envoye_le=maintenant())
    annulation = annuler_convocation(gestionnaire(affectation.mission), affectation=affectation.pk)
    assert annulation.mel == affectation.intervenant.mel
    frais = EtatFrais.objects.get()
    assert (frais.etat, frais.change_par) == ("ANNULE", "c.vidal")
    mel = Envoi.objects.get(objet_type=ObjetEnvoi.ANNULATION)
    assert (mel.cree_par, mel.copie) == ("c.vidal", affectation.mission.centre.mel)


def test_de_nouvelles_dates_en_nombre_font_siennes_celles_du_centre():
    affectation = convoquee()
    [resultat] = modifier_dates(gestionnaire(affectation.mission), affectations=[affectation.pk], demande=demande(1))
    assert resultat.refus == ""
    affectation.refresh_from_db()
    assert affectation.origine == "GEST"
    nouvelle = Convocation.objects.get(version=2)
    assert (nouvelle.emise_par, nouvelle.donnees["expediteur"]["contact"]) == ("c.vidal", "")


def test_il_en_annule_plusieurs_du_centre_ou_de_lui():
    mission = f.mission()
    siennes = [f.intervenant(nom).pk for nom in ("UN", "DEUX")]
    convoquer(f.perimetre(), mission=mission.numero, intervenants=siennes[:1], demande=demande())
    convoquer(gestionnaire(mission), mission=mission.numero, intervenants=siennes[1:], demande=demande())
    cles = list(Affectation.objects.values_list("pk", flat=True))
    resultats = annuler_convocations(gestionnaire(mission), affectations=cles)
    assert [resultat.refus for resultat in resultats] == ["", ""]
    assert set(EtatFrais.objects.values_list("etat", "change_par")) == {("ANNULE", "c.vidal")}


@pytest.mark.parametrize("champs", [{}, {"reporter": True}, {"oublier": True, "reporter": False}])
def test_la_saisie_reportee_reste_celle_du_centre(champs):
    """« Saisie sur la mission » is the centre's own: neither asked of the gestionnaire, nor changed by them."""
    mission = f.mission(type=type_mission("COREC", nature=Nature.COEC))
    du_centre, sienne = demande(observation="Salle des professeurs", reporter=True), demande(1, **champs)
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=du_centre)
    autre = f.intervenant("FERRER", "Paul").pk
    convoquer(gestionnaire(mission), mission=mission.numero, intervenants=[autre], demande=sienne)
    assert SaisieMission.objects.get().observation == "Salle des professeurs"
    assert mission.dates_fixees.get(origine="CENTRE").jour == jours()[0]


def test_il_ne_peut_rien_non_plus_pendant_que_le_frais_est_traite():
    affectation = convoquee()
    Affectation.objects.update(verrou="frais en cours de traitement")
    for verbe in ("modifier", "annuler"):
        with pytest.raises(ConvocationVerrouillee, match="en cours de traitement") as refus:
            _faire(verbe, gestionnaire(affectation.mission), affectation)
        assert "Contactez le service des examens" not in str(refus.value)


def test_il_voit_les_memes_conflits_que_le_centre():
    affectation = convoquee()
    ailleurs = f.mission(numero=affectation.mission.numero + 1)
    with pytest.raises(ConflitsAConfirmer):
        convoquer(
            gestionnaire(ailleurs),
            mission=ailleurs.numero,
            intervenants=[affectation.intervenant_id],
            demande=Demande((CreneauDuJour(jours()[0], time(9), time(12)),)),
        )


def _faire(verbe: str, qui: Perimetre, affectation: Affectation) -> None:
    if verbe == "convoquer":
        autre = f.intervenant("FERRER", "Paul").pk
        convoquer(qui, mission=affectation.mission.numero, intervenants=[autre], demande=demande())
    elif verbe == "modifier":
        modifier_convocation(qui, affectation=affectation.pk, demande=demande(1))
    else:
        annuler_convocation(qui, affectation=affectation.pk)
