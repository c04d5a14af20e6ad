"""What a stated service stops."""

from datetime import time

import pytest
from django.db import IntegrityError, connection, transaction

from imagin.domaine.convocations.actions import annuler_convocation, annuler_convocations
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.domaine.services_faits.actions import constater
from imagin.domaine.services_faits.models import Constat, JourneeConstatee
from imagin.domaine.services_faits.rules import Constatation
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-04")]


@pytest.fixture
def convoques():
    """Two people summoned by their centre to a mission gone by."""
    ecrit = type_mission("CORRSP", libelle="CORRECTION SUR PLACE", remuneration="ECRITE")
    mission = f.mission(dates=jours(1, dans=-3), type=ecrit)
    for nom in ("LE GOFF", "ZOLA"):
        f.affectation(mission, f.intervenant(nom), origine="CENTRE")
    return list(Affectation.objects.order_by("intervenant__nom"))


def poser(affectation: Affectation, resultat: str = "FAIT") -> Constat:
    constat = Constat(affectation=affectation, resultat=resultat, saisi_par="chef", saisi_le=maintenant())
    constat.save()
    return constat


@pytest.mark.parametrize("resultat", ["FAIT", "NON_FAIT"])
def test_un_service_constate_retient_la_convocation_jusqu_a_ce_qu_il_soit_retire(convoques, resultat) -> None:
    affectation = convoques[0]
    poser(affectation, resultat)
    with pytest.raises(ConvocationRefusee, match=r"LE GOFF .* son service est constaté.*Retirez d'abord le constat"):
        annuler_convocation(f.perimetre(), affectation=affectation.pk)
    affectation.refresh_from_db()
    assert affectation.etat == "CONVOQUEE"
    assert not Envoi.objects.exists()
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="son service est constaté"), transaction.atomic():
        Affectation.objects.filter(pk=affectation.pk).update(etat="ANNULEE")
    retrait = Constatation(affectation=affectation.pk, version=1)
    assert not constater(f.perimetre(), mission=affectation.mission.numero, lignes=[retrait]).refusees
    annuler_convocation(f.perimetre(), affectation=affectation.pk)
    affectation.refresh_from_db()
    assert affectation.etat == "ANNULEE"


def test_des_horaires_deja_notes_la_retiennent_aussi(convoques) -> None:
    constat = poser(convoques[0], "")
    jour = convoques[0].mission.date_debut
    JourneeConstatee.objects.create(constat=constat, jour=jour, debut_matin=time(8), fin_matin=time(9))
    with pytest.raises(ConvocationRefusee, match="son service est constaté"):
        annuler_convocation(f.perimetre(), affectation=convoques[0].pk)


def test_de_plusieurs_seule_celle_qui_est_constatee_reste(convoques) -> None:
    poser(convoques[0])
    resultats = annuler_convocations(f.perimetre(), affectations=[a.pk for a in convoques])
    assert ["service est constaté" in r.refus for r in resultats] == [True, False]
    assert list(Affectation.objects.order_by("intervenant__nom").values_list("etat", flat=True)) == [
        "CONVOQUEE", "ANNULEE",
    ]  # fmt: skip
