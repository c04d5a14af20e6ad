from dataclasses import dataclass

import pytest
from django.db import transaction

from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.messages import derniers, noter
from imagin.socle.evenements import AnnonceHorsTransaction, abonner, abonnes, annoncer, sauvegarde_des_abonnements


@dataclass(frozen=True)
class PorteOuverte:
    numero: int


@dataclass(frozen=True)
class PorteBlindeeOuverte(PorteOuverte):
    pass


@pytest.fixture(autouse=True)
def page_d_abonnements_a_part():
    with sauvegarde_des_abonnements():
        yield


def consigner(evenement):
    noter("portes", GenreMessage.INFORMATION, f"porte {evenement.numero}")


@pytest.mark.django_db
def test_les_reactions_viennent_dans_l_ordre_des_abonnements():
    suite = []
    for nom in "abc":
        abonner(PorteOuverte, lambda evenement, nom=nom: suite.append((nom, evenement.numero)))
    annoncer(PorteOuverte(7))
    assert suite == [("a", 7), ("b", 7), ("c", 7)]


@pytest.mark.django_db
def test_qui_annonce_ne_recoit_pas_de_reponse():
    abonner(PorteOuverte, lambda evenement: "prévenu")
    assert annoncer(PorteOuverte(7)) is None


@pytest.mark.django_db
def test_s_abonner_deux_fois_ne_fait_pas_reagir_deux_fois():
    for _ in range(2):
        abonner(PorteOuverte, consigner)
    annoncer(PorteOuverte(7))
    assert abonnes(PorteOuverte) == (consigner,)
    assert len(derniers("portes")) == 1


@pytest.mark.django_db
def test_seule_la_classe_annoncee_fait_reagir():
    abonner(PorteOuverte, consigner)
    annoncer(PorteBlindeeOuverte(7))
    assert derniers("portes") == []


@pytest.mark.django_db(transaction=True)
def test_annoncer_hors_d_une_transaction_est_refuse():
    abonner(PorteOuverte, consigner)
    with pytest.raises(AnnonceHorsTransaction, match="PorteOuverte"):
        annoncer(PorteOuverte(7))
    assert derniers("portes") == []


@pytest.mark.django_db(transaction=True)
def test_une_reaction_qui_echoue_defait_toute_la_transaction():
    def echouer(evenement):
        raise LookupError(evenement.numero)

    @transaction.atomic
    def ouvrir():
        noter("portes", GenreMessage.INFORMATION, "avant l'annonce")
        annoncer(PorteOuverte(7))

    abonner(PorteOuverte, consigner)
    abonner(PorteOuverte, echouer)
    with pytest.raises(LookupError):
        ouvrir()
    assert derniers("portes") == []


def test_un_evenement_qui_pourrait_changer_est_refuse():
    @dataclass
    class Muable:
        numero: int

    for classe in (Muable, int):
        with pytest.raises(TypeError, match="frozen dataclass"):
            abonner(classe, consigner)


def test_les_abonnements_d_un_essai_ne_lui_survivent_pas():
    with sauvegarde_des_abonnements():
        abonner(PorteOuverte, consigner)
    assert abonnes(PorteOuverte) == ()
