"""What SANTORIN is told of, and what it is not."""

import pytest
from django.db import transaction

from imagin.domaine.convocations.actions import annuler_convocation, convoquer, modifier_convocation
from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.events import ConvocationsAnnulees
from imagin.domaine.convocations.models import Affectation, Convocation
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.enums import Nature
from imagin.echanges.santorin.depot import transmettre_annulations
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import bornes, en_heure_locale
from tests import factories as f
from tests.echanges.santorin.conftest import demande, messages, mission_de

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G4.2-15")]


def dits() -> list[tuple[int, str, int]]:
    return [(m["dossier"], m["operation"], m["version"]) for m in messages()]


def modifier(affectation: Affectation, **choix) -> None:
    modifier_convocation(f.perimetre(), affectation=affectation.pk, demande=demande(**choix))


def annuler(affectation: Affectation) -> None:
    annuler_convocation(f.perimetre(), affectation=affectation.pk)


def test_chaque_correcteur_convoque_est_transmis_une_fois(convoques):
    affectations = convoques("LE GOFF", "BÉNEC'H", "ZOLA")
    assert sorted(dits()) == sorted((a.pk, "CONVOQUER", 1) for a in affectations)
    assert {m["role"] for m in messages()} == {"CORRECTEUR"}
    assert {m["qualite"]["code"] for m in messages()} == {"CORR_S"}


def test_un_message_dit_qui_corrige_quoi_ou_et_quand(convoques, coec):
    [affectation] = convoques("BÉNEC'H")
    [message] = messages()
    personne = affectation.intervenant
    debut, fin = (en_heure_locale(instant).isoformat() for instant in bornes(affectation.creneaux.get().plage))
    assert message["creneaux"] == [{"debut": debut, "fin": fin}]
    assert message["intervenant"] == {
        "identifiant": personne.pk, "source": "EPP", "reference": personne.reference, "civilite": "MME",
        "nom": "BÉNEC'H", "prenom": "Marie", "mel": personne.mel_professionnel, "uai": "0310038Y",
    }  # fmt: skip
    assert message["mission"] == {
        "numero": coec.numero, "session": coec.session.session, "examen": "470",
        "specialite": {"code": "BCG", "libelle": "BACCALAUREAT GENERAL"},
        "epreuve_option": {"code": "1-T020-3", "libelle": "Epreuves orales"},
        "type": {"code": coec.type_id, "libelle": "TYPE COEC"}, "centre": "0310038Y",
    }  # fmt: skip
    assert message["identifiant"] == Envoi.objects.get().message_id


def test_rien_de_prive_ne_part(convoques):
    convoques("BÉNEC'H")
    prive = {"numen": "28E1234567ABC", "mel_personnel": "marie@exemple.example", "tel_personnel": "06 01 02 03 04"}
    Intervenant.objects.update(**prive, mel_professionnel="")
    modifier(Affectation.objects.get(), jour=1)
    corps = Envoi.objects.latest("id").corps
    assert messages()[-1]["intervenant"]["mel"] is None
    assert not [valeur for valeur in (*prive.values(), "12 RUE DES LILAS") if valeur in corps]


@pytest.mark.parametrize(
    ("nature", "champs", "role"),
    [
        (Nature.NUMERISATION, {}, "NUMERISATION"),
        (Nature.PRECE, {"dematerialisee": True}, "CORRECTEUR"),
        (Nature.PRECE, {}, None),
        (Nature.ORDINAIRE, {}, None),
    ],
)
def test_la_table_des_cas_decide_qui_est_transmis_et_comme_quoi(nature, champs, role):
    mission = mission_de(nature, **champs)
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[f.intervenant().pk], demande=demande())
    assert [m["role"] for m in messages()] == ([role] if role else [])


def test_une_convocation_modifiee_part_de_nouveau_comme_la_version_suivante(convoques):
    [affectation] = convoques("BÉNEC'H")
    modifier(affectation, jour=1)
    assert dits() == [(affectation.pk, "CONVOQUER", 1), (affectation.pk, "CONVOQUER", 2)]
    premier, second = messages()
    assert premier["creneaux"] != second["creneaux"]
    assert premier["identifiant"] != second["identifiant"]


def test_ce_que_santorin_ne_voit_pas_ne_part_pas(convoques):
    [affectation] = convoques("BÉNEC'H")
    modifier(affectation, observation="Prévoir une calculatrice.")
    assert Convocation.objects.count() == 2
    assert len(messages()) == 1


def test_une_convocation_annulee_est_retiree_une_fois(convoques):
    [affectation] = convoques("BÉNEC'H")
    annuler(affectation)
    assert dits() == [(affectation.pk, "CONVOQUER", 1), (affectation.pk, "RETIRER", 2)]
    assert messages()[1]["creneaux"] == []
    assert messages()[1]["intervenant"] == messages()[0]["intervenant"]


def test_qui_est_convoque_de_nouveau_forme_un_autre_dossier_apres_le_retrait(convoques, coec):
    [affectation] = convoques("BÉNEC'H")
    annuler(affectation)
    personne = [affectation.intervenant_id]
    [nouvelle] = convoquer(f.perimetre(), mission=coec.numero, intervenants=personne, demande=demande())
    assert [operation for _, operation, _ in dits()] == ["CONVOQUER", "RETIRER", "CONVOQUER"]
    assert dits()[-1] == (nouvelle.affectation_id, "CONVOQUER", 1)
    assert len(set(Envoi.objects.values_list("cle", flat=True))) == 1


def test_une_decision_defaite_ne_transmet_rien(coec):
    def convoquer_puis_echouer():
        with transaction.atomic():
            convoquer(f.perimetre(), mission=coec.numero, intervenants=[f.intervenant().pk], demande=demande())
            raise LookupError

    with pytest.raises(LookupError):
        convoquer_puis_echouer()
    assert messages() == []


def test_l_annulation_d_une_convocation_ordinaire_ne_coute_qu_une_lecture(django_assert_num_queries):
    affectation = f.affectation(f.mission(), f.intervenant(), origine="CENTRE")
    annulee = ConvocationsAnnulees((affectation.convocations.get().pk,), par="chef", connu_de=Origine.CENTRE)
    with django_assert_num_queries(1):
        transmettre_annulations(annulee)
    assert messages() == []


def test_le_nombre_de_requetes_ne_depend_pas_du_nombre_de_correcteurs(django_assert_num_queries, coec):
    une = [f.intervenant("SEUL").pk]
    dix = [f.intervenant(f"DUPONT-{rang}").pk for rang in range(10)]
    for cles in (une, dix):
        with django_assert_num_queries(32):
            convoquer(f.perimetre(), mission=coec.numero, intervenants=cles, demande=demande())
    assert len(messages()) == 11
