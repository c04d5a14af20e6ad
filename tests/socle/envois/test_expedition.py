"""Each mail once, in its turn, whatever the server answers."""

import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction

from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.reprise import TENTATIVES_MAXIMALES
from imagin.socle.envois.suivi import retirer
from imagin.socle.envois.verrou import verrou_de_canal
from imagin.socle.temps import maintenant
from tests.socle.envois.serveur import COUPER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-18")]


def seul_envoi():
    return Envoi.objects.get()


def test_chaque_courriel_part_une_fois_dans_l_ordre_et_sur_une_seule_connexion(serveur, deposer, etats):
    sujets = [f"s{rang}" for rang in range(60)]
    deposer(*sujets)
    assert expedier(COURRIEL).envoyes == 60
    assert expedier(COURRIEL).envoyes == 0
    assert serveur.sujets == sujets
    assert serveur.connexions == 1
    assert set(etats().values()) == {EtatEnvoi.ENVOYE}


def test_un_courriel_parti_garde_son_identifiant_et_sa_date(serveur, deposer):
    [depose] = deposer("s")
    expedier(COURRIEL)
    envoi = seul_envoi()
    assert serveur.recus[0]["Message-ID"] == envoi.message_id == depose.message_id
    assert timedelta(0) <= maintenant() - envoi.envoye_le < timedelta(minutes=1)
    assert (envoi.tentatives, envoi.derniere_erreur) == (1, "")


def test_la_copie_part_dans_le_meme_message(serveur, deposer):
    deposer("s", copie="Centre <centre@ecole.example>")
    expedier(COURRIEL)
    assert serveur.enveloppes == [("ne-pas-repondre@examens.example", ["s@ecole.example", "centre@ecole.example"])]
    assert serveur.recus[0]["Cc"] == "Centre <centre@ecole.example>"


@pytest.mark.parametrize("reponse", ["550 5.1.1 inconnu", "452 4.2.2 pleine"])
def test_une_copie_refusee_n_empeche_pas_la_remise_et_se_lit_sur_la_ligne(serveur, deposer, reponse):
    serveur.reponses_rcpt["centre@ecole.example"] = [reponse]
    deposer("s", copie="centre@ecole.example")
    expedier(COURRIEL)
    assert serveur.enveloppes[0][1] == ["s@ecole.example"]
    envoi = seul_envoi()
    assert envoi.etat == EtatEnvoi.ENVOYE
    assert envoi.derniere_erreur == f"La copie à centre@ecole.example n'est pas partie : {reponse}"


def test_une_copie_impossible_n_empeche_pas_la_remise_et_se_lit_sur_la_ligne(serveur, deposer):
    deposer("s", copie="centre")
    expedier(COURRIEL)
    assert serveur.enveloppes[0][1] == ["s@ecole.example"]
    assert "« centre » n'est pas valide" in seul_envoi().derniere_erreur


@pytest.mark.parametrize("phase", ["destinataire", "contenu"])
def test_un_refus_definitif_se_lit_sur_la_ligne_et_n_arrete_pas_les_autres(serveur, deposer, etats, phase):
    if phase == "destinataire":
        serveur.reponses_rcpt["a@ecole.example"] = ["550 5.1.1 Boîte inconnue"]
    else:
        serveur.reponses_data = ["554 5.6.0 Boîte inconnue"]
    deposer("a", "b")
    expedier(COURRIEL)
    assert etats() == {"a": EtatEnvoi.REFUSE, "b": EtatEnvoi.ENVOYE}
    assert "Boîte inconnue" in Envoi.objects.get(sujet="a").derniere_erreur
    assert serveur.sujets == ["b"]


@pytest.mark.parametrize("phase", ["destinataire", "contenu"])
def test_un_echec_temporaire_est_repris_plus_tard(serveur, deposer, le_temps_passe, phase):
    if phase == "destinataire":
        serveur.reponses_rcpt["s@ecole.example"] = ["451 4.7.1 plus tard", "451 4.7.1 plus tard"]
    else:
        serveur.reponses_data = ["451 4.7.1 plus tard", "451 4.7.1 plus tard"]
    deposer("s")
    expedier(COURRIEL)
    envoi = seul_envoi()
    assert (envoi.etat, envoi.tentatives) == (EtatEnvoi.A_ENVOYER, 1)
    assert envoi.derniere_erreur == "Différé par le serveur de messagerie : 451 4.7.1 plus tard"
    assert envoi.prochaine_tentative > maintenant()
    assert expedier(COURRIEL).envoyes == 0
    assert le_temps_passe().envoyes == 0
    assert le_temps_passe().envoyes == 1
    assert (seul_envoi().tentatives, serveur.sujets) == (3, ["s"])


