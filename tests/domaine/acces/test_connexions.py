"""The one connection per établissement (G2.1-03)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from imagin.domaine.acces.actions import (
    fermer_connexion,
    liberer_connexion,
    ouvrir_connexion,
    signaler_activite,
)
from imagin.domaine.acces.enums import FinConnexion
from imagin.domaine.acces.models import Connexion
from imagin.domaine.acces.queries import connexion_en_cours
from imagin.domaine.acces.rules import PlaceOccupee
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre, systeme
from tests import factories as f
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G2.1-03")]


def delegue(identifiant: str) -> Perimetre:
    """The perimeter of an account at Bellevue."""
    return replace(f.perimetre(), compte_id=f.compte(identifiant).pk, auteur=identifiant)


def avec(perimetre: Perimetre, connexion: Connexion) -> Perimetre:
    return perimetre.avec_place(connexion.pk)


def vieillir(connexion: Connexion, minutes: float) -> None:
    quand = connexion.derniere_activite - timedelta(minutes=minutes)
    Connexion.objects.filter(pk=connexion.pk).update(derniere_activite=quand)


def test_la_place_est_a_un_seul_et_l_autre_sait_a_qui_et_depuis_quand():
    chef, adjoint = delegue("chef"), delegue("adjoint")
    ouverte = ouvrir_connexion(chef)
    with pytest.raises(PlaceOccupee, match="Hélène DE LA TOUR travaille pour cet établissement depuis") as refus:
        ouvrir_connexion(adjoint)
    assert (refus.value.depuis, refus.value.par_soi) == (ouverte.ouverte_le, False)
    with pytest.raises(PlaceOccupee):
        ouvrir_connexion(adjoint, reprendre=True)
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT")
    assert ouvrir_connexion(replace(adjoint, portee=f.perimetre(ailleurs).portee))


def test_la_place_est_libre_des_qu_on_quitte():
    chef = delegue("chef")
    connexion = ouvrir_connexion(chef)
    fermer_connexion(avec(chef, connexion))
    assert connexion_en_cours(chef) is None
    assert ouvrir_connexion(delegue("adjoint"))
    connexion.refresh_from_db()
    assert connexion.fin == FinConnexion.QUITTEE


def test_la_place_d_un_navigateur_mort_est_libre_au_bout_de_trente_minutes():
    connexion, adjoint = ouvrir_connexion(delegue("chef")), delegue("adjoint")
    vieillir(connexion, 29.9)
    with pytest.raises(PlaceOccupee):
        ouvrir_connexion(adjoint)
    vieillir(connexion, 30)
    assert ouvrir_connexion(adjoint)
    connexion.refresh_from_db()
    assert connexion.fin == FinConnexion.EXPIREE


def test_l_activite_garde_la_place():
    chef = delegue("chef")
    connexion = ouvrir_connexion(chef)
    vieillir(connexion, 30)
    signaler_activite(avec(chef, connexion))
    with pytest.raises(PlaceOccupee):
        ouvrir_connexion(delegue("adjoint"))


def test_on_reprend_sa_propre_place_si_on_le_demande():
    chef = delegue("chef")
    premiere = ouvrir_connexion(chef)
    with pytest.raises(
        PlaceOccupee, match="Vous travaillez déjà, depuis un autre navigateur, pour cet établissement depuis"
    ):
        ouvrir_connexion(chef)
    seconde = ouvrir_connexion(chef, reprendre=True)
    premiere.refresh_from_db()
    assert premiere.fin == FinConnexion.REPRISE
    assert connexion_en_cours(chef) == seconde


def test_la_place_perdue_ne_se_garde_ni_ne_se_rend():
    chef = delegue("chef")
    premiere = ouvrir_connexion(chef)
    seconde = ouvrir_connexion(chef, reprendre=True)
    signaler_activite(avec(chef, premiere))
    fermer_connexion(avec(chef, premiere))
    assert connexion_en_cours(chef) == seconde


def test_le_service_des_examens_libere_une_place_un_etablissement_ne_le_peut_pas():
    chef = delegue("chef")
    connexion = ouvrir_connexion(chef)
    with pytest.raises(AccesRefuse):
        liberer_connexion(chef, etablissement=chef.mon_etablissement)
    assert liberer_connexion(systeme("dec"), etablissement=chef.mon_etablissement)
    assert not liberer_connexion(systeme("dec"), etablissement=chef.mon_etablissement)
    connexion.refresh_from_db()
    assert connexion.fin == FinConnexion.LIBEREE


def test_la_base_refuse_deux_places_ouvertes():
    connexion = ouvrir_connexion(delegue("chef"))
    with pytest.raises(IntegrityError, match="connexion_unique_par_etablissement"), transaction.atomic():
        Connexion.objects.create(compte=connexion.compte, etablissement=connexion.etablissement)


@pytest.mark.django_db(transaction=True)
def test_deux_navigateurs_au_meme_instant_un_seul_entre():
    delegues = [delegue(f"delegue.{rang}") for rang in range(4)]
    depart = Barrier(len(delegues))

    def tenter(perimetre: Perimetre) -> bool:
        try:
            depart.wait(timeout=10)
            ouvrir_connexion(perimetre)
        except PlaceOccupee:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(delegues)) as fils:
        for _ in range(20):
            assert sum(fils.map(tenter, delegues)) == 1
            assert Connexion.objects.filter(fermee_le=None).count() == 1
            assert liberer_connexion(systeme("tests"), etablissement=delegues[0].mon_etablissement)
