"""A summons by another académie: its indisponibilité here is made, changed, withdrawn, once, whatever comes twice."""

from datetime import timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.range import Range

from imagin.domaine.disponibilites.actions import remplacer_convocation_ailleurs
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.federation.actions import recevoir_convocation_externe
from imagin.domaine.federation.models import ConvocationExterne, PersonneExterne
from imagin.domaine.federation.rules import FederationRefusee, PersonneNommee
from imagin.domaine.missions.models import SessionExamen
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import AccesRefuse, partenaire, systeme
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import bornes, maintenant
from tests import factories as f
from tests.domaine.convocations.test_concurrence import en_meme_temps
from tests.domaine.federation.conftest import externe, recue
from tests.factories.missions import jours

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-05")]
SIEC = partenaire("siec", "SIEC")
MATIN, SOIR = (
    [{"debut": f"2027-06-21T{debut}:00:00+02:00", "fin": f"2027-06-21T{fin}:00:00+02:00"}]
    for debut, fin in (("08", "12"), ("14", "18"))
)
_dossiers = count(1000)


def absences(personne=None):
    siennes = Indisponibilite.objects.order_by("periode")
    return siennes.filter(intervenant=personne) if personne else siennes


@pytest.mark.exigence("G4.6-04", "G3.1-07")
def test_l_indisponibilite_porte_le_motif_de_l_academie_et_le_recapitulatif_de_la_convocation(recevoir, claire):
    assert recevoir(1234, creneaux=[*SOIR, *MATIN, *MATIN]).personne == "RECONNUE"
    matin, _ = absences(claire)
    assert (matin.motif, matin.source, matin.dossier) == ("CONVOCATION PAR IMAGIN SIEC", "ACADEMIE", "siec:1234")
    dit = matin.convocation
    assert dit.dates == ("Le lundi 21/06/2027 08:00 - 12:00", "Le lundi 21/06/2027 14:00 - 18:00")
    assert (dit.academie, dit.mission, dit.qualite) == ("SIEC", 186253, "Examinateur")
    assert dit.centre == "LPO BELLEVUE (0310038Y)"
    assert dit.contact == "Mme DURAND, 01 49 12 23 00, dec@siec.example"


@pytest.mark.exigence("G4.6-04")
def test_changer_de_dates_ne_touche_que_celles_qui_changent(recevoir, claire):
    recevoir(1, 1, creneaux=MATIN)
    [avant] = absences()
    recevoir(1, 2, creneaux=[*MATIN, *SOIR], qualite="Membre")
    matin, soir = absences()
    assert (matin.pk, soir.pk > matin.pk) == (avant.pk, True)
    assert {matin.convocation.qualite, soir.convocation.qualite} == {"Membre"}
    recevoir(1, 3, creneaux=SOIR)
    assert [absence.pk for absence in absences()] == [soir.pk]
    recevoir(1, 4, convocation=None)
    assert not absences().exists()


def test_deux_missions_au_meme_moment_font_deux_indisponibilites(recevoir, claire):
    recevoir(1, creneaux=MATIN)
    recevoir(2, creneaux=MATIN)
    recevoir(1, de=("14", "RENNES"), creneaux=MATIN)
    assert sorted(absences().values_list("dossier", flat=True)) == ["14:1", "siec:1", "siec:2"]
    recevoir(1, 2, convocation=None)
    assert sorted(absences().values_list("dossier", flat=True)) == ["14:1", "siec:2"]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(1, 5)).flatmap(lambda ordre: st.lists(st.sampled_from(ordre)).map(lambda x: [*ordre, *x])))
def test_des_messages_repetes_et_dans_le_desordre_finissent_comme_le_dernier(recevoir, claire, ordre):
    """Third: withdrawn. Fourth, the last: two créneaux."""
    dits = {1: {"creneaux": MATIN}, 2: {"creneaux": SOIR}, 3: {"convocation": None}, 4: {"creneaux": [*MATIN, *SOIR]}}
    dossier, vues = next(_dossiers), 0
    for sequence in ordre:
        assert recevoir(dossier, sequence, **dits[sequence]).prise is (sequence > vues)
        vues = max(vues, sequence)
    assert absences().filter(dossier=f"siec:{dossier}").count() == 2
    assert ConvocationExterne.objects.get(dossier=dossier).sequence == 4


def test_une_convocation_plus_ancienne_que_son_retrait_ne_revient_pas(recevoir, claire):
    assert recevoir(1, 5, convocation=None).prise is True
    assert recevoir(1, 4).prise is False
    assert not absences().exists()
    assert recevoir(1, 6).prise is True
    assert absences().count() == 2


def test_un_retrait_sans_personne_retire_ce_qui_est_connu_et_ne_garde_rien_du_reste(recevoir, claire):
    recevoir(1, 1)
    assert recevoir_convocation_externe(SIEC, recue=recue_sans_personne(1)).personne == "RECONNUE"
    assert not absences().exists()
    assert recevoir_convocation_externe(SIEC, recue=recue_sans_personne(2)).personne == "INCONNUE"
    assert ConvocationExterne.objects.count() == PersonneExterne.objects.count() == 1


def test_ce_qui_est_retire_ne_garde_rien_de_ce_qu_il_disait(recevoir, claire):
    recevoir(1, 1)
    recevoir(1, 2, convocation=None)
    assert ConvocationExterne.objects.get().contenu is None


