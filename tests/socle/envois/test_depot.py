import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from imagin.socle.envois.depot import Courriel, deposer_courriel, deposer_courriels
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.erreurs import DepotHorsTransaction
from imagin.socle.envois.models import Envoi

pytestmark = pytest.mark.exigence("G4.2-18")

LETTRE = {"cle": "convocation:1", "destinataire": "lea@ecole.example", "sujet": "Convocation", "corps": "Bonjour."}


def travaux():
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "args", "status"))


@transaction.atomic
def decider_puis_echouer():
    deposer_courriel(**LETTRE)
    raise LookupError


@pytest.mark.django_db
def test_un_courriel_depose_attend_son_tour_et_dit_son_objet():
    envoi = deposer_courriel(**LETTRE, copie="centre@ecole.example", objet=("convocation", 12), par="chef.0310038Y")
    envoi.refresh_from_db()
    assert (envoi.etat, envoi.canal, envoi.tentatives, envoi.envoye_le) == (EtatEnvoi.A_ENVOYER, "courriel", 0, None)
    assert (envoi.objet_type, envoi.objet_id, envoi.cree_par) == ("convocation", 12, "chef.0310038Y")
    assert envoi.message_id.startswith("<envoi-")
    assert str(envoi) == "À envoyer : Convocation → lea@ecole.example"


@pytest.mark.django_db(transaction=True)
def test_deposer_hors_d_une_transaction_est_refuse():
    with pytest.raises(DepotHorsTransaction):
        deposer_courriel(**LETTRE)
    assert not Envoi.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_une_decision_annulee_ne_laisse_ni_envoi_ni_travail():
    with pytest.raises(LookupError):
        decider_puis_echouer()
    assert not Envoi.objects.exists()
    assert travaux() == []


@pytest.mark.django_db(transaction=True)
def test_mille_courriels_font_une_ecriture_et_un_seul_travail(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        deposer_courriels(Courriel(**LETTRE) for _ in range(1_000))
    for _ in range(3):
        with transaction.atomic():
            deposer_courriel(**LETTRE)
            deposer_courriel(**LETTRE)
    assert Envoi.objects.count() == 1_006
    assert travaux() == [("envois.vider_boite_d_envoi", {"canal": "courriel"}, "todo")]


@pytest.mark.django_db(transaction=True)
def test_un_depot_abandonne_dans_la_transaction_n_empeche_pas_de_sonner_pour_un_autre():
    with transaction.atomic():
        with pytest.raises(LookupError):
            decider_puis_echouer()
        deposer_courriel(**LETTRE)
    assert Envoi.objects.count() == len(travaux()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "adresse", ["", "personne", "a@b", "léa@ecole.example", "a@b.fr\nBcc: c@d.fr", "a@b.fr, c@d.fr"]
)
def test_une_adresse_impossible_est_refusee_sur_la_ligne_sans_retenir_les_autres(adresse):
    mauvais, bon = deposer_courriels([Courriel(**LETTRE | {"destinataire": adresse}), Courriel(**LETTRE)])
    assert mauvais.etat == EtatEnvoi.REFUSE
    assert "n'est pas valide : corrigez-la" in mauvais.derniere_erreur
    assert bon.etat == EtatEnvoi.A_ENVOYER


@pytest.mark.django_db
def test_un_sujet_sur_plusieurs_lignes_n_en_fait_qu_une():
    assert deposer_courriel(**LETTRE | {"sujet": "Un\r\nBcc: x@y.fr\x00"}).sujet == "Un Bcc: x@y.fr"


@pytest.mark.django_db
def test_un_envoi_sans_cle_d_ordre_est_refuse():
    with pytest.raises(IntegrityError, match="envoi_cle_presente"):
        deposer_courriel(**LETTRE | {"cle": ""})
