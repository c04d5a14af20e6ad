"""Summoning: what is allowed, what is refused, what is written."""

from contextlib import nullcontext
from datetime import time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.convocations.rules import (
    ConflitsAConfirmer,
    ConvocationRefusee,
    CreneauDejaAffecte,
    Demande,
)
from imagin.domaine.disponibilites.actions import declarer_indisponibilite
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.referentiel.enums import Nature
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission, uai

pytestmark = pytest.mark.django_db


def demande(*dates, **choix):
    """A demand for these days (the first day of the default mission), 08:00–18:00."""
    return Demande(creneaux=tuple(CreneauDuJour(jour) for jour in dates or jours(1)), **choix)


@pytest.mark.exigence("G4.2-06", "G4.2-11")
def test_chef_de_centre_convoque_trois_collegues_d_un_coup():
    mission = f.mission()
    cles = [f.intervenant(nom).pk for nom in ("LE GOFF", "EL KADIRI", "NGUYEN-THANH")]
    convocations = convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=cles,
        demande=demande(observation="Prévoir une calculatrice."),
    )
    assert len(convocations) == 3
    affectations = Affectation.objects.filter(mission=mission)
    assert {a.etat for a in affectations} == {"CONVOQUEE"}
    assert {a.origine for a in affectations} == {"CENTRE"}
    assert {c.donnees["observation"] for c in convocations} == {"Prévoir une calculatrice."}
    assert Creneau.objects.filter(mission=mission).count() == 3


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_personnes(django_assert_num_queries):
    mission = f.mission()
    une = [f.intervenant("SEUL").pk]
    dix = [f.intervenant(f"DUPONT-{rang}").pk for rang in range(10)]
    with django_assert_num_queries(25):
        convoquer(f.perimetre(), mission=mission.numero, intervenants=une, demande=demande())
    with django_assert_num_queries(25):
        convoquer(f.perimetre(), mission=mission.numero, intervenants=dix, demande=demande())


@pytest.mark.exigence("G4.2-01")
@pytest.mark.parametrize(
    ("ciblee", "nature", "ouverte", "acceptee"),
    [
        (True, Nature.ORDINAIRE, True, True),
        (False, Nature.ORDINAIRE, True, False),
        (False, Nature.COEC, True, True),
        (False, Nature.PRECE, True, True),
        (False, Nature.NUMERISATION, True, True),
        (True, Nature.ORDINAIRE, False, False),
        (False, Nature.COEC, False, False),
    ],
)
def test_seules_les_missions_ouvertes_par_le_gestionnaire_se_convoquent(ciblee, nature, ouverte, acceptee):
    mission = f.mission(
        ciblee=ciblee, type=type_mission("T", nature=nature, libelle="Type"), session=f.session(ouverte=ouverte)
    )
    personne = f.intervenant()
    attente = nullcontext() if acceptee else pytest.raises(ConvocationRefusee, match="n'est pas ouverte")
    with attente:
        convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande(reporter=False))


def test_la_mission_d_un_autre_centre_est_refusee():
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")
    mission = f.mission(centre=ailleurs)
    with pytest.raises(ConvocationRefusee, match="n'est pas ouverte"):
        convoquer(f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=demande())
    assert not Affectation.objects.exists()


@pytest.mark.exigence("G4.2-09")
@pytest.mark.parametrize(
    ("creneaux", "message"),
    [
        ((), "au moins une date"),
        ((CreneauDuJour(jours(1, dans=40)[0]),), "n'a pas lieu à cette date"),
        ((CreneauDuJour(jours()[0], time(12), time(12)),), "doit venir après"),
        ((CreneauDuJour(jours()[0], time(14), time(9)),), "doit venir après"),
        (
            (CreneauDuJour(jours()[0], time(8), time(9)), CreneauDuJour(jours()[0], time(10), time(11))),
            "choisie deux fois",
        ),
    ],
)
def test_dates_et_heures_impossibles_sont_refusees(creneaux, message):
    mission = f.mission()
    with pytest.raises(ConvocationRefusee, match=message):
        convoquer(
            f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=Demande(creneaux=creneaux)
        )
    assert not Affectation.objects.exists()