def test_ce_qui_suit_sur_la_meme_cle_attend_son_tour_et_le_reste_part(serveur, deposer, le_temps_passe):
    serveur.reponses_rcpt["a@ecole.example"] = ["451 plus tard"]
    deposer("a", "b", cle="mission:1")
    deposer("c", cle="mission:2")
    deposer("d", cle="mission:1")
    expedier(COURRIEL)
    assert serveur.sujets == ["c"]
    expedier(COURRIEL)
    assert serveur.sujets == ["c"]
    le_temps_passe()
    assert serveur.sujets == ["c", "a", "b", "d"]


def test_un_envoi_refuse_ne_retient_pas_ce_qui_suit_sur_sa_cle(serveur, deposer, etats):
    serveur.reponses_rcpt["a@ecole.example"] = ["550 inconnu"]
    deposer("a", "b", cle="mission:1")
    expedier(COURRIEL)
    assert etats() == {"a": EtatEnvoi.REFUSE, "b": EtatEnvoi.ENVOYE}


def test_apres_trop_de_tentatives_l_envoi_est_abandonne(serveur, deposer, le_temps_passe):
    serveur.reponses_rcpt["s@ecole.example"] = ["451 plus tard"]
    deposer("s")
    Envoi.objects.update(tentatives=TENTATIVES_MAXIMALES - 1)
    expedier(COURRIEL)
    assert seul_envoi().etat == EtatEnvoi.ABANDONNE
    assert le_temps_passe().envoyes == 0


def test_un_serveur_eteint_arrete_la_tournee_et_se_lit_sur_la_premiere_ligne(
    serveur, deposer, settings, le_temps_passe
):
    vrai_port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deposer("a", "b")
    assert expedier(COURRIEL).interrompu
    a, b = Envoi.objects.order_by("id")
    assert (a.etat, a.tentatives, b.tentatives) == (EtatEnvoi.A_ENVOYER, 1, 0)
    assert a.derniere_erreur.startswith("Le serveur de messagerie ne répond pas comme il faut")
    settings.EMAIL_PORT = vrai_port
    assert le_temps_passe().envoyes == 2


def test_un_expediteur_refuse_par_le_serveur_n_est_la_faute_d_aucun_destinataire(serveur, deposer, etats):
    serveur.reponses_mail = ["553 5.7.1 expéditeur interdit"]
    deposer("a", "b")
    assert expedier(COURRIEL).interrompu
    assert etats() == {"a": EtatEnvoi.A_ENVOYER, "b": EtatEnvoi.A_ENVOYER}
    assert "expéditeur interdit" in Envoi.objects.get(sujet="a").derniere_erreur


def test_une_connexion_que_le_serveur_a_fermee_entre_deux_courriels_est_rouverte(serveur, deposer):
    serveur.reponses_mail = ["250 OK", "421 trop de messages", "250 OK", COUPER]
    deposer("a", "b", "c")
    assert expedier(COURRIEL).envoyes == 3
    assert (serveur.sujets, serveur.connexions) == (["a", "b", "c"], 3)


def test_une_coupure_avant_le_contenu_ne_laisse_aucun_doute(serveur, deposer, le_temps_passe):
    serveur.reponses_rcpt["s@ecole.example"] = [COUPER]
    deposer("s")
    assert expedier(COURRIEL).interrompu
    assert seul_envoi().etat == EtatEnvoi.A_ENVOYER
    le_temps_passe()
    assert serveur.sujets == ["s"]


def test_une_coupure_apres_le_contenu_laisse_un_doute_que_personne_ne_tranche_seul(
    serveur, deposer, etats, le_temps_passe
):
    serveur.reponses_data = [COUPER]
    deposer("a", "b")
    expedier(COURRIEL)
    assert etats() == {"a": EtatEnvoi.INCERTAIN, "b": EtatEnvoi.ENVOYE}
    assert "peut-être parti" in Envoi.objects.get(sujet="a").derniere_erreur
    le_temps_passe()
    assert serveur.sujets == ["a", "b"]


