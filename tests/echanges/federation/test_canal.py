"""The channel of each partner: what its answers mean for a message, and for those after it."""

import json
from datetime import timedelta

import pytest
from django.db import transaction

from imagin.domaine.federation.models import EtatPartenaire, Partenaire
from imagin.socle.envois.canaux import est_actif, est_repetable
from imagin.socle.envois.depot import MessageADeposer, deposer_messages
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.suivi import oublier_envois
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.echanges.federation.autre_instance import servir

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.6-05")]
CONVOCATIONS = "/federation/v1/convocations"
CANAL = "federation-siec"
ACCUSE = (200, {"prise": True, "personne": "RECONNUE"})


@pytest.fixture
def siec():
    with servir() as instance:
        instance.reponses[CONVOCATIONS] = ACCUSE
        f.partenaire("siec", adresse=instance.adresse)
        yield instance


def deposer(*cles: str, code: str = "siec") -> None:
    messages = [f.message(dossier=rang) for rang, _ in enumerate(cles, start=1)]
    with transaction.atomic():
        deposer_messages(
            f"federation-{code}",
            [
                MessageADeposer(
                    cle=cle, identifiant=message["identifiant"], destinataire="SIEC", sujet="",
                    corps=json.dumps(message), objet=("federation", message["dossier"]),
                )
                for cle, message in zip(cles, messages, strict=True)
            ],
        )  # fmt: skip


def recus(instance) -> list[int]:
    return [corps["dossier"] for _, chemin, corps, _ in instance.demandes if chemin == CONVOCATIONS]


def etats() -> list[tuple[str, int]]:
    return list(Envoi.objects.order_by("id").values_list("etat", "tentatives"))


def mots() -> str:
    return Envoi.objects.order_by("id")[0].derniere_erreur


def test_les_messages_partent_tels_quels_sous_un_jeton_par_une_connexion(siec):
    deposer("a", "b", "a")
    assert expedier(CANAL).envoyes == 3
    assert recus(siec) == [1, 2, 3]
    assert siec.jetons == 1
    assert json.loads(Envoi.objects.order_by("id")[0].corps) == siec.demandes[1][2]
    assert mots() == ""


@pytest.mark.parametrize(
    ("accuse", "dit"),
    [
        ({"prise": False, "personne": "RECONNUE"}, "Un message plus récent était déjà pris."),
        ({"prise": True, "personne": "INCONNUE"}, "leur gestionnaire dira qui c'est"),
        ({"prise": True, "personne": "AMBIGUE"}, "plusieurs personnes portent ce nom"),
    ],
)
def test_ce_que_l_autre_academie_dit_de_la_personne_reste_sur_l_envoi(siec, accuse, dit):
    siec.reponses[CONVOCATIONS] = (200, accuse)
    deposer("a")
    assert expedier(CANAL).envoyes == 1
    assert dit in mots()


def test_un_message_refuse_ne_repart_pas_et_ne_retient_pas_les_autres(siec):
    siec.reponses[CONVOCATIONS] = (422, {"motif": "Cette référence n'est pas de celles que nous vous avons données."})
    deposer("a")
    expedier(CANAL)
    siec.reponses[CONVOCATIONS] = ACCUSE
    deposer("a", "b")
    assert expedier(CANAL).envoyes == 2
    assert etats()[0] == (EtatEnvoi.REFUSE, 1)
    assert mots() == "Cette référence n'est pas de celles que nous vous avons données."


def test_des_messages_qui_l_etouffent_un_a_un_n_arretent_pas_la_tournee(siec):
    def repondre(guichet):
        [*_, (_, _, corps, _)] = siec.demandes
        guichet.repondre(*((500, b"<h1>Server Error</h1>") if corps["dossier"] % 2 else ACCUSE))

    siec.reponses[CONVOCATIONS] = repondre
    deposer(*"abcdefgh")
    bilan = expedier(CANAL)
    assert (bilan.envoyes, bilan.interrompu) == (4, False)


@pytest.mark.parametrize("code", [422, 500])
def test_ce_qu_elle_repond_ne_casse_ni_l_envoi_ni_le_journal(siec, code, caplog):
    """Characters that no database keeps, and lines that are not ours."""
    siec.reponses[CONVOCATIONS] = (code, {"motif": "non\x00\ud800\n2027-01-01 ERROR imagin inventé\u2028"})
    deposer("a")
    expedier(CANAL)
    assert mots().startswith("non")
    assert mots().isprintable()


