"""Ways out other than mail: recognised on the other side, or switched off."""

import logging
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from imagin.socle.envois import canaux
from imagin.socle.envois.canaux import enregistrer_canal
from imagin.socle.envois.depot import MessageADeposer, deposer_messages
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.erreurs import DepotHorsTransaction, EchecDuCanal, EchecTemporaire
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.reprise import TENTATIVES_MAXIMALES
from imagin.socle.envois.suivi import oublier_envois
from imagin.socle.envois.tasks import rattraper
from imagin.socle.temps import maintenant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-15")]


class Voisin:
    """A neighbour that keeps what it gets, and fails once it has it as often as `echecs` says."""

    def __init__(self):
        self.recus, self.echecs, self.allume = [], [], True

    def preparer(self, envoi):
        return envoi.corps.encode()

    def remettre(self, envoi, contenu, engager):
        engager()
        self.recus.append((envoi.message_id, contenu.decode()))
        if self.echecs:
            raise self.echecs.pop(0)
        return ""


@pytest.fixture
def voisin(monkeypatch):
    """A repeatable channel « voisin », known for the length of the test."""
    monkeypatch.setattr(canaux, "_canaux", dict(canaux._canaux))
    voisin = Voisin()
    enregistrer_canal("voisin", lambda: nullcontext(voisin), repetable=True, actif=lambda: voisin.allume)
    return voisin


def message(nom: str, cle: str = "", objet: int = 1) -> MessageADeposer:
    return MessageADeposer(
        cle=cle or nom,
        identifiant=nom,
        destinataire="VOISIN",
        sujet=nom,
        corps=f"corps de {nom}",
        objet=("chose", objet),
    )


def deposer(*messages: MessageADeposer) -> list[Envoi]:
    with transaction.atomic():
        return deposer_messages("voisin", messages)


def le_temps_passe():
    Envoi.objects.update(prochaine_tentative=maintenant())
    return expedier("voisin")


def test_un_message_depose_part_tel_quel_sous_son_identifiant(voisin):
    [envoi] = deposer(message("a", objet=12))
    assert (envoi.canal, envoi.destinataire, envoi.objet_type, envoi.objet_id) == ("voisin", "VOISIN", "chose", 12)
    assert expedier("voisin").envoyes == 1
    assert voisin.recus == [("a", "corps de a")]


def test_un_message_se_depose_dans_la_transaction_qui_decide():
    with pytest.raises(DepotHorsTransaction):
        deposer_messages("voisin", [message("a")])


@pytest.mark.parametrize("echec", [ValueError("coupure"), EchecTemporaire("plus tard"), EchecDuCanal("fermé")])
def test_un_doute_se_leve_en_renvoyant_le_meme_message(voisin, echec):
    voisin.echecs = [echec]
    deposer(message("a", cle="x"), message("b", cle="x"))
    expedier("voisin")
    assert Envoi.objects.get(message_id="a").etat == EtatEnvoi.A_ENVOYER
    le_temps_passe()
    assert [nom for nom, _ in voisin.recus] == ["a", "a", "b"]
    assert set(Envoi.objects.values_list("etat", flat=True)) == {EtatEnvoi.ENVOYE}


def test_ce_qu_un_expediteur_mort_laisse_en_cours_repart_a_sa_place(voisin):
    deposer(message("a", cle="x"), message("b", cle="x"))
    Envoi.objects.filter(message_id="a").update(
        etat=EtatEnvoi.EN_COURS, prochaine_tentative=maintenant() + timedelta(hours=1)
    )
    assert expedier("voisin").envoyes == 2
    assert [nom for nom, _ in voisin.recus] == ["a", "b"]


def test_un_voisin_arrete_plus_longtemps_qu_un_serveur_de_messagerie_ne_fait_rien_abandonner(voisin):
    voisin.echecs = [EchecTemporaire("plus tard")]
    deposer(message("a"))
    Envoi.objects.update(tentatives=TENTATIVES_MAXIMALES)
    expedier("voisin")
    assert Envoi.objects.get().etat == EtatEnvoi.A_ENVOYER
    assert le_temps_passe().envoyes == 1


def test_un_canal_eteint_ne_compte_ni_ne_dit_ni_n_envoie_rien_puis_tout_part(voisin, caplog):
    voisin.allume = False
    deposer(message("a"), message("b"))
    with caplog.at_level(logging.INFO):
        assert expedier("voisin").envoyes == 0
        rattraper(timestamp=0)
    assert (voisin.recus, caplog.messages) == ([], [])
    assert not ProcrastinateJob.objects.exists()
    assert set(Envoi.objects.values_list("etat", "tentatives")) == {(EtatEnvoi.A_ENVOYER, 0)}
    voisin.allume = True
    rattraper(timestamp=0)
    assert ProcrastinateJob.objects.get().args == {"canal": "voisin"}
    assert expedier("voisin").envoyes == 2


def test_on_oublie_ce_qui_est_parti_sauf_ce_que_le_voisin_sait_en_dernier(voisin):
    deposer(message("a1"), message("a2"), message("b1", objet=2))
    expedier("voisin")
    Envoi.objects.update(envoye_le=maintenant() - timedelta(days=10))
    assert oublier_envois(maintenant() - timedelta(days=5)) == 1
    assert set(Envoi.objects.values_list("message_id", flat=True)) == {"a2", "b1"}


def test_une_famille_fait_un_canal_pour_chaque_correspondant(voisin):
    ouverts, allumes = [], {"a"}

    def ouvrir(qui: str):
        ouverts.append(qui)
        return nullcontext(voisin)

    canaux.enregistrer_famille("voisins-", ouvrir, repetable=True, actif=lambda qui: qui in allumes)
    with transaction.atomic():
        deposer_messages("voisins-a", [message("1")])
        deposer_messages("voisins-b", [message("2")])
    assert [job.args["canal"] for job in ProcrastinateJob.objects.all()] == ["voisins-a"]
    assert (expedier("voisins-a").envoyes, expedier("voisins-b").envoyes) == (1, 0)
    assert ouverts == ["a"]
    assert [canaux.est_repetable(nom) for nom in ("voisins-a", "voisins", "autres-a")] == [True, False, False]
    with pytest.raises(KeyError):
        canaux.ouvrir_canal("autres-a")


@pytest.mark.parametrize("prefixe", ["voisins", "vois-ins-", ""])
def test_une_famille_se_nomme_jusqu_a_son_seul_trait_d_union(voisin, prefixe):
    with pytest.raises(ValueError, match="dash"):
        canaux.enregistrer_famille(prefixe, lambda qui: nullcontext(voisin))
