"""Which établissements are centres for whom: declared here, told by partners."""

import pytest

from imagin.domaine.federation.actions import fermer_centre, ouvrir_centre, retenir_centres_ailleurs
from imagin.domaine.federation.models import CentreAilleurs, CentreOuvert
from imagin.domaine.federation.queries import (
    centres_ouverts,
    des_centres_viennent_d_ailleurs,
    est_centre_ouvert,
    partenaire_du_centre,
    uai_des_centres,
)
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import AccesRefuse, partenaire, systeme
from imagin.domaine.referentiel.models import Etablissement
from tests import factories as f
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.6-01")]
PAR = systeme("admin")


def test_declarer_un_centre_d_un_partenaire_une_fois_ou_deux() -> None:
    siec, lieu = f.partenaire(), f.etablissement("0750001A", "LYC VICTOR DURUY PARIS", academie_id="01")
    for saisi in ("0750001A", " 0750001a "):
        ouvrir_centre(PAR, partenaire=siec.pk, uai=saisi)
    assert [un.etablissement for un in centres_ouverts(PAR, siec.pk)] == [lieu]


def test_un_centre_inconnu_ou_d_une_autre_academie_est_refuse() -> None:
    siec = f.partenaire()
    with pytest.raises(FederationRefusee, match="« 0750001A » n'est pas connu"):
        ouvrir_centre(PAR, partenaire=siec.pk, uai="0750001A")
    with pytest.raises(FederationRefusee, match="académie TOULOUSE, que SIEC ne gère pas"):
        ouvrir_centre(PAR, partenaire=siec.pk, uai=f.etablissement().uai)
    assert not CentreOuvert.objects.exists()


def test_fermer_un_centre_deux_fois_ne_touche_que_lui() -> None:
    siec = f.partenaire()
    for code in ("0750001A", "0750002B"):
        ouvrir_centre(PAR, partenaire=siec.pk, uai=f.etablissement(code, academie_id="01").uai)
    for _ in range(2):
        fermer_centre(PAR, partenaire=siec.pk, uai="0750001a")
    assert [un.etablissement.uai for un in centres_ouverts(PAR, siec.pk)] == ["0750002B"]


def test_retenir_ce_qu_un_partenaire_dit_de_nos_etablissements() -> None:
    siec, rennes = f.partenaire(), f.partenaire("14", "RENNES", ["14"])
    bellevue, autre = f.etablissement(), f.etablissement(uai(2), "LYC AUTRE")
    f.etablissement("0350001A", academie_id="14")
    f.centre_ailleurs(autre, rennes)
    assert retenir_centres_ailleurs(PAR, partenaire=siec.pk, uais=[bellevue.uai, "9999999Z", "0350001A"])
    assert not retenir_centres_ailleurs(PAR, partenaire=siec.pk, uais=[bellevue.uai])
    assert _dits() == [("14", autre.uai), ("siec", bellevue.uai)]
    assert retenir_centres_ailleurs(PAR, partenaire=siec.pk, uais=[autre.uai])
    assert _dits() == [("14", autre.uai), ("siec", autre.uai)]


def test_un_chef_ne_declare_aucun_centre() -> None:
    with pytest.raises(AccesRefuse):
        ouvrir_centre(f.perimetre(), partenaire=f.partenaire().pk, uai="0750001A")


def _dits() -> list[tuple[str, str]]:
    return sorted(CentreAilleurs.objects.values_list("partenaire__code", "etablissement__uai"))


def test_un_etablissement_que_l_annuaire_donne_a_une_autre_academie_n_est_plus_le_centre_de_la_premiere() -> None:
    """Else who managed it yesterday would vouch for who enters it today."""
    siec, lieu = f.partenaire(), f.etablissement("0751234A", academie_id="01")
    ouvrir_centre(PAR, partenaire=siec.pk, uai=lieu.uai)
    assert partenaire_du_centre("siec", lieu.uai) == siec
    assert uai_des_centres(partenaire("siec", "SIEC")) == [lieu.uai]
    Etablissement.objects.filter(pk=lieu.pk).update(academie="16")
    assert partenaire_du_centre("siec", lieu.uai) is None
    assert uai_des_centres(partenaire("siec", "SIEC")) == []
    assert not Etablissement.objects.filter(est_centre_ouvert("pk"), pk=lieu.pk).exists()
    assert not des_centres_viennent_d_ailleurs()
    [reste] = centres_ouverts(PAR, siec.pk)  # the administrateur sees it, to withdraw it
    fermer_centre(PAR, partenaire=siec.pk, uai=reste.etablissement.uai)
