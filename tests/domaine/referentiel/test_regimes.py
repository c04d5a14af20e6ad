"""What an exam is, as data: rates, indemnity, second group, constat, personnel; and what a type of mission pays by."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.frais.suites import ouvrir_etats_manquants
from imagin.domaine.indemnites.rules import domaine_de
from imagin.domaine.referentiel.enums import Nature, Remuneration
from imagin.domaine.referentiel.models import Examen, RegimeExamen, TypeMission
from imagin.domaine.services_faits.enums import Saisie
from imagin.domaine.services_faits.rules import saisie_attendue
from tests import factories as f
from tests.factories.referentiel import epreuve

pytestmark = pytest.mark.django_db


@pytest.mark.exigence("G4.5-01")
@pytest.mark.parametrize(
    ("code", "sigle", "domaine"),
    [
        ("43A", "EA-BTN", "BAC"), ("47A", "EA-BCG", "BAC"), ("400", "BCP", "BAC"), ("430", "BTN", "BAC"),
        ("470", "BCG", "BAC"), ("320", "BTS", "BTS"), ("471", "DNB", None), ("999", "INCONNU", None),
    ],
)  # fmt: skip
def test_seuls_les_bacs_et_le_bts_donnent_lieu_a_indemnite(code, sigle, domaine) -> None:
    assert domaine_de(epreuve(code, sigle).specialite.examen) == domaine


@pytest.mark.exigence("G3.3-05")
def test_le_personnel_d_un_college_est_competent_pour_le_brevet_celui_d_un_lycee_pour_ses_examens() -> None:
    par = {nom: set() for nom in ("COLLEGE", "LYCEE", "")}
    for regime in RegimeExamen.objects.all():
        par[regime.personnel].add(regime.sigle)
    assert par["COLLEGE"] == {"DNB"}
    assert par["LYCEE"] == {"BCP", "BTN", "BCG", "EA-BCG", "EA-BTN", "BTS"}


def test_chaque_examen_a_les_taux_de_son_texte() -> None:
    taux = {r.sigle: (r.taux_copie, r.taux_heure) for r in RegimeExamen.objects.all()}
    assert {sigle for sigle, les_deux in taux.items() if les_deux == ("COPIE_5", "HEURE_3")} == {
        "BCG", "BTN", "BCP", "EA-BCG", "EA-BTN",
    }  # fmt: skip
    assert {sigle for sigle, les_deux in taux.items() if les_deux == ("COPIE_1", "HEURE_1")} == {
        "DNB", "CFG", "CAP", "BEP",
    }  # fmt: skip
    assert taux["BT"] == ("COPIE_3", "HEURE_3")
    assert {sigle for sigle, les_deux in taux.items() if les_deux == ("", "")} == {"BTS", "DCS", "DSCG", "DCG"}


def test_un_taux_ne_va_pas_sans_l_autre() -> None:
    with pytest.raises(IntegrityError, match="regime_taux_ensemble"), transaction.atomic():
        RegimeExamen.objects.create(sigle="NEUF", taux_copie="COPIE_1")


@pytest.mark.exigence("G4.3-05")
def test_une_mission_paie_selon_une_seule_regle_en_base_et_en_python() -> None:
    """Every pair: the database's column, what the constat asks, and whether an état de frais opens."""
    de_juin = f.session()
    for rang, (nature, remuneration) in enumerate(product(Nature, Remuneration)):
        type_ = TypeMission.objects.create(code=f"T{rang}", libelle="T", nature=nature, remuneration=remuneration)
        f.affectation(f.mission(type=type_, session=de_juin), f.intervenant())
        attendu = Remuneration.PRATIQUE if nature == Nature.ORAL_EC else remuneration
        assert TypeMission.objects.get(pk=type_.pk).paiement == type_.paiement == attendu
        assert (saisie_attendue(type_) == Saisie.RIEN) == (attendu == Remuneration.AUCUNE)
    ouvrir_etats_manquants()
    payes = EtatFrais.objects.values_list("affectation__mission__type", flat=True)
    qui_paient = TypeMission.objects.filter(code__startswith="T").exclude(paiement="AUCUNE")
    assert set(payes) == set(qui_paient.values_list("code", flat=True))
    assert TypeMission.objects.filter(nature="ORAL_EC", remuneration="AUCUNE").get().pk in payes


def test_un_examen_sans_regime_reste_permis() -> None:
    assert Examen.objects.create(code="901", sigle="NEUF", libelle="EXAMEN NOUVEAU").regime is None