def test_ce_qu_un_expediteur_mort_laisse_en_cours_devient_incertain(serveur, deposer, etats):
    deposer("a", "b")
    Envoi.objects.filter(sujet="a").update(etat=EtatEnvoi.EN_COURS)
    expedier(COURRIEL)
    assert etats() == {"a": EtatEnvoi.INCERTAIN, "b": EtatEnvoi.ENVOYE}
    assert serveur.sujets == ["b"]


def test_une_reponse_connue_est_notee_meme_si_la_session_de_base_est_perdue(serveur, deposer, etats):
    def tuer_la_session():
        with psycopg.connect(
            **connection.get_connection_params() | {"context": None, "cursor_factory": psycopg.Cursor}
        ) as autre:
            autre.execute("SELECT pg_terminate_backend(%s)", [session])

    with connection.cursor() as curseur:
        session = curseur.connection.info.backend_pid
    serveur.avant_reponse = tuer_la_session
    deposer("a", "b")
    with pytest.raises(OperationalError):
        expedier(COURRIEL)
    assert etats() == {"a": EtatEnvoi.ENVOYE, "b": EtatEnvoi.A_ENVOYER}
    serveur.avant_reponse = lambda: None
    assert expedier(COURRIEL).envoyes == 1
    assert serveur.sujets == ["a", "b"]


def test_un_envoi_retire_pendant_sa_preparation_ne_part_pas(serveur, deposer, etats):
    def retirer_a(adresse):
        with transaction.atomic():
            retirer("convocation", [1], "Convocation supprimée.")
        connections.close_all()

    serveur.a_l_arrivee = retirer_a
    deposer("a", objet=("convocation", 1))
    deposer("b", objet=("convocation", 2))
    assert expedier(COURRIEL).envoyes == 1
    assert etats() == {"a": EtatEnvoi.ABANDONNE, "b": EtatEnvoi.ENVOYE}
    assert serveur.sujets == ["b"]


def test_deux_expediteurs_a_la_fois_n_envoient_rien_deux_fois(serveur, deposer):
    def envoyer():
        bilans.append(expedier(COURRIEL).envoyes)
        connections.close_all()

    serveur.lenteur = 0.01
    deposer(*(f"s{rang}" for rang in range(30)))
    bilans: list[int] = []
    fils = [threading.Thread(target=envoyer) for _ in range(3)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sum(bilans) == 30
    assert set(serveur.exemplaires.values()) == {1}
    assert len(serveur.exemplaires) == 30


def test_un_expediteur_qui_trouve_la_place_prise_s_en_va(serveur, deposer, etats):
    deposer("a")
    verrouille, fini = threading.Event(), threading.Event()

    def tenir():
        with verrou_de_canal(COURRIEL) as pris:
            assert pris
            verrouille.set()
            fini.wait(10)
        connections.close_all()

    fil = threading.Thread(target=tenir)
    fil.start()
    verrouille.wait(10)
    assert expedier(COURRIEL).envoyes == 0
    fini.set()
    fil.join()
    assert expedier(COURRIEL).envoyes == 1


def test_l_arret_demande_se_fait_entre_deux_courriels(serveur, deposer, etats):
    deposer("a", "b", "c")
    bilan = expedier(COURRIEL, lambda: len(serveur.recus) == 1)
    assert (bilan.envoyes, bilan.interrompu) == (1, True)
    assert etats() == {"a": EtatEnvoi.ENVOYE, "b": EtatEnvoi.A_ENVOYER, "c": EtatEnvoi.A_ENVOYER}


def test_ce_qui_est_depose_pendant_l_envoi_part_aussi(serveur, deposer):
    def deposer_encore():
        serveur.avant_reponse = lambda: None
        deposer("b")
        connections.close_all()

    serveur.avant_reponse = deposer_encore
    deposer("a")
    assert expedier(COURRIEL).envoyes == 2


def test_expedier_dans_une_transaction_est_refuse(serveur):
    with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
        expedier(COURRIEL)


def test_un_document_qui_ne_se_fabrique_pas_n_arrete_pas_les_autres(serveur, deposer, etats):
    deposer("a", pieces=[{"document": "qui-n-existe-pas", "donnees": {}, "nom": "A.pdf"}])
    deposer("b")
    expedier(COURRIEL)
    assert etats() == {"a": EtatEnvoi.A_ENVOYER, "b": EtatEnvoi.ENVOYE}
    assert Envoi.objects.get(sujet="a").derniere_erreur.startswith("L'envoi n'a pas pu être préparé")
