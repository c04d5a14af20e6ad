"""What a CYCLADES file changes for people already summoned: marked, told once a centre, lifted when it comes back."""

from datetime import timedelta

import pytest
from psycopg.types.range import Range

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.revisions.models import Revision
from imagin.socle.envois.models import Envoi
from imagin.socle.temps.horloge import maintenant
from tests.echanges.cyclades.fichiers import EXEMPLE, modifiee, paquet, tables
from tests.factories import affectation, intervenant

pytestmark = pytest.mark.exigence("GX-01")
ARENES = "0312267W"


@pytest.fixture
def importees(importer_cyclades):
    """The published example, two people on its mission 193660 and one on 193653; centres have a mail."""
    importer_cyclades(EXEMPLE.read_bytes())
    Etablissement.objects.filter(uai=ARENES).update(mel="arenes@ac-test.fr")
    Etablissement.objects.filter(uai="0310038Y").update(mel="bellevue@ac-test.fr")
    orale, jury = Mission.objects.get(numero=193660), Mission.objects.get(numero=193653)
    for nom in ("ALBERT", "ZOLA"):
        affectation(orale, intervenant(nom), commission=orale.commissions.get(code="1"))
    affectation(jury, intervenant("JURE"), jury=jury.jurys.get(code="J1"))
    Envoi.objects.all().delete()
    return importer_cyclades


def marques() -> set[tuple[str, str, str, str]]:
    return set(Revision.objects.values_list("affectation__intervenant__nom", "motif", "objet", "etat"))


def mels() -> dict[str, Envoi]:
    tous = list(Envoi.objects.all())
    assert len({envoi.destinataire for envoi in tous}) == len(tous)
    return {envoi.destinataire.partition("<")[2].strip(">"): envoi for envoi in tous}


def deplacee() -> bytes:
    """The published example in which 193660 is a week later."""
    lues = tables()
    return paquet(
        dates=lues["dates"].replace("193660;2027-07-0", "193660;2027-07-1"),
        dates_commissions=lues["dates_commissions"].replace("193660;1;2027-07-0", "193660;1;2027-07-1"),
    )


def test_une_mission_deplacee_marque_ses_personnes_et_previent_une_fois_centre_et_gestionnaire(importees):
    bilan = importees(deplacee())
    assert marques() == {(nom, "DATE", "2027-07-07", "A_REVOIR") for nom in ("ALBERT", "ZOLA")}
    assert bilan.consequences["total"] == 2
    assert set(Revision.objects.values_list("rapport", "cause")) == {(bilan.pk, "import cyclades")}
    assert mels().keys() == {"arenes@ac-test.fr", "bac.general@ac-toulouse.example"}
    centre = mels()["arenes@ac-test.fr"]
    assert centre.sujet == "2 convocations sont à revoir : mission 193660"
    assert "ALBERT" in centre.corps
    assert "ZOLA" in centre.corps
    assert "La mission n'a plus lieu le 07/07/2027" in centre.corps
    importees(deplacee())
    assert len(mels()) == 2
    importees(EXEMPLE.read_bytes())
    assert {etat for *_, etat in marques()} == {"LEVEE"}
    assert len(mels()) == 2


def test_une_mission_donnee_a_un_autre_centre_est_dite_aux_deux(importees):
    la_mission = "193660;470;2027-06;BCG;1-T020-3;ORAL2;"
    importees(modifiee("missions", f"{la_mission}{ARENES}", f"{la_mission}0310038Y"))
    assert marques() == {(nom, "CENTRE", "", "A_REVOIR") for nom in ("ALBERT", "ZOLA")}
    assert mels().keys() == {"arenes@ac-test.fr", "bellevue@ac-test.fr", "bac.general@ac-toulouse.example"}
    assert "Elle n'est plus dans votre centre" in mels()["arenes@ac-test.fr"].corps
    assert "n'est plus dans votre centre" not in mels()["bellevue@ac-test.fr"].corps


def test_une_commission_et_un_jury_disparus_laissent_leurs_personnes_et_les_reprennent_s_ils_reviennent(importees):
    lues = tables()
    importees(
        paquet(
            commissions=lues["commissions"].replace("193660;1;48\n", ""),
            dates_commissions=lues["dates_commissions"].replace("193660;1;2027-07-07;08:00;18:00\n", ""),
            jurys=lues["jurys"].replace("193653;J1\n", ""),
        )
    )
    assert marques() == {
        ("ALBERT", "COMMISSION", "1", "A_REVOIR"),
        ("ZOLA", "COMMISSION", "1", "A_REVOIR"),
        ("JURE", "JURY", "J1", "A_REVOIR"),
    }
    assert not Affectation.objects.exclude(commission=None, jury=None).exists()
    importees(EXEMPLE.read_bytes())
    assert {etat for *_, etat in marques()} == {"LEVEE"}
    assert set(Affectation.objects.values_list("commission__code", "jury__code")) == {("1", None), (None, "J1")}


def test_une_personne_annulee_laisse_sa_commission_sans_etre_a_revoir(importees):
    Affectation.objects.update(etat="ANNULEE")
    lues = tables()
    importees(paquet(jurys=lues["jurys"].replace("193653;J1\n", "")))
    assert marques() == set()
    assert not Affectation.objects.exclude(jury=None).exists()


def test_ce_qui_est_passe_n_est_pas_a_revoir(importees):
    hier = maintenant()
    for affectee in Affectation.objects.all():
        affectee.creneaux.update(plage=Range(hier - timedelta(days=2), hier - timedelta(days=1)))
    importees(deplacee())
    assert marques() == set()
