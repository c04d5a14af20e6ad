import pytest
from django.db import transaction

from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.erreurs import DepotHorsTransaction
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.suivi import canaux_en_attente, derniers_envois, envois_a_examiner, relancer, retirer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-18")]


def test_le_dernier_envoi_de_chaque_objet_se_lit_en_une_requete(deposer, django_assert_num_queries):
    deposer("a", objet=("convocation", 1))
    deposer("b", objet=("convocation", 2))
    deposer("a-encore", objet=("convocation", 1))
    deposer("autre", objet=("indisponibilite", 1))
    with django_assert_num_queries(1):
        lus = derniers_envois("convocation", [1, 2, 3])
    assert {numero: envoi.sujet for numero, envoi in lus.items()} == {1: "a-encore", 2: "b"}


def test_un_envoi_incertain_repart_sur_decision_sous_le_meme_identifiant(serveur, deposer):
    [envoi] = deposer("a")
    Envoi.objects.update(etat=EtatEnvoi.INCERTAIN)
    assert [ligne.sujet for ligne in envois_a_examiner()] == ["a"]
    with transaction.atomic():
        assert relancer([envoi.pk]) == 1
    expedier(COURRIEL)
    assert list(serveur.exemplaires) == [envoi.message_id]
    assert not envois_a_examiner()


def test_on_ne_relance_pas_ce_qui_est_parti(deposer):
    [envoi] = deposer("a")
    with transaction.atomic():
        assert relancer([envoi.pk]) == 0


def test_ce_qui_n_est_pas_parti_peut_etre_retire(deposer, etats):
    deposer("a", objet=("convocation", 1))
    deposer("b", objet=("convocation", 2))
    with transaction.atomic():
        assert retirer("convocation", [1], "Convocation supprimée.") == 1
    assert etats() == {"a": EtatEnvoi.ABANDONNE, "b": EtatEnvoi.A_ENVOYER}


def test_relancer_et_retirer_se_decident_dans_une_transaction():
    for decision in (lambda: relancer([1]), lambda: retirer("convocation", [1], "")):
        with pytest.raises(DepotHorsTransaction):
            decision()


def test_un_canal_attend_quand_une_ligne_est_a_envoyer_ou_laissee_en_cours(deposer):
    assert canaux_en_attente() == []
    deposer("a")
    assert canaux_en_attente() == [COURRIEL]
    Envoi.objects.update(etat=EtatEnvoi.EN_COURS)
    assert canaux_en_attente() == [COURRIEL]
    Envoi.objects.update(etat=EtatEnvoi.REFUSE)
    assert canaux_en_attente() == []