def test_un_message_qui_l_etouffe_attend_et_les_autres_personnes_passent(siec):
    def repondre(guichet):
        [_, _, corps, _] = siec.demandes[-1]
        guichet.repondre(*((500, b"<h1>Server Error</h1>") if corps["dossier"] == 1 else ACCUSE))

    siec.reponses[CONVOCATIONS] = repondre
    deposer("a", "a", "b")
    assert expedier(CANAL).envoyes == 1
    assert recus(siec) == [1, 3]
    assert [etat for etat, _ in etats()] == [EtatEnvoi.A_ENVOYER, EtatEnvoi.A_ENVOYER, EtatEnvoi.ENVOYE]
    siec.reponses[CONVOCATIONS] = ACCUSE
    Envoi.objects.update(prochaine_tentative=maintenant())
    assert expedier(CANAL).envoyes == 2
    assert recus(siec)[2:] == [1, 2]


@pytest.mark.parametrize(
    ("reponse", "essais"),
    [
        ((500, b"<h1>Server Error</h1>"), 3),
        ((502, b"<h1>Bad Gateway</h1>"), 1),
        ((403, {"motif": "Cette opération n'est pas permise."}), 1),
        ((200, b"<html>maintenance</html>"), 1),
        ((200, {"bonjour": "monde"}), 1),
        ((302, {}), 1),
    ],
)
def test_qui_repond_autre_chose_a_tout_arrete_la_tournee_et_rien_n_est_perdu(siec, reponse, essais):
    siec.reponses[CONVOCATIONS] = reponse
    deposer(*"abcdefgh")
    bilan = expedier(CANAL)
    assert (bilan.envoyes, bilan.interrompu, len(recus(siec))) == (0, True, essais)
    assert {etat for etat, _ in etats()} == {EtatEnvoi.A_ENVOYER}
    siec.reponses[CONVOCATIONS] = ACCUSE
    Envoi.objects.update(prochaine_tentative=maintenant())
    assert expedier(CANAL).envoyes == 8


def test_une_academie_arretee_se_lit_sur_l_envoi_et_n_arrete_pas_les_autres(siec):
    f.partenaire("14", "RENNES", ("14",), adresse="http://127.0.0.1:9")
    deposer("a", code="14")
    deposer("b")
    assert expedier("federation-14").interrompu
    assert mots() == "127.0.0.1:9 ne répond pas : le serveur est arrêté, ou un pare-feu ferme le passage."
    assert expedier(CANAL).envoyes == 1


def test_on_attend_la_reouverture_d_un_partenariat_ferme(siec):
    Partenaire.objects.update(active=False)
    deposer("a")
    assert expedier(CANAL).envoyes == 0
    assert etats() == [(EtatEnvoi.A_ENVOYER, 0)]
    Partenaire.objects.update(active=True)
    assert expedier(CANAL).envoyes == 1


def test_on_n_attend_pas_a_chaque_minute_une_academie_que_la_veille_sait_arretee(siec):
    etat = Partenaire.objects.get().etat
    etat.joignable, etat.panne = False, "RESEAU"
    etat.save()
    deposer("a")
    assert expedier(CANAL).envoyes == 0
    assert (recus(siec), etats()) == ([], [(EtatEnvoi.A_ENVOYER, 0)])
    etat.verifie_le -= timedelta(minutes=6)  # the watch is silent itself
    etat.save()
    assert expedier(CANAL).envoyes == 1


def test_une_academie_sans_etat_encore_est_servie(siec):
    EtatPartenaire.objects.all().delete()
    deposer("a")
    assert expedier(CANAL).envoyes == 1


def test_la_federation_est_une_famille_de_canaux_repetables(db):
    f.partenaire("siec")
    f.partenaire("14", "RENNES", ("14",), active=False)
    assert [est_actif(nom) for nom in ("federation-siec", "federation-14", "federation-33")] == [True, False, False]
    assert est_repetable("federation-siec")


def test_ce_qui_est_parti_s_oublie_en_son_temps(siec):
    deposer("a")
    expedier(CANAL)
    Envoi.objects.update(envoye_le=maintenant() - timedelta(days=10))
    assert oublier_envois(maintenant() - timedelta(days=5)) == 1
