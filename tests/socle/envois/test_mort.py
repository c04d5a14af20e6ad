"""A sender killed at any moment loses nothing and doubles nothing; what cannot be known is listed."""

import os
import random
import signal
import time

import pytest
from django.db import connection

from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.sonnette import sonner
from imagin.socle.envois.suivi import envois_a_examiner
from tests.socle.envois.ouvrier import attendre, attendre_que, ouvrier

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-18")]

NOMBRE = 80
MORTS = 4


def test_tue_avant_le_contenu_rien_n_est_parti_et_tout_repart(serveur, deposer):
    deposer("a")
    with ouvrier() as processus:
        serveur.a_l_arrivee = lambda adresse: processus.kill()
        attendre(processus)
    serveur.a_l_arrivee = lambda adresse: None
    assert Envoi.objects.get().etat == EtatEnvoi.A_ENVOYER
    assert expedier_des_que_possible() == 1
    assert serveur.sujets == ["a"]


def test_tue_avant_la_reponse_le_doute_est_liste_et_rien_ne_repart_seul(serveur, deposer, etats):
    deposer("a", "b")
    with ouvrier() as processus:
        serveur.avant_reponse = processus.kill
        attendre(processus)
    serveur.avant_reponse = lambda: None
    assert etats() == {"a": EtatEnvoi.EN_COURS, "b": EtatEnvoi.A_ENVOYER}
    assert expedier_des_que_possible() == 1
    assert [envoi.sujet for envoi in envois_a_examiner()] == ["a"]
    assert serveur.sujets == ["a", "b"]


def test_tue_a_des_moments_quelconques_rien_n_est_perdu_ni_double(serveur, deposer):
    hasard = random.Random(os.urandom(8))
    serveur.lenteur = 0.005
    deposer(*(f"s{rang}" for rang in range(NOMBRE)))
    for _ in range(MORTS):
        recus = len(serveur.recus)
        sonner(COURRIEL)
        with ouvrier():
            attendre_que(lambda recus=recus: len(serveur.recus) > recus)
            time.sleep(hasard.uniform(0, 0.1))
    expedier_des_que_possible()
    etats = dict(Envoi.objects.order_by("id").values_list("message_id", "etat"))
    partis = {identifiant for identifiant, etat in etats.items() if etat == EtatEnvoi.ENVOYE}
    incertains = {identifiant for identifiant, etat in etats.items() if etat == EtatEnvoi.INCERTAIN}
    assert partis | incertains == set(etats)
    assert len(incertains) <= MORTS
    assert set(serveur.exemplaires.values()) == {1}
    assert partis <= set(serveur.exemplaires) <= partis | incertains


def test_un_ouvrier_fige_puis_reveille_reprend_son_travail_au_lieu_de_mourir(serveur, deposer):
    """Frozen for too long, it was declared dead by another worker, which deletes its row."""
    with ouvrier() as processus:
        attendre_que(lambda: dans_la_base("SELECT id FROM procrastinate_workers"))
        processus.send_signal(signal.SIGSTOP)
        dans_la_base("DELETE FROM procrastinate_workers RETURNING id")
        deposer("a")
        processus.send_signal(signal.SIGCONT)
        attendre_que(lambda: serveur.sujets == ["a"])
        assert processus.poll() is None
        processus.send_signal(signal.SIGTERM)
        erreurs = attendre(processus)
    assert processus.returncode == 0
    assert "Les travaux se sont interrompus : ils reprennent" in erreurs


def dans_la_base(requete):
    """What a query gives, outside of the models."""
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchall()


def expedier_des_que_possible():
    """Send, once PostgreSQL has seen that the dead sender's session is over; returns how many left."""
    fin = time.monotonic() + 60
    while Envoi.objects.filter(etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS)).exists():
        bilan = expedier(COURRIEL)
        if bilan.envoyes:
            return bilan.envoyes
        assert time.monotonic() < fin, "trop long"
        time.sleep(0.05)
    return 0
