"""What imports change behind reaches SANTORIN the next morning, and nothing else does."""

import pytest

from imagin.config.tasks import rapprocher_santorin
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.missions.models import Mission, SessionExamen
from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.domaine.referentiel.enums import Nature
from imagin.domaine.referentiel.models import TypeMission
from imagin.echanges.santorin import lecture
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.santorin.conftest import messages, mission_de
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-15")]


def rapprocher() -> list[tuple[str, str, int]]:
    """What the morning's comparison adds: name, operation, version."""
    avant = len(messages())
    nombre = rapprocher_santorin(0)
    ajoutes = messages()[avant:]
    assert nombre == len(ajoutes)
    return sorted((m["intervenant"]["nom"], m["operation"], m["version"]) for m in ajoutes)


def demenager():
    exercice = Exercice.objects.get(intervenant__nom="ZOLA")
    exercice.etablissement = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT TOULOUSE CEDEX 4")
    exercice.save()


def reprendre():
    """The takeover withdraws an affectation without announcing anything."""
    Creneau.objects.filter(intervenant__nom="ZOLA").delete()
    Affectation.objects.filter(intervenant__nom="ZOLA").update(etat="ANNULEE")


DERRIERE = {
    "mél": (
        lambda: Intervenant.objects.filter(nom="ZOLA").update(mel_professionnel="e.zola@ac-toulouse.example"),
        [("ZOLA", "CONVOQUER", 2)],
    ),
    "établissement": (demenager, [("ZOLA", "CONVOQUER", 2)]),
    "reprise": (reprendre, [("ZOLA", "RETIRER", 2)]),
    "mission retirée": (
        lambda: Mission.objects.update(retiree_le=maintenant()),
        [("LE GOFF", "RETIRER", 2), ("ZOLA", "RETIRER", 2)],
    ),
    "autre type": (
        lambda: TypeMission.objects.update(nature=Nature.ORDINAIRE),
        [("LE GOFF", "RETIRER", 2), ("ZOLA", "RETIRER", 2)],
    ),
    "adresse postale": (lambda: Intervenant.objects.update(commune="BLAGNAC"), []),
    "session fermée": (
        lambda: (SessionExamen.objects.update(ouverte=False), Mission.objects.update(retiree_le=maintenant())),
        [],
    ),
    "rien": (lambda: None, []),
}


@pytest.mark.parametrize("quoi", DERRIERE)
def test_ce_qu_un_import_change_se_transmet_une_fois(convoques, quoi):
    convoques("ZOLA", "LE GOFF")
    changer, attendu = DERRIERE[quoi]
    changer()
    assert rapprocher() == attendu
    assert rapprocher() == []


def test_une_mission_que_cyclades_rend_convoque_de_nouveau_sous_une_version_plus_haute(convoques):
    convoques("ZOLA")
    Mission.objects.update(retiree_le=maintenant())
    rapprocher()
    Mission.objects.update(retiree_le=None)
    assert rapprocher() == [("ZOLA", "CONVOQUER", 3)]


def test_ce_que_le_systeme_precedent_a_convoque_il_l_a_transmis(coec):
    f.affectation(coec, f.intervenant())
    assert rapprocher() == []


def test_un_dossier_que_santorin_tient_de_nous_reste_a_nous_meme_repris(convoques):
    convoques("ZOLA")
    Convocation.objects.update(reprise=True)
    assert rapprocher() == []
    Intervenant.objects.update(prenom="Émile")
    assert rapprocher() == [("ZOLA", "CONVOQUER", 2)]


def test_une_mission_qui_devient_a_transmettre_l_est(convoques, coec):
    TypeMission.objects.update(nature=Nature.ORDINAIRE)
    Mission.objects.update(ciblee=True)
    convoques("ZOLA")
    assert messages() == []
    TypeMission.objects.update(nature=Nature.COEC)
    assert rapprocher() == [("ZOLA", "CONVOQUER", 1)]


def test_le_nombre_de_requetes_depend_des_lots_pas_des_personnes(convoques, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(lecture, "TAILLE_DU_LOT", 4)
    mission_de(Nature.ORDINAIRE)
    convoques(*(f"DUPONT-{rang}" for rang in range(6)))
    Envoi.objects.all().delete()
    with django_assert_num_queries(19):
        assert rapprocher_santorin(0) == 6
