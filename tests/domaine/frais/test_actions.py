"""États de frais: born with the convocation, moved by the constat and the gestionnaire, frozen under treatment."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from imagin.domaine.convocations.actions import annuler_convocation, convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import ConvocationRefusee, Demande
from imagin.domaine.frais.actions import (
    mouvoir_etats,
    ouvrir_indemnites,
    rejeter_etats,
    reporter_services,
    rouvrir_etats,
    transmettre_lot,
    valider_etats,
)
from imagin.domaine.frais.enums import EtatTraitement, Mouvement
from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.frais.rules import MOUVEMENTS, Indemnite, MouvementRefuse, ServiceRendu
from imagin.domaine.frais.suites import ouvrir_etats_manquants
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.perimetre.rules import AccesRefuse, systeme
from tests import factories as f
from tests.factories.referentiel import type_mission

pytestmark = pytest.mark.django_db
E = EtatTraitement
GESTION = systeme("gestionnaire")


def convoques(mission, nombre: int = 1) -> list[Affectation]:
    personnes = [f.intervenant(f"NOM{rang}").pk for rang in range(nombre)]
    convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=personnes,
        demande=Demande(creneaux=tuple(creneaux_proposes(mission, None))),
    )
    return list(Affectation.objects.filter(mission=mission).order_by("pk"))


def etat(affectation: Affectation) -> str:
    return EtatFrais.objects.get(affectation=affectation).etat


def test_convoquer_ouvre_l_etat_de_frais_de_chacun_en_une_requete() -> None:
    mission = f.mission()
    with CaptureQueriesContext(connection) as pour_une:
        convoques(mission, 1)
    with CaptureQueriesContext(connection) as pour_cinq:
        convoques(f.mission(), 5)
    assert list(EtatFrais.objects.values_list("etat", flat=True)) == ["INITIALISE"] * 6
    assert sum("INTO frais_" in q["sql"] for q in pour_cinq) == sum("INTO frais_" in q["sql"] for q in pour_une) == 1


def test_une_mission_sans_remuneration_n_ouvre_pas_d_etat_de_frais() -> None:
    convoques(f.mission(type=type_mission("JURY", remuneration="AUCUNE")))
    assert not EtatFrais.objects.exists()


def test_annuler_la_convocation_annule_l_etat_de_frais() -> None:
    [affectation] = convoques(f.mission())
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    assert EtatFrais.objects.get().motif == "Convocation annulée"
    assert etat(affectation) == E.ANNULE


def test_une_reprise_recoit_ses_etats_de_frais_une_seule_fois() -> None:
    f.affectation(f.mission(), f.intervenant())
    ouvrir_etats_manquants()
    ouvrir_etats_manquants()
    assert EtatFrais.objects.count() == 1


@pytest.mark.exigence("G4.3-07")
def test_service_non_fait_annule_l_etat_de_frais_et_revenir_dessus_le_retablit() -> None:
    fait, non_fait = convoques(f.mission(), 2)
    dits = [ServiceRendu(fait.pk, fait=True), ServiceRendu(non_fait.pk, fait=False)]
    reporter_services(f.perimetre(), services=dits)
    assert [etat(fait), etat(non_fait)] == [E.A_VALIDER, E.ANNULE]
    reporter_services(f.perimetre(), services=[replace(dits[1], fait=True)])
    assert etat(non_fait) == E.A_VALIDER
    reporter_services(f.perimetre(), services=[replace(dits[1], fait=None)])
    assert etat(non_fait) == E.INITIALISE


def test_le_constat_d_un_autre_centre_ne_touche_a_rien() -> None:
    [affectation] = convoques(f.mission())
    ailleurs = f.perimetre(f.etablissement("0120006S", "LGT LA DECOUVERTE DECAZEVILLE"))
    reporter_services(ailleurs, services=[ServiceRendu(affectation.pk, fait=False)])
    assert etat(affectation) == E.INITIALISE


@pytest.mark.exigence("G4.2-04")
def test_une_convocation_dont_les_frais_sont_traites_ne_s_annule_plus() -> None:
    [affectation] = convoques(f.mission())
    frais = EtatFrais.objects.get()
    valider_etats(GESTION, etats=[frais.pk])
    with pytest.raises(ConvocationRefusee, match="en cours de traitement"):
        annuler_convocation(f.perimetre(), affectation=affectation.pk)
    with pytest.raises(IntegrityError, match="en cours de traitement"), transaction.atomic():
        Affectation.objects.update(etat="ANNULEE")
    rouvrir_etats(GESTION, etats=[frais.pk])
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    assert etat(affectation) == E.ANNULE


def test_un_rejet_dit_pourquoi_et_le_constat_le_ramene_au_gestionnaire() -> None:
    [affectation] = convoques(f.mission())
    rejeter_etats(GESTION, etats=[EtatFrais.objects.get().pk], motif="RIB manquant")
    assert EtatFrais.objects.get().motif == "RIB manquant"
    reporter_services(f.perimetre(), services=[ServiceRendu(affectation.pk, fait=True)])
    assert etat(affectation) == E.A_VALIDER


def test_un_mouvement_refuse_n_en_fait_aucun() -> None:
    convoques(f.mission(), 2)
    premier, second = EtatFrais.objects.order_by("pk")
    EtatFrais.objects.filter(pk=second.pk).update(etat=E.ANNULE)
    with pytest.raises(MouvementRefuse, match="Annulé"):
        valider_etats(GESTION, etats=[premier.pk, second.pk])
    assert EtatFrais.objects.get(pk=premier.pk).etat == E.INITIALISE
    with pytest.raises(MouvementRefuse, match="n'existe plus"):
        valider_etats(GESTION, etats=[premier.pk, 0])


def test_un_etablissement_ne_valide_pas_les_frais() -> None:
    with pytest.raises(AccesRefuse):
        valider_etats(f.perimetre(), etats=[])


def test_la_base_tient_la_meme_table_de_mouvements() -> None:
    """Every pair of states, tried in the database: allowed by the rules or refused there too."""
    frais = f.etat_de_frais(f.affectation(f.mission(), f.intervenant()), "ACCEPTE")
    permis = {(depart, arrivee) for departs, arrivee in MOUVEMENTS.values() for depart in departs}
    acceptes = set()
    with connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for depart, arrivee in permutations(E, 2):
            curseur.execute("ALTER TABLE frais_etatfrais DISABLE TRIGGER frais_mouvement")
            EtatFrais.objects.update(etat=depart)
            curseur.execute("ALTER TABLE frais_etatfrais ENABLE TRIGGER frais_mouvement")
            try:
                with transaction.atomic():
                    EtatFrais.objects.filter(pk=frais.pk).update(etat=arrivee)
            except IntegrityError:
                continue
            acceptes.add((depart, arrivee))
    assert acceptes == permis


@pytest.mark.parametrize("fige", ["VALIDE", "TRANSMIS", "ACCEPTE"])
def test_la_base_fige_le_montant_de_ce_qui_est_traite(fige) -> None:
    f.etat_de_frais(f.affectation(f.mission(), f.intervenant()), fige, montant=Decimal("45.00"))
    with pytest.raises(IntegrityError, match="ne se modifie plus"), transaction.atomic():
        EtatFrais.objects.update(montant=Decimal("450.00"))
    with pytest.raises(IntegrityError, match="ne se modifie plus"), transaction.atomic():
        EtatFrais.objects.get().delete()


def test_une_part_d_indemnite_devient_un_etat_de_frais() -> None:
    personne = f.intervenant()
    part = Indemnite(personne.pk, "Indemnité de chef de centre, BCG 2026-06", Decimal("69.74"))
    [ouvert] = ouvrir_indemnites(f.perimetre(), indemnites=[part])
    valider_etats(GESTION, etats=[ouvert.pk])
    transmettre_lot(GESTION)
    mouvoir_etats(GESTION, etats=[ouvert.pk], mouvement=Mouvement.ACCEPTER)
    assert EtatFrais.objects.get().etat == E.ACCEPTE