@pytest.mark.exigence("G4.2-08", "G4.2-09")
def test_avec_des_commissions_il_faut_en_choisir_une_et_ses_dates():
    mission = f.mission()
    premiere, seconde = jours()
    commission = f.commission(mission, dates=[premiere])
    personne = f.intervenant().pk
    for voulue, message in (
        (demande(premiere), "Choisissez une commission"),
        (demande(seconde, commission=commission.pk), "n'a pas lieu à cette date"),
        (demande(premiere, commission=f.commission(f.mission()).pk), "n'est pas de la mission"),
    ):
        with pytest.raises(ConvocationRefusee, match=message):
            convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne], demande=voulue)
    convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=[personne],
        demande=demande(premiere, commission=commission.pk),
    )
    assert Affectation.objects.get().dates_specifiques is False


@pytest.mark.exigence("G4.2-08")
def test_jury_salle_et_code_salle_doivent_etre_ceux_de_la_mission():
    mission = f.mission(type=type_mission("JURY", libelle="JURY DE DELIBERATION", code_salle=False))
    autre = f.mission()
    personne = f.intervenant().pk
    for voulue, message in (
        (demande(jury=f.jury(autre).pk), "jury"),
        (demande(salle=f.salle(autre).pk), "salle"),
        (demande(code_salle="B204"), "code salle"),
    ):
        with pytest.raises(ConvocationRefusee, match=message):
            convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne], demande=voulue)
    jury, salle = f.jury(mission), f.salle(mission)
    [lettre] = convoquer(
        f.perimetre(), mission=mission.numero, intervenants=[personne], demande=demande(jury=jury.pk, salle=salle.pk)
    )
    assert lettre.donnees["mission"]["jurys"] == ["J1"]
    assert lettre.donnees["mission"]["salle"] == "B204"


@pytest.mark.exigence("G4.2-07")
@pytest.mark.parametrize(
    ("champs", "qualite", "acceptee"),
    [
        ({"nature": Nature.ORDINAIRE}, "PRES", True),
        ({"nature": Nature.ORDINAIRE}, "INCONNUE", False),
        ({"nature": Nature.ORDINAIRE, "dematerialisee": True}, "PRES", False),
        ({"nature": Nature.ORDINAIRE, "dematerialisee": True}, "SUPPL_S", True),
        ({"nature": Nature.COEC}, "REF_S", True),
        ({"nature": Nature.COEC}, "PRES", False),
        ({"nature": Nature.NUMERISATION}, "CORR_S", False),
    ],
)
def test_seules_les_qualites_que_la_mission_propose_sont_acceptees(champs, qualite, acceptee):
    mission = f.mission(type=type_mission("T", libelle="Type", **champs))
    cles = [f.intervenant().pk]
    with nullcontext() if acceptee else pytest.raises(ConvocationRefusee, match="qualité"):
        saisie = demande(qualite=qualite, reporter=False)
        convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=saisie)


@pytest.mark.exigence("G4.2-19")
def test_une_personne_prise_ailleurs_demande_une_confirmation():
    ailleurs = f.etablissement(uai(39), "LGT DES ARENES TOULOUSE CEDEX 3")
    personne, libre = f.intervenant("CAMINADE", "Léa"), f.intervenant("LIBRE")
    prise = f.mission(centre=ailleurs)
    f.affectation(prise, personne)
    mission = f.mission()
    cles = [personne.pk, libre.pk]
    with pytest.raises(ConflitsAConfirmer) as refus:
        convoquer(f.perimetre(), mission=mission.numero, intervenants=cles, demande=demande())
    [conflit] = refus.value.conflits
    assert conflit.intervenant == personne.pk
    assert f"mission {prise.numero} (LGT DES ARENES TOULOUSE CEDEX 3)" in conflit.phrase
    assert Affectation.objects.filter(mission=mission).count() == 0

    convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=cles,
        demande=demande(confirmes=frozenset({personne.pk}), motif="Seul examinateur"),
    )
    assert str(prise.numero) in Affectation.objects.get(mission=mission, intervenant=personne).confirmation
    assert Affectation.objects.get(mission=mission, intervenant=libre).confirmation == ""


@pytest.mark.exigence("G4.2-19")
def test_une_personne_indisponible_demande_une_confirmation():
    mission, personne = f.mission(), f.intervenant()
    plage = CreneauDuJour(jours()[0]).plage
    declarer_indisponibilite(
        f.perimetre(), intervenant=personne.pk, debut=plage.lower, fin=plage.upper, motif="STAGE DE FORMATION CONTINUE"
    )
    with pytest.raises(ConflitsAConfirmer) as refus:
        convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande())
    assert "STAGE DE FORMATION CONTINUE" in refus.value.conflits[0].phrase


