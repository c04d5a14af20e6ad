"""People whom their source has withdrawn are neither counted as present nor written to; what they did stays."""

import pytest

from imagin.domaine.convocations.actions import annuler_convocation, convoquer, envoyer_convocations
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.avancement import avec_avancement
from imagin.domaine.convocations.queries.envois import adresses_prevenues
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.revisions.actions import fixer_dates_et_marquer, marquer_contredites, photographier
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("GX-01")]
CYCLADES = systeme("import cyclades")


@pytest.fixture
def convoquees() -> dict[str, Affectation]:
    """ALBERT and ZOLA, summoned to one mission."""
    mission = f.mission()
    convoquer(
        f.perimetre(),
        mission=mission.numero,
        intervenants=[f.intervenant(nom).pk for nom in ("ALBERT", "ZOLA")],
        demande=Demande(tuple(creneaux_proposes(mission, None))),
    )
    return {a.intervenant.nom: a for a in Affectation.objects.select_related("intervenant", "mission")}


def retirer(affectation: Affectation) -> None:
    Intervenant.objects.filter(pk=affectation.intervenant_id).update(retire_le=maintenant())


def comptes(affectation: Affectation) -> tuple[int, int]:
    mission = avec_avancement(Mission.objects.filter(pk=affectation.mission_id)).get()
    return mission.nb_affectes, mission.nb_convoques


def test_une_personne_retiree_n_est_plus_comptee_sauf_si_elle_etait_venue(convoquees):
    albert = convoquees["ALBERT"]
    retirer(albert)
    assert comptes(albert) == (1, 1)
    for rang, creneau in enumerate(albert.creneaux.all()):
        creneau.plage = CreneauDuJour(jours(1, dans=-5 - rang)[0]).plage
        creneau.save()
    assert comptes(albert) == (2, 2)


def test_une_personne_retiree_ne_recoit_plus_rien(convoquees):
    retirer(convoquees["ALBERT"])
    cles = [affectation.pk for affectation in convoquees.values()]
    bilan = envoyer_convocations(f.perimetre(), affectations=cles)
    assert [lettre.affectation.intervenant.nom for lettre in bilan.envoyees] == ["ZOLA"]
    assert [lettre.affectation.intervenant.nom for lettre in bilan.retirees] == ["ALBERT"]
    assert Envoi.objects.count() == 1


def test_l_annulation_d_une_personne_retiree_est_a_dire_autrement(convoquees):
    albert, zola = convoquees["ALBERT"], convoquees["ZOLA"]
    envoyer_convocations(f.perimetre(), affectations=[albert.pk, zola.pk])
    Envoi.objects.update(etat="ENVOYE", envoye_le=maintenant())
    retirer(albert)
    assert adresses_prevenues([albert.pk, zola.pk]).keys() == {zola.pk}
    assert annuler_convocation(f.perimetre(), affectation=albert.pk).mel == ""
    assert annuler_convocation(f.perimetre(), affectation=zola.pk).mel
    assert Envoi.objects.filter(etat="A_ENVOYER").count() == 1


def test_une_lettre_qui_attend_de_partir_ne_part_plus_pour_qui_est_retire(convoquees):
    envoyer_convocations(f.perimetre(), affectations=[affectation.pk for affectation in convoquees.values()])
    photographier(CYCLADES)
    retirer(convoquees["ALBERT"])
    assert len(marquer_contredites(CYCLADES)) == 1
    lettres = Envoi.objects.filter(objet_type="convocation").order_by("pk")
    assert sorted(lettres.values_list("etat", flat=True)) == ["ABANDONNE", "A_ENVOYER"]


def test_les_dates_que_fixe_le_gestionnaire_marquent_qui_y_etait(convoquees):
    albert = convoquees["ALBERT"]
    seule = [CreneauDuJour(jours()[0])]
    marques = fixer_dates_et_marquer(CYCLADES, mission=albert.mission.numero, creneaux=seule)
    assert len(marques) == 2
    assert set(albert.revisions.values_list("motif", "objet")) == {("DATE", jours()[1].isoformat())}
