"""The administrateur declares other académies, confirms their keys, and closes what must be."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from joserfc.jwk import RSAKey
from pytest_django import DjangoAssertNumQueries

from imagin.domaine.acces.enums import SourceDelegation
from imagin.domaine.acces.models import Delegation
from imagin.domaine.federation.actions import (
    declarer_partenaire,
    epingler_cles,
    noter_etat,
    ouvrir_centre,
    supprimer_partenaire,
)
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import CentreOuvert, EtatPartenaire, Partenaire, Rattachement
from imagin.domaine.federation.queries import academies_accessibles, etat_du_partenaire, partenaires
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import AccesRefuse, systeme
from imagin.socle.acces.chiffrement import dechiffrer
from imagin.socle.temps import aujourd_hui, maintenant
from imagin.socle.versions import ChangeeEntreTemps, version_de
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-08")]
PAR = systeme("admin")
RENNES = {"code": "14", "nom": "RENNES", "adresse": "https://imagin.ac-rennes.example", "academies": ["14"]}


def cle_publique() -> dict[str, Any]:
    """A key as another instance publishes it."""
    cle = RSAKey.generate_key(2048, private=True)
    return {**cle.as_dict(private=False), "kid": cle.thumbprint(), "use": "sig", "alg": "RS256"}


CLES = [cle_publique() for _ in range(3)]


def declarer(**champs: Any) -> Partenaire:
    return declarer_partenaire(PAR, **{**RENNES, **champs})


def ouvert(**champs: Any) -> Partenaire:
    partenaire = declarer(**champs)
    epingler_cles(PAR, cle=partenaire.pk, cles=CLES[:1], confirmees=True)
    return declarer(cle=partenaire.pk, active=True, **champs)


def test_declarer_un_partenaire_puis_l_ouvrir_quand_ses_cles_sont_confirmees() -> None:
    declare = declarer()
    assert not declare.active
    assert not declare.etat.joignable
    with pytest.raises(FederationRefusee, match="confirmez d'abord les clés"):
        declarer(cle=declare.pk, active=True)
    assert epingler_cles(PAR, cle=declare.pk, cles=CLES[:1], confirmees=True)
    assert declarer(cle=declare.pk, active=True).active
    assert [un.nom for un in partenaires(PAR)] == ["RENNES"]


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"code": "16"}, "code de votre propre instance"),
        ({"code": "Rennes"}, "lettres minuscules"),
        ({"code": "academie14"}, "lettres minuscules"),
        ({"nom": "  "}, "nom du partenaire"),
        ({"adresse": "http://testserver"}, "adresse de votre propre instance"),
        ({"adresse": "imagin.ac-rennes.example"}, "commence par https://"),
        ({"adresse": "https://imagin.ac-rennes.example/imagin"}, "s'arrête au nom"),
        ({"adresse": "https://admin:secret@imagin.ac-rennes.example"}, "s'arrête au nom"),
        ({"adresse": "https://imagin .example"}, "s'arrête au nom"),
        ({"academies": []}, "Cochez les académies"),
        ({"academies": ["16"]}, "votre académie"),
        ({"academies": ["14", "99"]}, "inconnues : 99"),
        ({"code": "siec"}, "déjà celui de SIEC"),
        ({"nom": "SIEC"}, "déjà déclarée"),
        ({"adresse": "http://siec.imagin.example"}, "déjà l'adresse de SIEC"),
        ({"academies": ["14", "24", "25"]}, "SIEC gère déjà : CRETEIL, VERSAILLES"),
    ],
)
def test_ce_qui_ne_peut_etre_un_partenaire_est_refuse_en_clair(champs: dict[str, Any], dit: str, settings: Any) -> None:
    settings.IMAGIN_ADRESSE = "http://testserver"
    f.partenaire()
    with pytest.raises(FederationRefusee, match=dit):
        declarer(**champs)
    assert Partenaire.objects.count() == 1


def test_une_instance_en_https_n_a_que_des_partenaires_en_https(settings: Any) -> None:
    settings.IMAGIN_ADRESSE = "https://imagin.ac-toulouse.example"
    with pytest.raises(FederationRefusee, match="doit l'être aussi"):
        declarer(adresse="http://imagin.ac-rennes.example")


def test_l_instance_nationale_peut_ne_gerer_aucune_academie() -> None:
    assert declarer(code="dgrh", nom="DGRH", academies=[], nationale=True).nationale


def test_le_code_d_un_partenaire_ne_change_plus() -> None:
    with pytest.raises(FederationRefusee, match="« 14 » ne change plus"):
        declarer(cle=declarer().pk, code="rennes")


def test_une_autre_adresse_oublie_les_cles_et_ferme() -> None:
    partenaire = ouvert()
    noter_etat(PAR, cle=partenaire.pk, panne=None, decalage=0, cle_numen="a" * 64)
    demenage = declarer(cle=partenaire.pk, active=True, adresse="https://ailleurs.example")
    lu = Partenaire.objects.select_related("etat").get(pk=demenage.pk)
    assert (lu.active, lu.cles, lu.cle_numen, lu.etat.joignable) == (False, [], "", False)


def test_fermer_un_partenariat_met_dehors_qui_en_venait() -> None:
    partenaire = ouvert()
    ici, ailleurs = f.etablissement("0350001A", academie_id="14"), f.etablissement()
    ouvrir_centre(PAR, partenaire=partenaire.pk, uai=ici.uai)
    compte = f.compte("de.rennes", pour=ici)
    for lieu in (ici, ailleurs):
        Delegation.objects.create(
            compte=compte, etablissement=lieu, fonction="CHEF", date_debut=aujourd_hui(), source="PARTENAIRE"
        )
    f.centre_ailleurs(ailleurs, partenaire)
    declarer(cle=partenaire.pk, active=False)
    restent = Delegation.objects.filter(source=SourceDelegation.PARTENAIRE)
    assert [un.etablissement for un in restent] == [ailleurs]
    assert Delegation.objects.filter(etablissement=ici, source="ADMINISTRATION").count() == 1
    assert academies_accessibles(f.perimetre(ailleurs)) == []


def test_deux_qui_changent_le_meme_partenaire_ne_s_ecrasent_pas() -> None:
    partenaire = declarer()
    version = version_de(etat_du_partenaire(partenaire))
    declarer(cle=partenaire.pk, nom="BRETAGNE")
    with pytest.raises(ChangeeEntreTemps, match="nom : BRETAGNE"):
        declarer(cle=partenaire.pk, nom="ARMORIQUE", version=version)


def test_une_academie_ne_quitte_pas_un_partenaire_tant_que_ses_centres_y_sont() -> None:
    siec = declarer(code="siec", nom="SIEC", academies=["01", "24"])
    ouvrir_centre(PAR, partenaire=siec.pk, uai=f.etablissement("0940001R", academie_id="24").uai)
    with pytest.raises(FederationRefusee, match=r"Retirez d'abord ces centres.*0940001R"):
        declarer(code="siec", nom="SIEC", academies=["01"], cle=siec.pk)


def test_supprimer_ce_que_rien_n_a_encore_lie() -> None:
    partenaire = ouvert()
    ouvrir_centre(PAR, partenaire=partenaire.pk, uai=f.etablissement("0350001A", academie_id="14").uai)
    supprimer_partenaire(PAR, cle=partenaire.pk)
    assert not Partenaire.objects.exists()
    assert not CentreOuvert.objects.exists()


def test_ce_qui_a_echange_se_ferme_et_ne_se_supprime_pas() -> None:
    partenaire = ouvert()
    Rattachement.objects.create(
        intervenant=f.intervenant("MARTIN"), partenaire=partenaire, reference="6f0c7e2a-0000-4000-8000-000000000001"
    )
    with pytest.raises(FederationRefusee, match="fermez le partenariat"):
        supprimer_partenaire(PAR, cle=partenaire.pk)


def test_la_veille_suit_un_renouvellement_mais_pas_un_site_qui_a_change_de_mains() -> None:
    partenaire = declarer()
    assert not epingler_cles(PAR, cle=partenaire.pk, cles=CLES[:1], confirmees=False), "rien n'est encore confirmé"
    assert epingler_cles(PAR, cle=partenaire.pk, cles=CLES[:1], confirmees=True)
    assert epingler_cles(PAR, cle=partenaire.pk, cles=CLES[:2], confirmees=False)
    assert not epingler_cles(PAR, cle=partenaire.pk, cles=CLES[:2], confirmees=False), "les mêmes"
    assert not epingler_cles(PAR, cle=partenaire.pk, cles=CLES[2:], confirmees=False)
    tenues = {cle["kid"] for cle in Partenaire.objects.get().cles}
    assert tenues == {cle["kid"] for cle in CLES[:2]}
    assert epingler_cles(PAR, cle=partenaire.pk, cles=CLES[2:], confirmees=True)


@pytest.mark.parametrize(
    "publiee",
    [
        {**CLES[0], "kid": CLES[1]["kid"]},
        {**CLES[0], "kty": "EC"},
        {"kid": "x"},
        {**CLES[0], "n": 3},
    ],
)
def test_une_cle_qui_porte_l_empreinte_d_une_autre_est_refusee(publiee: dict[str, Any]) -> None:
    with pytest.raises(FederationRefusee, match="portant leur empreinte"):
        epingler_cles(PAR, cle=declarer().pk, cles=[publiee], confirmees=True)


def test_une_part_privee_publiee_par_megarde_n_est_pas_gardee() -> None:
    cle = RSAKey.generate_key(2048, private=True)
    entiere = {**cle.as_dict(private=True), "kid": cle.thumbprint()}
    epingler_cles(PAR, cle=declarer().pk, cles=[entiere], confirmees=True)
    assert set(Partenaire.objects.get().cles[0]) == {"kty", "n", "e", "kid", "use", "alg"}


def test_la_veille_ne_date_que_ce_qui_change(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    partenaire, depart = ouvert(), maintenant()
    with time_machine.travel(depart, tick=False) as horloge:
        noter_etat(PAR, cle=partenaire.pk, panne=None, decalage=2, cle_numen="a" * 64)
        horloge.shift(timedelta(minutes=1))
        with django_assert_max_num_queries(7):
            noter_etat(PAR, cle=partenaire.pk, panne=None, decalage=3, cle_numen="a" * 64)
        etat = EtatPartenaire.objects.get()
        assert (etat.depuis, etat.verifie_le, etat.decalage) == (depart, depart + timedelta(minutes=1), 3)
        horloge.shift(timedelta(minutes=1))
        noter_etat(PAR, cle=partenaire.pk, panne=Panne.DNS, decalage=None)
    etat.refresh_from_db()
    assert (etat.joignable, etat.panne, etat.depuis) == (False, "DNS", depart + timedelta(minutes=2))
    lu = Partenaire.objects.get()
    assert "a" * 64 not in lu.cle_numen
    assert dechiffrer(lu.cle_numen) == "a" * 64
    assert lu.events.count() == Partenaire.objects.get().events.count()


def test_un_partenaire_supprime_pendant_la_veille_ne_la_casse_pas() -> None:
    noter_etat(PAR, cle=12345, panne=None, decalage=None)


@pytest.mark.exigence("G4.6-03")
def test_ce_dont_la_veille_ne_dit_plus_rien_n_est_plus_joignable() -> None:
    f.centre_ailleurs(chez=f.partenaire())
    assert [un.joignable for un in academies_accessibles(f.perimetre())] == [True]
    with time_machine.travel(maintenant() + timedelta(minutes=6)):
        assert [un.joignable for un in academies_accessibles(f.perimetre())] == [False]


def test_nul_autre_que_l_administrateur_ne_declare() -> None:
    with pytest.raises(AccesRefuse):
        declarer_partenaire(f.perimetre(), **RENNES)
    with pytest.raises(AccesRefuse):
        partenaires(f.perimetre())


def test_la_base_refuse_un_partenariat_ouvert_sans_cles() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Partenaire.objects.filter(pk=declarer().pk).update(active=True)
