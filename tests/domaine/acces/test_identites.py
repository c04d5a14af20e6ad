"""People who come from the guichet: one account each, and the rights of the day."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from imagin.domaine.acces.actions import accueillir_identite
from imagin.domaine.acces.enums import Fonction
from imagin.domaine.acces.models import Compte, Delegation, Identite
from imagin.domaine.acces.queries import services
from imagin.domaine.acces.rules import Habilitation, IdentiteRecue, IdentiteRefusee
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import AccesRefuse, Perimetre, systeme
from tests import factories as f

pytestmark = pytest.mark.exigence("G2.1-04")
JOUR = date(2026, 6, 15)
CHEF = Habilitation("0310038Y", Fonction.CHEF, JOUR)
RECUE = IdentiteRecue("https://guichet.example", "b5a7", "DE LA TOUR", "Hélène", "h@ac.example", (CHEF,))


def accueillir(recue: IdentiteRecue = RECUE, jour: date = JOUR) -> Compte:
    return accueillir_identite(systeme("guichet"), recue=recue, jour=jour)


@pytest.mark.django_db(transaction=True)
def test_deux_premieres_connexions_au_meme_instant_font_un_seul_compte():
    f.etablissement()

    def entrer(_: int) -> int:
        try:
            return accueillir().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as fils:
        assert len(set(fils.map(entrer, range(4)))) == 1
    assert Compte.objects.count() == Identite.objects.count() == Delegation.objects.count() == 1


@pytest.mark.django_db
def test_le_meme_sujet_d_un_autre_emetteur_est_une_autre_personne():
    f.etablissement()
    assert accueillir() != accueillir(replace(RECUE, emetteur="https://autre.example"))


@pytest.mark.django_db
def test_revenir_ne_change_que_ce_qui_a_change():
    f.etablissement()
    compte = accueillir()
    premiere = compte.delegations.get()
    accueillir(jour=date(2026, 6, 20))
    assert compte.delegations.get() == premiere
    finie = Habilitation("0310038Y", Fonction.DELEGUE, date(2026, 6, 1), date(2026, 6, 30))
    accueillir(replace(RECUE, habilitations=(finie,)))
    delegation = compte.delegations.get()
    assert (delegation.pk, delegation.fonction, delegation.date_fin) == (premiere.pk, "DELEGUE", date(2026, 6, 30))


@pytest.mark.django_db
def test_un_etablissement_recu_et_donne_n_est_propose_qu_une_fois():
    f.etablissement()
    compte = accueillir()
    f.acces.deleguer(
        f.acces.systeme("tests"), compte=compte, uai="0310038Y", fonction=Fonction.DELEGUE, date_debut=f.acces.HIER
    )
    [service] = services(compte, JOUR)
    assert service.dates == "Chef d'établissement, délégation depuis le 15/06/2026"


@pytest.mark.django_db
def test_un_refus_retire_quand_meme_ce_que_le_guichet_ne_dit_plus():
    f.etablissement()
    compte = accueillir()
    with pytest.raises(IdentiteRefusee, match="déléguer l'application IMAG'IN"):
        accueillir(replace(RECUE, habilitations=()))
    assert not compte.delegations.exists()


def test_seule_l_application_accueille():
    chef = Perimetre(role=Role.ETABLISSEMENT, auteur="chef")
    with pytest.raises(AccesRefuse):
        accueillir_identite(chef, recue=RECUE, jour=JOUR)
