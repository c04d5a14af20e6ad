"""A letter changed or taken back after it was issued: what the next one says, and to whom it goes."""

from datetime import time

import pytest

from imagin.domaine.convocations.actions import (
    annuler_convocation,
    convoquer,
    envoyer_convocations,
    modifier_convocation,
)
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.socle.documents import rendre
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import aujourd_hui, date_en_toutes_lettres, jour_long, maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.socle.documents.lecture import texte

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-04")]


@pytest.fixture
def affectation() -> Affectation:
    """Summoned on the first day, on jury J1."""
    mission = f.mission()
    jury = f.jury(mission, "J1")
    demande = Demande((CreneauDuJour(jours()[0]),), jury=jury.pk, observation="Entrée par la cour.")
    [convocation] = convoquer(
        f.perimetre(), mission=mission.numero, intervenants=[f.intervenant("LE GOFF", "Erwan").pk], demande=demande
    )
    return convocation.affectation


def modifier(affectation, **choix):
    demande = Demande((CreneauDuJour(jours()[1], time(14), time(17)),), **choix)
    return modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande)


def envoyer(affectation, etat=EtatEnvoi.ENVOYE, **champs):
    """Mail the letter in force, then say what became of it."""
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk])
    envoye_le = maintenant() if etat == EtatEnvoi.ENVOYE else None
    Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).update(etat=etat, envoye_le=envoye_le, **champs)


def test_la_nouvelle_lettre_annule_et_remplace_la_precedente_et_dit_ce_qui_change(affectation):
    premiere = affectation.convocations.get()
    lettre = modifier(affectation).convocation.lettre
    aujourdhui = date_en_toutes_lettres(aujourd_hui())
    assert lettre["remplace"] == (
        f"Cette convocation annule et remplace la convocation du {aujourdhui} "
        f"(référence {premiere.lettre['reference']})."
    )
    avant, apres = (jour_long(jour) for jour in jours())
    assert lettre["changements"] == [
        f"Dates et horaires : le {apres} 14:00 - 17:00 (auparavant : le {avant} 08:00 - 18:00).",
        "Jury : sans objet désormais (auparavant : J1).",
        "L'observation est retirée.",
    ]
    page = texte(rendre("convocation", lettre))
    assert f"annule et remplace la convocation du {aujourdhui}" in page
    assert "14:00 - 17:00 (auparavant" in page


def test_le_duplicata_de_la_premiere_version_reste_la_lettre_emise(affectation):
    premiere = affectation.convocations.get()
    avant = rendre("convocation", premiere.lettre)
    modifier(affectation)
    premiere.refresh_from_db()
    assert rendre("convocation", premiere.lettre) == avant
    assert "annule et remplace" not in texte(avant)


def test_une_lettre_reprise_de_l_ancien_systeme_est_remplacee_sans_comparaison(affectation):
    Convocation.objects.update(donnees=None, reprise=True)
    lettre = modifier(affectation).convocation.lettre
    assert lettre["remplace"].endswith(f"du {date_en_toutes_lettres(aujourd_hui())}.")
    assert lettre["changements"] == []


def test_rien_ne_part_quand_la_lettre_n_etait_pas_partie(affectation):
    assert modifier(affectation).mel == ""
    assert annuler_convocation(f.perimetre(), affectation=affectation.pk).mel == ""
    assert not Envoi.objects.exists()


@pytest.mark.parametrize("etat", [EtatEnvoi.ENVOYE, EtatEnvoi.EN_COURS, EtatEnvoi.INCERTAIN])
def test_qui_a_recu_la_lettre_recoit_la_nouvelle(affectation, etat):
    envoyer(affectation, etat)
    modification = modifier(affectation)
    assert modification.mel == affectation.intervenant.mel_professionnel
    nouvel = Envoi.objects.get(etat=EtatEnvoi.A_ENVOYER)
    assert nouvel.objet_id == modification.convocation.pk
    assert nouvel.sujet.startswith("Convocation modifiée à la mission")
    assert "annule et remplace" in nouvel.corps
    assert nouvel.cle == f"intervenant:{affectation.intervenant_id}"


def test_une_lettre_qui_attendait_de_partir_ne_part_plus_la_nouvelle_part_a_sa_place(affectation):
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk])
    assert modifier(affectation).mel
    ancien, nouvel = Envoi.objects.order_by("id")
    assert (ancien.etat, nouvel.etat) == (EtatEnvoi.ABANDONNE, EtatEnvoi.A_ENVOYER)
    assert ancien.derniere_erreur == "La convocation a été modifiée avant le départ du mél."


def test_qui_n_a_plus_d_adresse_recoit_la_nouvelle_la_ou_la_premiere_est_partie(affectation):
    envoyer(affectation)
    adresse = affectation.intervenant.mel_professionnel
    affectation.intervenant.mel_professionnel = ""
    affectation.intervenant.save()
    assert modifier(affectation).mel == adresse
    assert adresse in Envoi.objects.get(etat=EtatEnvoi.A_ENVOYER).destinataire


def test_qui_a_recu_la_lettre_recoit_son_annulation_a_la_meme_adresse(affectation):
    envoyer(affectation)
    adresse = affectation.intervenant.mel_professionnel
    affectation.intervenant.mel_professionnel = "ailleurs@ac-toulouse.example"
    affectation.intervenant.save()
    assert annuler_convocation(f.perimetre(), affectation=affectation.pk).mel == adresse
    mel = Envoi.objects.get(objet_type="annulation")
    assert mel.etat == EtatEnvoi.A_ENVOYER
    assert adresse in mel.destinataire
    assert mel.copie == affectation.mission.centre.mel
    assert "vous n'avez pas à vous présenter" in mel.corps
    [piece] = mel.pieces
    assert piece["nom"] == "LE-GOFF_Erwan_annulation.pdf"
    page = texte(rendre(piece["document"], piece["donnees"]))
    assert "Objet : Annulation de votre convocation du" in page
    assert "J'ai l'honneur de vous convoquer" not in page
    assert "ouvre droit" not in page


def test_l_annulation_suit_la_lettre_meme_apres_une_modification_qui_n_est_pas_partie(affectation):
    envoyer(affectation)
    modifier(affectation)
    assert annuler_convocation(f.perimetre(), affectation=affectation.pk).mel
    assert [(e.objet_type, e.etat) for e in Envoi.objects.order_by("id")] == [
        ("convocation", EtatEnvoi.ENVOYE), ("convocation", EtatEnvoi.ABANDONNE), ("annulation", EtatEnvoi.A_ENVOYER),
    ]  # fmt: skip


@pytest.mark.parametrize("etat", [EtatEnvoi.REFUSE, EtatEnvoi.ABANDONNE])
def test_rien_n_annonce_l_annulation_d_une_lettre_qui_n_est_pas_arrivee(affectation, etat):
    envoyer(affectation, etat)
    assert annuler_convocation(f.perimetre(), affectation=affectation.pk).mel == ""
    assert not Envoi.objects.filter(objet_type="annulation").exists()