def test_un_dossier_qui_change_de_personne_libere_la_premiere(recevoir, claire):
    paul = f.intervenant("DUPONT", "Paul", date_naissance="1970-01-01")
    recevoir(1, 1)
    recevoir(1, 2, personne=PersonneNommee(nom="DUPONT", prenom="Paul", date_naissance=paul.date_naissance))
    assert (absences(claire).count(), absences(paul).count()) == (0, 2)


def test_qui_est_retire_par_sa_source_est_indisponible_quand_meme(recevoir, claire):
    recevoir(1, 1)
    claire.retire_le = maintenant()
    claire.save()
    recevoir(1, 2, creneaux=MATIN)
    assert absences(claire).count() == 1


def test_seule_une_academie_partenaire_transmet(recevoir, claire):
    for autre in (systeme("essai"), f.perimetre()):
        with pytest.raises(AccesRefuse):
            recevoir_convocation_externe(autre, recue=recue())
    with pytest.raises(AccesRefuse):
        remplacer_convocation_ailleurs(
            f.perimetre(), dossier="siec:1", intervenant=claire.pk, motif="X", periodes=(), ailleurs=None
        )


def test_une_convocation_qui_ne_nomme_personne_est_refusee(recevoir, claire):
    for nommee in (None, PersonneNommee()):
        with pytest.raises(FederationRefusee):
            recevoir_convocation_externe(SIEC, recue=recue_sans_personne(1, nommee, retiree=False))
    assert not ConvocationExterne.objects.exists()


def test_recevoir_coute_toujours_autant_quel_que_soit_le_nombre_de_creneaux(
    recevoir, claire, django_assert_max_num_queries
):
    recevoir(1, 1, creneaux=MATIN)
    creneaux = [{"debut": f"2027-06-{jour}T08:00:00Z", "fin": f"2027-06-{jour}T12:00:00Z"} for jour in range(10, 30)]
    with django_assert_max_num_queries(17):
        recevoir(1, 2, creneaux=creneaux)
    assert absences().count() == 20


# -- Who is told -------------------------------------------------------------------------------------------------------
GESTIONNAIRE = "dec2@ac-toulouse.example"


@pytest.fixture
def convoquee_ici(claire):
    """Claire is summoned here on the first day of a mission."""
    affectation = f.affectation(f.mission(), claire)
    SessionExamen.objects.update(mel=GESTIONNAIRE)
    debut, fin = bornes(CreneauDuJour(jours()[0]).plage)
    affectation.plage_dite = [{"debut": debut.isoformat(), "fin": fin.isoformat()}]
    return affectation


def partent() -> list[str]:
    return [*Envoi.objects.filter(etat=EtatEnvoi.A_ENVOYER).order_by("id").values_list("sujet", flat=True)]


@pytest.mark.exigence("G3.2-05")
def test_le_gestionnaire_dont_la_mission_est_contrariee_l_apprend_une_fois(recevoir, convoquee_ici):
    recevoir(1, 1, creneaux=convoquee_ici.plage_dite)
    recevoir(1, 1, creneaux=convoquee_ici.plage_dite)
    recevoir(1, 2, creneaux=convoquee_ici.plage_dite, qualite="Membre")
    [sujet] = partent()
    assert "MARTIN" in sujet
    assert "CONVOCATION PAR IMAGIN SIEC" in Envoi.objects.get().corps


@pytest.mark.exigence("G3.2-05")
def test_le_gestionnaire_averti_apprend_que_l_autre_academie_a_annule(recevoir, convoquee_ici):
    recevoir(1, 1, creneaux=convoquee_ici.plage_dite)
    Envoi.objects.update(etat=EtatEnvoi.ENVOYE, envoye_le=maintenant())
    recevoir(1, 2, convocation=None)
    assert len(partent()) == 1


@pytest.mark.exigence("G3.2-05")
def test_le_mel_qui_n_est_pas_parti_ne_part_pas_quand_l_autre_academie_annule(recevoir, convoquee_ici):
    recevoir(1, 1, creneaux=convoquee_ici.plage_dite)
    recevoir(1, 2, convocation=None)
    assert partent() == []


# -- At the same instant -----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_des_messages_recus_au_meme_instant_finissent_comme_le_dernier():
    f.partenaire()
    claire = f.intervenant("MARTIN", "Claire", date_naissance="1980-05-17")
    gestes = [partial(recevoir_convocation_externe, SIEC, recue=recue(1, rang, creneaux=MATIN)) for rang in (1, 2, 3)]
    gestes += [partial(recevoir_convocation_externe, SIEC, recue=recue(1, 4, creneaux=[*MATIN, *SOIR]))]
    gestes += [partial(recevoir_convocation_externe, SIEC, recue=recue(dossier, 1)) for dossier in (2, 3)]
    assert en_meme_temps(*gestes) == ["fait"] * 6
    assert absences(claire).filter(dossier="siec:1").count() == 2
    assert absences(claire).count() == 6
    assert externe().convocations.count() == 3


def test_une_plage_deja_tenue_par_un_autre_motif_reste(recevoir, claire):
    debut = maintenant()
    Indisponibilite.objects.create(
        intervenant=claire, periode=Range(debut, debut + timedelta(days=1)), motif="STAGE", source="EPP"
    )
    recevoir(1, 1)
    recevoir(1, 2, convocation=None)
    assert [absence.motif for absence in absences(claire)] == ["STAGE"]


def recue_sans_personne(dossier: int, nommee: PersonneNommee | None = None, *, retiree: bool = True):
    champs = {"convocation": None} if retiree else {}
    dite = recue(dossier, 9, **champs)
    return type(dite)(dossier, 9, nommee, dite.condense, dite.contenu)