def test_des_creneaux_qui_se_touchent_ne_se_genent_pas():
    personne = f.intervenant()
    jour = jours()[0]
    matin = Demande(creneaux=(CreneauDuJour(jour, time(8), time(12)),))
    apres_midi = Demande(creneaux=(CreneauDuJour(jour, time(12), time(18)),))
    convoquer(f.perimetre(), mission=f.mission().numero, intervenants=[personne.pk], demande=matin)
    convoquer(f.perimetre(), mission=f.mission().numero, intervenants=[personne.pk], demande=apres_midi)
    assert Affectation.objects.count() == 2


@pytest.mark.exigence("G4.2-19")
def test_deux_fois_le_meme_creneau_de_la_mission_est_refuse_meme_confirme():
    mission, personne = f.mission(), f.intervenant()
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande())
    with pytest.raises(CreneauDejaAffecte, match="déjà sur cette mission"):
        convoquer(
            f.perimetre(),
            mission=mission.numero,
            intervenants=[personne.pk],
            demande=demande(confirmes=frozenset({personne.pk})),
        )
    assert Convocation.objects.count() == 1


@pytest.mark.exigence("G4.2-19")
def test_la_base_refuse_deux_fois_le_meme_creneau_de_la_mission():
    mission, personne = f.mission(), f.intervenant()
    premiere = f.affectation(mission, personne)
    seconde = Affectation.objects.create(mission=mission, intervenant=personne, origine="CENTRE")
    plage = premiere.creneaux.get().plage
    with pytest.raises(IntegrityError, match="creneau_pas_deux_fois_la_mission"), transaction.atomic():
        Creneau.objects.create(affectation=seconde, mission=mission, intervenant=personne, plage=plage)


@pytest.mark.exigence("G4.2-19")
def test_la_base_refuse_deux_missions_a_la_meme_heure_sauf_admises():
    personne, plage = f.intervenant(), CreneauDuJour(jours()[0]).plage
    une, autre, admise = (
        Affectation.objects.create(mission=f.mission(), intervenant=personne, origine="CENTRE") for _ in range(3)
    )

    def prendre(affectation, **choix):
        Creneau.objects.create(
            affectation=affectation, mission=affectation.mission, intervenant=personne, plage=plage, **choix
        )

    prendre(une)
    with pytest.raises(IntegrityError, match="creneau_pas_deux_fois_la_personne"), transaction.atomic():
        prendre(autre)
    prendre(admise, chevauchement_admis=True)


def test_la_base_refuse_un_creneau_qui_ment_sur_la_personne():
    affectation = f.affectation(f.mission(), f.intervenant())
    autre = f.intervenant("AUTRE")
    plage = CreneauDuJour(jours()[0] + timedelta(days=9)).plage
    Creneau.objects.create(affectation=affectation, mission=affectation.mission, intervenant=autre, plage=plage)
    with pytest.raises(IntegrityError, match="creneau_affectation_cible"):
        connection.check_constraints()


@pytest.mark.exigence("G4.1-04")
def test_des_dates_partielles_sont_dites_specifiques():
    mission, personne = f.mission(), f.intervenant()
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande(jours()[0]))
    autre = f.intervenant("AUTRE")
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[autre.pk], demande=demande(*jours()))
    assert Affectation.objects.get(intervenant=personne).dates_specifiques is True
    assert Affectation.objects.get(intervenant=autre).dates_specifiques is False


def test_une_personne_retiree_par_sa_source_ne_se_convoque_plus():
    personne = f.intervenant(retire_le="2026-01-01T00:00:00Z")
    with pytest.raises(ConvocationRefusee, match="n'est plus connue"):
        convoquer(f.perimetre(), mission=f.mission().numero, intervenants=[personne.pk], demande=demande())


def test_une_observation_trop_longue_est_refusee():
    with pytest.raises(ConvocationRefusee, match="2 000 caractères"):
        convoquer(
            f.perimetre(),
            mission=f.mission().numero,
            intervenants=[f.intervenant().pk],
            demande=demande(observation="x" * 2001),
        )
