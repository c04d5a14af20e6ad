"""Changing, cancelling, mailing what the centre has made; and nothing of the gestionnaire's."""

from dataclasses import replace
from datetime import time

import pytest

from imagin.domaine.convocations.actions import (
    annuler_convocation,
    convoquer,
    envoyer_convocations,
    modifier_convocation,
)
from imagin.domaine.convocations.models import Affectation, AffectationEvent, Convocation
from imagin.domaine.convocations.queries import convocations_du_centre
from imagin.domaine.convocations.queries.envois import journal_de_la_mission
from imagin.domaine.convocations.racines import affectations_visibles
from imagin.domaine.convocations.rules import (
    ConvocationDuGestionnaire,
    ConvocationRefusee,
    ConvocationVerrouillee,
    Demande,
)
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import (
    AccesRefuse,
    Perimetre,
    PorteeAcademie,
    PorteeExamens,
    PorteePartenaire,
    PorteePersonne,
    systeme,
)
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai

pytestmark = pytest.mark.django_db


def convoquee(**choix) -> Affectation:
    """Somebody that the centre has summoned on the first day of a mission."""
    mission, personne = f.mission(), f.intervenant()
    demande = Demande(creneaux=(CreneauDuJour(jours()[0]),), **choix)
    [convocation] = convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande)
    return convocation.affectation


@pytest.mark.exigence("G4.2-04")
def test_une_convocation_modifiee_devient_la_version_suivante_et_garde_l_ancienne():
    affectation = convoquee()
    apres_midi = Demande(
        creneaux=(CreneauDuJour(jours()[1], time(14), time(17)),), observation="Salle des professeurs."
    )
    nouvelle = modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=apres_midi).convocation
    ancienne = Convocation.objects.get(version=1)
    assert nouvelle.version == 2
    assert ancienne.annulee_le is not None
    assert "08:00 - 18:00" in ancienne.donnees["creneaux"][0]
    assert "14:00 - 17:00" in nouvelle.donnees["creneaux"][0]
    assert affectation.creneaux.get().plage == CreneauDuJour(jours()[1], time(14), time(17)).plage


@pytest.mark.exigence("G4.2-04")
def test_on_peut_modifier_sans_etre_gene_par_ses_propres_dates():
    affectation = convoquee()
    memes = Demande(creneaux=(CreneauDuJour(jours()[0], time(9), time(12)),))
    assert modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=memes).convocation.version == 2


@pytest.mark.exigence("G4.2-04")
def test_une_convocation_supprimee_libere_la_personne_et_reste_dans_l_historique():
    affectation = convoquee()
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    affectation.refresh_from_db()
    assert affectation.etat == "ANNULEE"
    assert not affectation.creneaux.exists()
    assert Convocation.objects.get().annulee_le is not None
    assert AffectationEvent.objects.filter(pgh_obj=affectation, pgh_label="update").get().etat == "CONVOQUEE"
    with pytest.raises(ConvocationRefusee, match="n'existe plus"):
        annuler_convocation(f.perimetre(), affectation=affectation.pk)


@pytest.mark.exigence("G4.2-04")
@pytest.mark.parametrize("verbe", ["annuler", "modifier"])
def test_rien_ne_change_tant_que_le_frais_est_en_cours_de_traitement(verbe):
    affectation = convoquee()
    Affectation.objects.update(verrou="frais en cours de traitement")
    with pytest.raises(ConvocationVerrouillee, match="frais en cours de traitement"):
        _faire(verbe, affectation)
    assert Convocation.objects.get().annulee_le is None


@pytest.mark.exigence("G4.2-05")
@pytest.mark.parametrize("verbe", ["annuler", "modifier"])
def test_une_convocation_reprise_par_le_gestionnaire_quitte_les_mains_du_centre(verbe):
    affectation = convoquee()
    Affectation.objects.update(origine="GEST")
    with pytest.raises(ConvocationDuGestionnaire):
        _faire(verbe, affectation)


@pytest.mark.exigence("G4.2-05", "GG-03")
def test_le_gestionnaire_reprend_une_convocation_qui_quitte_le_centre():
    affectation = convoquee()
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk])
    gestionnaire = replace(f.perimetre(), role=Role.GESTIONNAIRE, portee=PorteeAcademie())
    demande = Demande(creneaux=(CreneauDuJour(jours()[1]),))
    reprise = modifier_convocation(gestionnaire, affectation=affectation.pk, demande=demande)
    assert reprise.convocation.version == 2
    assert reprise.convocation.lettre["expediteur"]["suivi_par"] == "Dossier suivi par Mme Claire VIDAL"
    assert reprise.mel == affectation.intervenant.mel
    affectation.refresh_from_db()
    assert affectation.origine == "GEST"
    assert list(convocations_du_centre(f.perimetre())) == []
    assert journal_de_la_mission(f.perimetre(), affectation.mission.numero) == []
    with pytest.raises(ConvocationDuGestionnaire):
        annuler_convocation(f.perimetre(), affectation=affectation.pk)


@pytest.mark.exigence("G4.2-05", "GG-03")
def test_seul_le_gestionnaire_reprend_et_jamais_pendant_que_le_frais_est_traite():
    affectation = convoquee()
    demande = Demande(creneaux=(CreneauDuJour(jours()[1]),))
    modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande)
    assert Affectation.objects.get().origine == "CENTRE"
    with pytest.raises(AccesRefuse):
        modifier_convocation(
            replace(f.perimetre(), portee=PorteeAcademie()), affectation=affectation.pk, demande=demande
        )
    Affectation.objects.update(verrou="frais en cours de traitement")
    with pytest.raises(ConvocationVerrouillee):
        modifier_convocation(systeme("tests"), affectation=affectation.pk, demande=demande)
    assert Affectation.objects.get().origine == "CENTRE"


@pytest.mark.exigence("GG-03")
def test_un_gestionnaire_ne_reprend_que_les_convocations_de_ses_examens():
    affectation = convoquee()
    examen = affectation.mission.session.examen_id
    demande = Demande(creneaux=(CreneauDuJour(jours()[1]),))
    collegue = Perimetre(Role.GESTIONNAIRE, "collegue", portee=PorteeExamens(frozenset({"AUTRE"})))
    with pytest.raises(ConvocationRefusee, match="n'existe plus"):
        modifier_convocation(collegue, affectation=affectation.pk, demande=demande)
    sien = replace(collegue, portee=PorteeExamens(frozenset({examen})))
    assert modifier_convocation(sien, affectation=affectation.pk, demande=demande).convocation.version == 2


@pytest.mark.parametrize("portee", [PorteePersonne(1), PorteePartenaire("16")])
def test_une_portee_que_rien_ne_sert_encore_ne_voit_rien(portee):
    convoquee()
    assert not affectations_visibles(Perimetre(Role.ETABLISSEMENT, "personne", portee=portee)).exists()


def test_le_centre_voisin_ne_peut_rien_sur_une_convocation():
    affectation = convoquee()
    voisin = f.perimetre(f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4"))
    with pytest.raises(ConvocationRefusee):
        annuler_convocation(voisin, affectation=affectation.pk)


@pytest.mark.exigence("G4.2-18")
def test_l_adresse_professionnelle_est_preferee_et_le_centre_en_copie():
    affectation = convoquee()
    personne = affectation.intervenant
    personne.mel_personnel = "marie@exemple.example"
    personne.save()
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk])
    envoi = Envoi.objects.get()
    assert personne.mel_professionnel in envoi.destinataire
    assert envoi.copie == affectation.mission.centre.mel


@pytest.mark.exigence("G4.2-18")
def test_les_personnes_sans_adresse_sont_nommees_et_les_autres_recoivent():
    affectation = convoquee()
    muette = f.intervenant("FERRER", "Paul", mel_professionnel="", mel_personnel="")
    demande = Demande(creneaux=(CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=affectation.mission.numero, intervenants=[muette.pk], demande=demande)
    toutes = list(Affectation.objects.values_list("pk", flat=True))
    bilan = envoyer_convocations(f.perimetre(), affectations=toutes)
    assert [c.affectation.intervenant for c in bilan.sans_adresse] == [muette]
    assert Envoi.objects.count() == 1


@pytest.mark.exigence("G4.2-05", "G4.2-18")
def test_une_convocation_du_gestionnaire_ne_part_pas_par_le_centre():
    affectation = f.affectation(f.mission(), f.intervenant())
    with pytest.raises(ConvocationRefusee, match="Aucune convocation"):
        envoyer_convocations(f.perimetre(), affectations=[affectation.pk])


def test_une_convocation_supprimee_avant_le_depart_ne_part_pas():
    affectation = convoquee()
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk])
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    assert Envoi.objects.get().etat == "ABANDONNE"


def _faire(verbe: str, affectation: Affectation) -> None:
    if verbe == "annuler":
        annuler_convocation(f.perimetre(), affectation=affectation.pk)
    else:
        demande = Demande(creneaux=(CreneauDuJour(jours()[1]),))
        modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande)
